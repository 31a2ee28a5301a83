import { type GridLine, type GridTexts, textAt, withText } from "./cells.ts";

/** One cell before and after. */
export interface CellChange {
  readonly row: string;
  readonly column: string;
  readonly before: string;
  readonly after: string;
}

/** Undo and redo by cells, not by whole grids: what somebody else changed meanwhile stays. */
export interface History {
  readonly done: readonly (readonly CellChange[])[];
  readonly undone: readonly (readonly CellChange[])[];
}

export const emptyHistory: History = { done: [], undone: [] };
const longest = 200;

export const changesBetween = (before: GridTexts, after: GridTexts): readonly CellChange[] =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((row) =>
    [...new Set([...Object.keys(before[row] ?? {}), ...Object.keys(after[row] ?? {})])].flatMap((column) => {
      const [from, to] = [textAt(before, row, column), textAt(after, row, column)];
      return from === to ? [] : [{ row, column, before: from, after: to }];
    }),
  );

/** Typing on in one cell is one step, however many keys it takes. */
export const recorded = ({ done }: History, changes: readonly CellChange[], isTyping: boolean): History => {
  if (changes.length === 0) return { done, undone: [] };
  const [only, last] = [changes[0], done.at(-1)];
  const goesOn =
    isTyping && changes.length === 1 && last?.length === 1 && last[0]?.row === only?.row && last[0]?.column === only?.column;
  const step = goesOn && only && last?.[0] ? [{ ...only, before: last[0].before }] : changes;
  return { done: [...(goesOn ? done.slice(0, -1) : done), step].slice(-longest), undone: [] };
};

const applied = (texts: GridTexts, step: readonly CellChange[], to: "before" | "after"): GridTexts =>
  step.reduce((next, change) => withText(next, change.row, change.column, change[to]), texts);

interface Step {
  readonly history: History;
  readonly texts: GridTexts;
}

export const undo = (history: History, texts: GridTexts): Step | undefined => {
  const step = history.done.at(-1);
  if (!step) return undefined;
  return {
    history: { done: history.done.slice(0, -1), undone: [...history.undone, step] },
    texts: applied(texts, step, "before"),
  };
};

export const redo = (history: History, texts: GridTexts): Step | undefined => {
  const step = history.undone.at(-1);
  if (!step) return undefined;
  return {
    history: { done: [...history.done, step], undone: history.undone.slice(0, -1) },
    texts: applied(texts, step, "after"),
  };
};

export interface Cell {
  readonly row: number;
  readonly column: number;
}

/** A block of cells, both corners included. */
export interface Range {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

export const rangeOf = (anchor: Cell, head: Cell): Range => ({
  top: Math.min(anchor.row, head.row),
  bottom: Math.max(anchor.row, head.row),
  left: Math.min(anchor.column, head.column),
  right: Math.max(anchor.column, head.column),
});

interface Grid {
  readonly rows: readonly GridLine[];
  readonly columns: readonly GridLine[];
}

const inRange = ({ rows, columns }: Grid, { top, bottom, left, right }: Range) => ({
  rows: rows.slice(top, bottom + 1),
  columns: columns.slice(left, right + 1),
});

/** The first line of a block goes into all that are under it; a single line takes what stands above it. */
export const filledDown = (texts: GridTexts, grid: Grid, range: Range): GridTexts => {
  const source = range.top === range.bottom ? range.top - 1 : range.top;
  const first = grid.rows[source];
  if (!first) return texts;
  const part = inRange(grid, { ...range, top: source + 1 });
  return part.rows.reduce(
    (next, row) =>
      part.columns.reduce((same, column) => withText(same, row.id, column.id, textAt(texts, first.id, column.id)), next),
    texts,
  );
};

export const cleared = (texts: GridTexts, grid: Grid, range: Range): GridTexts => {
  const part = inRange(grid, range);
  return part.rows.reduce(
    (next, row) => part.columns.reduce((same, column) => withText(same, row.id, column.id, ""), next),
    texts,
  );
};

/** What a table program takes: lines and tabs. */
export const copied = (texts: GridTexts, grid: Grid, range: Range): string => {
  const part = inRange(grid, range);
  return part.rows.map((row) => part.columns.map((column) => textAt(texts, row.id, column.id)).join("\t")).join("\n");
};
