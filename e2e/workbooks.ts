import type { Download } from "@playwright/test";
import ExcelJS from "exceljs";

export type Cell = string | number | Date;

const open = async (path: string): Promise<ExcelJS.Workbook> => {
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile(path);
  return book;
};

export const firstSheet = async (download: Download): Promise<ExcelJS.Worksheet> => {
  const [sheet] = (await open(await download.path())).worksheets;
  if (!sheet) throw new Error(`${download.suggestedFilename()} has no sheet`);
  return sheet;
};

/** Header without the mark of a mandatory column. */
const labelOf = (cell: ExcelJS.Cell): string => cell.text.replace("*", "");

const headerOf = (sheet: ExcelJS.Worksheet, label: string): { row: number; columns: ReadonlyMap<string, number> } => {
  for (let row = 1; row <= 10; row++) {
    const columns = new Map<string, number>();
    sheet.getRow(row).eachCell((cell, column) => columns.set(labelOf(cell), column));
    if (columns.has(label) && columns.size > 2) return { row, columns };
  }
  throw new Error(`no header row with ${label}`);
};

/** Fills a downloaded template as a person does: below the example, by the names of the columns. Returns the file's path. */
export const fill = async (template: Download, rows: readonly Readonly<Record<string, Cell>>[]): Promise<string> => {
  const path = await template.path();
  const book = await open(path);
  const [sheet] = book.worksheets;
  const [first] = rows;
  if (!sheet || !first) throw new Error("nothing to fill");
  const { row: header, columns } = headerOf(sheet, Object.keys(first)[0] ?? "");
  rows.forEach((values, index) => {
    for (const [label, value] of Object.entries(values)) {
      const column = columns.get(label);
      if (column === undefined) throw new Error(`the template has no column ${label}`);
      sheet.getRow(header + 2 + index).getCell(column).value = value;
    }
  });
  const filled = `${path}-filled.xlsx`;
  await book.xlsx.writeFile(filled);
  return filled;
};

interface MarkedRow {
  readonly values: Readonly<Record<string, string>>;
  /** Columns whose cell has a colour of its own. */
  readonly coloured: readonly string[];
  readonly reason: string;
}

/** The rows of a marked workbook that carry a reason, with the cells that stand out. */
export const markedRows = async (download: Download, label: string): Promise<MarkedRow[]> => {
  const sheet = await firstSheet(download);
  const { row: header, columns } = headerOf(sheet, label);
  const reasonColumn = columns.get("错误原因");
  if (reasonColumn === undefined) throw new Error("no column 错误原因");
  const marked: MarkedRow[] = [];
  for (let number = header + 1; number <= sheet.rowCount; number++) {
    const row = sheet.getRow(number);
    const reason = row.getCell(reasonColumn).text;
    if (reason === "") continue;
    const cells = [...columns].map(([name, column]) => ({ name, cell: row.getCell(column) }));
    const coloured = cells.filter(({ name, cell }) => name !== "错误原因" && cell.fill?.type === "pattern");
    marked.push({
      values: Object.fromEntries(cells.map(({ name, cell }) => [name, cell.text])),
      coloured: coloured.map(({ name }) => name),
      reason,
    });
  }
  return marked;
};

/** A table as an office keeps it for itself. */
export const tableOf = async (title: string, rows: readonly (readonly Cell[])[]): Promise<Buffer> => {
  const book = new ExcelJS.Workbook();
  book.addWorksheet("表").addRows([[title], ...rows.map((row) => [...row])]);
  return Buffer.from(await book.xlsx.writeBuffer());
};
