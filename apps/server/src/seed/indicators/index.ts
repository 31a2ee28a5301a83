import { addDays, date, type PlainDate } from "@qiangyi/kernel";
import { dictionaryIndicators } from "@qiangyi/policy/targets";
import { sql } from "kysely";
import { type ApprovedValue, postObservations, targetsOf } from "../../indicators/index.ts";
import { type Actor, type Clock, newId, type Tx } from "../../platform/index.ts";
import { institutionsOf } from "../../registry/index.ts";
import { type Course, centreFigures, type Figure } from "./centre-figures.ts";
import { directionFigures } from "./direction-figures.ts";
import { goalFigures } from "./goal-figures.ts";
import { ofHospital } from "./hospital-figures.ts";
import { spread } from "./periods.ts";
import { events, regionFigures } from "./region-figures.ts";

const years = [2022, 2023, 2024, 2025] as const;
const cycleOf: ReadonlyMap<string, string> = new Map(dictionaryIndicators.map(({ code, cycle }) => [code, cycle]));

/**
 * 指标的演示: approved observations from 2022 to the middle of 2026, of the four centres and of every hospital of the demonstration, with paths and
 * dated items. Reports of later periods are told by themselves (reports.ts). Nothing here lies in the future of the day on which the demonstration starts.
 */
export const seedDemoIndicators = async (tx: Tx, clock: Clock, actor: Actor): Promise<void> => {
  const today = clock.today();
  const known = (await institutionsOf(tx, actor)).filter(({ id }) => !Object.hasOwn(centreFigures, id));
  const rows = [
    ...Object.entries(centreFigures).flatMap(([subject, figures]) => coursesOf(subject, figures)),
    ...known.flatMap((institution) => coursesOf(institution.id, ofHospital(institution), true)),
    ...[...regionFigures, ...directionFigures(known), ...goalFigures(known)].map(([subject, indicator, period, figure]) =>
      valueOf({ subject, indicator, period, figure }),
    ),
  ];
  await postObservations(
    tx,
    actor,
    rows.filter(({ approvedOn }) => approvedOn <= today),
  );
  await recordEvents(tx, actor, today);
  await recordPaths(tx, actor, clock);
};

/** `inYears`: years as one value each. The centres report by months and quarters. */
const coursesOf = (subject: string, figures: Readonly<Record<string, Course>>, inYears = false): ApprovedValue[] =>
  Object.entries(figures).flatMap(([indicator, [...course]]) => {
    const half = course[4];
    const cycle = inYears ? "year" : (cycleOf.get(indicator) ?? "year");
    return [
      ...years.flatMap((year, at) => {
        const figure = course[at];
        return figure === null || figure === undefined ? [] : spread(`${year}`, figure, cycle);
      }),
      ...(half === null || half === undefined ? [] : spread("2026-H1", half, cycle === "year" ? "quarter" : cycle)),
    ].map((part) => valueOf({ subject, indicator, ...part }));
  });

/** Ranks and grades of a year are announced more than a year later. */
const announced: ReadonlySet<string> = new Set([
  "national_rank",
  "national_rank_oncology",
  "national_grade",
  "national_grade_tcm",
]);

interface Given {
  readonly subject: string;
  readonly indicator: string;
  readonly period: string;
  readonly figure: Figure;
}

const valueOf = ({ subject, indicator, period, figure }: Given): ApprovedValue => {
  const ends = lastDay(period);
  const isAnnounced = announced.has(indicator);
  const reportedOn = addDays(ends, isAnnounced ? 400 : 8);
  return {
    subject,
    indicator,
    period,
    ...(typeof figure === "number"
      ? { value: String(figure) }
      : typeof figure === "string"
        ? { label: figure }
        : { numerator: String(figure[0]), denominator: String(figure[1]) }),
    reportedOn,
    dueOn: isAnnounced ? null : addDays(ends, period.length === 4 ? 31 : 10),
    approvedOn: addDays(reportedOn, 10),
    report: null,
    source: "loaded",
    reason: null,
  };
};

const lastDay = (period: string): PlainDate => {
  const [year = "", part = "12"] = period.split("-");
  if (period.length === 10) return date(period);
  const month = part.startsWith("Q") ? Number(part.slice(1)) * 3 : Number(part);
  return addDays(date(month === 12 ? `${Number(year) + 1}-01-01` : `${year}-${String(month + 1).padStart(2, "0")}-01`), -1);
};

const recordEvents = async (tx: Tx, actor: Actor, today: PlainDate): Promise<void> => {
  const past = events.filter(([, , , on]) => on <= today);
  const rows = past.map(([subject, indicator, name, on, confirmed]) => {
    const isRegion = /^\d{6}$/.test(subject);
    const isConfirmed = confirmed !== null && confirmed <= today;
    return {
      id: newId(),
      subject,
      indicator,
      name,
      on,
      city: subject.startsWith("1400") && !subject.startsWith("1401") ? null : `${subject.slice(0, 4)}00`,
      institution: isRegion ? null : subject,
      level: isRegion ? "city" : "unit",
      // Items of before the plan were recorded when it began.
      recorded: isConfirmed ? addDays(date(confirmed), -3) : addDays(date(on), 5) <= today ? addDays(date(on), 5) : on,
      confirmed: isConfirmed ? confirmed : null,
    };
  });
  await sql`
    insert into target_event (province, id, subject, indicator, city, institution, name, happened_on, document, recorded_by, recorded_name, recorded_level,
      recorded_on, confirmed_by, confirmed_name, confirmed_on, changed_at)
    select ${actor.province}, id, subject, indicator, city, institution, name, "on", '演示文件', 'demo-recorder', ${actor.name}, level, recorded,
      case when confirmed is not null then 'demo-checker' end, case when confirmed is not null then ${actor.name} end, confirmed, now()
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as row (id uuid, subject text, indicator text, name text, "on" date, city text,
      institution text, level text, recorded date, confirmed date)`.execute(tx);
};

/** The value of 2022 is the baseline of every target that has distances. */
const recordPaths = async (tx: Tx, actor: Actor, clock: Clock): Promise<void> => {
  const targets = await targetsOf(tx, actor, { asOf: clock.today(), document: undefined });
  const perHundred = new Set(dictionaryIndicators.filter(({ per }) => per === "100").map(({ code }) => code));
  const rows = targets.flatMap(({ target, subject, indicator, terms }) => {
    const figure = centreFigures[subject]?.[indicator]?.[0];
    if (figure === null || figure === undefined || typeof figure === "string" || terms.op === "rank-within") return [];
    const value =
      typeof figure === "number" ? String(figure) : decimalOf(figure[0] * (perHundred.has(indicator) ? 100 : 1), figure[1]);
    return [{ target, id: newId(), baseline: { year: 2022, value } }];
  });
  await sql`
    insert into target_path (province, target, id, baseline, effective_from, document, approved_by, approved_name, recorded_on, recorded_at)
    select ${actor.province}, target, id, baseline, '2023-03-13', '演示文件：基期值按2022年年报', ${actor.userId}, ${actor.name}, '2023-12-01', ${clock.now()}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as row (target text, id uuid, baseline jsonb)`.execute(tx);
};

/** A baseline is approved with four decimals at most. */
const decimalOf = (numerator: number, denominator: number): string => {
  const scaled = Math.round((numerator / denominator) * 10_000);
  return String(scaled / 10_000);
};
