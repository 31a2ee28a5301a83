import { addDays, type Fen, fen, type PlainDate } from "@qiangyi/kernel";
import { type Account, chart, ruleOf } from "./accounts.ts";
import { type Selection, selected } from "./balances.ts";
import { type Line, linesAsOf, movement, total } from "./ledger.ts";

interface StatementRow {
  readonly line: Line;
  readonly debit: Fen;
  readonly credit: Fen;
  readonly balance: Fen;
}

/** 明细账: opening + what grew − what fell = closing, row by row. */
export interface Statement {
  readonly account: Account;
  readonly opening: Fen;
  readonly rows: readonly StatementRow[];
  readonly debits: Fen;
  readonly credits: Fen;
  readonly closing: Fen;
}

/** Statements of all accounts that lie in the selection, for the days from–to, as the books knew it by `recordedOn`. */
export const statement = (
  lines: readonly Line[],
  selection: Selection,
  { from, to, recordedOn }: { from: PlainDate; to: PlainDate; recordedOn?: PlainDate },
): readonly Statement[] => {
  const known = linesAsOf(selected(lines, selection), { effectiveOn: to, ...(recordedOn && { recordedOn }) });
  const before = linesAsOf(known, { effectiveOn: addDays(from, -1) });
  const during = known
    .filter(({ effectiveOn }) => effectiveOn >= from)
    .sort((a, b) =>
      a.effectiveOn === b.effectiveOn ? a.entry.sequence - b.entry.sequence : a.effectiveOn < b.effectiveOn ? -1 : 1,
    );
  return chart
    .filter((account) => selection.account === undefined || selection.account === account)
    .map((account) => statementOf(account, before, during))
    .filter(({ opening, rows }) => opening !== 0n || rows.length > 0);
};

const statementOf = (account: Account, before: readonly Line[], during: readonly Line[]): Statement => {
  const opening = total(before, account);
  let closing: bigint = opening;
  const rows = during
    .filter((line) => line.debit === account || line.credit === account)
    .map((line): StatementRow => {
      closing += movement(line, account);
      const [debit, credit] = line.debit === account ? [line.amount, fen(0n)] : [fen(0n), line.amount];
      return { line, debit, credit, balance: fen(closing) };
    });
  const sumOf = (side: "debit" | "credit") => fen(rows.reduce((sum, row) => sum + row[side], 0n));
  return { account, opening, rows, debits: sumOf("debit"), credits: sumOf("credit"), closing: fen(closing) };
};

/** Opening plus the movements is the closing balance, for accounts of either side. */
export const isReconciled = ({ account, opening, debits, credits, closing }: Statement): boolean =>
  opening + (ruleOf(account).side === "debit" ? debits - credits : credits - debits) === closing;
