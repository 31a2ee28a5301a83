import { ok, type Result, refuse } from "@qiangyi/kernel";
import { reasonColumn } from "./columns.ts";
import { collect } from "./filled-workbook.ts";
import type { Header, Naming } from "./header.ts";
import { makeMarkFormats, type Severity } from "./mark-formats.ts";
import { addNotes, emptyNotes, type Note } from "./mark-notes.ts";
import { paintRow, type RowMarks, type RowPainter } from "./mark-rows.ts";
import type { OpenedWorkbook, SheetPart } from "./opened-workbook.ts";
import { findNotePlaces, relationsPathOf, withNoteDrawing, withNoteTypes } from "./package-parts.ts";
import { spelling } from "./plain-text.ts";
import { checkWorkbook } from "./preflight.ts";
import { findTable } from "./read-workbook.ts";
import type { WorkbookRefusal } from "./refusals.ts";
import { columnLetters, rowTexts } from "./sheet-cells.ts";
import type { CellError, TemplateIdentity, WorkbookLimits } from "./workbook.ts";
import { attribute, tagsOf } from "./xml-text.ts";
import { DamagedFile, readZipDirectory, unpack, unpackText, type ZipEntry } from "./zip-directory.ts";
import { packZip, type ZipPart } from "./zip-stream.ts";

export interface Marking extends Naming {
  readonly template: TemplateIdentity;
  readonly errors: readonly CellError[];
  readonly warnings: readonly CellError[];
  readonly limits: WorkbookLimits;
}

/**
 * The user's own file with its errors marked. Only what has to change is changed: formats of wrong cells, notes, one more column.
 * Everything else, from fonts to charts, goes back byte for byte as it came.
 */
export const markFile = async (file: Buffer, marking: Marking): Promise<Result<Uint8Array, WorkbookRefusal>> => {
  const checked = await checkWorkbook(file, marking.limits);
  if (!checked.ok) return checked;
  try {
    const table = await findTable(checked.value.workbook, marking);
    if (!table.ok) return table;
    return ok(await collect(packZip(await markedParts(file, checked.value.workbook, table.value, marking))));
  } catch (error) {
    if (error instanceof DamagedFile) return refuse({ code: "workbook-damaged", detail: error.message });
    throw error;
  }
};

const markedParts = async (
  file: Buffer,
  workbook: OpenedWorkbook,
  { sheet, header }: { readonly sheet: SheetPart; readonly header: Header },
  marking: Marking,
): Promise<AsyncGenerator<ZipPart>> => {
  const entries = readZipDirectory(file) ?? new Map<string, ZipEntry>();
  const read = async (name: string): Promise<string | undefined> => {
    const entry = entries.get(name);
    return entry && unpackText(file, entry);
  };
  const stylesName = [...entries.keys()].find((name) => /^xl\/styles\.xml$/i.test(name));
  const styles = stylesName === undefined ? undefined : await read(stylesName);
  if (stylesName === undefined || styles === undefined) throw new DamagedFile("缺少样式部件");
  const painter = makePainter(await placeOfReasons(workbook, sheet, header), header, marking, styles);
  const head = await headOf(file, sheet.entry);
  const columnFormats = columnFormatsOf(head);
  const sheetText = await collect(
    paintSheet(file, sheet.entry, { ...painter, columnFormat: (column) => columnFormats.get(column) }),
  );

  const changed = new Map<string, Uint8Array>([
    [sheet.entry.name, sheetText],
    [stylesName, Buffer.from(painter.formats.xml(), "utf8")],
  ]);
  await changeNotes(changed, { sheetName: sheet.entry.name, notes: notesOf(painter, header, marking), taken: entries }, read);
  return packed(file, entries, changed);
};

/** Adds the notes and, for a sheet that had none, everything that refers to them. */
const changeNotes = async (
  changed: Map<string, Uint8Array>,
  { sheetName, notes, taken }: { sheetName: string; notes: readonly Note[]; taken: ReadonlyMap<string, unknown> },
  read: (name: string) => Promise<string | undefined>,
): Promise<void> => {
  const places = findNotePlaces(sheetName, await read(relationsPathOf(sheetName)), taken);
  if (places.introduced && notes.length === 0) return;
  const set = (name: string, text: string): unknown => changed.set(name, Buffer.from(text, "utf8"));
  const present = places.introduced
    ? emptyNotes
    : { comments: (await read(places.comments)) ?? "", drawing: (await read(places.drawing)) ?? "" };
  const { comments, drawing } = addNotes(present, notes);
  set(places.comments, comments);
  set(places.drawing, drawing);
  if (!places.introduced) return;
  set(places.relations, places.introduced.relationsXml);
  set("[Content_Types].xml", withNoteTypes((await read("[Content_Types].xml")) ?? "", places.comments));
  const text = Buffer.from(changed.get(sheetName) ?? []).toString("utf8");
  const tailAt = text.lastIndexOf("sheetData>");
  const prefix = /<([\w.-]+:)?worksheet[\s>]/.exec(text)?.[1] ?? "";
  set(sheetName, text.slice(0, tailAt) + withNoteDrawing(text.slice(tailAt), prefix, places.introduced.drawingId));
};

async function* packed(
  file: Buffer,
  entries: ReadonlyMap<string, ZipEntry>,
  changed: ReadonlyMap<string, Uint8Array>,
): AsyncGenerator<ZipPart> {
  for (const [name, entry] of entries) {
    // Folders are entries of their own in some files; they carry nothing.
    if (name.endsWith("/")) continue;
    yield { name, content: changed.get(name) ?? unpack(file, entry) };
  }
  for (const [name, content] of changed) if (!entries.has(name)) yield { name, content };
}

