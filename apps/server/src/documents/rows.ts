import type { Field, FieldValue } from "@qiangyi/kernel";
import { type ColumnContext, readCell } from "./cell-values.ts";
import { type Header, type HeaderColumn, makeRepeatFinder } from "./header.ts";
import type { LookupIndex } from "./lookup.ts";
import { halfWidth } from "./plain-text.ts";
import type { RawCell, RawRow } from "./sheet-cells.ts";
import type { CellError, ReadRow, RowValues } from "./workbook.ts";

/** What a row of the sheet turned out to be. */
export type RowReading =
  | { readonly is: "data"; readonly row: ReadRow }
  | { readonly is: "total"; readonly label: string; readonly amounts: RowValues }
  | { readonly is: "signature" }
  | { readonly is: "nothing" };

const nothing: RowReading = { is: "nothing" };
const examplePattern = /^[([]?示例[)\]]?(?:\(.*\))?$/;
const totalPattern = /^.{0,20}?(?:合计|小计|总计|共计):?$/;
const signaturePattern =
  /^(?:填表人|填报人|制表人|制表|审核人|复核人|负责人|联系人|联系电话|填表日期|填报日期|注|说明|备注)\d?\s*:/;

/** Tells data from everything else that stands in official tables, and reads the data. */
export const makeRowReader = (
  header: Header,
  { fields, lookups }: { readonly fields: readonly Field[]; readonly lookups: LookupIndex },
): ((raw: RawRow) => RowReading) => {
  const repeatsHeader = makeRepeatFinder(header);
  const columns = header.columns.map((column) => ({ ...column, context: { lookups, inWan: column.inWan } }));
  return (raw) => {
    const cells = new Map(raw.cells.map((cell) => [cell.column, cell]));
    const written = columns.filter(({ column }) => halfWidth(cells.get(column)?.text ?? "") !== "");
    const first = halfWidth(raw.cells.find(({ text }) => halfWidth(text) !== "")?.text ?? "");
    const label = first.replace(/\s/g, "");
    if (totalPattern.test(label)) return { is: "total", label: label.replace(/:$/, ""), amounts: readAmounts(columns, cells) };
    // Only a number in front, a remark in a column of their own, or a format: the row is empty as far as the fields go.
    if (written.length === 0) return nothing;
    if (examplePattern.test(label) || repeatsHeader(raw)) return nothing;
    if (written.every(({ column }) => signaturePattern.test(halfWidth(cells.get(column)?.text ?? ""))))
      return { is: "signature" };
    return { is: "data", row: readRow(raw.rowNumber, cells, columns, fields) };
  };
};

type ReadingColumn = HeaderColumn & { readonly context: ColumnContext };

const readAmounts = (columns: readonly ReadingColumn[], cells: ReadonlyMap<number, RawCell>): RowValues => {
  const amounts: Record<string, FieldValue> = {};
  for (const { column, field, context } of columns) {
    if (field.kind !== "money") continue;
    const reading = readCell(cells.get(column), field, context);
    if ("value" in reading) amounts[field.name] = reading.value;
  }
  return amounts;
};

const readRow = (
  rowNumber: number,
  cells: ReadonlyMap<number, RawCell>,
  columns: readonly ReadingColumn[],
  fields: readonly Field[],
): ReadRow => {
  const values: Record<string, FieldValue> = {};
  const errors: CellError[] = [];
  // In the order of the declaration, so that the errors of a row read like the form.
  for (const field of fields) {
    const found = columns.find((column) => column.field === field);
    if (!found) continue;
    const reading = readCell(cells.get(found.column), field, found.context);
    if ("value" in reading) values[field.name] = reading.value;
    else if ("reason" in reading) errors.push({ rowNumber, column: field.label, field: field.name, reason: reading.reason });
    else if (field.required) errors.push({ rowNumber, column: field.label, field: field.name, reason: missing(field) });
  }
  return { rowNumber, values, errors };
};

const missing = (field: Field): string => (field.nullable ? "必填，暂时不知道的请填“未知”" : "必填");
