import { type Field, type FieldKind, type FieldValue, inChinese, parseDate } from "@qiangyi/kernel";
import { type ChoiceList, choiceLists } from "./choice-lists.ts";
import { choicesSheet, dataSheetName, dictionarySheet, exampleMark, headerText, numberColumn, versionSheet } from "./columns.ts";
import { dateSerial } from "./dates-as-numbers.ts";
import { dictionaryRows } from "./dictionary.ts";
import { fillWorkbook, type SheetFill, type WrittenCell, type WrittenRow } from "./filled-workbook.ts";
import { entryFormat, exampleFormat, headerFormat, infoFormat, textWidth, titleFormat, unitFormat } from "./formats.ts";
import { type CellStyle, type WriteSheet, writeSkeleton } from "./hucre.ts";
import { type Texts, textsOf } from "./lookup.ts";
import { columnLetters } from "./sheet-cells.ts";
import { cellText, exampleText } from "./value-texts.ts";
import { versionRows } from "./version-sheet.ts";
import type { RowValues, TemplateRequest } from "./workbook.ts";

/** 0-based rows of the data sheet. */
const titleRow = 0;
const infoRow = 1;
const headerRow = 2;
const exampleRow = 3;
const firstEntryRow = 4;
/** Rows with drop-downs below the last entry. Further down values are typed; more would make other programs slow to open the file. */
const spareRows = 3_000;

const numberFormats: Record<FieldKind, string> = {
  text: "@",
  integer: "0",
  year: "0",
  date: "yyyy-mm-dd",
  money: "#,##0.00",
  boolean: "@",
  choice: "@",
  institution: "@",
  region: "@",
};

/** A workbook to fill in, or the entries of a register in the same layout. */
export async function* streamTemplate(request: TemplateRequest): AsyncGenerator<Uint8Array> {
  const { template, fields, context, rows = [] } = request;
  const texts = textsOf(request.lookups);
  const lists = choiceLists(fields, texts);
  const skeleton = await writeSkeleton(
    [
      dataSheet(request, lists, texts),
      { name: dictionarySheet, ...dictionaryRows(template, fields) },
      { name: choicesSheet, veryHidden: true, rows: listRows(lists) },
      { name: versionSheet, veryHidden: true, rows: versionRows(template, context) },
    ],
    { title: template.title, day: context.madeOn },
  );
  const fill: SheetFill = {
    rows: entryRows(rows, fields, texts),
    spareRows,
    columnFormats: [0, ...fields.map((_, index) => index + 1)],
  };
  yield* fillWorkbook(skeleton, new Map([[0, fill]]));
}

async function* entryRows(
  rows: Iterable<RowValues> | AsyncIterable<RowValues>,
  fields: readonly Field[],
  texts: Texts,
): AsyncGenerator<WrittenRow> {
  let number = 0;
  for await (const values of rows) {
    number++;
    const entries = fields.map((field, index) => writtenValue(field, values[field.name], index + 1, texts));
    yield { cells: [{ number: String(number), format: 0 }, ...entries] };
  }
}

const writtenValue = (field: Field, value: FieldValue | undefined, format: number, texts: Texts): WrittenCell => {
  if (value === undefined) return { format };
  const text = cellText(field, value, texts);
  if (value === null) return { text, format };
  if (field.kind === "date") {
    const day = parseDate(String(value));
    return day ? { number: String(dateSerial(day)), format } : { text, format };
  }
  const isNumber = field.kind === "money" || field.kind === "integer" || field.kind === "year";
  // Beyond fifteen digits table programs round; such an amount is written as text and read back whole.
  return isNumber && /^\d+(\.\d+)?$/.test(text) && text.replace(".", "").length <= 15
    ? { number: text, format }
    : { text, format };
};

