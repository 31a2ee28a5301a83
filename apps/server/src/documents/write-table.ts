import { parseDate } from "@qiangyi/kernel";
import { dateSerial } from "./dates-as-numbers.ts";
import { formatDecimal } from "./decimal.ts";
import { fillWorkbook, type SheetFill, type WrittenRow } from "./filled-workbook.ts";
import { headerFormat, infoFormat, tableFormat, textWidth, titleFormat, unitFormat } from "./formats.ts";
import { type CellStyle, type WriteSheet, writeSkeleton } from "./hucre.ts";
import { columnLetters } from "./sheet-cells.ts";
import type { EmphasisedRow, TableCell, TableColumn, TableColumnKind, TableRequest, TableRow, TableSheet } from "./table.ts";

const kinds: Record<
  TableColumnKind,
  { readonly numFmt: string; readonly align: "left" | "center" | "right"; readonly width: number }
> = {
  text: { numFmt: "@", align: "left", width: 16 },
  code: { numFmt: "@", align: "center", width: 12 },
  integer: { numFmt: "#,##0", align: "right", width: 9 },
  decimal: { numFmt: "#,##0.######", align: "right", width: 12 },
  "money-yuan": { numFmt: "#,##0.00", align: "right", width: 18 },
  // Two decimals as tables show them, up to six where they are needed: six decimals of 万元 are the 分.
  "money-wan": { numFmt: "#,##0.00####", align: "right", width: 14 },
  date: { numFmt: "yyyy-mm-dd", align: "center", width: 12 },
  percent: { numFmt: "0.00%", align: "right", width: 10 },
};

const emphases = ["none", "subtotal", "total"] as const;

/** Tables as officials print and pass them on: title, unit, filter and time above, header on every page, totals first. Rows are streamed. */
export async function* streamTable(request: TableRequest): AsyncGenerator<Uint8Array> {
  const skeleton = await writeSkeleton(
    request.sheets.map((sheet) => sheetSkeleton(sheet, request)),
    { title: request.sheets[0]?.title ?? request.sheets[0]?.name ?? "", day: request.asOf.slice(0, 10) },
  );
  const fills = request.sheets.map((sheet, index): [number, SheetFill] => [index, { rows: writtenRows(sheet) }]);
  yield* fillWorkbook(skeleton, new Map(fills));
}

const sheetSkeleton = (sheet: TableSheet, { asOf, exportedBy, demonstration = false }: TableRequest): WriteSheet => {
  const { columns, name, title = name, annex, unit, filterText, totals = [], notes = [] } = sheet;
  const last = Math.max(0, columns.length - 1);
  const cells: NonNullable<WriteSheet["cells"]> = new Map();
  const put = (row: number, column: number, value: string, style: CellStyle): void => {
    cells.set(`${row},${column}`, { value, style });
  };
  const titleRow = annex === undefined ? 0 : 1;
  const [infoRow, headerRow] = [titleRow + 1, titleRow + 2];
  if (annex !== undefined) put(0, 0, annex, infoFormat);
  put(titleRow, 0, demonstration ? `${title}（演示数据）` : title, titleFormat);
  const info = [filterText === undefined ? "" : `范围：${filterText}`, `导出时间：${asOf}`]
    .filter((part) => part !== "")
    .join("　　");
  put(infoRow, 0, unit === undefined || last > 0 ? info : `${info}　　单位：${unit}`, infoFormat);
  if (unit !== undefined && last > 0) put(infoRow, last, `单位：${unit}`, unitFormat);
  for (const [index, { label }] of columns.entries()) put(headerRow, index, label, headerFormat);
  for (const [index, style] of sampleFormats(columns).entries()) put(headerRow + 1, index, "", style);
  return {
    name: name.replace(/[\\/?*[\]:]/g, " ").slice(0, 31),
    columns: columns.map((column) => ({
      width: column.width ?? Math.max(kinds[column.kind].width, Math.min(40, textWidth(column.label) + 3)),
    })),
    cells,
    merges: [
      ...(last > 0 ? [{ startRow: titleRow, startCol: 0, endRow: titleRow, endCol: last }] : []),
      ...(last > 1 ? [{ startRow: infoRow, startCol: 0, endRow: infoRow, endCol: last - 1 }] : []),
    ],
    rowDefs: new Map([[titleRow, { height: 30 }]]),
    freezePane: { rows: headerRow + 1 },
    // Its range ends with the rows. Totals and notes would be sorted and filtered with the data, so a table with them has none.
    ...(totals.length === 0 && notes.length === 0
      ? { autoFilter: { range: `A${headerRow + 1}:${columnLetters(last)}${headerRow + 1}` } }
      : {}),
    pageSetup: {
      paperSize: "a4",
      orientation: "landscape",
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      printTitlesRow: `$${headerRow + 1}:$${headerRow + 1}`,
    },
    headerFooter: {
      ...(demonstration ? { oddHeader: "&R演示数据" } : {}),
      oddFooter: `&L${exportedBy === undefined ? "" : `导出：${exportedBy.replaceAll("&", "&&")}`}&C第&P页 共&N页&R${asOf}`,
    },
  };
};

