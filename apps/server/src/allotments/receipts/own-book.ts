import { financeBook, unitBook } from "../../ledger/index.ts";
import type { Actor } from "../../platform/index.ts";

/** The region at which somebody stands: whose finance bureau keeps the books beside him. */
export const regionOfActor = ({ level, province, city, county }: Actor): string | undefined => {
  if (level === "province") return `${province}0000`;
  if (level === "city") return city ?? undefined;
  return level === "county" ? (county ?? undefined) : undefined;
};

/** The book that belongs to where somebody stands; undefined for visitors, experts and the platform. */
export const ownBook = (actor: Actor): string | undefined => {
  if (actor.level === "unit") return actor.institution === null ? undefined : unitBook(actor.institution).id;
  const region = regionOfActor(actor);
  return region === undefined ? undefined : financeBook(region).id;
};
