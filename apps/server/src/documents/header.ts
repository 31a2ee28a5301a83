import { type Field, ok, type Result, refuse } from "@qiangyi/kernel";
import { headerText, makeHeaderReader, makeNameReader, numberColumn, reasonColumn, saysWan } from "./columns.ts";
import { halfWidth, spelling } from "./plain-text.ts";
import type { WorkbookRefusal } from "./refusals.ts";
import { columnLetters, type RawRow } from "./sheet-cells.ts";
import type { ColumnName, ReadColumn } from "./workbook.ts";

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
  /** Every column with a header, for people to see how it was understood. */
  readonly understood: readonly ReadColumn[];
  readonly warnings: readonly string[];
  /** Column of 序号, when there is one. */
  readonly numbers: number | undefined;
}

/** How far down a header may stand: titles, notes and units come before it. */
export const headerDepth = 30;

/** Fields, and what somebody has said of columns that their headers do not tell. */
export interface Naming {
  readonly fields: readonly Field[];
  readonly columnNames?: readonly ColumnName[];
}

const makeReader = ({ fields, columnNames = [] }: Naming): ((header: string) => { field: Field | undefined; named: boolean }) => {
  const [byWords, byName] = [makeHeaderReader(fields), makeNameReader(columnNames, fields)];
  return (header) => {
    const given = byName(header);
    return given === undefined ? { field: byWords(header), named: false } : { field: given ?? undefined, named: true };
  };
};

/** The row that names most fields; undefined when no row names two of them (or the only one). */
export const findHeader = (rows: readonly RawRow[], naming: Naming): Header | undefined => {
  const { fields } = naming;
  const read = makeReader(naming);
  const enough = Math.min(2, fields.length);
  let best: RawRow | undefined;
  let most = enough - 1;
  for (const row of rows) {
    const named = new Set(row.cells.map((cell) => (cell.type === "text" ? read(cell.text).field : undefined)));
    named.delete(undefined);
    if (named.size > most) [best, most] = [row, named.size];
  }
  return best && describeHeader(best, rows, naming);
};

/** Where no row names fields: the one that has most texts, all different, is likely the head of the table. */
export const guessHeader = (rows: readonly RawRow[], naming: Naming): Header | undefined => {
  let best: RawRow | undefined;
  let most = 1;
  for (const row of rows) {
    const texts = row.cells.filter(({ type, text }) => type === "text" && text.trim() !== "").map(({ text }) => text.trim());
    if (new Set(texts).size === texts.length && texts.length > most) [best, most] = [row, texts.length];
  }
  return best && describeHeader(best, rows, naming);
};

const describeHeader = (row: RawRow, rows: readonly RawRow[], naming: Naming): Header => {
  const read = makeReader(naming);
  const understood: ReadColumn[] = [];
  const above = rows
    .filter(({ rowNumber }) => rowNumber < row.rowNumber)
    .flatMap(({ cells }) => cells.map(({ text }) => halfWidth(text)));
  const titleInWan = above.some((text) => /单位:?\(?万元/.test(text.replace(/\s/g, "")));
  const columns: HeaderColumn[] = [];
  const ignored: string[] = [];
  for (const cell of row.cells) {
    const header = cell.text.trim();
    const { field, named } = read(header);
    const isOurs = [numberColumn, reasonColumn].includes(spelling(header));
    if (header !== "" && !isOurs) understood.push({ header, field: field?.name ?? null, named });
    if (field) {
      const ownUnit = /元/.test(header.replace(field.label, ""));
      const inWan = saysWan(header, field) || (titleInWan && field.kind === "money" && !ownUnit && !/元/.test(field.label));
      columns.push({ column: cell.column, header, field, inWan });
    } else if (header !== "" && !isOurs) ignored.push(header);
  }
  const converted = columns.filter(({ inWan }) => inWan).map(({ field }) => `「${field.label}」`);
  return {
    rowNumber: row.rowNumber,
    columns,
    ignored,
    understood,
    warnings: converted.length === 0 ? [] : [`${converted.join("、")}按表中写明的单位万元读取，已换算为元`],
    numbers: row.cells.find((cell) => spelling(cell.text) === numberColumn)?.column,
  };
};

/** Refuses a header that leaves a required field without a column, or gives one field two. */
export const checkHeader = (header: Header, fields: readonly Field[], sheet: string): Result<Header, WorkbookRefusal> => {
  for (const field of fields) {
    const places = header.columns.filter((column) => column.field === field).map(({ column }) => columnLetters(column));
    if (places.length > 1)
      return refuse({ code: "workbook-column-twice", column: field.label, places, columns: header.understood });
  }
  const missing = missingLabels(header, fields);
  return missing.length === 0
    ? ok(header)
    : refuse({ code: "workbook-column-missing", missing, sheet, headerRow: header.rowNumber, columns: header.understood });
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
