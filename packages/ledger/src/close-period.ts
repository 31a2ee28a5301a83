import { endOfYear, ok, type PlainDate, type Refusal, type Result, refuse, yearOf } from "@qiangyi/kernel";
import { type Balance, balances } from "./balances.ts";
import type { BookId } from "./entry.ts";
import { type Ledger, lastRecordedOn, linesAsOf, nextSequence } from "./ledger.ts";

export type CloseRefusal =
  | Refusal<"recorded-out-of-order", { readonly lastRecordedOn: PlainDate }>
  | Refusal<"period-not-over">
  | Refusal<"earlier-period-open", { readonly year: number }>
  | Refusal<"CARRYOVER_DECISION_REQUIRED", { readonly left: readonly Balance[] }>;

/** Accounts that must be empty at the end of a year: what lies there has been neither carried over nor recovered. */
const undecided = ["1101", "1105", "1106"];

/** 关账. Closing a closed year again changes nothing. */
export const closePeriod = (
  ledger: Ledger,
  { book, year, recordedOn }: { book: BookId; year: number; recordedOn: PlainDate },
): Result<Ledger, CloseRefusal> => {
  if (ledger.closings.some((closing) => closing.book === book && closing.year === year)) return ok(ledger);
  const last = lastRecordedOn(ledger);
  if (last !== undefined && recordedOn < last) return refuse({ code: "recorded-out-of-order", lastRecordedOn: last });
  if (recordedOn < endOfYear(year)) return refuse({ code: "period-not-over" });
  // A year left open before a closed one could still change what the closed one began with.
  const open = openYearBefore(ledger, book, year);
  if (open !== undefined) return refuse({ code: "earlier-period-open", year: open });
  const left = balances(linesAsOf(ledger.lines, { effectiveOn: endOfYear(year) }), { book }).filter(({ account }) =>
    undecided.includes(account),
  );
  if (left.length > 0) return refuse({ code: "CARRYOVER_DECISION_REQUIRED", left });
  return ok({ ...ledger, closings: [...ledger.closings, { book, year, recordedOn, sequence: nextSequence(ledger) }] });
};

const openYearBefore = ({ lines, closings }: Ledger, book: BookId, year: number): number | undefined => {
  const isClosed = (used: number) => closings.some((closing) => closing.book === book && closing.year === used);
  const open = lines
    .filter((line) => line.book === book)
    .map(({ effectiveOn }) => yearOf(effectiveOn))
    .filter((used) => used < year && !isClosed(used));
  return open.length === 0 ? undefined : Math.min(...open);
};
