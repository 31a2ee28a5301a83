import { addDays, date, type PlainDate } from "@qiangyi/kernel";
import type { Institution } from "@qiangyi/policy";
import { dictionaryIndicators } from "@qiangyi/policy/targets";
import { periodDays } from "@qiangyi/projects";
import { sql } from "kysely";
import { type ApprovedValue, observationsFor, postObservations } from "../../indicators/index.ts";
import { type Actor, type Clock, newId, type Tx } from "../../platform/index.ts";
import { institutionsOf } from "../../registry/index.ts";

const periods = ["2026-10", "2026-Q3"] as const;
/** Those whose reports are told one by one. */
const told: ReadonlySet<string> = new Set(["140000-C01", "140000-C02", "140000-C03", "140100-C04", "140121-001"]);

const batch = 200;

type Fate = "approved" | "late" | "first-desk" | "city-passed" | "missing";

interface Made {
  readonly id: string;
  readonly subject: string;
  readonly city: string | null;
  readonly county: string | null;
  readonly period: string;
  readonly cycle: "month" | "quarter";
  readonly route: readonly string[];
  readonly state: string;
  readonly desk: string | null;
  readonly due: PlainDate;
  readonly submitted: PlainDate;
  readonly approved: PlainDate | null;
  readonly values: readonly Value[];
}

interface Value {
  readonly indicator: string;
  readonly value: string | null;
  readonly numerator: string | null;
  readonly denominator: string | null;
}

/** Reports of every other hospital for the same periods: most approved in time, some late, some on their way, some missing. */
export const seedOtherReports = async (tx: Tx, clock: Clock, actor: Actor): Promise<void> => {
  const hospitals = (await institutionsOf(tx, actor)).filter(
    ({ id, tier }) => !told.has(id) && (tier === "tertiary" || tier === "secondary"),
  );
  const observed = await observationsFor(tx, actor, {
    subjects: hospitals.map(({ id }) => id),
    asOf: clock.today(),
    from: date("2026-06-01"),
  });
  const before = new Map<string, Value[]>();
  for (const { subject, indicator, period, value, numerator, denominator } of observed) {
    if (period === "2026-Q2") before.set(subject, [...(before.get(subject) ?? []), { indicator, value, numerator, denominator }]);
  }
  const made = hospitals.flatMap((hospital) =>
    periods.flatMap((period) => reportOf(hospital, period, before.get(hospital.id) ?? [], clock.today())),
  );
  await insert(tx, actor, clock, made);
  const posted = made.flatMap(observationsOfReport);
  // A few at a time: the rollups of a batch are found in time that grows faster than the batch.
  for (let at = 0; at < posted.length; at += batch) await postObservations(tx, actor, posted.slice(at, at + batch));
};

const reportOf = (
  hospital: Institution,
  period: (typeof periods)[number],
  before: readonly Value[],
  today: PlainDate,
): Made[] => {
  const { id, affiliation, region, tier } = hospital;
  const fate = fateOf(id, period);
  const cycle = period.includes("Q") ? ("quarter" as const) : ("month" as const);
  const asked = dictionaryIndicators.filter((one) => one.cycle === cycle && one.askedOf.some((kind) => kind === tier));
  const values = asked.flatMap(({ code }) => {
    const past = before.find(({ indicator }) => indicator === code);
    return past ? [grown(past, cycle)] : [];
  });
  if (fate === "missing" || values.length === 0) return [];
  const route =
    affiliation === "province" ? ["province"] : affiliation === "city" ? ["city", "province"] : ["county", "city", "province"];
  const ends = date(periodDays(period).ends);
  const due = addDays(ends, 10);
  const submitted = addDays(ends, fate === "late" ? 16 : 7);
  const isApproved = fate === "approved" || fate === "late";
  const desk = isApproved ? null : fate === "city-passed" ? "province" : (route[0] ?? null);
  if (submitted > today) return [];
  return [
    {
      id: newId(),
      subject: id,
      city: affiliation === "province" ? null : `${region.slice(0, 4)}00`,
      county: affiliation === "province" || affiliation === "city" ? null : region,
      period,
      cycle,
      route,
      state: isApproved ? "approved" : desk === route[0] ? "submitted" : "city-passed",
      desk,
      due,
      submitted,
      approved: isApproved ? (addDays(submitted, 4) < today ? addDays(submitted, 4) : today) : null,
      values,
    },
  ];
};

