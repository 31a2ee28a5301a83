import { type Fen, fen } from "@qiangyi/kernel";
import { type Account, chart } from "./accounts.ts";
import type { Earmark } from "./earmark.ts";
import type { BookId } from "./entry.ts";
import { type Line, movement, partyOf, total } from "./ledger.ts";

/** Which lines; what is left out is not asked for. */
export interface Selection {
  readonly book?: BookId;
  readonly earmarkKey?: string;
  readonly account?: Account;
  readonly counterpart?: BookId;
}

export interface Balance {
  readonly book: BookId;
  readonly earmark: Earmark;
  readonly earmarkKey: string;
  readonly account: Account;
  readonly counterpart: BookId | undefined;
  /** On the side on which the account grows. */
  readonly amount: Fen;
}

export const selected = (lines: readonly Line[], { book, earmarkKey, account, counterpart }: Selection): readonly Line[] =>
  lines.filter(
    (line) =>
      (book === undefined || line.book === book) &&
      (earmarkKey === undefined || line.earmarkKey === earmarkKey) &&
      (account === undefined || line.debit === account || line.credit === account) &&
      (counterpart === undefined || line.counterpart === counterpart),
  );

/** Balance of one account over what is selected; for another day give `linesAsOf` of it. */
export const balance = (lines: readonly Line[], selection: Selection & { readonly account: Account }): Fen =>
  total(selected(lines, selection), selection.account);

/** All balances that are not zero, by book, earmark, account and other party, in a fixed order. */
export const balances = (lines: readonly Line[], selection: Selection = {}): readonly Balance[] => {
  const cells = new Map<string, Balance>();
  for (const line of selected(lines, selection))
    for (const account of new Set([line.debit, line.credit])) {
      if (selection.account !== undefined && account !== selection.account) continue;
      const counterpart = partyOf(line, account);
      const key = JSON.stringify([line.book, line.earmarkKey, account, counterpart ?? null]);
      const { book, earmark, earmarkKey } = line;
      const amount = fen((cells.get(key)?.amount ?? 0n) + movement(line, account));
      cells.set(key, { book, earmark, earmarkKey, account, counterpart, amount });
    }
  return [...cells]
    .filter(([, { amount }]) => amount !== 0n)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, cell]) => cell);
};

/** Totals per account in the order of the chart, zeros left out. */
export const totalsByAccount = (lines: readonly Line[], selection: Selection = {}): ReadonlyMap<Account, Fen> => {
  const chosen = selected(lines, selection);
  return new Map(chart.map((account) => [account, total(chosen, account)] as const).filter(([, amount]) => amount !== 0n));
};
