import { type AmountUnit, fenOf } from "./amounts.ts";

export interface GridLine {
  readonly id: string;
  readonly name: string;
  /** What pasted tables may call it: 清徐县 beside 太原市清徐县. */
  readonly otherNames?: readonly string[];
}
export interface GridColumn extends GridLine {
  /** What may be given out in this column; null where there is no limit to show. */
  readonly availableFen: bigint | null;
  readonly note?: string;
}

/** What is typed, by row and column, exactly as it was typed: a text that is no amount stays to be mended. */
export type GridTexts = Readonly<Record<string, Readonly<Record<string, string>>>>;

export const textAt = (texts: GridTexts, row: string, column: string): string => texts[row]?.[column] ?? "";

export const withText = (texts: GridTexts, row: string, column: string, text: string): GridTexts => ({
  ...texts,
  [row]: { ...texts[row], [column]: text },
});

export interface Sums {
  readonly byRow: ReadonlyMap<string, bigint>;
  readonly byColumn: ReadonlyMap<string, bigint>;
  readonly total: bigint;
  /** Cells that are no amount, as "row column". */
  readonly wrong: ReadonlySet<string>;
}

/** Sums to the last 分; what is no amount counts in none of them and is named. */
export const sumsOf = (texts: GridTexts, rows: readonly GridLine[], columns: readonly GridLine[], unit: AmountUnit): Sums => {
  const byRow = new Map<string, bigint>();
  const byColumn = new Map<string, bigint>();
  const wrong = new Set<string>();
  let total = 0n;
  for (const { id: row } of rows)
    for (const { id: column } of columns) {
      const amount = fenOf(textAt(texts, row, column), unit);
      if (amount === undefined) wrong.add(`${row} ${column}`);
      if (!amount) continue;
      byRow.set(row, (byRow.get(row) ?? 0n) + amount);
      byColumn.set(column, (byColumn.get(column) ?? 0n) + amount);
      total += amount;
    }
  return { byRow, byColumn, total, wrong };
};
