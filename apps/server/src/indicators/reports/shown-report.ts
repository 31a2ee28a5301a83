import type { ListedReport, ReportState } from "@qiangyi/api";
import { daysBetween, type PlainDate } from "@qiangyi/kernel";
import { type Actor, regionOfActor } from "../../platform/index.ts";
import { officeName } from "../../registry/index.ts";
import type { DuePeriod } from "./obligations.ts";
import { ownSubject, regionOfDesk } from "./reporting-subjects.ts";
import type { StoredReport } from "./reports.store.ts";
import type { Desk } from "./tables.ts";

export const isOpen = (state: ReportState): boolean => state === "draft" || state === "returned";
/** With the unit or its head: nobody above sees the values yet. */
export const isWithUnit = (state: ReportState): boolean => isOpen(state) || state === "ready";

export const isOwn = (actor: Actor, subject: string): boolean => ownSubject(actor) === subject;

/** By the first submission: days after the due day, or until today where nothing was handed in. */
export const lateDaysOf = (dueOn: PlainDate | null, firstSubmittedOn: PlainDate | null, today: PlainDate): number =>
  dueOn === null ? 0 : Math.max(0, daysBetween(dueOn, firstSubmittedOn ?? today));

type Named = Pick<StoredReport, "state" | "desk" | "city" | "county" | "province">;

export const holderOf = (report: Named, subjectName: string): string => {
  if (report.desk !== null) return officeOfDesk(report.desk, report);
  if (report.state === "approved") return "—";
  return report.state === "ready" ? `${subjectName}（负责人）` : subjectName;
};

export const officeOfDesk = (desk: Desk, report: Pick<StoredReport, "city" | "county" | "province">): string =>
  officeName("health", regionOfDesk(desk, { ...report, institution: null }, report.province));

export const listedReport = (report: StoredReport, subjectName: string, today: PlainDate): ListedReport => ({
  id: report.id,
  subject: report.subject,
  subjectName,
  cycle: report.cycle,
  period: report.period,
  dueOn: report.due_on,
  state: report.state,
  holder: holderOf(report, subjectName),
  isCorrection: report.corrects !== null,
  asked: report.asked,
  filled: report.filled,
  round: report.round,
  submittedOn: report.submitted_on,
  approvedOn: report.approved_on,
  lateDays: lateDaysOf(report.due_on, report.first_submitted_on, today),
  daysLeft: report.due_on === null || report.first_submitted_on !== null ? null : daysBetween(today, report.due_on),
  returnedBecause: report.state === "returned" ? report.returned_because : null,
  version: report.version,
});

/** A report that is due and that nobody has opened. */
export const unopenedReport = (
  { cycle, period, dueOn }: DuePeriod,
  subject: { readonly id: string; readonly name: string },
  asked: number,
  today: PlainDate,
): ListedReport => ({
  id: null,
  subject: subject.id,
  subjectName: subject.name,
  cycle,
  period,
  dueOn,
  state: null,
  holder: subject.name,
  isCorrection: false,
  asked,
  filled: 0,
  round: 0,
  submittedOn: null,
  approvedOn: null,
  lateDays: lateDaysOf(dueOn, null, today),
  daysLeft: daysBetween(today, dueOn),
  returnedBecause: null,
  version: 0,
});

/** Whoever acts, and whose duty he has taken over: neither is a second pair of eyes on his own report. */
export const tookPart = (actor: Actor, { people }: Pick<StoredReport, "people">): boolean =>
  [actor.userId, actor.delegatedFrom?.get("indicators.check")?.userId].some((id) => id !== undefined && people.includes(id));

/** Whether the report lies on the desk of the actor's office. */
export const isOnDeskOf = (actor: Actor, report: StoredReport): boolean =>
  report.desk !== null &&
  actor.institution === null &&
  regionOfActor(actor) === regionOfDesk(report.desk, { ...report, institution: null }, report.province);
