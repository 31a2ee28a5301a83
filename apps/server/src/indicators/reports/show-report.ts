import { type ReportDetail, type ReportRow, readReport } from "@qiangyi/api";
import { ok, type PlainDate, type Result, refuse } from "@qiangyi/kernel";
import { type EnteredValue, judgeReport } from "@qiangyi/projects";
import { type Actor, handle, type Rooms, type Tx } from "../../platform/index.ts";
import { observationsFor } from "../observations/index.ts";
import { type AskedRow, askedRows } from "./asked-rows.ts";
import { partOf } from "./part-of-report.ts";
import { type NotFound, notFoundAnswers } from "./refusals.ts";
import { type ReportingSubject, reportingSubjects } from "./reporting-subjects.ts";
import {
  entryOf,
  filesOf,
  findReport,
  reportsIn,
  type StoredReport,
  type StoredReportFile,
  type StoredReportStep,
  type StoredValue,
  stepsOf,
  valuesOf,
} from "./reports.store.ts";
import { isOnDeskOf, isOpen, isOwn, isWithUnit, listedReport, officeOfDesk, tookPart } from "./shown-report.ts";
import type { ReportAct } from "./tables.ts";

export const showReportRoute = (rooms: Rooms): void =>
  handle(
    rooms,
    readReport,
    async ({ tx, actor, clock, params }): Promise<Result<ReportDetail, NotFound>> => {
      const report = await findReport(tx, actor, params.reportId);
      return report ? ok(await detailOf(tx, actor, report, clock.today())) : refuse({ code: "report-not-found" });
    },
    notFoundAnswers,
  );

/** Who reports, also where he no longer exists: the report keeps his place. */
export const reportingOf = async (tx: Tx, actor: Actor, report: StoredReport): Promise<ReportingSubject> => {
  const [found] = await reportingSubjects(tx, actor, { ids: [report.subject], onDate: report.ends_on });
  return (
    found ?? {
      id: report.subject,
      name: report.subject,
      kind: report.institution === null ? "region" : "institution",
      askedAs: null,
      route: report.route,
      region: report.county ?? report.city ?? `${report.province}0000`,
      city: report.city,
      county: report.county,
      institution: report.institution,
    }
  );
};

const detailOf = async (tx: Tx, actor: Actor, report: StoredReport, today: PlainDate): Promise<ReportDetail> => {
  const reporting = await reportingOf(tx, actor, report);
  const isHidden = isWithUnit(report.state) && !isOwn(actor, report.subject);
  const asked = isHidden ? [] : await askedRows(tx, actor, report, reporting, today);
  const values = isHidden ? [] : await valuesOf(tx, report);
  const standing = report.corrects === null || isHidden ? new Map() : await standingOf(tx, actor, report, today);
  const entries = new Map(asked.map(({ code }) => [code, entryOf(values.find(({ indicator }) => indicator === code))]));
  const { correctionOf, correctedBy } = await correctionsOf(tx, report);
  return {
    ...listedReport(report, reporting.name, today),
    beginsOn: report.begins_on,
    endsOn: report.ends_on,
    route: routeShown(report),
    isHidden,
    correctionOf,
    correctedBy,
    isAfterClose: report.is_after_close,
    rows: asked.map((row) =>
      shownRow(
        row,
        values.find(({ indicator }) => indicator === row.code),
        standing.get(row.code) ?? null,
      ),
    ),
    findings: [...judgeReport(asked, entries)],
    files: isHidden ? [] : (await filesOf(tx, report)).map(shownFile),
    trail: (await stepsOf(tx, report)).map(shownStep),
    may: mayDo(actor, report, correctedBy),
    notMine: isOnDeskOf(actor, report) && tookPart(actor, report) ? "您参与了这份报表的填报或报送，须由另一位审核" : null,
  };
};

const routeShown = (report: StoredReport): ReportDetail["route"] => {
  const now = report.desk === null ? -1 : report.route.indexOf(report.desk);
  return report.route.map((level, at) => ({
    level,
    office: officeOfDesk(level, report),
    isNow: at === now,
    isDone: report.state === "approved" || at < now,
  }));
};

const shownRow = (asked: AskedRow, stored: StoredValue | undefined, approved: ReportRow["approved"]): ReportRow => ({
  ...asked,
  ...entryOf(stored),
  version: stored?.version ?? 0,
  enteredBy: stored?.entered_name ?? null,
  enteredAt: stored?.entered_at.toISOString() ?? null,
  approved,
});

/** What stands for the period now, which a correction is about to replace. */
export const standingOf = async (
  tx: Tx,
  actor: Actor,
  { subject, period, begins_on }: StoredReport,
  today: PlainDate,
): Promise<ReadonlyMap<string, Pick<EnteredValue, "value" | "numerator" | "denominator">>> => {
  const observed = await observationsFor(tx, actor, { subjects: [subject], asOf: today, from: begins_on });
  return new Map(
    observed
      .filter((one) => one.period === period && one.isCurrent)
      .map(({ indicator, value, label, numerator, denominator }) => [
        indicator,
        { value: label ?? value ?? "", numerator: numerator ?? "", denominator: denominator ?? "" },
      ]),
  );
};

const correctionsOf = async (tx: Tx, { province, id, corrects, reason }: StoredReport) => {
  const open = await reportsIn(tx)
    .selectFrom("indicator_report")
    .select("id")
    .where("province", "=", province)
    .where("corrects", "=", id)
    .where("state", "<>", "approved")
    .executeTakeFirst();
  return { correctionOf: corrects === null ? null : { id: corrects, reason: reason ?? "" }, correctedBy: open?.id ?? null };
};

export const shownFile = (file: StoredReportFile): ReportDetail["files"][number] => ({
  id: file.file,
  name: file.name,
  mediaType: file.media_type,
  sizeBytes: Number(file.size_bytes),
  sha256: file.sha256,
  indicator: file.indicator,
  addedBy: file.added_name,
  addedAt: file.added_at.toISOString(),
});

const actTitles: Readonly<Record<ReportAct, string>> = {
  open: "开始填报",
  correct: "提出更正",
  ready: "提交负责人",
  "take-back": "取回修改",
  refuse: "负责人退回",
  submit: "报送",
  withdraw: "撤回",
  read: "开始审核",
  pass: "审核通过",
  permit: "同意关账后变更",
  approve: "审定入库",
  return: "退回",
};

const shownStep = ({ seq, act, by_name, by_office, at, opinion }: StoredReportStep): ReportDetail["trail"][number] => ({
  seq,
  act,
  title: actTitles[act],
  by: by_name,
  office: by_office,
  at: at.toISOString(),
  opinion,
});

const mayDo = (actor: Actor, report: StoredReport, correctedBy: string | null): ReportDetail["may"] => {
  const has = (permission: "indicators.report" | "indicators.submit" | "indicators.check") => actor.permissions.has(permission);
  const own = isOwn(actor, report.subject);
  const { state } = report;
  const isClerk = own && has("indicators.report");
  const isWhole = isClerk && partOf(actor) === undefined;
  const isHead = own && has("indicators.submit");
  return {
    fill: isClerk && isOpen(state),
    makeReady: isWhole && isOpen(state),
    takeBack: isWhole && state === "ready",
    submit: isHead && state === "ready",
    refuse: isHead && state === "ready",
    withdraw: isHead && state === "submitted" && report.read_by === null,
    check: has("indicators.check") && isOnDeskOf(actor, report) && !tookPart(actor, report),
    correct: isWhole && state === "approved" && report.corrects === null && correctedBy === null,
  };
};