const dataSheet = ({ template, fields, context }: TemplateRequest, lists: readonly ChoiceList[], texts: Texts): WriteSheet => {
  const last = fields.length;
  const cells: NonNullable<WriteSheet["cells"]> = new Map();
  const put = (row: number, column: number, value: string, style: CellStyle, note?: string): void => {
    cells.set(`${row},${column}`, { value, style, ...(note === undefined ? {} : { comment: { author: "强医通", text: note } }) });
  };
  put(titleRow, 0, template.title, titleFormat);
  put(infoRow, 0, contextLine(context), infoFormat);
  if (fields.some(({ kind }) => kind === "money")) put(infoRow, last, "单位：元", unitFormat);
  put(headerRow, 0, numberColumn, headerFormat);
  put(exampleRow, 0, exampleMark, exampleFormat("@"));
  put(firstEntryRow, 0, "", entryFormat("0"));
  for (const [index, field] of fields.entries()) {
    put(headerRow, index + 1, headerText(field), headerFormat, noteOf(field));
    put(exampleRow, index + 1, exampleText(field, context, texts), exampleFormat("@"));
    put(firstEntryRow, index + 1, "", entryFormat(numberFormats[field.kind]));
  }
  return {
    name: dataSheetName(template),
    columns: [{ width: 10 }, ...fields.map((field) => ({ width: columnWidth(field) }))],
    cells,
    merges: [
      { startRow: titleRow, startCol: 0, endRow: titleRow, endCol: last },
      ...(last > 1 ? [{ startRow: infoRow, startCol: 0, endRow: infoRow, endCol: last - 1 }] : []),
    ],
    rowDefs: new Map([
      [titleRow, { height: 30 }],
      [headerRow, { height: 32 }],
    ]),
    dataValidations: lists.flatMap((list, position) => validations(list, position, fields)),
    freezePane: { rows: headerRow + 1, columns: 1 },
    protection: {
      sheet: true,
      formatCells: true,
      formatColumns: true,
      formatRows: true,
      insertRows: true,
      deleteRows: true,
      sort: true,
      autoFilter: true,
    },
    pageSetup: {
      paperSize: "a4",
      orientation: "landscape",
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      printTitlesRow: `$${headerRow + 1}:$${headerRow + 1}`,
    },
    headerFooter: { oddFooter: "&C第&P页 共&N页" },
  };
};

const contextLine = ({ province, year, unit, madeOn }: TemplateRequest["context"]): string =>
  [`${province}　${year}年度`, `填报单位：${unit ?? ""}`, `模板制作日期：${inChinese(madeOn)}`].join("　　");

const noteOf = (field: Field): string =>
  [
    field.required ? (field.nullable ? "必填；暂时不知道的填“未知”。" : "必填。") : "选填。",
    field.help ?? "",
    field.clause === undefined ? "" : `依据：${field.clause}`,
  ]
    .filter((line) => line !== "")
    .join("\n");

const columnWidth = (field: Field): number => {
  const least: Partial<Record<FieldKind, number>> = { institution: 40, text: 20, region: 20, money: 18, date: 13 };
  return Math.min(48, Math.max(least[field.kind] ?? 10, textWidth(headerText(field)) + 3));
};

const listRows = (lists: readonly ChoiceList[]): string[][] =>
  Array.from({ length: Math.max(1, ...lists.map(({ items }) => items.length)) }, (_, row) =>
    lists.map(({ items }) => items[row] ?? ""),
  );

const validations = (
  list: ChoiceList,
  position: number,
  fields: readonly Field[],
): NonNullable<WriteSheet["dataValidations"]> => {
  const source = columnLetters(position);
  return list.fields.map((name) => {
    const column = columnLetters(fields.findIndex((field) => field.name === name) + 1);
    return {
      type: "list" as const,
      formula1: `'${choicesSheet}'!$${source}$1:$${source}$${list.items.length}`,
      range: `${column}${firstEntryRow + 1}:${column}${firstEntryRow + 1}`,
      allowBlank: true,
      // Names and codes may also be typed, which the list cannot foresee.
      showErrorMessage: list.strict,
      errorStyle: "stop" as const,
      errorTitle: "请从列表选择",
      errorMessage: "这一列只能填写下拉列表中的内容。",
    };
  });
};
