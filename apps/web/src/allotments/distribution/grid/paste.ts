import { type AmountUnit, fenOf } from "./amounts.ts";
import { type GridLine, type GridTexts, withText } from "./cells.ts";

/** The block that was copied in a table program; undefined for a single text, which its cell takes by itself. */
export const blockOf = (text: string): readonly (readonly string[])[] | undefined => {
  const trimmed = text.replace(/\r?\n$/, "");
  return /[\t\n]/.test(trimmed) ? trimmed.split(/\r?\n/).map((line) => line.split("\t").map((cell) => cell.trim())) : undefined;
};

export interface Pasted {
  readonly texts: GridTexts;
  readonly filled: number;
  /** What found no place, in words: nothing that was pasted disappears unsaid. */
  readonly leftOver: readonly string[];
}

interface Grid {
  readonly rows: readonly GridLine[];
  readonly columns: readonly GridLine[];
  readonly unit: AmountUnit;
}

const plain = (name: string): string => name.replace(/[\s　*＊]/g, "");

/**
 * Lays a block over the grid from one cell on. A block whose first column holds names is laid by name, whatever order it stands in: tables of
 * other offices seldom keep ours. Lines of sums (合计、小计) are passed over.
 */
export const pasteInto = (
  texts: GridTexts,
  grid: Grid,
  at: { readonly row: string; readonly column: string },
  block: readonly (readonly string[])[],
): Pasted => (isNamed(block, grid) ? byName(texts, grid, at.column, block) : byPlace(texts, grid, at, block));

const isNamed = (block: readonly (readonly string[])[], { rows, unit }: Grid): boolean => {
  const heads = block.map(([head = ""]) => head).filter((head) => head !== "");
  const known = new Set(rows.map(({ name }) => plain(name)));
  return heads.some((head) => known.has(plain(head))) && heads.every((head) => fenOf(head, unit) === undefined);
};

const isSum = (name: string): boolean => /^(合计|总计|小计)$/.test(plain(name));

const byName = (texts: GridTexts, grid: Grid, column: string, block: readonly (readonly string[])[]): Pasted => {
  const rowOf = new Map(grid.rows.map((row) => [plain(row.name), row.id]));
  const first = grid.columns.findIndex(({ id }) => id === column);
  let [next, filled] = [texts, 0];
  const leftOver: string[] = [];
  for (const [name = "", ...cells] of block) {
    if (name === "" || isSum(name)) continue;
    const row = rowOf.get(plain(name));
    if (row === undefined) {
      leftOver.push(`“${name}”不在表内：${cells.filter((cell) => cell !== "").join("、")}`);
      continue;
    }
    for (const [index, cell] of cells.entries()) {
      const target = grid.columns[first + index];
      if (target === undefined) {
        if (cell !== "") leftOver.push(`${name}的第${index + 1}个数在表外：${cell}`);
        continue;
      }
      next = withText(next, row, target.id, cell);
      filled += 1;
    }
  }
  return { texts: next, filled, leftOver };
};

const byPlace = (
  texts: GridTexts,
  { rows, columns }: Grid,
  at: { readonly row: string; readonly column: string },
  block: readonly (readonly string[])[],
): Pasted => {
  const [top, left] = [rows.findIndex(({ id }) => id === at.row), columns.findIndex(({ id }) => id === at.column)];
  let [next, filled] = [texts, 0];
  const leftOver: string[] = [];
  for (const [down, line] of block.entries())
    for (const [right, cell] of line.entries()) {
      const [row, column] = [rows[top + down], columns[left + right]];
      if (row && column) {
        next = withText(next, row.id, column.id, cell);
        filled += 1;
      } else if (cell !== "") leftOver.push(`第${down + 1}行第${right + 1}列在表外：${cell}`);
    }
  return { texts: next, filled, leftOver };
};
