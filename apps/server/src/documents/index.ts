import type { Result } from "@qiangyi/kernel";
import type { WorkbookRefusal } from "./refusals.ts";
import type { CsvRequest, TableRequest } from "./table.ts";
import type { MarkRequest, ReadRequest, ReadRow, ReadSummary, ReadWorkbook, TemplateRequest } from "./workbook.ts";

/*
 * The door of the room. It knows fields, cells and workbooks and no business. Each function is loaded when first called, because the
 * workbook library would otherwise cost every start of the server its time and memory.
 */

export { defaultLimits } from "./limits.ts";
export type { WorkbookRefusal } from "./refusals.ts";
export { explainRefusal } from "./refusals.ts";
export type {
  CsvRequest,
  EmphasisedRow,
  TableCell,
  TableColumn,
  TableColumnKind,
  TableRequest,
  TableRow,
  TableSheet,
} from "./table.ts";
export * from "./workbook.ts";
export { DamagedFile, readZipDirectory, unpack } from "./zip-directory.ts";

/** A template to fill in, or with `rows` the entries of a register in the same layout, as a stream in bounded memory. */
export async function* streamTemplate(request: TemplateRequest): AsyncGenerator<Uint8Array> {
  const { streamTemplate: stream } = await import("./write-template.ts");
  yield* stream(request);
}

export const writeTemplate = async (request: TemplateRequest): Promise<Uint8Array> => whole(streamTemplate(request));

/** Reads a workbook and keeps its rows. For files whose rows need not be kept, use streamWorkbook. */
export const readWorkbook = async (request: ReadRequest): Promise<Result<ReadWorkbook, WorkbookRefusal>> => {
  const { readWorkbook: read } = await import("./read-in-worker.ts");
  return read(request);
};

/**
 * Reads a workbook in batches and bounded memory: reading goes on when the promise for the last batch has settled. On a refusal, and
 * when `onRows` throws, the rows handed out so far must be dropped; a transaction around the call does that.
 */
export const streamWorkbook = async (
  request: ReadRequest,
  onRows: (rows: readonly ReadRow[]) => Promise<void>,
): Promise<Result<ReadSummary, WorkbookRefusal>> => {
  const { streamWorkbook: read } = await import("./read-in-worker.ts");
  return read(request, onRows);
};

/** The uploaded workbook with its errors marked: coloured cells, notes, and a last column 错误原因 that the next import ignores. */
export const writeErrors = async (request: MarkRequest): Promise<Result<Uint8Array, WorkbookRefusal>> => {
  const { writeErrors: write } = await import("./read-in-worker.ts");
  return write(request);
};

/** Tables to read, print and pass on, as a stream in bounded memory. */
export async function* streamTable(request: TableRequest): AsyncGenerator<Uint8Array> {
  const { streamTable: stream } = await import("./write-table.ts");
  yield* stream(request);
}

export const writeTable = async (request: TableRequest): Promise<Uint8Array> => whole(streamTable(request));

/** The same rows for machines. */
export async function* streamCsv(request: CsvRequest): AsyncGenerator<Uint8Array> {
  const { streamCsv: stream } = await import("./write-csv.ts");
  yield* stream(request);
}

const whole = async (stream: AsyncIterable<Uint8Array>): Promise<Uint8Array> => {
  const { collect } = await import("./filled-workbook.ts");
  return collect(stream);
};

export { packZip, type ZipPart } from "./zip-stream.ts";
