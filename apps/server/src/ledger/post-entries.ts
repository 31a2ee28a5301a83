import { fen, ok, type PlainDate, type Refusal, type Result, refuse, startOfYear } from "@qiangyi/kernel";
import {
  type Account,
  type Entry,
  fundNatures,
  isSameEntry,
  type PostRefusal as SpecifiedRefusal,
  sourceLevels,
  transferMisfit,
} from "@qiangyi/ledger";
import type { Actor, Tx } from "../platform/index.ts";
import { bookOf } from "./books.ts";
import { postInOneCall, type StoredRefusal } from "./postings.store.ts";
import { findEntry } from "./stored-entry.ts";

export type PostRefusal = SpecifiedRefusal | Refusal<"OUT_OF_PROGRAMME_SCOPE"> | Refusal<"FUND_SOURCE_REQUIRED">;

/**
 * Posts all entries or none, in one statement. A repetition changes nothing and is counted. What is short is judged over all of them together:
 * a document moves money at one moment, whatever order its rows stand in. One document, one call: a second call in the same transaction takes
 * its locks out of order and may have to be repeated.
 */
export const postEntries = async (
  tx: Tx,
  actor: Actor,
  entries: readonly Entry[],
  { now }: { readonly now: Date },
): Promise<Result<{ readonly posted: number; readonly repeated: number }, PostRefusal>> => {
  const once = new Map<string, Entry>();
  for (const entry of entries) {
    const before = once.get(entry.id);
    if (before && !isSameEntry(before, entry)) throw new Error(`${entry.id} stands twice in one call with different content`);
    once.set(entry.id, entry);
  }
  const asked = [...once.values()];
  if (asked.length === 0) return ok({ posted: 0, repeated: 0 });
  const misfit = misfitOf(asked);
  if (misfit) return refuse((await reusedAmong(tx, asked)) ?? misfit);
  const { posted, repeated, refusal } = await postInOneCall(tx, actor, asked, now);
  if (refusal) return refuse(await inWords(tx, refusal));
  return ok({ posted, repeated: repeated + entries.length - asked.length });
};

/** What can be judged without the books; the database holds the same as constraints. */
const misfitOf = (entries: readonly Entry[]): PostRefusal | undefined => {
  for (const { transfers } of entries) {
    if (transfers.length === 0) return { code: "transfer-misfit", because: "没有分录" };
    for (const transfer of transfers) {
      bookOf(transfer.book);
      const { line, nature, sourceLevel, year } = transfer.earmark;
      if (line.trim() === "") return { code: "OUT_OF_PROGRAMME_SCOPE" };
      if (!(nature in fundNatures) || !(sourceLevel in sourceLevels)) return { code: "FUND_SOURCE_REQUIRED" };
      const because = transferMisfit(transfer);
      if (because !== undefined) return { code: "transfer-misfit", because };
      if (transfer.effectiveOn < startOfYear(year)) return { code: "before-fund-year", year };
    }
  }
  return undefined;
};

/** A number that is used already is the first thing to say, whatever else is wrong. */
const reusedAmong = async (tx: Tx, entries: readonly Entry[]): Promise<PostRefusal | undefined> => {
  for (const entry of entries) {
    const posted = await findEntry(tx, entry.id);
    if (posted && !isSameEntry(posted, entry)) return { code: "document-number-reused", posted };
  }
  return undefined;
};

interface StoredFacts extends StoredRefusal {
  readonly id: string;
  readonly by: string;
  readonly book: string;
  readonly year: number;
  readonly account: Account;
  readonly counterpart: string;
  readonly on: PlainDate;
  readonly missing: string;
  readonly lastRecordedOn: PlainDate;
}

const inWords = async (tx: Tx, refusal: StoredRefusal): Promise<PostRefusal> => {
  const { id, by, book, year, account, counterpart, on, missing, lastRecordedOn } = refusal as StoredFacts;
  const code = refusal.code as PostRefusal["code"];
  switch (code) {
    case "document-number-reused": {
      const posted = await findEntry(tx, id);
      return posted ? { code, posted } : { code: "transfer-misfit", because: "文号已由看不到的单位使用" };
    }
    case "already-reversed":
      return { code, by };
    case "period-closed":
      return { code, book, year };
    case "recorded-out-of-order":
      return { code, lastRecordedOn };
    case "reversed-entry-not-found":
    case "reversal-misfit":
      return { code };
    case "BALANCE_EXCEEDED":
      return {
        code,
        book,
        account,
        counterpart: counterpart === "" ? undefined : counterpart,
        on,
        missing: fen(BigInt(missing)),
      };
    case "cash-ahead-of-allotment":
      return { code, book, on, missing: fen(BigInt(missing)) };
    default:
      throw new Error(`ledger_post refused with ${refusal.code}`);
  }
};
