import { correctReport } from "@qiangyi/api";
import { ok, type Refusal, type Result, refuse, yearOf } from "@qiangyi/kernel";
import { sql } from "kysely";
import { type Answers, handle, newId, type Rooms } from "../../platform/index.ts";
import type { At } from "./open-report.ts";
import { partOf } from "./part-of-report.ts";
import { type NotFound, notFoundAnswers, openAnswers, type PartRefusal, partAnswers } from "./refusals.ts";
import { addStep, findReport, insertReport, lockReport, type StoredReport } from "./reports.store.ts";
import { isYearClosed } from "./schedule.ts";
import { isOwn } from "./shown-report.ts";

type CorrectRefusal =
  | NotFound
  | PartRefusal
  | Refusal<"SUBJECT_NOT_YOURS">
  | Refusal<"NOTHING_APPROVED">
  | Refusal<"CORRECTION_UNDER_WAY">;

const answers: Answers<CorrectRefusal> = {
  ...notFoundAnswers,
  ...partAnswers,
  SUBJECT_NOT_YOURS: openAnswers.SUBJECT_NOT_YOURS,
  NOTHING_APPROVED: [409, "只有已审定的报表需要更正", "尚未审定的请直接修改，或请审核部门退回"],
  CORRECTION_UNDER_WAY: [409, "这份报表已有一份更正在办理", "请办完后再提出"],
};

export const correctReportRoute = (rooms: Rooms): void =>
  handle(
    rooms,
    correctReport,
    ({ tx, actor, clock, params, body }): Promise<Result<{ id: string }, CorrectRefusal>> =>
      correct({ tx, actor, clock }, params.reportId, body.reason),
    answers,
  );

/** 更正单: begins with what stands, goes the same way up, and makes a further version of what it changes. */
const correct = async (at: At, id: string, reason: string): Promise<Result<{ id: string }, CorrectRefusal>> => {
  const { tx, actor, clock } = at;
  const part = partOf(actor);
  if (part) return refuse({ code: "PART_OF_REPORT", office: part.office });
  const report = await lockReport(tx, actor, id);
  if (!report) return refuse({ code: "report-not-found" });
  if (!isOwn(actor, report.subject)) return refuse({ code: "SUBJECT_NOT_YOURS" });
  if (report.state !== "approved" || report.corrects !== null) return refuse({ code: "NOTHING_APPROVED" });
  const { rows } = await sql`select from indicator_report
    where province = ${report.province} and corrects = ${id} and state <> 'approved'`.execute(tx);
  if (rows.length > 0) return refuse({ code: "CORRECTION_UNDER_WAY" });
  const correction = newId();
  await insertReport(tx, {
    province: report.province,
    id: correction,
    subject: report.subject,
    city: report.city,
    county: report.county,
    institution: report.institution,
    cycle: report.cycle,
    period: report.period,
    due_on: null,
    state: "draft",
    route: report.route,
    desk: null,
    corrects: id,
    reason,
    is_after_close: await isYearClosed(tx, actor, yearOf(report.ends_on)),
    asked: report.asked,
    filled: report.filled,
    people: [],
    opened_by: actor.userId,
    opened_name: actor.name,
    opened_at: clock.now(),
  });
  const opened = await findReport(tx, actor, correction);
  if (!opened) throw new Error(`the correction of ${id} was opened and is not there`);
  await copyStanding(at, opened);
  await addStep(tx, actor, opened, { act: "correct", at: clock.now(), opinion: reason });
  return ok({ id: correction });
};

/** From the observations, because earlier corrections have changed some of what was reported at first; notes come along. */
const copyStanding = async ({ tx, actor, clock }: At, correction: StoredReport): Promise<void> => {
  await sql`
    insert into indicator_report_value (province, report, indicator, city, county, institution, value, label, numerator, denominator, note, held,
      is_confirmed, entered_by, entered_name, entered_at)
    select r.province, r.id, v.indicator, r.city, r.county, r.institution, coalesce(o.value, case when o.version is null then v.value end),
      coalesce(o.label, case when o.version is null then v.label end), coalesce(o.numerator, case when o.version is null then v.numerator end),
      coalesce(o.denominator, case when o.version is null then v.denominator end), v.note, v.held, v.is_confirmed, v.entered_by, v.entered_name, ${clock.now()}
    from indicator_report r join indicator_report_value v on v.province = r.province and v.report = r.corrects
      left join lateral (select * from observation o where o.province = r.province and o.subject = r.subject and o.indicator = v.indicator
        and o.period = r.period order by o.version desc limit 1) o on true
    where r.province = ${actor.province} and r.id = ${correction.id}`.execute(tx);
};
