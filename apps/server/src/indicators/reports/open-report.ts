import { openReport } from "@qiangyi/api";
import { date, ok, type Result, refuse, yearOf } from "@qiangyi/kernel";
import { cycleOfPeriod, periodDays } from "@qiangyi/projects";
import { type Actor, type Clock, handle, newId, type Place, type Rooms, type Tx } from "../../platform/index.ts";
import { askedOf, askingOn } from "./obligations.ts";
import { type OpenRefusal, openAnswers } from "./refusals.ts";
import { ownSubject, reportingSubjects } from "./reporting-subjects.ts";
import { addStep, insertReport, reportOf, type StoredReport } from "./reports.store.ts";
import { isYearClosed, scheduleOf } from "./schedule.ts";

export interface At {
  readonly tx: Tx;
  readonly actor: Actor;
  readonly clock: Clock;
}

export const openReportRoute = (rooms: Rooms): void =>
  handle(
    rooms,
    openReport,
    async (at): Promise<Result<{ id: string }, OpenRefusal>> => {
      const opened = await openReportOf(at, at.body);
      return opened.ok ? ok({ id: opened.value.id }) : opened;
    },
    openAnswers,
  );

interface Wanted {
  readonly subject: string;
  readonly period: string;
}

/** The report of a period exists for whoever has to report, once the period is over; the first touch writes it down. */
export const openReportOf = async (at: At, wanted: Wanted): Promise<Result<StoredReport, OpenRefusal>> => {
  const { tx, actor, clock } = at;
  const found = await wantedReport(at, wanted);
  if (!found.ok || found.value.isKnown) return found.ok ? ok(found.value.report) : found;
  const { begins_on: _, ends_on: __, ...row } = found.value.report;
  const isNew = await insertReport(tx, row);
  const opened = await reportOf(tx, actor, wanted.subject, wanted.period);
  if (!opened) throw new Error(`the report of ${wanted.subject} for ${wanted.period} was opened and is not there`);
  if (isNew) await addStep(tx, actor, opened, { act: "open", at: clock.now() });
  return ok(opened);
};

/** The report of the actor's own, as it stands or as opening it would make it. */
export const wantedReport = async (
  { tx, actor, clock }: At,
  { subject, period }: Wanted,
): Promise<Result<{ readonly report: StoredReport; readonly isKnown: boolean }, OpenRefusal>> => {
  if (ownSubject(actor) !== subject) return refuse({ code: "SUBJECT_NOT_YOURS" });
  const cycle = cycleOfPeriod(period);
  if (cycle === undefined) return refuse({ code: "PERIOD_UNKNOWN", period });
  const days = periodDays(period);
  const [begins, ends] = [date(days.begins), date(days.ends)];
  const today = clock.today();
  if (ends >= today) return refuse({ code: "PERIOD_NOT_ENDED", endsOn: ends });
  const known = await reportOf(tx, actor, subject, period);
  if (known) return ok({ report: known, isKnown: true });
  const [reporting] = await reportingSubjects(tx, actor, { ids: [subject], onDate: ends });
  if (!reporting) return refuse({ code: "NOTHING_ASKED" });
  const asked = askedOf(await askingOn(tx, actor, { onDate: ends, subjects: [subject] }), reporting, cycle);
  if (asked.length === 0) return refuse({ code: "NOTHING_ASKED" });
  const schedule = await scheduleOf(tx, actor, today);
  const report: StoredReport = {
    ...newReport(openedBy(actor, clock), reporting),
    subject,
    cycle,
    period,
    begins_on: begins,
    ends_on: ends,
    due_on: schedule.dueOn(cycle, period) ?? null,
    route: [...reporting.route],
    is_after_close: await isYearClosed(tx, actor, yearOf(ends)),
    asked: asked.length,
  };
  return ok({ report, isKnown: false });
};

type Opened = Pick<StoredReport, "province" | "opened_by" | "opened_name" | "opened_at">;
const openedBy = (actor: Actor, clock: Clock): Opened => ({
  province: actor.province,
  opened_by: actor.userId,
  opened_name: actor.name,
  opened_at: clock.now(),
});

/** A draft that nobody has written in yet. */
const newReport = (opened: Opened, { city, county, institution }: Place) => ({
  ...opened,
  id: newId(),
  city,
  county,
  institution,
  state: "draft" as const,
  desk: null,
  corrects: null,
  reason: null,
  permitted_by: null,
  round: 0,
  filled: 0,
  people: [],
  submitted_by: null,
  submitted_name: null,
  submitted_on: null,
  first_submitted_on: null,
  read_by: null,
  read_at: null,
  returned_because: null,
  approved_by: null,
  approved_name: null,
  approved_on: null,
  version: 1,
});
