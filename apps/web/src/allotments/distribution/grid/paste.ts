import { type AmountUnit, fenOf, textOf } from "./amounts.ts";
import { type GridLine, type GridTexts, withText } from "./cells.ts";

/** The block that was copied in a table program; undefined for a single text, which its cell takes by itself. */
export const blockOf = (text: string): Block | undefined => {
  const trimmed = text.replace(/\r?\n$/, "");
  return /[\t\n]/.test(trimmed) ? trimmed.split(/\r?\n/).map((line) => line.split("\t").map((cell) => cell.trim())) : undefined;
};

type Block = readonly (readonly string[])[];

export interface Pasted {
  readonly texts: GridTexts;
  readonly filled: number;
  /** What found no place, in words: nothing that was pasted disappears unsaid. */
  readonly leftOver: readonly string[];
  /** What the block's own sums say beside what was laid in. */
  readonly sums: readonly string[];
}

interface Grid {
  readonly rows: readonly GridLine[];
  readonly columns: readonly GridLine[];
  readonly unit: AmountUnit;
}

interface At {
  readonly row: string;
  readonly column: string;
}

const plain = (name: string): string => name.normalize("NFKC").replace(/[\s*]/g, "");
const isSum = (name: string): boolean => /(合计|总计|共计|小计)[:：]?$/.test(plain(name));
const isWholeSum = (name: string): boolean => /^(合计|总计|共计)[:：]?$/.test(plain(name));

/**
 * Lays a block over the grid from one cell on. A block with a column of names is laid by name, whatever order it stands in: tables of other offices
 * seldom keep ours, and often number their lines, repeat their head and carry sums.
 */
export const pasteInto = (texts: GridTexts, grid: Grid, at: At, block: Block): Pasted => {
  const names = namesOf(grid.rows);
  const nameColumn = [0, 1, 2].find((column) => holdsNames(block, column, names, grid.unit));
  return nameColumn === undefined ? byPlace(texts, grid, at, block) : byName(texts, grid, { at, block, names, nameColumn });
};

/** Rows by each of their names; null where several rows share it. */
type Names = ReadonlyMap<string, GridLine | null>;

const namesOf = (rows: readonly GridLine[]): Names => {
  const names = new Map<string, GridLine | null>();
  for (const row of rows)
    for (const name of new Set([row.name, ...(row.otherNames ?? [])].map(plain))) names.set(name, names.has(name) ? null : row);
  return names;
};

const holdsNames = (block: Block, column: number, names: Names, unit: AmountUnit): boolean => {
  const heads = block.map((line) => line[column] ?? "").filter((head) => head !== "");
  return heads.some((head) => names.has(plain(head))) && heads.every((head) => fenOf(head, unit) === undefined);
};

interface Named {
  readonly at: At;
  readonly block: Block;
  readonly names: Names;
  readonly nameColumn: number;
}

const byName = (texts: GridTexts, grid: Grid, { at, block, names, nameColumn }: Named): Pasted => {
  const targets = targetsOf(grid, at, block, names, nameColumn);
  let [next, filled] = [texts, 0];
  const leftOver: string[] = [];
  const whole: (readonly string[])[] = [];
  const laid = new Map<number, bigint>();
  for (const line of block.slice(targets.isHeaded ? 1 : 0)) {
    const name = line[nameColumn] ?? "";
    const cells = line.slice(nameColumn + 1);
    if (isWholeSum(name)) whole.push(cells);
    if (name === "" || isSum(name)) continue;
    const row = names.get(plain(name));
    if (!row) {
      const said = cells.filter((cell) => cell !== "").join("、");
      leftOver.push(row === null ? `“${name}”不止一个，请写明所在市：${said}` : `“${name}”不在表内：${said}`);
      continue;
    }
    for (const [index, cell] of cells.entries()) {
      const target = targets.at(index);
      if (target === undefined) {
        if (cell !== "" && !targets.isByTitle) leftOver.push(`${name}的第${index + 1}个数在表外：${cell}`);
        continue;
      }
      next = withText(next, row.id, target.id, cell);
      filled += 1;
      laid.set(index, (laid.get(index) ?? 0n) + (fenOf(cell, grid.unit) ?? 0n));
    }
  }
  return { texts: next, filled, leftOver, sums: whole.flatMap((cells) => comparedSums(cells, laid, grid.unit)) };
};

