import { type CompletenessRow, exportCompleteness, type ReportCycleName, type RouteAnswer, showCompleteness } from "@qiangyi/api";
import { endOfYear, minuteInShanghai, ok, type PlainDate, yearOf } from "@qiangyi/kernel";
import { exactNumber, periodDays, periodsOfYear, periodTitle, reportCycles, roundedNumber } from "@qiangyi/projects";
import { sql } from "kysely";
import { writeTable } from "../../documents/index.ts";
import { type Actor, handle, type Rooms, type Tx, within } from "../../platform/index.ts";
import { regionName } from "../../registry/index.ts";
import { askedOf, askingOn } from "./obligations.ts";
import { type ReportingSubject, reportingSubjects } from "./reporting-subjects.ts";
import { type Schedule, scheduleOf } from "./schedule.ts";
import { lateDaysOf } from "./shown-report.ts";

type Completeness = RouteAnswer<typeof showCompleteness>;

export const completenessRoutes = (rooms: Rooms): void => {
  handle(rooms, showCompleteness, async ({ tx, actor, clock, query }) => {
    const today = clock.today();
    return ok(await completenessOf(tx, actor, { year: query.year ?? yearOf(today), cycle: query.cycle, today }));
  });

  handle(rooms, exportCompleteness, async ({ tx, actor, clock, query }) => {
    const today = clock.today();
    const year = query.year ?? yearOf(today);
    const table = await completenessOf(tx, actor, { year, cycle: query.cycle, today });
    const content = await writeTable({
      sheets: [sheetOf(table)],
      asOf: minuteInShanghai(clock.now()),
      exportedBy: actor.name,
      demonstration: rooms.isDemo,
    });
    const contentType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    return ok({ name: `指标报表完整及时情况${year}年${today.replaceAll("-", "")}.xlsx`, contentType, content });
  });
};

interface Asked {
  readonly year: number;
  readonly cycle: ReportCycleName;
  readonly today: PlainDate;
}

interface StoredRow {
  readonly id: string;
  readonly subject: string;
  readonly period: string;
  readonly state: NonNullable<CompletenessRow["periods"][number]["state"]>;
  readonly due_on: PlainDate | null;
  readonly first_submitted_on: PlainDate | null;
  readonly asked: number;
  readonly given: number;
}

/** Who has reported what, in full and in time; corrections do not count a second time. */
const completenessOf = async (tx: Tx, actor: Actor, { year, cycle, today }: Asked): Promise<Completeness> => {
  const onDate = endOfYear(year) < today ? endOfYear(year) : today;
  const subjects = await reportingSubjects(tx, actor, { onDate });
  const asking = await askingOn(tx, actor, { onDate });
  const schedule = await scheduleOf(tx, actor, today);
  const { rows: stored } = await sql<StoredRow>`
    select r.id, r.subject, r.period, r.state, r.due_on, r.first_submitted_on, r.asked,
      (select count(*) from indicator_report_value v where v.province = r.province and v.report = r.id
        and num_nonnulls(v.value, v.label, v.numerator, v.denominator) > 0)::integer as given
    from indicator_report r where ${within(actor, "r")} and r.cycle = ${cycle} and r.corrects is null
      and r.period >= ${String(year)} and r.period < ${String(year + 1)}`.execute(tx);
  const byKey = new Map(stored.map((row) => [`${row.subject}/${row.period}`, row]));
  const periods = periodsOfYear(cycle, year);
  const rows = subjects.flatMap((subject) => {
    const asked = askedOf(asking, subject, cycle).length;
    if (asked === 0) return [];
    const cells = periods.map((period) =>
      cellOf({ cycle, period, asked, schedule, today }, byKey.get(`${subject.id}/${period}`)),
    );
    return [rowOf(subject, cells)];
  });
  return { today, year, cycle, periods: [...periods], rows, total: withRatios(added(rows)) };
};

interface Cell {
  readonly shown: CompletenessRow["periods"][number];
  readonly counts: Counts;
}

type Counts = Pick<
  CompletenessRow,
  "due" | "submitted" | "approved" | "onTime" | "late" | "missing" | "lateDays" | "asked" | "given"
>;

const nothing: Counts = { due: 0, submitted: 0, approved: 0, onTime: 0, late: 0, missing: 0, lateDays: 0, asked: 0, given: 0 };

