import type { Fen, PlainDate } from "@qiangyi/kernel";
import { type Account, ruleOf } from "./accounts.ts";
import { type Earmark, earmarkKey } from "./earmark.ts";
import { type EventCode, type Step, steps } from "./steps.ts";

export type BookId = string;
/** A finance bureau distributes (待分配), a unit spends (单位可用). */
export interface FinanceBook {
  readonly id: BookId;
  readonly keeper: "finance";
}
export interface UnitBook {
  readonly id: BookId;
  readonly keeper: "unit";
}
export type Book = FinanceBook | UnitBook;

/** The row of a document that a posting rests on: a notice's annex row, a voucher, an approval. Numbers are unique per issuer. */
export interface DocumentRow {
  readonly issuer: BookId;
  readonly number: string;
  readonly row: number;
}

/** One debit, one credit, one amount, one earmark: it cannot be unbalanced. */
export interface Transfer {
  readonly book: BookId;
  readonly earmark: Earmark;
  readonly debit: Account;
  readonly credit: Account;
  readonly amount: Fen;
  /** The day from which it counts. The two halves of a carry-over lie in two years, therefore it stands here. */
  readonly effectiveOn: PlainDate;
  /** The other book of a joint: whom the money goes to, or whom it came from. */
  readonly counterpart?: BookId;
  readonly economicClass?: string;
  readonly contract?: string;
}

/** What is posted together or not at all, in however many books. */
export interface Entry {
  readonly id: string;
  readonly step: Step;
  readonly event: EventCode;
  readonly document: DocumentRow;
  /** 提前下达. */
  readonly isAdvance?: true;
  /** Id of the entry that this one takes back. */
  readonly reverses?: string;
  readonly transfers: readonly Transfer[];
}

/** Idempotency key of a posting: the step, the document number with its issuer, the row. As JSON, so that no two can run into one. */
export const entryId = (step: Step | "reverse", { issuer, number, row }: DocumentRow): string =>
  JSON.stringify([step, issuer, number, row]);

export const entryOf = (
  step: Step,
  document: DocumentRow,
  transfers: readonly Transfer[],
  marks: Pick<Entry, "isAdvance"> = {},
): Entry => ({ id: entryId(step, document), step, event: steps[step].event, document, ...marks, transfers });

/** A repetition has the same content to the last mark; anything else under the same id is a mistake that someone must see. */
export const isSameEntry = (a: Entry, b: Entry): boolean => contentOf(a) === contentOf(b);

/** All that an entry says as one text: its digest lets a store recognise a repetition without comparing transfers. */
export const contentOf = ({ id, step, document, isAdvance, reverses, transfers }: Entry): string =>
  JSON.stringify([
    [id, step, document.issuer, document.number, document.row, isAdvance ?? false, reverses ?? null],
    transfers.map((transfer) => [...partsOf(transfer), transfer.effectiveOn]),
  ]);

/** Everything of a transfer but its day, for comparing a reversal with what it reverses. */
export const partsOf = ({ book, earmark, debit, credit, amount, counterpart, economicClass, contract }: Transfer): string[] => [
  book,
  earmarkKey(earmark),
  debit,
  credit,
  amount.toString(),
  ...[counterpart, economicClass, contract].map((part) => JSON.stringify(part ?? null)),
];

/** Why a transfer is none, as a sentence; undefined when it is sound. */
export const transferMisfit = ({ amount, debit, credit }: Transfer): string | undefined => {
  if (amount <= 0n) return "金额应大于零";
  if (debit === credit) return "借贷科目不能相同";
  return ruleOf(debit).kind === ruleOf(credit).kind ? undefined : "指标账与资金账之间不能直接过账";
};
