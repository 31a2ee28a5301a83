import { date, type Fen, type PlainDate, type Refusal, type Result, wanYuan } from "@qiangyi/kernel";
import type { Earmark } from "./earmark.ts";
import type { Book, BookId, DocumentRow, Entry, FinanceBook, UnitBook } from "./entry.ts";
import { emptyLedger, type Ledger } from "./ledger.ts";
import { post } from "./post.ts";

/** Books for the tests: a province, a county under its city, a county under the province, a hospital. */
export const finance = (id: BookId): FinanceBook => ({ id, keeper: "finance" });
export const unit = (id: BookId): UnitBook => ({ id, keeper: "unit" });
export const province: FinanceBook = finance("省财政厅");
export const city: FinanceBook = finance("市财政局");
export const county: FinanceBook = finance("甲县财政局");
export const directCounty: FinanceBook = finance("乙县财政局");
export const hospital: UnitBook = unit("甲县人民医院");

export const stroke2024: Earmark = {
  year: 2024,
  line: "line-stroke",
  nature: "general",
  sourceLevel: "province",
  project: "project-stroke",
  functionClass: "21002",
  trackTag: "02 省级直达资金",
};

export const notice = (issuer: Book, number: string, row = 1): DocumentRow => ({ issuer: issuer.id, number, row });

/** Posts in order and stops the test at the first refusal: the ledger that a test starts from. */
export const ledgerOf = (entries: readonly (readonly [Entry, PlainDate])[], start: Ledger = emptyLedger): Ledger =>
  entries.reduce((ledger, [entry, recordedOn]) => accepted(post(ledger, entry, { recordedOn })), start);

export const accepted = <Value>(result: Result<Value, Refusal>): Value => {
  if (!result.ok) throw new Error(`refused: ${result.refusal.code}`);
  return result.value;
};

export const day = (text: string): PlainDate => date(text);
export const wan = (amount: number): Fen => wanYuan(amount);
