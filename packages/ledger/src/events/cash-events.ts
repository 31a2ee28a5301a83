import type { Fen, PlainDate } from "@qiangyi/kernel";
import type { Earmark } from "../earmark.ts";
import { type Book, type DocumentRow, type Entry, entryOf, type FinanceBook, type UnitBook } from "../entry.ts";

interface Posting {
  readonly document: DocumentRow;
  readonly earmark: Earmark;
  readonly amount: Fen;
  readonly on: PlainDate;
}
/** Money that the bureau's treasury pays to the payee for the unit: in the unit's books and, as a sum, in the bureau's. */
interface TreasuryPayment extends Posting {
  readonly unit: UnitBook;
  readonly bureau: FinanceBook;
  /** Economic class of departments, under which the expenditure stands. */
  readonly economicClass: string;
}

const purse = ({ keeper }: Book) => (keeper === "finance" ? "3101" : "3102");

/** C1 调拨 from a treasury to the one below it, or to a unit's own account. */
export const moveCash = ({
  document,
  earmark,
  amount,
  on,
  from,
  to,
}: Posting & { readonly from: FinanceBook; readonly to: Book }): Entry =>
  entryOf("moveCash", document, [
    { book: from.id, earmark, debit: "5101", credit: "3101", amount, effectiveOn: on, counterpart: to.id },
    { book: to.id, earmark, debit: purse(to), credit: "4101", amount, effectiveOn: on, counterpart: from.id },
  ]);

/** C2 集中支付: expenditure of the unit. The bureau's half is a summary; totals of the province count the unit's half only. */
export const payFromTreasury = (payment: TreasuryPayment): Entry =>
  entryOf("payFromTreasury", payment.document, paidFor(payment, "5102"));

/** C3 预付: paid, but not yet expenditure. */
export const prepay = (payment: TreasuryPayment): Entry => entryOf("prepay", payment.document, paidFor(payment, "5103"));

/** C4 核销: the goods have come, the prepayment becomes expenditure in both books. */
export const clearPrepayment = (payment: TreasuryPayment): Entry => {
  const { earmark, amount, on: effectiveOn, unit, bureau, economicClass } = payment;
  const both = { earmark, debit: "5102", credit: "5103", amount, effectiveOn, economicClass } as const;
  return entryOf("clearPrepayment", payment.document, [
    { ...both, book: unit.id, counterpart: bureau.id },
    { ...both, book: bureau.id, counterpart: unit.id },
  ]);
};

/** C5 退款红字: the transfers of C2 or C3 the other way round, for the amount that came back. */
export const refundCash = (payment: TreasuryPayment & { readonly of: "expenditure" | "prepayment" }): Entry =>
  entryOf(
    "refundCash",
    payment.document,
    paidFor(payment, payment.of === "expenditure" ? "5102" : "5103").map((transfer) => ({
      ...transfer,
      debit: transfer.credit,
      credit: transfer.debit,
    })),
  );

const paidFor = ({ earmark, amount, on: effectiveOn, unit, bureau, economicClass }: TreasuryPayment, spent: "5102" | "5103") => {
  const both = { earmark, debit: spent, amount, effectiveOn, economicClass } as const;
  return [
    { ...both, book: unit.id, credit: "4101", counterpart: bureau.id },
    { ...both, book: bureau.id, credit: "3101", counterpart: unit.id },
  ] as const;
};

interface Return extends Posting {
  readonly book: Book;
  /** The bureau to which it goes back. */
  readonly to: FinanceBook;
}

/** C6 认定交回: from here on the book owes it. */
export const recogniseReturn = ({ document, earmark, amount, on, book, to }: Return): Entry =>
  entryOf("recogniseReturn", document, [
    { book: book.id, earmark, debit: "4101", credit: "6101", amount, effectiveOn: on, counterpart: to.id },
  ]);

/** C6 实缴: it has been handed back. */
export const handBack = ({ document, earmark, amount, on, book, to }: Return): Entry =>
  entryOf("handBack", document, [
    { book: book.id, earmark, debit: "6101", credit: purse(book), amount, effectiveOn: on, counterpart: to.id },
  ]);
