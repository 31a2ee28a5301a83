import type { ReportEntry } from "@qiangyi/api";
import type { Field, FieldValue } from "@qiangyi/kernel";
import { judgeReport, periodTitle } from "@qiangyi/projects";
import type { ReadRow, RowValues } from "../../documents/index.ts";
import type { Actor, Clock, Tx } from "../../platform/index.ts";
import { type ApplicableRow, ImportCollision, type ImportTarget, type JudgedRow } from "../../registers/index.ts";
import { type AskedRow, askedRows } from "./asked-rows.ts";
import { differs } from "./judge-whole.ts";
import {
  entryOf,
  findReport,
  lockReport,
  type StoredReport,
  type StoredValue,
  touchReport,
  valuesOf,
  writeValue,
} from "./reports.store.ts";
import { misfitsOf, openToFill, storedEntry, tidied } from "./save-value.ts";
import { reportingOf } from "./show-report.ts";
import { isOwn } from "./shown-report.ts";

export const reportImportPrefix = "indicator-reports";

const parts = ["numerator", "denominator", "value", "note"] as const;
type Part = (typeof parts)[number];

const field = (name: string, label: string, help?: string): Field => ({
  name,
  label,
  kind: "text",
  required: false,
  ...(help !== undefined && { help }),
});

/** Numbers are read as text, because a table program rounds what it takes for a number. */
const fields: readonly Field[] = [
  field("indicator", "指标代码", "请勿改动；自制的表可以只写指标名称"),
  field("title", "指标名称"),
  field("unit", "计量单位"),
  field("meaning", "分子和分母的含义"),
  field("numerator", "分子", "比率类指标填分子和分母，由系统计算结果"),
  field("denominator", "分母"),
  field("value", "数值", "数量、级别、名次填在这里"),
  field("note", "说明", "同比超过±30%、确无数据的须说明"),
];

/** One report as a workbook: a row for each indicator that it asks, prefilled; a row that is left blank changes nothing. */
export const reportImport = async (tx: Tx, actor: Actor, clock: Clock, id: string): Promise<ImportTarget | undefined> => {
  if (!/^[0-9a-f-]{36}$/.test(id)) return undefined;
  const report = await findReport(tx, actor, id);
  if (!report || !isOwn(actor, report.subject)) return undefined;
  const opened = (inTx: Tx, who: Actor) => openedReport(inTx, who, clock, id);
  return {
    template: { id: `${reportImportPrefix}.${id}`, version: 1, title: `指标报表 ${periodTitle(report.period)}` },
    permission: "indicators.report",
    fields,
    lookups: async () => ({ institutions: [], regions: [] }),
    current: (inTx, who) => currentRows(inTx, who, clock, id),
    revision: async (inTx, who) => String((await findReport(inTx, who, id))?.version ?? 0),
    lock: (inTx, who) => lockReport(inTx, who, id),
    find: async (inTx, who, rows) => judge(await opened(inTx, who), rows),
    apply: async (inTx, who, rows) => apply(inTx, who, clock, await opened(inTx, who), rows),
  };
};

interface Opened {
  readonly report: StoredReport;
  readonly asked: readonly AskedRow[];
  readonly values: readonly StoredValue[];
}

const openedReport = async (tx: Tx, actor: Actor, clock: Clock, id: string): Promise<Opened> => {
  const report = await findReport(tx, actor, id);
  if (!report) throw new ImportCollision("找不到这份报表");
  const asked = await askedRows(tx, actor, report, await reportingOf(tx, actor, report), clock.today());
  return { report, asked, values: await valuesOf(tx, report) };
};

async function* currentRows(tx: Tx, actor: Actor, clock: Clock, id: string): AsyncGenerator<RowValues> {
  const { asked, values } = await openedReport(tx, actor, clock, id);
  for (const row of asked) {
    const entry = entryOf(values.find(({ indicator }) => indicator === row.code));
    const { numeratorName, denominatorName, formula } = row;
    const meaning = numeratorName === null ? formula : `分子：${numeratorName}；分母：${denominatorName}`;
    yield {
      indicator: row.code,
      title: row.title,
      ...(row.unit !== "" && { unit: row.unit }),
      meaning: meaning.slice(0, 200),
      ...Object.fromEntries(parts.flatMap((part) => (entry[part] === "" ? [] : [[part, entry[part].slice(0, 200)]]))),
    };
  }
}

