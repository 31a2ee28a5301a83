import { columnLetters } from "./sheet-cells.ts";
import { encodeText, withinCell } from "./xml-text.ts";
import { readZipDirectory, unpackText } from "./zip-directory.ts";
import { packZip, type ZipPart } from "./zip-stream.ts";

/** A cell to write. A number is decimal text, so that an amount never passes through a binary fraction. */
export type WrittenCell =
  | { readonly text: string; readonly format: number }
  | { readonly number: string; readonly format: number }
  | { readonly format: number }
  | undefined;

export interface WrittenRow {
  readonly cells: readonly WrittenCell[];
  /** In points. */
  readonly height?: number;
}

/**
 * The rows of one sheet. The last row of its skeleton is a sample: one cell for each format that the rows use. It is taken out, and
 * `format` n of a cell is the format of its cell n.
 */
export interface SheetFill {
  readonly rows: Iterable<WrittenRow> | AsyncIterable<WrittenRow>;
  /** Format of the empty cells of each column, for rows that are yet to be filled in. */
  readonly columnFormats?: readonly number[];
  /** How many rows below the last one the drop-downs still reach. */
  readonly spareRows?: number;
}

/** Streams a workbook: the skeleton's parts as they are, the rows written into its sheets as they come. */
export async function* fillWorkbook(skeleton: Uint8Array, fills: ReadonlyMap<number, SheetFill>): AsyncGenerator<Uint8Array> {
  const file = Buffer.from(skeleton.buffer, skeleton.byteOffset, skeleton.byteLength);
  const entries = readZipDirectory(file);
  if (!entries) throw new Error("the skeleton of the workbook is no ZIP file");
  const parts = async function* (): AsyncGenerator<ZipPart> {
    for (const [name, entry] of entries) {
      const xml = /\.(xml|rels|vml)$/.test(name) ? await unpackText(file, entry) : undefined;
      const number = /^xl\/worksheets\/sheet(\d+)\.xml$/.exec(name)?.[1];
      const fill = number === undefined ? undefined : fills.get(Number(number) - 1);
      yield { name, content: fill && xml !== undefined ? fillSheet(xml, fill) : Buffer.from(xml ?? "", "utf8") };
    }
  };
  yield* packZip(parts());
}

const chunkLength = 64 * 1024;

async function* fillSheet(skeleton: string, { rows, columnFormats = [], spareRows = 0 }: SheetFill): AsyncGenerator<Uint8Array> {
  const { head, tail, formats, firstRow } = takeSample(skeleton);
  let text = withColumnFormats(head, columnFormats, formats);
  let rowNumber = firstRow;
  for await (const row of rows) {
    text += rowXml(row, rowNumber, formats);
    rowNumber++;
    if (text.length < chunkLength) continue;
    yield Buffer.from(text, "utf8");
    text = "";
  }
  // Filters and drop-downs are declared after the rows; their ranges end with them.
  const last = Math.max(rowNumber - 1, firstRow);
  const closing = tail
    .replace(/(<autoFilter ref="[A-Z]+\d+:[A-Z]+)\d+"/, `$1${last}"`)
    .replace(/(<dataValidation [^>]*sqref="[A-Z]+\d+:[A-Z]+)\d+"/g, `$1${last + spareRows}"`);
  yield Buffer.from(text + closing, "utf8");
}

const takeSample = (xml: string): { head: string; tail: string; formats: string[]; firstRow: number } => {
  const start = xml.lastIndexOf("<row ");
  const end = xml.indexOf("</row>", start) + "</row>".length;
  const sample = xml.slice(start, end);
  const formats = Array.from(sample.matchAll(/<c [^>]*?\bs="(\d+)"/g), (match) => match[1] ?? "0");
  return {
    head: xml.slice(0, start).replace(/<dimension [^>]*\/>/, ""),
    tail: xml.slice(end),
    formats,
    firstRow: Number(/r="(\d+)"/.exec(sample)?.[1] ?? "1"),
  };
};

const withColumnFormats = (head: string, columnFormats: readonly number[], formats: readonly string[]): string =>
  columnFormats.length === 0
    ? head
    : head.replace(/<col min="(\d+)" /g, (tag, number: string) => {
        const format = formats[columnFormats[Number(number) - 1] ?? -1];
        return format === undefined ? tag : `${tag}style="${format}" `;
      });

const rowXml = ({ cells, height }: WrittenRow, rowNumber: number, formats: readonly string[]): string => {
  let xml = `<row r="${rowNumber}"${height === undefined ? "" : ` ht="${height}" customHeight="1"`}>`;
  for (const [column, cell] of cells.entries()) {
    if (cell === undefined) continue;
    const opening = `<c r="${columnLetters(column)}${rowNumber}" s="${formats[cell.format] ?? "0"}"`;
    if ("number" in cell) xml += `${opening}><v>${cell.number}</v></c>`;
    else if ("text" in cell)
      xml += `${opening} t="inlineStr"><is><t xml:space="preserve">${encodeText(withinCell(cell.text))}</t></is></c>`;
    else xml += `${opening}/>`;
  }
  return `${xml}</row>`;
};

/** A stream as one piece, for small workbooks. */
export const collect = async (stream: AsyncIterable<Uint8Array>): Promise<Uint8Array> => {
  const pieces: Uint8Array[] = [];
  for await (const piece of stream) pieces.push(piece);
  return Buffer.concat(pieces);
};
