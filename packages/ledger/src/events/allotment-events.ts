import { endOfYear, type Fen, ok, type PlainDate, type Refusal, type Result, refuse, startOfYear, yearOf } from "@qiangyi/kernel";
import type { Earmark } from "../earmark.ts";
import { type Book, type DocumentRow, type Entry, entryOf, type FinanceBook, type UnitBook } from "../entry.ts";

interface Posting {
  readonly document: DocumentRow;
  readonly earmark: Earmark;
  readonly amount: Fen;
  readonly on: PlainDate;
}
/** Money on its way from a book to the one below it. */
interface Joint extends Posting {
  readonly from: FinanceBook;
  readonly to: Book;
}
interface Payment extends Posting {
  readonly book: UnitBook;
  readonly contract?: string;
}

/** Where a book keeps what it may still dispose of. */
const held = ({ keeper }: Book) => (keeper === "finance" ? "1101" : "1105");
/** Where the upper book keeps what it has passed to this one. */
const passedTo = ({ keeper }: Book) => (keeper === "finance" ? "1103" : "1104");

/** 提前下达 is signed before its budget year and takes effect with it (次年01-01起可用). */
const notBeforeItsYear = (on: PlainDate, { year }: Earmark): PlainDate => {
  const first = startOfYear(year);
  return on < first ? first : on;
};

/** E1 本级安排. */
export const arrange = ({ document, earmark, amount, on, book }: Posting & { readonly book: FinanceBook }): Entry =>
  entryOf("arrange", document, [
    { book: book.id, earmark, debit: "1101", credit: "2102", amount, effectiveOn: notBeforeItsYear(on, earmark) },
  ]);

/** E2 签发下达: the parent sets the amount apart for one receiver, who has nothing yet. */
export const issue = ({ document, earmark, amount, on, from, to, isAdvance }: Joint & { readonly isAdvance?: true }): Entry =>
  entryOf(
    "issue",
    document,
    [
      {
        book: from.id,
        earmark,
        debit: "1102",
        credit: "1101",
        amount,
        effectiveOn: notBeforeItsYear(on, earmark),
        counterpart: to.id,
      },
    ],
    isAdvance ? { isAdvance } : {},
  );

/** E3 接收: the parent marks it passed down and the child marks it arrived: one entry, both books or neither. */
export const receive = ({ document, earmark, amount, on, from, to }: Joint): Entry => {
  const effectiveOn = notBeforeItsYear(on, earmark);
  return entryOf("receive", document, [
    { book: from.id, earmark, debit: passedTo(to), credit: "1102", amount, effectiveOn, counterpart: to.id },
    { book: to.id, earmark, debit: held(to), credit: "2101", amount, effectiveOn, counterpart: from.id },
  ]);
};

/** E4 退回、撤回: before it was received, by either side. */
export const withdraw = ({ document, earmark, amount, on, from, to }: Joint): Entry =>
  entryOf("withdraw", document, [
    {
      book: from.id,
      earmark,
      debit: "1101",
      credit: "1102",
      amount,
      effectiveOn: notBeforeItsYear(on, earmark),
      counterpart: to.id,
    },
  ]);

/** E5 追减收回: one joint of the chain, out of what the child has neither passed on nor paid; the chain is walked bottom-up. */
export const reduce = ({ document, earmark, amount, on, from, to }: Joint): Entry => {
  const effectiveOn = notBeforeItsYear(on, earmark);
  return entryOf("reduce", document, [
    { book: to.id, earmark, debit: "2109", credit: held(to), amount, effectiveOn, counterpart: from.id },
    { book: from.id, earmark, debit: "1101", credit: passedTo(to), amount, effectiveOn, counterpart: to.id },
  ]);
};

/**
 * E6 冻结. The handbook's row freezes 单位可用 for a payment on its way; a finance bureau freezes 待分配 in the same manner
 * while funds are under query (第八条: 存疑资金不得擅自分配处置).
 */
export const freeze = ({ document, earmark, amount, on, book }: Posting & { readonly book: Book }): Entry =>
  entryOf("freeze", document, [{ book: book.id, earmark, debit: "1106", credit: held(book), amount, effectiveOn: on }]);

/** E6 解冻. */
export const unfreeze = ({ document, earmark, amount, on, book }: Posting & { readonly book: Book }): Entry =>
  entryOf("unfreeze", document, [{ book: book.id, earmark, debit: held(book), credit: "1106", amount, effectiveOn: on }]);

/** E7 支付成功: out of what was frozen when it was asked for. */
export const pay = ({ document, earmark, amount, on, book, contract }: Payment): Entry =>
  entryOf("pay", document, [
    {
      book: book.id,
      earmark,
      debit: "1107",
      credit: "1106",
      amount,
      effectiveOn: on,
      ...(contract !== undefined && { contract }),
    },
  ]);

/** E8 当年退款. Money that comes back in a later year does not become usable again: it is recovered (E10). */
export const refund = ({
  document,
  earmark,
  amount,
  on,
  book,
  contract,
  paidOn,
}: Payment & { readonly paidOn: PlainDate }): Result<Entry, Refusal<"refund-of-earlier-year", { readonly paidOn: PlainDate }>> =>
  yearOf(paidOn) === yearOf(on)
    ? ok(
        entryOf("refund", document, [
          {
            book: book.id,
            earmark,
            debit: "1105",
            credit: "1107",
            amount,
            effectiveOn: on,
            ...(contract !== undefined && { contract }),
          },
        ]),
      )
    : refuse({ code: "refund-of-earlier-year", paidOn });

/** E9 年终结转 of `year`: gone from the old year on its last day, there in the new one on its first; the earmark keeps its year. */
export const carryOver = ({
  document,
  earmark,
  amount,
  year,
  book,
}: Omit<Posting, "on"> & { readonly year: number; readonly book: Book }): Entry =>
  entryOf("carryOver", document, [
    { book: book.id, earmark, debit: "1108", credit: held(book), amount, effectiveOn: endOfYear(year) },
    { book: book.id, earmark, debit: held(book), credit: "2103", amount, effectiveOn: startOfYear(year + 1) },
  ]);

/**
 * E10 结余收回: out of the node's books, and into the recovering bureau's under a new earmark. `paid` recovers a refund of an
 * earlier year, which never became usable again.
 */
export const recover = ({
  document,
  earmark,
  amount,
  on,
  from,
  to,
  into,
  outOf = "held",
}: Posting & {
  readonly from: Book;
  readonly to: FinanceBook;
  readonly into: Earmark;
  readonly outOf?: "held" | "paid";
}): Entry =>
  entryOf("recover", document, [
    {
      book: from.id,
      earmark,
      debit: "1109",
      credit: outOf === "held" ? held(from) : "1107",
      amount,
      effectiveOn: on,
      counterpart: to.id,
    },
    {
      book: to.id,
      earmark: into,
      debit: "1101",
      credit: "2104",
      amount,
      effectiveOn: notBeforeItsYear(on, into),
      counterpart: from.id,
    },
  ]);

/** E11 调剂 between two earmarks of one bureau; the document is the approval without which there is none. */
export const reassign = ({
  document,
  earmark,
  amount,
  on,
  book,
  into,
}: Posting & { readonly book: FinanceBook; readonly into: Earmark }): Entry => {
  const effectiveOn = notBeforeItsYear(notBeforeItsYear(on, earmark), into);
  return entryOf("reassign", document, [
    { book: book.id, earmark, debit: "2105", credit: "1101", amount, effectiveOn },
    { book: book.id, earmark: into, debit: "1101", credit: "2105", amount, effectiveOn },
  ]);
};