const askedBy = (asked: readonly AskedRow[], values: RowValues): AskedRow | undefined =>
  asked.find(({ code }) => code === values["indicator"]) ?? asked.find(({ title }) => title === values["title"]);

const textOf = (value: FieldValue | undefined): string => (value === undefined || value === null ? "" : String(value));

/** What stands with the cells of the row laid over it. A number that changes is no longer the one that somebody confirmed. */
const entryOfRow = (row: AskedRow, values: RowValues, stored: StoredValue | undefined): ReportEntry => {
  const before = entryOf(stored);
  const of = (part: Part) => (values[part] === undefined ? before[part] : textOf(values[part]));
  const entry = { value: of("value"), numerator: of("numerator"), denominator: of("denominator"), note: of("note") };
  const tidy = tidied(row, { ...entry, isConfirmed: false });
  return { ...tidy, isConfirmed: before.isConfirmed && !differs(tidy, before) };
};

const isSame = (entry: ReportEntry, stored: StoredValue | undefined): boolean =>
  !differs(entry, stored ? entryOf(stored) : undefined) && entry.note === (stored?.note ?? "");

const judge = ({ asked, values }: Opened, rows: readonly ReadRow[]): readonly JudgedRow[] => {
  const entries = new Map(values.map((value) => [value.indicator, entryOf(value)]));
  for (const { values: cells } of rows) {
    const row = askedBy(asked, cells);
    if (row) entries.set(row.code, entryOfRow(row, cells, storedOf(values, row)));
  }
  const findings = judgeReport(asked, entries);
  return rows.map(({ rowNumber, values: cells }): JudgedRow => {
    const row = askedBy(asked, cells);
    const base = { rowNumber, identity: row?.code, key: row?.code ?? null, values: cells };
    if (!row) {
      const reason = `这份报表没有要求“${textOf(cells["title"]) || textOf(cells["indicator"])}”`;
      return {
        ...base,
        verdict: "wrong",
        errors: [{ column: "指标代码", field: "indicator", reason }],
        warnings: [],
        differences: [],
      };
    }
    const stored = storedOf(values, row);
    const entry = entryOfRow(row, cells, stored);
    const errors = misfitsOf(row, entry).map(({ path, message }) => placed(path, message));
    const warnings = findings.filter(({ indicator, severity }) => indicator === row.code && severity !== "malformed");
    return {
      ...base,
      verdict: errors.length > 0 ? "wrong" : isSame(entry, stored) ? "unchanged" : stored ? "changed" : "new",
      errors,
      warnings: warnings.filter(() => !isSame(entry, stored)).map(({ message }) => message),
      differences: stored && errors.length === 0 ? differencesOf(entry, stored) : [],
    };
  });
};

const storedOf = (values: readonly StoredValue[], { code }: AskedRow): StoredValue | undefined =>
  values.find(({ indicator }) => indicator === code);

const labelOf = (part: string): string => fields.find(({ name }) => name === part)?.label ?? part;

const placed = (path: string, message: string) => {
  const part = path.split(".")[1] ?? "value";
  return { column: labelOf(part), field: part, reason: message };
};

const differencesOf = (entry: ReportEntry, stored: StoredValue) => {
  const before = entryOf(stored);
  return parts.flatMap((part) =>
    before[part] === entry[part]
      ? []
      : [{ field: part, label: labelOf(part), before: before[part] || "—", after: entry[part] || "—" }],
  );
};

const apply = async (
  tx: Tx,
  actor: Actor,
  clock: Clock,
  { report, asked, values }: Opened,
  rows: readonly ApplicableRow[],
): Promise<void> => {
  const open = await openToFill(tx, actor, report.id);
  if (!open.ok) throw new ImportCollision("报表已提交，不能再由工作簿改动");
  for (const { values: cells } of rows) {
    const row = askedBy(asked, cells);
    if (!row) throw new ImportCollision("报表要求的指标刚有变动");
    const entry = entryOfRow(row, cells, storedOf(values, row));
    await writeValue(tx, storedEntry({ tx, actor, clock }, report, asked, row, entry, values));
  }
  await touchReport(tx, report, actor);
};