/** Formats in the order: all columns plain, all as subtotals, all as totals, then the one of notes. */
const sampleFormats = (columns: readonly TableColumn[]): CellStyle[] => [
  ...emphases.flatMap((emphasis) => columns.map(({ kind }) => tableFormat(kinds[kind].numFmt, emphasis, kinds[kind].align))),
  infoFormat,
];

async function* writtenRows({ columns, rows, totals = [], notes = [] }: TableSheet): AsyncGenerator<WrittenRow> {
  for (const total of totals)
    yield writtenRow(Array.isArray(total) ? { cells: total, emphasis: "total" } : emphasised(total), columns);
  for await (const row of rows) yield writtenRow(emphasised(row), columns);
  for (const note of notes) yield { cells: [{ text: note, format: emphases.length * columns.length }] };
}

export const emphasised = (row: TableRow): EmphasisedRow => ("cells" in row ? row : { cells: row });

const writtenRow = ({ cells, emphasis, indent = 0 }: EmphasisedRow, columns: readonly TableColumn[]): WrittenRow => {
  const offset = emphases.indexOf(emphasis ?? "none") * columns.length;
  const indented = columns.findIndex(({ kind }) => kind === "text");
  return {
    cells: columns.map(({ kind }, index) => {
      const format = offset + index;
      const value = cells[index];
      const number = numberText(kind, value);
      if (number !== undefined) return { number, format };
      const text = value === null || value === undefined ? "" : plainText(kind, value);
      return text === "" ? { format } : { text: index === indented ? `${"　".repeat(indent)}${text}` : text, format };
    }),
  };
};

/** The number as exact decimal text; undefined for what is to be text: codes, words, and amounts that a table program would round. */
const numberText = (kind: TableColumnKind, value: TableCell): string | undefined => {
  if (kind === "text" || kind === "code" || value === null || value === undefined || typeof value === "boolean") return undefined;
  if (kind === "date") {
    const day = parseDate(String(value));
    return day === undefined ? undefined : String(dateSerial(day));
  }
  const text = typeof value === "string" ? undefined : decimalText(kind, value);
  return text !== undefined && text.replace(/\D/g, "").length <= 15 ? text : undefined;
};

export const decimalText = (kind: TableColumnKind, value: number | bigint): string => {
  if (typeof value === "number") return Number.isFinite(value) ? String(value) : "";
  const scale = kind === "money-wan" ? 6 : kind === "money-yuan" ? 2 : 0;
  return formatDecimal({ units: value, scale });
};

export const plainText = (kind: TableColumnKind, value: Exclude<TableCell, null | undefined>): string => {
  if (typeof value === "boolean") return value ? "是" : "否";
  return typeof value === "string" ? value : decimalText(kind, value);
};
