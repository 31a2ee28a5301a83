import type { Fen, PlainDate } from "@qiangyi/kernel";

export type TableColumnKind = "text" | "code" | "integer" | "decimal" | "money-yuan" | "money-wan" | "date" | "percent";

export interface TableColumn {
  readonly label: string;
  /**
   * text and code are written as text whatever they look like. money-yuan and money-wan take 分 as bigint and lose nothing;
   * percent takes a ratio (0.5 is 50%).
   */
  readonly kind: TableColumnKind;
  /** In characters of half width; by default from the kind and the label. */
  readonly width?: number;
}

export type TableCell = string | number | boolean | Fen | PlainDate | null | undefined;

export interface TableSheet {
  /** Name of the sheet. */
  readonly name: string;
  /** Title above the table; the name when absent. */
  readonly title?: string;
  /** 附件1 and the like, at the top left. */
  readonly annex?: string;
  /** "万元": printed as 单位：万元 at the top right. */
  readonly unit?: string;
  /** What was filtered and sorted, in words. */
  readonly filterText?: string;
  readonly columns: readonly TableColumn[];
  readonly rows: Iterable<TableRow> | AsyncIterable<TableRow>;
  /** Printed first, as official tables have it (合计 first). */
  readonly totals?: readonly TableRow[];
  /** Sentences below the table. */
  readonly notes?: readonly string[];
}

/** Cells in the order of the columns, alone or with an emphasis: totals are bold on grey, subtotals bold; indent shifts the first text. */
export type TableRow = readonly TableCell[] | EmphasisedRow;

export interface EmphasisedRow {
  readonly cells: readonly TableCell[];
  readonly emphasis?: "total" | "subtotal";
  readonly indent?: number;
}

export interface TableRequest {
  readonly sheets: readonly TableSheet[];
  /** Time of export as the screen shows it, "2026-03-04 10:20"; begins with a date. */
  readonly asOf: string;
  /** Who exported it; printed in the footer. */
  readonly exportedBy?: string;
  /** Prints 演示数据 on every sheet. */
  readonly demonstration?: boolean;
}

export interface CsvRequest {
  readonly columns: readonly TableColumn[];
  readonly rows: Iterable<TableRow> | AsyncIterable<TableRow>;
}
