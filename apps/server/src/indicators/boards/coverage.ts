import type { CoverageCell, RouteAnswer, showCoverageBoard } from "@qiangyi/api";

export type CoverageBoard = RouteAnswer<typeof showCoverageBoard>;

interface CoverageColumn {
  readonly key: string;
  readonly title: string;
  readonly clause: string;
}

interface CoverageRow {
  readonly code: string;
  readonly name: string;
  readonly cells: readonly CoverageCell[];
}

/** Per cent with one decimal, half up, of whole numbers; null without a base. */
export const shareText = (part: number, all: number): string | null => {
  if (all === 0) return null;
  const thousandths = Math.floor((part * 2000 + all) / (2 * all));
  return `${Math.floor(thousandths / 10)}.${thousandths % 10}`;
};

/** Counts columns and rows by what is 已建成; cells that the reader may not see are in no count. */
export const coverageOf = (
  columns: readonly CoverageColumn[],
  groups: readonly { readonly code: string; readonly name: string; readonly rows: readonly CoverageRow[] }[],
): Pick<CoverageBoard, "columns" | "groups" | "covered" | "of" | "share"> => {
  const told = groups.map((group) => ({ ...group, rows: group.rows.map((row) => rowOf(row, columns)) }));
  const rows = told.flatMap((group) => group.rows);
  const covered = rows.filter(({ isCovered }) => isCovered).length;
  return {
    columns: columns.map((column, at) => {
      const cells = rows.flatMap((row) => (row.cells[at] ? [{ row, cell: row.cells[at] }] : []));
      const built = cells.filter(({ cell }) => cell.state === "built");
      const missing = cells.filter(({ cell }) => cell.state !== "built").map(({ row }) => row.name);
      return { ...column, built: built.length, of: cells.length, share: shareText(built.length, cells.length), missing };
    }),
    groups: told.map((group) => ({ ...group, covered: group.rows.filter(({ isCovered }) => isCovered).length })),
    covered,
    of: rows.length,
    share: shareText(covered, rows.length),
  };
};

const rowOf = ({ cells, ...row }: CoverageRow, columns: readonly CoverageColumn[]) => {
  const missing = columns.filter((_, at) => cells[at]?.state !== "built").map(({ title }) => title);
  return { ...row, cells: [...cells], isCovered: missing.length === 0, missing };
};
