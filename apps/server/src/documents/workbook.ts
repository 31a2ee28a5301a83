import type { Fen, Field, FieldValue, PlainDate } from "@qiangyi/kernel";

/** Which template a workbook belongs to. A register raises the version when its fields change. */
export interface TemplateIdentity {
  readonly id: string;
  readonly version: number;
  /** Chinese name, also the name of the data sheet. */
  readonly title: string;
}

/** For whom and for which year a template was made; printed under its title and kept on the hidden version sheet. */
export interface TemplateContext {
  readonly province: string;
  readonly year: number;
  /** 填报单位 */
  readonly unit?: string;
  readonly madeOn: PlainDate;
}

export interface InstitutionChoice {
  readonly id: string;
  readonly name: string;
  /** Former names and short names that officials still write. */
  readonly otherNames?: readonly string[];
}

export interface RegionChoice {
  /** GB/T 2260, six digits. */
  readonly code: string;
  readonly name: string;
  /** Code of the city or province above it, so that "阳泉市城区" and "晋城市城区" can be told apart. */
  readonly parent?: string;
  /** What a table may call it besides: "太原市本级". */
  readonly otherNames?: readonly string[];
}

/** The institutions and regions that the reader of this workbook may name. Scope is the caller's business. */
export interface Lookups {
  readonly institutions: readonly InstitutionChoice[];
  readonly regions: readonly RegionChoice[];
}

/** Values of one row by field name; a field without a value is absent. */
export type RowValues = Readonly<Record<string, FieldValue>>;

export interface TemplateRequest {
  readonly template: TemplateIdentity;
  readonly fields: readonly Field[];
  readonly context: TemplateContext;
  readonly lookups: Lookups;
  /** Entries to export in the template's layout; importing them again changes nothing. */
  readonly rows?: Iterable<RowValues> | AsyncIterable<RowValues>;
}

/** One thing to mend. */
export interface CellError {
  readonly rowNumber: number;
  /** Label of the column; undefined when the whole row is meant. */
  readonly column?: string;
  /** Name of the field; undefined when the whole row is meant. */
  readonly field?: string;
  /** What is wrong and how to mend it, without the place: "应为…". */
  readonly reason: string;
}

export interface ReadRow {
  /** As the table program counts, from 1. */
  readonly rowNumber: number;
  readonly values: RowValues;
  readonly errors: readonly CellError[];
}

export interface WorkbookLimits {
  readonly fileBytes: number;
  /** Of all parts together after unpacking. */
  readonly unpackedBytes: number;
  readonly rows: number;
  readonly columns: number;
  readonly milliseconds: number;
  /** Heap of the worker that parses the file. */
  readonly memoryMegabytes: number;
}

export type WorkbookSource = Uint8Array | { readonly path: string };

/** What somebody has said of a column that a hand-made table calls by a name of its own. */
export interface ColumnName {
  /** As written in the head of the table. */
  readonly header: string;
  /** Name of the field; null: the column is not to be read. */
  readonly field: string | null;
}

/** A column of a file and what it was read as. */
export interface ReadColumn extends ColumnName {
  /** Because somebody said so, not by the words of the header itself. */
  readonly named: boolean;
}

export interface ReadRequest {
  readonly source: WorkbookSource;
  readonly template: TemplateIdentity;
  readonly fields: readonly Field[];
  /** Goes before what the headers themselves say. */
  readonly columnNames?: readonly ColumnName[];
  readonly lookups: Lookups;
  readonly limits?: Partial<WorkbookLimits>;
  readonly onProgress?: (progress: ReadProgress) => void;
}

export interface ReadProgress {
  readonly rowsRead: number;
  /** Rows with content that the file holds; an upper bound, since totals and examples are among them. */
  readonly rowsExpected: number;
}

/** A 合计 or 小计 that is not what its rows add up to. */
export interface SumDifference {
  readonly rowNumber: number;
  /** As written: "合计", "太原市小计". */
  readonly label: string;
  /** Name of the field. */
  readonly field: string;
  /** Label of the field. */
  readonly column: string;
  readonly stated: Fen;
  readonly added: Fen;
}

/** What was found besides the rows. */
export interface ReadSummary {
  readonly sheet: string;
  readonly headerRow: number;
  /** The columns with a header, in the order of the file. */
  readonly columns: readonly ReadColumn[];
  readonly rowCount: number;
  readonly rowsWithErrors: number;
  readonly errorCount: number;
  /** Columns that no field knows; they were not read. */
  readonly ignoredColumns: readonly string[];
  /** Optional fields without a column. */
  readonly absentFields: readonly string[];
  /** Letters of the column that each field was read from, so that a cell can be named: "D". */
  readonly letters: Readonly<Record<string, string>>;
  /** Also told in `warnings`, in words. */
  readonly sumDifferences: readonly SumDifference[];
  /** Things that the user should know but need not mend, each a Chinese sentence: totals that differ, units converted. */
  readonly warnings: readonly string[];
  /** What the hidden version sheet says; absent for a hand-made workbook. */
  readonly stamp?: WorkbookStamp;
}

export interface WorkbookStamp {
  readonly templateId: string;
  readonly version: number;
  readonly title: string;
  readonly province: string;
  readonly year: number;
}

export interface ReadWorkbook extends ReadSummary {
  readonly rows: readonly ReadRow[];
}

export interface MarkRequest {
  readonly source: WorkbookSource;
  readonly template: TemplateIdentity;
  readonly fields: readonly Field[];
  /** As it was read with. */
  readonly columnNames?: readonly ColumnName[];
  readonly errors: readonly CellError[];
  /** Marked in yellow and prefixed with 提示; they do not stop an import. */
  readonly warnings?: readonly CellError[];
  readonly limits?: Partial<WorkbookLimits>;
}

/** "第12行「认定日期」：应为…" */
export const placed = ({ rowNumber, column, reason }: CellError): string =>
  `第${rowNumber}行${column === undefined ? "" : `「${column}」`}：${reason}`;
