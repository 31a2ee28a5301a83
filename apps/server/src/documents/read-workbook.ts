import { ok, type Result, refuse } from "@qiangyi/kernel";
import { dataSheetName } from "./columns.ts";
import { checkHeader, findHeader, guessHeader, type Header, headerDepth, missingLabels, type Naming } from "./header.ts";
import { indexLookups } from "./lookup.ts";
import type { OpenedWorkbook, SheetPart } from "./opened-workbook.ts";
import { checkWorkbook } from "./preflight.ts";
import type { WorkbookRefusal } from "./refusals.ts";
import { makeRowReader } from "./rows.ts";
import { columnLetters, type RawRow } from "./sheet-cells.ts";
import { makeTotalsCheck, sumSentence } from "./totals.ts";
import { readStamp } from "./version-sheet.ts";
import type { Lookups, ReadProgress, ReadRow, ReadSummary, TemplateIdentity, WorkbookLimits, WorkbookStamp } from "./workbook.ts";
import { DamagedFile } from "./zip-directory.ts";

export interface Reading extends Naming {
  readonly template: TemplateIdentity;
  readonly lookups: Lookups;
  readonly limits: WorkbookLimits;
}

/** Where rows go as they are read. Waiting for it makes the unpacking of the file wait. */
export interface RowSink {
  readonly rows: (rows: readonly ReadRow[], progress: ReadProgress) => Promise<void>;
}

const batchSize = 500;

/** Checks the file, finds its table and reads it. Rows that went out before a refusal must be dropped by the sink's owner. */
export const readFile = async (file: Buffer, reading: Reading, sink: RowSink): Promise<Result<ReadSummary, WorkbookRefusal>> => {
  const checked = await checkWorkbook(file, reading.limits);
  if (!checked.ok) return checked;
  const { workbook, contentRows } = checked.value;
  try {
    const table = await findTable(workbook, reading);
    return table.ok ? await readTable(workbook, table.value, reading, sink, contentRows) : table;
  } catch (error) {
    if (error instanceof DamagedFile) return refuse({ code: "workbook-damaged", detail: error.message });
    throw error;
  }
};

interface Table {
  readonly sheet: SheetPart;
  readonly header: Header;
  readonly stamp: WorkbookStamp | undefined;
}

/** The sheet whose header names most fields. Also the one place where a workbook is judged to belong to another template. */
export const findTable = async (
  workbook: OpenedWorkbook,
  { template, limits, ...naming }: Naming & Pick<Reading, "template" | "limits">,
): Promise<Result<Table, WorkbookRefusal>> => {
  const { fields } = naming;
  const stamp = await readStamp(workbook);
  if (stamp && stamp.templateId !== template.id) {
    return refuse({ code: "workbook-of-another-template", found: stamp.title, expected: template.title });
  }
  const found = await findSheet(workbook, template, naming);
  if (!found) {
    const columns = await guessColumns(workbook, naming);
    return refuse({ code: "workbook-without-header", expected: fields.slice(0, 3).map(({ label }) => label), columns });
  }
  const { sheet, header } = found;
  const width = header.columns.length + header.ignored.length;
  if (width > limits.columns) return refuse({ code: "workbook-too-many-columns", columns: width, limit: limits.columns });
  const missing = missingLabels(header, fields);
  if (stamp && stamp.version !== template.version && missing.length > 0) {
    return refuse({ code: "workbook-of-another-version", found: stamp.version, expected: template.version, missing });
  }
  const complete = checkHeader(header, fields, sheet.name);
  return complete.ok ? ok({ sheet, header, stamp }) : complete;
};

const findSheet = async (
  workbook: OpenedWorkbook,
  template: TemplateIdentity,
  naming: Naming,
): Promise<{ sheet: SheetPart; header: Header } | undefined> => {
  const own = dataSheetName(template);
  const visible = workbook.sheets.filter(({ visibility }) => visibility === "visible");
  let best: { sheet: SheetPart; header: Header } | undefined;
  for (const sheet of visible.toSorted((a, b) => Number(b.name === own) - Number(a.name === own))) {
    const header = findHeader(await firstRows(workbook, sheet), naming);
    if (header && header.columns.length > (best?.header.columns.length ?? 0)) best = { sheet, header };
    if (best?.sheet.name === own) break;
  }
  return best;
};

