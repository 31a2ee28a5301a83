/** Columns that take input, in the order in which a pasted block runs over them. */
export const gridColumns = ["numerator", "denominator", "value", "note"] as const;
export type GridColumn = (typeof gridColumns)[number];

export interface Cell {
  readonly row: number;
  readonly column: GridColumn;
}

interface Pressed {
  readonly key: string;
  readonly shiftKey: boolean;
  /** The caret stands at the beginning or the end of the text, so that an arrow leads out of the cell. */
  readonly isAtStart: boolean;
  readonly isAtEnd: boolean;
}

/** Where a key leads from a cell; undefined where it keeps its own meaning. Cells that take no input are passed over. */
export const cellAfter = (at: Cell, pressed: Pressed, rows: number, takesInput: (cell: Cell) => boolean): Cell | undefined => {
  const { key, shiftKey, isAtStart, isAtEnd } = pressed;
  if (key === "ArrowDown" || (key === "Enter" && !shiftKey)) return along(at, 1, rows, takesInput);
  if (key === "ArrowUp" || (key === "Enter" && shiftKey)) return along(at, -1, rows, takesInput);
  if (key === "ArrowRight" && isAtEnd) return across(at, 1, takesInput);
  return key === "ArrowLeft" && isAtStart ? across(at, -1, takesInput) : undefined;
};

const along = ({ row, column }: Cell, step: number, rows: number, takesInput: (cell: Cell) => boolean): Cell | undefined => {
  for (let next = row + step; next >= 0 && next < rows; next += step) {
    const cell = nearest({ row: next, column }, takesInput);
    if (cell) return cell;
  }
  return undefined;
};

/** In a row that has no such cell, the number beside it: one column of numbers reads down through rows of both kinds. */
const nearest = ({ row, column }: Cell, takesInput: (cell: Cell) => boolean): Cell | undefined => {
  const others = column === "note" ? [] : (["numerator", "value"] as const);
  return [column, ...others].map((one): Cell => ({ row, column: one })).find(takesInput);
};

const across = ({ row, column }: Cell, step: number, takesInput: (cell: Cell) => boolean): Cell | undefined => {
  for (let at = gridColumns.indexOf(column) + step; at >= 0 && at < gridColumns.length; at += step) {
    const cell: Cell = { row, column: gridColumns[at] ?? "value" };
    if (takesInput(cell)) return cell;
  }
  return undefined;
};

/** What a pasted block puts where: cell by cell from the one it was pasted into, over cells that take input. */
export const pastedCells = (
  at: Cell,
  grid: readonly (readonly string[])[],
  rows: number,
  takesInput: (cell: Cell) => boolean,
): readonly (Cell & { readonly text: string })[] => {
  const first = gridColumns.indexOf(at.column);
  return grid.flatMap((line, down) => {
    const row = at.row + down;
    if (row >= rows) return [];
    return line.flatMap((text, right) => {
      const column = gridColumns[first + right];
      const cell = column === undefined ? undefined : { row, column };
      return cell && takesInput(cell) ? [{ ...cell, text }] : [];
    });
  });
};
