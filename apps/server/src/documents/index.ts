export type { Explained, FileKind, WorkbookRefusal } from "./refusals.ts";
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
