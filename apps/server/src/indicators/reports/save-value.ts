import { type ReportEntry, type RouteAnswer, saveReportValue } from "@qiangyi/api";
import { ok, type Result, refuse } from "@qiangyi/kernel";
import { blankEntry, judgeReport, malformedParts, tidyNumber } from "@qiangyi/projects";
import { type Actor, handle, type Rooms, type Tx } from "../../platform/index.ts";
import { type AskedRow, askedRows } from "./asked-rows.ts";
import type { At } from "./open-report.ts";
import { type FieldProblem, type SaveRefusal, type ShutRefusal, saveAnswers } from "./refusals.ts";
import {
  columnsOf,
  entryOf,
  lockReport,
  type StoredReport,
  type StoredValue,
  touchReport,
  valuesOf,
  writeValue,
} from "./reports.store.ts";
import { reportingOf } from "./show-report.ts";
import { isOpen, isOwn } from "./shown-report.ts";

export const saveValueRoute = (rooms: Rooms): void =>
  handle(
    rooms,
    saveReportValue,
    ({ tx, actor, clock, params, body }): Promise<Result<RouteAnswer<typeof saveReportValue>, SaveRefusal>> =>
      save({ tx, actor, clock }, params, body),
    saveAnswers,
  );

/** Locked, and open to this actor; or why not. */
export const openToFill = async (tx: Tx, actor: Actor, id: string): Promise<Result<StoredReport, ShutRefusal>> => {
  const report = await lockReport(tx, actor, id);
  if (!report) return refuse({ code: "report-not-found" });
  if (!isOwn(actor, report.subject)) return refuse({ code: "SUBJECT_NOT_YOURS" });
  return isOpen(report.state) ? ok(report) : refuse({ code: "REPORT_LOCKED", state: report.state });
};

/** 逐格保存: one row against the version that its author saw. Whoever comes second gets the other's entry instead of overwriting it. */
const save = async (
  at: At,
  { reportId, indicator }: { readonly reportId: string; readonly indicator: string },
  { version, ...given }: ReportEntry & { readonly version: number },
): Promise<Result<RouteAnswer<typeof saveReportValue>, SaveRefusal>> => {
  const { tx, actor, clock } = at;
  const open = await openToFill(tx, actor, reportId);
  if (!open.ok) return open;
  const report = open.value;
  const asked = await askedRows(tx, actor, report, await reportingOf(tx, actor, report), clock.today());
  const row = asked.find(({ code }) => code === indicator);
  if (!row) return refuse({ code: "INDICATOR_NOT_ASKED" });
  const entry = tidied(row, given);
  const problems = misfitsOf(row, entry);
  if (problems.length > 0) return refuse({ code: "VALUE_MISFIT", problems });
  const values = await valuesOf(tx, report);
  const before = values.find((value) => value.indicator === indicator);
  if ((before?.version ?? 0) !== version) return refuse({ code: "VALUE_CHANGED", current: otherOf(before) });
  await writeValue(tx, storedEntry(at, report, asked, row, entry, values));
  const filled = await touchReport(tx, report, actor);
  return ok({ ...entry, version: version + 1, savedAt: clock.now().toISOString(), filled });
};

/** Numbers in plain notation; what is no number stays as it was written, so that the refusal can name it. */
export const tidied = ({ kind, unit }: AskedRow, entry: ReportEntry): ReportEntry => {
  const number = (text: string) => (text.trim() === "" ? "" : (tidyNumber(text, unit) ?? text.trim()));
  const isLabel = kind === "level" || kind === "grade";
  return {
    value: isLabel ? entry.value.normalize("NFKC").replace(/\s|级$/g, "") : number(entry.value),
    numerator: number(entry.numerator),
    denominator: number(entry.denominator),
    // PostgreSQL keeps no text with this character; it comes from broken clipboards only.
    note: entry.note.replaceAll("\u0000", "").trim(),
    isConfirmed: entry.isConfirmed,
  };
};

export const misfitsOf = (row: AskedRow, entry: ReportEntry): FieldProblem[] =>
  malformedParts(row, entry).map(({ indicator, field, message }) => ({
    path: `${indicator}.${field}`,
    message: `“${row.title}”${message}`,
  }));

/** The row as it will be stored, with what holds it beside the others. */
export const storedEntry = (
  { actor, clock }: At,
  report: StoredReport,
  asked: readonly AskedRow[],
  row: AskedRow,
  entry: ReportEntry,
  values: readonly StoredValue[],
): StoredValue => {
  const before = values.find(({ indicator }) => indicator === row.code);
  const entries = new Map(values.map((value) => [value.indicator, entryOf(value)])).set(row.code, {
    ...entry,
    isConfirmed: false,
  });
  const held = judgeReport(asked, entries).find(({ code, indicator }) => code === "HELD" && indicator === row.code);
  return {
    province: report.province,
    report: report.id,
    indicator: row.code,
    city: report.city,
    county: report.county,
    institution: report.institution,
    ...columnsOf(row.kind, entry),
    held: held?.message ?? null,
    version: (before?.version ?? 0) + 1,
    entered_by: actor.userId,
    entered_name: actor.name,
    entered_at: clock.now(),
  };
};

const otherOf = (stored: StoredValue | undefined) => ({
  value: stored ? entryOf(stored) : blankEntry,
  masked: null,
  version: stored?.version ?? 0,
  by: stored?.entered_name ?? "",
  at: (stored?.entered_at ?? new Date(0)).toISOString(),
});
