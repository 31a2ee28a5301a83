import type { CsvRequest, TableCell, TableColumn } from "./table.ts";
import { decimalText, emphasised, plainText } from "./write-table.ts";

const byteOrderMark = "\uFEFF";
const chunkLength = 64 * 1024;

/** UTF-8 with the mark that table programs need to recognise it; one header row, no title, no totals: for machines. */
export async function* streamCsv({ columns, rows }: CsvRequest): AsyncGenerator<Uint8Array> {
  let text = byteOrderMark + line(columns.map(({ label }) => guarded(label)));
  for await (const row of rows) {
    const { cells } = emphasised(row);
    text += line(columns.map((column, index) => csvCell(column, cells[index])));
    if (text.length < chunkLength) continue;
    yield Buffer.from(text, "utf8");
    text = "";
  }
  if (text !== "") yield Buffer.from(text, "utf8");
}

const csvCell = ({ kind }: TableColumn, value: TableCell): string => {
  if (value === null || value === undefined) return "";
  // A negative amount is a number of ours, not a formula of a stranger.
  if (typeof value === "number" || typeof value === "bigint") return decimalText(kind, value);
  return guarded(plainText(kind, value));
};

/** Text that a table program would take for a formula gets an apostrophe in front; quotes as RFC 4180 has them. */
const guarded = (text: string): string => {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

const line = (cells: readonly string[]): string => `${cells.join(",")}\r\n`;
