import type { Book, BookId, FinanceBook, UnitBook } from "@qiangyi/ledger";

/** Book of the finance bureau of a region, by its six-digit code. */
export const financeBook = (region: string): FinanceBook => ({ id: `F${region}`, keeper: "finance" });
/** Book of an institution. */
export const unitBook = (institution: string): UnitBook => ({ id: `U${institution}`, keeper: "unit" });

/** The region whose finance bureau keeps a book, in six digits; undefined for the book of a unit. */
export const regionOfBook = (id: BookId): string | undefined => (id.startsWith("F") ? id.slice(1) : undefined);
/** The unit whose book this is. */
export const institutionOfBook = (id: BookId): string | undefined => (id.startsWith("U") ? id.slice(1) : undefined);

/** The book of an id that stands in the store; an id of another form is a mistake in the program. */
export const bookOf = (id: BookId): Book => {
  if (/^F\d{6}$/.test(id)) return { id, keeper: "finance" };
  if (/^U.+/.test(id)) return { id, keeper: "unit" };
  throw new RangeError(`${id} is no id of a book`);
};