/** The same hospital is late again, as people know it. */
const fateOf = (id: string, period: string): Fate => {
  const own = hashed(id) % 100;
  const now = hashed(`${id}/${period}`) % 100;
  if (now < (own < 12 ? 40 : 2)) return "missing";
  if (now < (own < 25 ? 60 : 8)) return "late";
  return period === "2026-10" || period === "2026-Q3"
    ? now > 97
      ? "first-desk"
      : now > 94
        ? "city-passed"
        : "approved"
    : "approved";
};

const hashed = (text: string): number => {
  let hash = 2_166_136_261;
  for (const sign of text) hash = Math.imul(hash ^ sign.charCodeAt(0), 16_777_619) >>> 0;
  return hash >>> 5;
};

/** A third of the quarter for a month, a little more than the quarter before for a quarter. */
const grown = ({ indicator, value, numerator, denominator }: Value, cycle: "month" | "quarter"): Value => {
  const by = cycle === "month" ? 0.34 : 1.02;
  const of = (text: string | null) => (text === null ? null : String(Math.round(Number(text) * by)));
  return { indicator, value: of(value), numerator: of(numerator), denominator: of(denominator) };
};

/** As drafts first, because only an open report takes values. */
const insert = async (tx: Tx, actor: Actor, clock: Clock, made: readonly Made[]): Promise<void> => {
  const rows = JSON.stringify(made);
  const at = clock.now();
  await sql`
    insert into indicator_report (province, id, subject, city, county, institution, cycle, period, due_on, route, asked, filled, people, opened_by,
      opened_name, opened_at)
    select ${actor.province}, id, subject, city, county, subject, cycle, period, due, array(select jsonb_array_elements_text(route)),
      jsonb_array_length("values"), jsonb_array_length("values"), '{demo-clerk}', 'demo-clerk', ${actor.name}, ${at}
    from jsonb_to_recordset(${rows}::jsonb) as row (id uuid, subject text, city text, county text, cycle text, period text, due date, route jsonb, "values" jsonb)`.execute(
    tx,
  );
  await sql`
    insert into indicator_report_value (province, report, indicator, city, county, institution, value, numerator, denominator, entered_by, entered_name, entered_at)
    select ${actor.province}, row.id, given.indicator, city, county, subject, given.value, given.numerator, given.denominator, 'demo-clerk', ${actor.name}, ${at}
    from jsonb_to_recordset(${rows}::jsonb) as row (id uuid, subject text, city text, county text, "values" jsonb),
      jsonb_to_recordset(row."values") as given (indicator text, value numeric, numerator numeric, denominator numeric)`.execute(
    tx,
  );
  await sql`
    insert into indicator_report_step (province, report, seq, act, round, city, county, institution, by_user, by_name, by_office, at, content)
    select ${actor.province}, id, 1, 'submit', 1, city, county, subject, 'demo-head', ${actor.name}, '演示单位', submitted + interval '2 hours',
      jsonb_build_object('values', "values")
    from jsonb_to_recordset(${rows}::jsonb) as row (id uuid, subject text, city text, county text, submitted date, "values" jsonb)`.execute(
    tx,
  );
  await sql`
    update indicator_report r set state = row.state, desk = row.desk, round = 1, submitted_by = 'demo-head', submitted_name = ${actor.name},
      people = '{demo-clerk,demo-head}', submitted_on = submitted, first_submitted_on = submitted,
      approved_by = case when approved is not null then 'demo-checker' end, approved_name = case when approved is not null then ${actor.name} end,
      approved_on = approved
    from jsonb_to_recordset(${rows}::jsonb) as row (id uuid, state text, desk text, submitted date, approved date)
    where r.province = ${actor.province} and r.id = row.id`.execute(tx);
};

const observationsOfReport = ({ id, subject, period, due, submitted, approved, values }: Made): ApprovedValue[] =>
  approved === null
    ? []
    : values.map((value) => ({
        subject,
        period,
        ...value,
        reportedOn: submitted,
        dueOn: due,
        approvedOn: approved,
        report: id,
        source: "report",
        reason: null,
      }));
