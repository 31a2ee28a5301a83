import { financeBook, unitBook } from "../../ledger/index.ts";
import type { Actor, Tx } from "../../platform/index.ts";
import { institutionNames, regionChoices } from "../../registry/index.ts";

/** The region of a finance bureau's book, in six digits; undefined for the book of a unit. */
export const regionOfBook = (book: string): string | undefined => (book.startsWith("F") ? book.slice(1) : undefined);
export const institutionOfBook = (book: string): string | undefined => (book.startsWith("U") ? book.slice(1) : undefined);

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

/** 临汾市财政局, 山西省财政厅, or the unit's own name. */
export const bookNames = async (tx: Tx, actor: Actor, books: readonly string[]): Promise<(book: string) => string> => {
  const institutions = books.map(institutionOfBook).filter((id) => id !== undefined);
  const [regions, units] = [await regionChoices(tx, actor), await institutionNames(tx, actor, institutions)];
  const names = new Map(regions.map(({ code, name }) => [code, name]));
  return (book) => {
    const institution = institutionOfBook(book);
    if (institution !== undefined) return units.get(institution) ?? institution;
    const region = regionOfBook(book) ?? book;
    return officeName("finance", region, names.get(region));
  };
};

/** 财政厅 and 卫生健康委 at the province, 局 and 委 below it. */
export const officeName = (party: "finance" | "health", region: string, name: string | undefined): string => {
  const isProvince = region.endsWith("0000");
  const office = party === "finance" ? (isProvince ? "财政厅" : "财政局") : region.endsWith("00") ? "卫生健康委" : "卫生健康局";
  return `${name ?? region}${office}`;
};