/** The columns of the first sheet that looks like a table, for somebody to say what they are. */
const guessColumns = async (workbook: OpenedWorkbook, naming: Naming): Promise<Header["understood"]> => {
  for (const sheet of workbook.sheets.filter(({ visibility }) => visibility === "visible")) {
    const header = guessHeader(await firstRows(workbook, sheet), naming);
    if (header) return header.understood;
  }
  return [];
};

const firstRows = async (workbook: OpenedWorkbook, sheet: SheetPart): Promise<RawRow[]> => {
  const rows: RawRow[] = [];
  for await (const row of workbook.rowsOf(sheet)) {
    if (row.rowNumber > headerDepth) break;
    rows.push(row);
  }
  return rows;
};

const readTable = async (
  workbook: OpenedWorkbook,
  { sheet, header, stamp }: Table,
  { template, fields, lookups, limits }: Reading,
  sink: RowSink,
  contentRows: ReadonlyMap<string, number>,
): Promise<Result<ReadSummary, WorkbookRefusal>> => {
  const read = makeRowReader(header, { fields, lookups: indexLookups(lookups) });
  const totals = makeTotalsCheck(fields);
  const skipped: number[] = [];
  const count = { rows: 0, wrong: 0, errors: 0 };
  let batch: ReadRow[] = [];
  const flush = async (): Promise<void> => {
    const full = batch;
    batch = [];
    await sink.rows(full, { rowsRead: count.rows, rowsExpected: contentRows.get(sheet.name) ?? count.rows });
  };
  for await (const raw of workbook.rowsOf(sheet)) {
    if (raw.rowNumber <= header.rowNumber) continue;
    const reading = read(raw);
    if (reading.is === "total") totals.total({ rowNumber: raw.rowNumber, label: reading.label, amounts: reading.amounts });
    if (reading.is === "signature") skipped.push(raw.rowNumber);
    if (reading.is !== "data") continue;
    const { row } = reading;
    totals.add(row);
    count.rows++;
    count.errors += row.errors.length;
    if (row.errors.length > 0) count.wrong++;
    if (count.rows > limits.rows) return refuse({ code: "workbook-too-many-rows", rows: count.rows, limit: limits.rows });
    batch.push(row);
    if (batch.length >= batchSize) await flush();
  }
  if (batch.length > 0) await flush();
  const sumDifferences = totals.differences();
  return ok({
    sheet: sheet.name,
    headerRow: header.rowNumber,
    columns: header.understood,
    rowCount: count.rows,
    rowsWithErrors: count.wrong,
    errorCount: count.errors,
    ignoredColumns: header.ignored,
    absentFields: fields.filter((field) => !header.columns.some((column) => column.field === field)).map(({ label }) => label),
    letters: Object.fromEntries(header.columns.map(({ column, field }) => [field.name, columnLetters(column)])),
    sumDifferences,
    warnings: [
      ...header.warnings,
      ...versionWarning(stamp, template),
      ...sumDifferences.map(sumSentence),
      ...(skipped.length === 0 ? [] : [`第${skipped.slice(0, 10).join("、")}行是签名或说明，没有作为数据读入`]),
      ...(count.rows === 0
        ? [`没有读到数据：工作表“${sheet.name}”第${header.rowNumber}行表头以下没有填写内容（示例行、合计行不计）`]
        : []),
    ],
    ...(stamp ? { stamp } : {}),
  });
};

const versionWarning = (stamp: WorkbookStamp | undefined, { version }: TemplateIdentity): string[] =>
  stamp && stamp.version !== version ? [`模板是第${stamp.version}版，现行第${version}版；需要的列都在，已按现行版读取`] : [];
