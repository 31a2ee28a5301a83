import type { PlainDate } from "@qiangyi/kernel";
import { type ApprovedValue, postObservations } from "../observations/index.ts";
import { differs } from "./judge-whole.ts";
import type { At } from "./open-report.ts";
import { changeReport, entryOf, type StoredReport, type StoredValue, valuesOf } from "./reports.store.ts";
import { standingOf } from "./show-report.ts";

/** 审定: the values become observations and the report is locked. A correction posts only what it changes; what it replaces stays readable. */
export const approve = async ({ tx, actor, clock }: At, report: StoredReport): Promise<void> => {
  const today = clock.today();
  const standing = await standingOf(tx, actor, report, today);
  const values = await valuesOf(tx, report);
  await changeReport(tx, report, {
    state: "approved",
    desk: null,
    approved_by: actor.userId,
    approved_name: actor.name,
    approved_on: today,
    ...(report.is_after_close && { permitted_by: actor.userId }),
  });
  const posted = values.filter((value) => isReported(value) && differs(entryOf(value), standing.get(value.indicator)));
  await postObservations(
    tx,
    actor,
    posted.map((value) => approvedValue(report, value, { today, replaces: standing.has(value.indicator) })),
  );
};

/** A row that only says why there is no number is kept with the report and is no observation. */
const isReported = ({ value, label, numerator, denominator }: StoredValue): boolean =>
  value !== null || label !== null || numerator !== null || denominator !== null;

const approvedValue = (
  report: StoredReport,
  { indicator, value, label, numerator, denominator }: StoredValue,
  { today, replaces }: { readonly today: PlainDate; readonly replaces: boolean },
): ApprovedValue => ({
  subject: report.subject,
  indicator,
  period: report.period,
  value,
  label,
  numerator,
  denominator,
  reportedOn: report.first_submitted_on ?? today,
  dueOn: report.due_on,
  approvedOn: today,
  report: report.id,
  source: report.corrects === null ? "report" : "correction",
  reason: report.reason ?? (replaces ? "报表审定后替换此前载入的数值" : null),
});
