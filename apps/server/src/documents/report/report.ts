/** A report as people write them for their leaders: headings, sentences, tables. Not a 公文: it has no number, no red line and no seal. */
export interface PlainReport {
  readonly title: string;
  /** Below the title: of what day the figures are, who made it. */
  readonly lines: readonly string[];
  /** On top of every page: 演示数据. */
  readonly mark?: string;
  readonly parts: readonly ReportPart[];
}

export type ReportPart =
  | { readonly kind: "heading" | "subheading" | "text"; readonly text: string }
  | { readonly kind: "list"; readonly items: readonly string[] }
  | { readonly kind: "table"; readonly table: ReportTable };

export interface ReportTable {
  readonly columns: readonly ReportColumn[];
  /** A row of one cell is a line across the whole table. */
  readonly rows: readonly (readonly string[])[];
  /** 单位：… or what the figures are of. */
  readonly note?: string;
}

export interface ReportColumn {
  readonly title: string;
  readonly side: "left" | "right" | "center";
  /** Share of the width against the other columns. */
  readonly share: number;
}