/** The column 错误原因 of an earlier round, or the first one behind everything that is written. */
const placeOfReasons = async (workbook: OpenedWorkbook, sheet: SheetPart, header: Header): Promise<number> => {
  let last = 0;
  for await (const { rowNumber, cells } of workbook.rowsOf(sheet)) {
    const own = rowNumber === header.rowNumber ? cells.find(({ text }) => spelling(text) === reasonColumn) : undefined;
    if (own) return own.column;
    for (const { column } of cells) last = Math.max(last, column);
  }
  return last + 1;
};

const makePainter = (reasons: number, header: Header, { fields, errors, warnings }: Marking, styles: string): RowPainter => {
  const columnOf = new Map(header.columns.map(({ field, column }) => [field.name, column]));
  const labels = new Map(fields.map(({ name, label }) => [name, label]));
  const marks = new Map<number, { cells: Map<number, Severity>; reasons: string[] }>();
  const mark = ({ rowNumber, field, column, reason }: CellError, severity: Severity): void => {
    const row = marks.get(rowNumber) ?? { cells: new Map<number, Severity>(), reasons: [] };
    marks.set(rowNumber, row);
    const label = column ?? (field === undefined ? undefined : labels.get(field));
    const place = field === undefined ? undefined : columnOf.get(field);
    if (place !== undefined && row.cells.get(place) !== "error") row.cells.set(place, severity);
    row.reasons.push(`${severity === "warning" ? "提示：" : ""}${label === undefined ? "" : `「${label}」`}${reason}`);
  };
  for (const error of errors) mark(error, "error");
  for (const warning of warnings) mark(warning, "warning");
  return {
    headerRow: header.rowNumber,
    reasonColumn: reasons,
    reasonHeader: reasonColumn,
    marks: marks as ReadonlyMap<number, RowMarks>,
    formats: makeMarkFormats(styles),
    columnFormat: () => undefined,
  };
};

const notesOf = (painter: RowPainter, header: Header, { errors, warnings }: Marking): Note[] => {
  const columnOf = new Map(header.columns.map(({ field, column }) => [field.name, column]));
  const texts = new Map<string, string[]>();
  for (const { rowNumber, field, reason } of [...errors, ...warnings]) {
    const column = field === undefined ? undefined : columnOf.get(field);
    if (column === undefined || !painter.marks.has(rowNumber)) continue;
    const cell = `${columnLetters(column)}${rowNumber}`;
    texts.set(cell, [...(texts.get(cell) ?? []), reason]);
  }
  return Array.from(texts, ([cell, reasons]) => ({ cell, text: reasons.join("\n") }));
};

/** What stands before the rows: views, widths and formats of columns. */
const headOf = async (file: Buffer, entry: ZipEntry): Promise<string> => {
  let head = "";
  const decoder = new TextDecoder("utf-8");
  for await (const piece of unpack(file, entry)) {
    head += decoder.decode(piece, { stream: true });
    const at = head.search(/<(?:[\w.-]+:)?sheetData[\s>/]/);
    if (at >= 0) return head.slice(0, at);
    if (head.length > 4 * 1024 * 1024) break;
  }
  throw new DamagedFile("工作表没有表体");
};

const columnFormatsOf = (head: string): Map<number, number> => {
  const formats = new Map<number, number>();
  for (const tag of tagsOf(head, "col")) {
    const [min, max, style] = [Number(attribute(tag, "min")), Number(attribute(tag, "max")), attribute(tag, "style")];
    if (style === undefined) continue;
    for (let column = min; column <= Math.min(max, min + 1000); column++) formats.set(column - 1, Number(style));
  }
  return formats;
};

async function* paintSheet(file: Buffer, entry: ZipEntry, painter: RowPainter): AsyncGenerator<Uint8Array> {
  let text = "";
  let isFirst = true;
  let closing = "";
  for await (const { row, tail } of rowTexts(unpack(file, entry))) {
    if (row !== undefined) {
      closing ||= `</${/<([\w.-]+:)?worksheet[\s>]/.exec(row)?.[1] ?? ""}row>`;
      const painted = paintRow(row, painter) + closing;
      text += isFirst ? withReasonWidth(painted, painter.reasonColumn) : painted;
      isFirst = false;
    } else text += tail ?? "";
    if (text.length < 256 * 1024) continue;
    yield Buffer.from(text, "utf8");
    text = "";
  }
  yield Buffer.from(text, "utf8");
}

/** Makes the column of reasons wide enough to read, unless a width for it is already declared; forgets the old extent of the sheet. */
const withReasonWidth = (first: string, column: number): string => {
  const at = first.search(/<(?:[\w.-]+:)?sheetData[\s>]/);
  const prefix = /<([\w.-]+:)?sheetData[\s>]/.exec(first)?.[1] ?? "";
  const head = first.slice(0, at).replace(/<(?:[\w.-]+:)?dimension\s[^>]*\/>/, "");
  const declared = tagsOf(head, "col").some((tag) => Number(attribute(tag, "max")) > column);
  const width = `<${prefix}col min="${column + 1}" max="${column + 1}" width="60" customWidth="1"/>`;
  const closing = `</${prefix}cols>`;
  if (declared) return head + first.slice(at);
  return (
    (head.includes(closing) ? head.replace(closing, width + closing) : `${head}<${prefix}cols>${width}${closing}`) +
    first.slice(at)
  );
};