/** Columns that the cells of a line go to: by the names in the head of the block, or one after the other from the cell on. */
const targetsOf = ({ columns, unit }: Grid, at: At, block: Block, names: Names, nameColumn: number) => {
  const [head = []] = block;
  const byHead = new Map(columns.map((column) => [plain(column.name), column]));
  const titles = head.slice(nameColumn + 1).map((title) => byHead.get(plain(title.replace(/[（(].*[)）]$/, ""))));
  const isKnown = names.has(plain(head[nameColumn] ?? "")) || isSum(head[nameColumn] ?? "");
  // A head whose titles are not ours is a head all the same: nothing in it is an amount.
  const isHeaded = !isKnown && head.slice(nameColumn + 1).every((title) => title !== "" && fenOf(title, unit) === undefined);
  const isByTitle = isHeaded && titles.some((title) => title !== undefined);
  const first = columns.findIndex(({ id }) => id === at.column);
  return {
    isHeaded,
    isByTitle,
    at: (index: number): GridLine | undefined => (isByTitle ? titles[index] : columns[first + index]),
  };
};

const comparedSums = (cells: readonly string[], laid: ReadonlyMap<number, bigint>, unit: AmountUnit): string[] =>
  cells.flatMap((cell, index) => {
    const [stated, added] = [fenOf(cell, unit), laid.get(index)];
    if (!stated || added === undefined) return [];
    if (stated === added) return [`合计行${cell}与填入各行之和相符`];
    const gap = stated > added ? stated - added : added - stated;
    return [`合计行为${cell}，填入各行之和${textOf(added, unit)}，相差${textOf(gap, unit)}`];
  });

const byPlace = (texts: GridTexts, { rows, columns, unit }: Grid, at: At, block: Block): Pasted => {
  const [top, left] = [rows.findIndex(({ id }) => id === at.row), columns.findIndex(({ id }) => id === at.column)];
  const { lines, sums } = withoutSumLine(block, rows.length - top, unit);
  let [next, filled] = [texts, 0];
  const leftOver: string[] = [];
  for (const [down, line] of lines.entries())
    for (const [right, cell] of line.entries()) {
      const [row, column] = [rows[top + down], columns[left + right]];
      if (row && column) {
        next = withText(next, row.id, column.id, cell);
        filled += 1;
      } else if (cell !== "") leftOver.push(`第${down + 1}行第${right + 1}列在表外：${cell}`);
    }
  return { texts: next, filled, leftOver, sums };
};

/** A column of figures that is one line too long for the grid and whose first or last line is the sum of the others brought its 合计 along. */
const withoutSumLine = (block: Block, room: number, unit: AmountUnit): { lines: Block; sums: string[] } => {
  const lines = trimmed(block);
  if (lines.length !== room + 1) return { lines, sums: [] };
  for (const at of [lines.length - 1, 0]) {
    const rest = lines.filter((_, index) => index !== at);
    if (isSumOf(lines[at] ?? [], rest, unit))
      return { lines: rest, sums: [`${at === 0 ? "首" : "末"}行是各行之和，作为合计行略过`] };
  }
  return { lines, sums: [] };
};

const trimmed = (block: Block): Block => {
  const last = block.findLastIndex((line) => line.some((cell) => cell !== ""));
  return block.slice(0, last + 1);
};

const isSumOf = (sum: readonly string[], rest: Block, unit: AmountUnit): boolean =>
  sum.some((cell) => (fenOf(cell, unit) ?? 0n) > 0n) &&
  sum.every(
    (cell, column) =>
      (fenOf(cell, unit) ?? 0n) === rest.reduce((total, line) => total + (fenOf(line[column] ?? "", unit) ?? 0n), 0n),
  );
