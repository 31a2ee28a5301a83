import { type Fen, fen, formatWan, grouped, ok, type Refusal, type Result, refuse, sum } from "@qiangyi/kernel";

/** A table of a document. Money columns are added up again when it is printed, so that no printed sum is merely believed. */
export interface Annex {
  readonly title: string;
  readonly columns: readonly AnnexColumn[];
  readonly groups: readonly AnnexGroup[];
  /** What the sums are said to be, by money column in order; a difference is refused. */
  readonly stated: readonly Fen[];
  /** Wide tables lie across (横排). */
  readonly isWide?: boolean;
}

export interface AnnexColumn {
  readonly title: string;
  /** figure: an amount that stands by itself, aligned like money and never added up (a standard, a balance). */
  readonly kind: "text" | "count" | "money" | "figure";
  /** Share of the width against the other columns. */
  readonly share: number;
}

export interface AnnexGroup {
  /** 太原市, 省本级; printed with its 小计. */
  readonly title: string;
  readonly rows: readonly (readonly AnnexCell[])[];
}

/** Rows under their group, numbered through in the first column. */
export const numberedGroups = <Row>(
  rows: readonly Row[],
  groupOf: (row: Row) => string,
  cellsOf: (row: Row) => readonly AnnexCell[],
): AnnexGroup[] => {
  let serial = 0;
  return [...grouped(rows, groupOf)].map(([title, own]) => ({
    title,
    rows: own.map((row) => [String(++serial), ...cellsOf(row)]),
  }));
};

/** Null prints as a blank cell and adds nothing. */
export type AnnexCell = string | number | Fen | null;

export interface PrintedRow {
  readonly level: "total" | "subtotal" | "row";
  readonly cells: readonly string[];
}

export interface PrintedAnnex {
  readonly unit: string;
  readonly rows: readonly PrintedRow[];
}

export interface SumDifference {
  readonly annex: string;
  readonly column: string;
  readonly stated: Fen;
  readonly added: Fen;
}

export type AnnexRefusal = Refusal<"annex-sum-differs", { readonly differences: readonly SumDifference[] }>;

/** Rows as they are printed: 合计 first, then each group with its 小计. */
export const printedAnnex = (annex: Annex): Result<PrintedAnnex, AnnexRefusal> => {
  const { columns, groups } = annex;
  const all = groups.flatMap(({ rows }) => rows);
  const added = moneyColumns(columns).map((at) => ({ title: columns[at]?.title ?? "", amount: columnSum(all, at) }));
  const differences = added.flatMap(({ title, amount }, index): SumDifference[] => {
    const stated = annex.stated[index];
    return stated === undefined || stated === amount ? [] : [{ annex: annex.title, column: title, stated, added: amount }];
  });
  if (differences.length > 0) return refuse({ code: "annex-sum-differs", differences });
  const decimals = exactDecimals(all.flatMap((row) => row.filter((cell) => typeof cell === "bigint")));
  const shown = (cell: AnnexCell | undefined): string => {
    if (cell === null || cell === undefined) return "";
    return typeof cell === "bigint" ? formatWan(cell, decimals) : String(cell);
  };
  const sums = (rows: AnnexGroup["rows"], label: string): readonly string[] =>
    columns.map(({ kind }, at) => {
      if (at === 0) return "";
      if (kind === "money") return shown(columnSum(rows, at));
      if (kind === "figure") return "";
      if (kind === "count") return String(rows.reduce((total, row) => total + Number(row[at] ?? 0), 0));
      return at === 1 ? label : "";
    });
  return ok({
    unit: "单位：万元",
    rows: [
      { level: "total", cells: sums(all, "合　计") },
      ...groups.flatMap(({ title, rows }): PrintedRow[] => [
        // The 小计 of an only group would say the 合计 again.
        ...(groups.length > 1 ? [{ level: "subtotal" as const, cells: sums(rows, `${title}小计`) }] : []),
        ...rows.map((row): PrintedRow => ({ level: "row", cells: columns.map((_, at) => shown(row[at])) })),
      ]),
    ],
  });
};

const moneyColumns = (columns: readonly AnnexColumn[]): readonly number[] =>
  columns.flatMap(({ kind }, at) => (kind === "money" ? [at] : []));

const columnSum = (rows: AnnexGroup["rows"], at: number): Fen =>
  sum(
    rows.map((row) => {
      const cell = row[at];
      return typeof cell === "bigint" ? cell : fen(0n);
    }),
  );

/** 两位 to the 百元, 四位 to the 元, 六位 to the 分: as few as lose nothing, the same in the whole table. */
const exactDecimals = (amounts: readonly bigint[]): 2 | 4 | 6 => {
  if (amounts.every((amount) => amount % 10_000n === 0n)) return 2;
  return amounts.every((amount) => amount % 100n === 0n) ? 4 : 6;
};