interface Place {
  readonly cycle: ReportCycleName;
  readonly period: string;
  readonly asked: number;
  readonly schedule: Schedule;
  readonly today: PlainDate;
}

/** A period counts from its due day on, or as soon as it was reported. */
const cellOf = ({ cycle, period, asked, schedule, today }: Place, stored: StoredRow | undefined): Cell => {
  const dueOn = stored?.due_on ?? schedule.dueOn(cycle, period);
  const submittedOn = stored?.first_submitted_on ?? null;
  const lateDays = dueOn === undefined ? 0 : lateDaysOf(dueOn, submittedOn, today);
  const isSubmitted = submittedOn !== null;
  const isDue = isSubmitted || (dueOn !== undefined && dueOn < today);
  const shown = {
    period,
    id: stored?.id ?? null,
    state: stored?.state ?? null,
    lateDays,
    dueOn: dueOn ?? (periodDays(period).ends as PlainDate),
    isEnded: dueOn !== undefined && periodDays(period).ends < today,
  };
  if (!isDue) return { shown, counts: nothing };
  return {
    shown,
    counts: {
      due: 1,
      submitted: isSubmitted ? 1 : 0,
      approved: stored?.state === "approved" ? 1 : 0,
      onTime: isSubmitted && lateDays === 0 ? 1 : 0,
      late: isSubmitted && lateDays > 0 ? 1 : 0,
      missing: isSubmitted ? 0 : 1,
      lateDays,
      asked: stored?.asked ?? asked,
      given: submittedOn === null ? 0 : (stored?.given ?? 0),
    },
  };
};

const added = (all: readonly Counts[]): Counts =>
  all.reduce((sum, one) => {
    const entries = Object.keys(nothing).map((key) => [key, sum[key as keyof Counts] + one[key as keyof Counts]]);
    return Object.fromEntries(entries) as unknown as Counts;
  }, nothing);

/** Per cent with one decimal; nothing due is no base. */
const percent = (part: number, whole: number): string | null =>
  whole === 0 ? null : roundedNumber({ of: BigInt(part) * 100n, over: BigInt(whole) }, 1);

const withRatios = <C extends Counts>(counts: C) => ({
  ...counts,
  completeness: percent(counts.given, counts.asked),
  timeliness: percent(counts.onTime, counts.due),
});

const rowOf = ({ id, name, kind, region }: ReportingSubject, cells: readonly Cell[]): CompletenessRow => ({
  subject: id,
  subjectName: name,
  kind,
  regionName: regionName(region),
  ...withRatios(added(cells.map(({ counts }) => counts))),
  periods: cells.map(({ shown }) => shown),
});

const sheetOf = ({ year, cycle, rows, total }: Completeness) => ({
  name: "完整及时情况",
  title: `${year}年指标${reportCycles[cycle]}完整及时情况`,
  filterText: `应报按到期期数计；完整率=已填项数/应填项数，及时率=按时报送期数/应报期数`,
  columns: [
    { label: "单位", kind: "text" as const, width: 40 },
    { label: "地区", kind: "text" as const },
    ...["应报期数", "已报", "已审定", "按时", "迟报", "未报", "迟报天数", "应填项数", "已填项数"].map((label) => ({
      label,
      kind: "integer" as const,
    })),
    { label: "完整率（%）", kind: "decimal" as const },
    { label: "及时率（%）", kind: "decimal" as const },
  ],
  totals: [{ cells: cellsOf("合计", "", total), emphasis: "total" as const }],
  rows: rows.map((row) => cellsOf(row.subjectName, row.regionName, row)),
  notes: [`期间：${periodTitle(String(year))}`],
});

type Shown = Omit<Counts, "lateDays"> & Pick<CompletenessRow, "completeness" | "timeliness"> & { readonly lateDays?: number };

const cellsOf = (name: string, region: string, row: Shown) => [
  name,
  region,
  row.due,
  row.submitted,
  row.approved,
  row.onTime,
  row.late,
  row.missing,
  row.lateDays ?? null,
  row.asked,
  row.given,
  numberOf(row.completeness),
  numberOf(row.timeliness),
];

/** One decimal: short enough for a table program's number. */
const numberOf = (text: string | null): number | null => (text !== null && exactNumber(text) ? Number(text) : null);
