import { useMemo, useState } from "react";
import type { AnswerKeeper } from "../../ui/saving/answer-keeper.ts";
import { type AmountUnit, changesBetween, fenOf, type GridTexts, textOf, tidied, withText } from "../distribution/grid/index.ts";
import type { KeptEntries } from "./use-draft-keeper.ts";

const placeOf = (row: string, column: string): string => `cell/${column}/${row}`;

export const cellOfPlace = (place: string): { readonly column: string; readonly row: string } | undefined => {
  const [, column, row] = /^cell\/([^/]+)\/(.+)$/.exec(place) ?? [];
  return column === undefined || row === undefined ? undefined : { column, row };
};

const amountOf = (value: unknown): string | null => (typeof value === "string" ? value : null);

/**
 * The texts of a grid over the amounts that are kept. What was typed stands as it was typed while it means the amount that is kept, or no amount at
 * all; when the unit changes or somebody else's amount comes in, the amount is written anew.
 */
export const useCellTexts = (keeper: AnswerKeeper, kept: KeptEntries, unit: AmountUnit) => {
  const [typed, setTyped] = useState<GridTexts>({});
  const texts = useMemo(() => textsOf(kept, typed, unit), [kept, typed, unit]);
  const change = (next: GridTexts): void => {
    const changes = changesBetween(texts, next);
    // A single cell keeps what is being typed; a block that was pasted is written as amounts are.
    const shown = (text: string): string => (changes.length > 1 ? tidied(text, unit) : text);
    setTyped((before) => changes.reduce((all, { row, column, after }) => withText(all, row, column, shown(after)), before));
    const values = new Map<string, string | null>();
    for (const { row, column, after } of changes) {
      const amount = fenOf(after, unit);
      // What is no amount waits here to be mended; the last amount stands meanwhile.
      if (amount === undefined) continue;
      const value = amount === null || amount === 0n ? null : amount.toString();
      if (value !== amountOf(kept.get(placeOf(row, column))?.value)) values.set(placeOf(row, column), value);
    }
    const [only] = values;
    if (only && values.size === 1) keeper.put(only[0], only[1]);
    else if (values.size > 1) keeper.putAll(values);
  };
  return { texts, change };
};

const textsOf = (kept: KeptEntries, typed: GridTexts, unit: AmountUnit): GridTexts => {
  const texts: Record<string, Record<string, string>> = {};
  const put = (row: string, column: string, text: string) => {
    texts[row] ??= {};
    texts[row][column] = text;
  };
  for (const [place, { value }] of kept) {
    const cell = cellOfPlace(place);
    const amount = amountOf(value);
    if (cell && amount !== null) put(cell.row, cell.column, textOf(BigInt(amount), unit));
  }
  for (const [row, cells] of Object.entries(typed))
    for (const [column, text] of Object.entries(cells)) {
      const amount = fenOf(text, unit);
      const meant = amount === null || amount === 0n ? null : amount?.toString();
      if (amount === undefined || meant === amountOf(kept.get(placeOf(row, column))?.value)) put(row, column, text);
    }
  return texts;
};

/** Cells where two people, or two tabs, wrote different amounts, as "row column". */
export const contestedCells = (kept: KeptEntries): ReadonlySet<string> =>
  new Set(
    [...kept].flatMap(([place, { state }]) => {
      const cell = state === "conflict" ? cellOfPlace(place) : undefined;
      return cell ? [`${cell.row} ${cell.column}`] : [];
    }),
  );

/** Texts of cells that hold no amount stand on this page alone: what leaving it would lose. */
export const textsLost = (wrong: number): string | undefined =>
  wrong > 0 ? `有${wrong}格不是金额，离开后这些文字不保留` : undefined;
