import type { Book, BookId, FinanceBook, UnitBook } from "@qiangyi/ledger";

/** Book of the finance bureau of a region, by its six-digit code. */
export const financeBook = (region: string): FinanceBook => ({ id: `F${region}`, keeper: "finance" });
/** Book of an institution. */
export const unitBook = (institution: string): UnitBook => ({ id: `U${institution}`, keeper: "unit" });

/** The book of an id that stands in the store; an id of another form is a mistake in the program. */
export const bookOf = (id: BookId): Book => {
  if (/^F\d{6}$/.test(id)) return { id, keeper: "finance" };
  if (/^U.+/.test(id)) return { id, keeper: "unit" };
  throw new RangeError(`${id} is no id of a book`);
};
