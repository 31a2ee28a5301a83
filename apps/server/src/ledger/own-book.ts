import type { BookId } from "@qiangyi/ledger";
import { type Actor, regionOfActor } from "../platform/index.ts";
import { financeBook, unitBook } from "./books.ts";

/** The book of the finance bureau of the region for which somebody acts. */
export const ownBureau = (actor: Actor): BookId | undefined => {
  const region = regionOfActor(actor);
  return region === undefined ? undefined : financeBook(region).id;
};

/** The book that belongs to where somebody stands: his bureau's, or his unit's. */
export const ownBook = (actor: Actor): BookId | undefined => {
  if (actor.level !== "unit") return ownBureau(actor);
  return actor.institution === null ? undefined : unitBook(actor.institution).id;
};
