import { type Fen, fen, ok, type PlainDate, type Refusal, type Result, refuse } from "@qiangyi/kernel";
import type { Account, BookId, Earmark } from "@qiangyi/ledger";
import { sql } from "kysely";
import type { Actor, Answers, Tx } from "../platform/index.ts";
import { earmarkOfKey } from "./stored-entry.ts";

export interface Undecided {
  readonly earmark: Earmark;
  readonly account: Account;
  readonly amountFen: Fen;
}

export type CloseRefusal =
  | Refusal<"recorded-out-of-order", { readonly lastRecordedOn: PlainDate }>
  | Refusal<"period-not-over">
  | Refusal<"earlier-period-open", { readonly year: number }>
  /** What lies there has been neither carried over nor recovered. */
  | Refusal<"CARRYOVER_DECISION_REQUIRED", { readonly left: readonly Undecided[] }>;

type Answered = { readonly code: CloseRefusal["code"]; readonly year: number; readonly lastRecordedOn: PlainDate } & {
  readonly left: readonly { readonly key: string; readonly account: Account; readonly amount: string }[];
};

/** 关账 of one year of one book. Closing a closed year again changes nothing. */
export const closePeriod = async (
  tx: Tx,
  actor: Actor,
  { book, year }: { readonly book: BookId; readonly year: number },
  { now }: { readonly now: Date },
): Promise<Result<undefined, CloseRefusal>> => {
  const { rows } = await sql<{ refusal: Answered | null }>`
    select ledger_close(${book}, ${year}, ${now}, ${actor.userId}) as refusal`.execute(tx);
  const refusal = rows[0]?.refusal;
  return refusal ? refuse(inWords(refusal)) : ok(undefined);
};

const inWords = ({ code, year, lastRecordedOn, left }: Answered): CloseRefusal => {
  switch (code) {
    case "recorded-out-of-order":
      return { code, lastRecordedOn };
    case "period-not-over":
      return { code };
    case "earlier-period-open":
      return { code, year };
    case "CARRYOVER_DECISION_REQUIRED":
      return {
        code,
        left: left.map(({ key, account, amount }) => ({ earmark: earmarkOfKey(key), account, amountFen: fen(BigInt(amount)) })),
      };
  }
};

export const closeAnswers: Answers<CloseRefusal> = {
  "recorded-out-of-order": [409, "账上已有更晚记入的账，不能以更早的日期关账"],
  "period-not-over": [409, "年度尚未结束，不能关账", "请在12月31日或以后关账"],
  "earlier-period-open": [409, ({ year }) => `${year}年度还没有关账`, "请从最早的年度起依次关账"],
  CARRYOVER_DECISION_REQUIRED: [
    409,
    ({ left }) => `还有${left.length}笔余额没有结转或收回的决定`,
    "请先对每一笔余额办理结转或收回，再关账",
  ],
};
