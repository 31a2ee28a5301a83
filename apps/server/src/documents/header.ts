import { type Field, ok, type Result, refuse } from "@qiangyi/kernel";
import { headerText, makeHeaderReader, numberColumn, reasonColumn, saysWan } from "./columns.ts";
import { halfWidth, spelling } from "./plain-text.ts";
import type { WorkbookRefusal } from "./refusals.ts";
import { columnLetters, type RawRow } from "./sheet-cells.ts";

export interface HeaderColumn {
  readonly column: number;
  /** As written in the file. */
  readonly header: string;
  readonly field: Field;
  readonly inWan: boolean;
}

export interface Header {
  readonly rowNumber: number;
  readonly columns: readonly HeaderColumn[];
  readonly ignored: readonly string[];
  readonly warnings: readonly string[];
  /** Column of 序号, when there is one. */
  readonly numbers: number | undefined;
}

/** How far down a header may stand: titles, notes and units come before it. */
export const headerDepth = 30;

/** The row that names most fields; undefined when no row names two of them (or the only one). */
export const findHeader = (rows: readonly RawRow[], fields: readonly Field[]): Header | undefined => {
  const read = makeHeaderReader(fields);
  const enough = Math.min(2, fields.length);
  let best: RawRow | undefined;
  let most = enough - 1;
  for (const row of rows) {
    const named = new Set(row.cells.map((cell) => (cell.type === "text" ? read(cell.text) : undefined)));
    named.delete(undefined);
    if (named.size > most) [best, most] = [row, named.size];
  }
  return best && describeHeader(best, rows, fields);
};

const describeHeader = (row: RawRow, rows: readonly RawRow[], fields: readonly Field[]): Header => {
  const read = makeHeaderReader(fields);
  const above = rows
    .filter(({ rowNumber }) => rowNumber < row.rowNumber)
    .flatMap(({ cells }) => cells.map(({ text }) => halfWidth(text)));
  const titleInWan = above.some((text) => /单位:?\(?万元/.test(text.replace(/\s/g, "")));
  const columns: HeaderColumn[] = [];
  const ignored: string[] = [];
  for (const cell of row.cells) {
    const header = cell.text.trim();
    const field = read(header);
    if (field) {
      const ownUnit = /元/.test(header.replace(field.label, ""));
      const inWan = saysWan(header, field) || (titleInWan && field.kind === "money" && !ownUnit && !/元/.test(field.label));
      columns.push({ column: cell.column, header, field, inWan });
    } else if (header !== "" && ![numberColumn, reasonColumn].includes(spelling(header))) ignored.push(header);
  }
  const converted = columns.filter(({ inWan }) => inWan).map(({ field }) => `「${field.label}」`);
  return {
    rowNumber: row.rowNumber,
    columns,
    ignored,
    warnings: converted.length === 0 ? [] : [`${converted.join("、")}按表中写明的单位万元读取，已换算为元`],
    numbers: row.cells.find((cell) => spelling(cell.text) === numberColumn)?.column,
  };
};

/** Refuses a header that leaves a required field without a column, or gives one field two. */
export const checkHeader = (header: Header, fields: readonly Field[], sheet: string): Result<Header, WorkbookRefusal> => {
  for (const field of fields) {
    const places = header.columns.filter((column) => column.field === field).map(({ column }) => columnLetters(column));
    if (places.length > 1) return refuse({ code: "workbook-column-twice", column: field.label, places });
  }
  const missing = missingLabels(header, fields);
  return missing.length === 0
    ? ok(header)
    : refuse({ code: "workbook-column-missing", missing, sheet, headerRow: header.rowNumber });
};

export const missingLabels = (header: Header, fields: readonly Field[]): string[] =>
  fields.filter((field) => field.required && !header.columns.some((column) => column.field === field)).map(({ label }) => label);

/** Recognises rows that repeat the header, as long tables do on every page. */
export const makeRepeatFinder = (header: Header): ((row: RawRow) => boolean) => {
  const words = new Map(
    header.columns.map(({ column, header: text, field }) => [
      column,
      new Set([text, field.label, headerText(field)].map(spelling)),
    ]),
  );
  const enough = Math.min(2, words.size);
  return ({ cells }) => {
    let repeated = 0;
    for (const { column, text } of cells) {
      const expected = words.get(column);
      if (expected === undefined || text === "") continue;
      if (!expected.has(spelling(text))) return false;
      repeated++;
    }
    return repeated >= enough;
  };
};
