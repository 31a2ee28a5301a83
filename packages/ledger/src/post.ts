import { type Fen, ok, type PlainDate, type Refusal, type Result, refuse, startOfYear, yearOf } from "@qiangyi/kernel";
import type { Account } from "./accounts.ts";
import { type BookId, type Entry, isSameEntry, partsOf, transferMisfit } from "./entry.ts";
import { mirrored } from "./events/reverse.ts";
import { inTransitChange } from "./in-transit.ts";
import { type Ledger, type Line, lastRecordedOn, linesOfEntry, nextSequence, type PostedEntry } from "./ledger.ts";
import { guardedCells, lowest, lowestOf } from "./overdraft.ts";

export type PostRefusal =
  | Refusal<"document-number-reused", { readonly posted: PostedEntry }>
  | Refusal<"recorded-out-of-order", { readonly lastRecordedOn: PlainDate }>
  | Refusal<"transfer-misfit", { readonly because: string }>
  | Refusal<"before-fund-year", { readonly year: number }>
  | Refusal<"period-closed", { readonly book: BookId; readonly year: number }>
  | Refusal<"reversed-entry-not-found">
  | Refusal<"reversal-misfit">
  | Refusal<"already-reversed", { readonly by: string }>
  | Refusal<"BALANCE_EXCEEDED", Shortfall>
  | Refusal<"cash-ahead-of-allotment", { readonly book: BookId; readonly on: PlainDate; readonly missing: Fen }>;

interface Shortfall {
  readonly book: BookId;
  readonly account: Account;
  readonly counterpart: BookId | undefined;
  /** The first of the worst days, and what would be missing on it. */
  readonly on: PlainDate;
  readonly missing: Fen;
}

/** Appends one entry, whole or not at all. A repetition gives back the ledger as it is, before anything else is judged. */
export const post = (ledger: Ledger, entry: Entry, at: { recordedOn: PlainDate }): Result<Ledger, PostRefusal> =>
  postTogether(ledger, [entry], at);

/**
 * Appends the entries of one document, all of them or none; those that were posted before are passed over. What is short is judged with all of
 * them in place: a document moves its money at one moment, whatever order its rows stand in.
 */
export const postTogether = (
  ledger: Ledger,
  entries: readonly Entry[],
  { recordedOn }: { recordedOn: PlainDate },
): Result<Ledger, PostRefusal> => {
  for (const entry of entries) {
    const before = ledger.entries.get(entry.id);
    if (before && !isSameEntry(before, entry)) return refuse({ code: "document-number-reused", posted: before });
  }
  const fresh = entries.filter(({ id }) => !ledger.entries.has(id));
  if (fresh.length === 0) return ok(ledger);
  const last = lastRecordedOn(ledger);
  if (last !== undefined && recordedOn < last) return refuse({ code: "recorded-out-of-order", lastRecordedOn: last });

  const first = nextSequence(ledger);
  const posted = fresh.map((entry, index): PostedEntry => ({ ...entry, recordedOn, sequence: first + index }));
  const refusal =
    firstOf(posted, misfit) ??
    firstOf(posted, (entry) => closedPeriod(ledger, entry)) ??
    firstOf(posted, (entry) => reversalMisfit(ledger, entry));
  if (refusal) return refuse(refusal);

  const lines = posted.flatMap(linesOfEntry);
  const next: Ledger = {
    ...ledger,
    entries: new Map([...ledger.entries, ...posted.map((entry) => [entry.id, entry] as const)]),
    lines: [...ledger.lines, ...lines],
  };
  const short = overdrawn(next, lines) ?? cashAhead(next, lines);
  return short ? refuse(short) : ok(next);
};

const firstOf = (entries: readonly PostedEntry[], judge: (entry: PostedEntry) => PostRefusal | undefined) => {
  for (const entry of entries) {
    const refusal = judge(entry);
    if (refusal) return refusal;
  }
  return undefined;
};

const misfit = ({ transfers }: Entry): PostRefusal | undefined => {
  if (transfers.length === 0) return { code: "transfer-misfit", because: "没有分录" };
  for (const transfer of transfers) {
    const because = transferMisfit(transfer);
    if (because !== undefined) return { code: "transfer-misfit", because };
    const { year } = transfer.earmark;
    if (transfer.effectiveOn < startOfYear(year)) return { code: "before-fund-year", year };
  }
  return undefined;
};

const closedPeriod = ({ closings }: Ledger, { transfers }: Entry): PostRefusal | undefined => {
  const closed = closings.find(({ book, year }) =>
    transfers.some((transfer) => transfer.book === book && yearOf(transfer.effectiveOn) === year),
  );
  return closed && { code: "period-closed", book: closed.book, year: closed.year };
};

const reversalMisfit = ({ entries }: Ledger, { reverses, transfers }: Entry): PostRefusal | undefined => {
  if (reverses === undefined) return undefined;
  const original = entries.get(reverses);
  // A reversal is not taken back but followed by the right posting, so that each correction reads forward.
  if (!original || original.reverses !== undefined) return { code: "reversed-entry-not-found" };
  const earlier = [...entries.values()].find((entry) => entry.reverses === reverses);
  if (earlier) return { code: "already-reversed", by: earlier.id };
  const isMirror =
    transfers.length === original.transfers.length &&
    original.transfers.every((transfer, index) => {
      const mirror = transfers[index];
      return mirror && mirror.effectiveOn >= transfer.effectiveOn && `${partsOf(mirrored(transfer))}` === `${partsOf(mirror)}`;
    });
  return isMirror ? undefined : { code: "reversal-misfit" };
};

const overdrawn = ({ lines }: Ledger, posted: readonly Line[]): PostRefusal | undefined => {
  for (const cell of guardedCells(posted)) {
    const low = lowestOf(lines, cell);
    if (!low || low.balance >= 0n) continue;
    const { book, account, counterpart } = cell;
    return { code: "BALANCE_EXCEEDED", book, account, counterpart, on: low.on, missing: -low.balance as Fen };
  }
  return undefined;
};

/** I11: money that leaves before its allotment is marked paid would have left without one. */
const cashAhead = ({ lines }: Ledger, posted: readonly Line[]): PostRefusal | undefined => {
  for (const { book, earmarkKey: key } of posted) {
    const low = lowest(
      lines.filter((line) => line.book === book && line.earmarkKey === key),
      inTransitChange,
    );
    if (low && low.balance < 0n) return { code: "cash-ahead-of-allotment", book, on: low.on, missing: -low.balance as Fen };
  }
  return undefined;
};
