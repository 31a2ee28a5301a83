import { type ListedReport, listReports, type ReportCycleName } from "@qiangyi/api";
import { endOfYear, ok, type PlainDate, yearOf } from "@qiangyi/kernel";
import { type Actor, handle, type Rooms, type Tx } from "../../platform/index.ts";
import { askedOf, askingOn, periodsDue } from "./obligations.ts";
import { partOf } from "./part-of-report.ts";
import { ownSubject, type ReportingSubject, reportingSubjects } from "./reporting-subjects.ts";
import { filledRows, reportsOfYear } from "./reports.store.ts";
import { scheduleOf } from "./schedule.ts";
import { listedReport, unopenedReport } from "./shown-report.ts";

export const listReportsRoute = (rooms: Rooms): void =>
  handle(rooms, listReports, async ({ tx, actor, clock, query }) => {
    const today = clock.today();
    const year = query.year ?? yearOf(today);
    const subject = await subjectOf(tx, actor, today);
    return ok({
      today,
      year,
      subjects: subject ? [{ id: subject.id, name: subject.name }] : [],
      mayFill: actor.permissions.has("indicators.report"),
      items: subject ? await reportsOf(tx, actor, subject, { year, today }) : [],
    });
  });

export const subjectOf = async (tx: Tx, actor: Actor, today: PlainDate): Promise<ReportingSubject | undefined> => {
  const id = ownSubject(actor);
  return id === undefined ? undefined : (await reportingSubjects(tx, actor, { ids: [id], onDate: today }))[0];
};

interface Asked {
  readonly year: number;
  readonly today: PlainDate;
}

/** Every report of the year that is due or was begun, the latest period first; corrections follow what they correct. */
export const reportsOf = async (
  tx: Tx,
  actor: Actor,
  subject: ReportingSubject,
  { year, today }: Asked,
): Promise<ListedReport[]> => {
  const stored = await reportsOfYear(tx, actor, { year, subject: subject.id });
  const known = new Set(stored.map(({ period }) => period));
  const onDate = endOfYear(year) < today ? endOfYear(year) : today;
  const asking = await askingOn(tx, actor, { onDate, subjects: [subject.id] });
  const schedule = await scheduleOf(tx, actor, today);
  const part = partOf(actor);
  const askedIn = (cycle: ReportCycleName): readonly string[] =>
    askedOf(asking, subject, cycle).flatMap((each) => ((part?.owns(each) ?? true) ? [each.code] : []));
  const unopened = periodsDue(schedule, year, today)
    .filter(({ period }) => !known.has(period))
    .flatMap((due) => {
      const asked = askedIn(due.cycle).length;
      return asked === 0 ? [] : [unopenedReport(due, subject, asked, today)];
    });
  const begun = stored.map((report) => listedReport(report, subject.name, today));
  if (part === undefined) return [...unopened, ...begun].toSorted(inOrder);
  const given = await filledRows(
    tx,
    actor,
    stored.map(({ id }) => id),
  );
  const ofPart = begun.flatMap((report): ListedReport[] => {
    const own = askedIn(report.cycle);
    const filled = own.filter((code) => given.has(`${report.id} ${code}`)).length;
    return own.length === 0 ? [] : [{ ...report, asked: own.length, filled }];
  });
  return [...unopened, ...ofPart].toSorted(inOrder);
};

const cycleOrder = ["month", "quarter", "year"];
const inOrder = (a: ListedReport, b: ListedReport): number =>
  cycleOrder.indexOf(b.cycle) - cycleOrder.indexOf(a.cycle) ||
  (a.period === b.period ? Number(a.isCorrection) - Number(b.isCorrection) : a.period < b.period ? 1 : -1);
