import type { PlainDate } from "@qiangyi/kernel";
import { type Account, ruleOf } from "./accounts.ts";
import { type Line, movement, partyOf } from "./ledger.ts";

/** What may not go below zero on any day: an account of a book for one earmark and, where it is kept apart, one other party. */
export interface Cell {
  readonly book: string;
  readonly earmarkKey: string;
  readonly account: Account;
  readonly counterpart: string | undefined;
}

/** The cells that lines move and that may not be overdrawn, each once. */
export const guardedCells = (lines: readonly Line[]): readonly Cell[] => {
  const cells = new Map<string, Cell>();
  for (const line of lines)
    for (const account of [line.debit, line.credit]) {
      if (ruleOf(account).signed) continue;
      const cell = { book: line.book, earmarkKey: line.earmarkKey, account, counterpart: partyOf(line, account) };
      cells.set(JSON.stringify([cell.book, cell.earmarkKey, account, cell.counterpart ?? null]), cell);
    }
  return [...cells.values()];
};

export const linesOfCell = (lines: readonly Line[], { book, earmarkKey, account, counterpart }: Cell): readonly Line[] =>
  lines.filter(
    (line) =>
      line.book === book &&
      line.earmarkKey === earmarkKey &&
      (line.debit === account || line.credit === account) &&
      partyOf(line, account) === counterpart,
  );

export interface Low {
  readonly on: PlainDate;
  readonly balance: bigint;
}

/**
 * The lowest balance that any day ends with, and the first such day. The order of postings within a day does not matter, and a posting that counts from an
 * earlier day must leave enough on every later one: money that was spent in March cannot be given back as of February.
 */
export const lowest = (lines: readonly Line[], change: (line: Line) => bigint): Low | undefined => {
  const days = new Map<PlainDate, bigint>();
  for (const line of lines) days.set(line.effectiveOn, (days.get(line.effectiveOn) ?? 0n) + change(line));
  let [balance, low]: [bigint, Low | undefined] = [0n, undefined];
  for (const [on, moved] of [...days].sort(([a], [b]) => (a < b ? -1 : 1))) {
    balance += moved;
    if (!low || balance < low.balance) low = { on, balance };
  }
  return low;
};

export const lowestOf = (lines: readonly Line[], cell: Cell): Low | undefined =>
  lowest(linesOfCell(lines, cell), (line) => movement(line, cell.account));
