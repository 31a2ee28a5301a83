import { date, type PlainDate } from "@qiangyi/kernel";
import * as fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { actorAs } from "../../../test/api.ts";
import { freshDatabase, type TestDatabase } from "../../../test/fresh-database.ts";
import { fixedClock, systemActor, type Tx } from "../../platform/index.ts";
import { loadRegions } from "../../registry/index.ts";
import { boardFacts, courseOf, definitionSpans } from "../boards/index.ts";
import { loadIndicators } from "../load-indicators.ts";
import { type ApprovedValue, type KeptYear, postObservations } from "../observations/index.ts";
import type { Past } from "./observed.ts";
import { type AskedSeries, yearsInFull } from "./years-in-full.ts";

const province = actorAs("prov_health_dept");
const hospitals = ["140000-C01", "140000-C02", "140000-C03", "140100-C04"];

let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase();
  await database.transaction(systemActor, loadRegions);
  await database.transaction(systemActor, (tx) => loadIndicators(tx, fixedClock("2014-01-02T02:00:00Z")));
  // A break of one series, a version without a break of another, and paths, so that every reader of the past has something to read.
  await database.query(`insert into indicator_definition (province, indicator, version, effective_from, formula, numerator, denominator, is_break, reason,
      recorded_by, recorded_name, recorded_at)
    select '14', code, 2, '2022-01-01', '新口径', '分子', '分母', code = 'rate_surgery_l4', '统计口径已改', 'x', '测试员', now()
    from indicator where code in ('rate_surgery_l4', 'avg_los')`);
  await database.query(`insert into target_path (province, target, id, baseline, milestones, effective_from, document, approved_by, approved_name,
      recorded_on, recorded_at)
    select '14', target, gen_random_uuid(), '{"year": 2019, "value": "7"}', '[{"year": 2022, "value": "9"}]', '2014-01-01', '测试路径', 'x', '测试员',
      '2014-01-02', now() from target_version where subject like '140000-C0_'`);
});

interface Series {
  readonly subject: string;
  readonly indicator: string;
  readonly kind: string;
}
const allSeries = () =>
  database.query<Series & Record<string, string>>(
    `select distinct t.subject, t.indicator, i.kind from target_version t join indicator i on i.code = t.indicator
     where t.subject = any($1) and i.kind <> 'events' order by 1, 2`,
    [hospitals],
  );

const forms = ["year", "quarters", "months", "hole", "first-month", "both"] as const;
const year = fc.record({
  series: fc.nat(),
  year: fc.integer({ min: 2015, max: 2027 }),
  form: fc.constantFrom(...forms),
  number: fc.integer({ min: 1, max: 99 }),
  odd: fc.integer({ min: 0, max: 19 }),
  approvedAfter: fc.integer({ min: 0, max: 900 }),
});
type Year = typeof year extends fc.Arbitrary<infer T> ? T : never;

const twoDigits = (number: number): string => String(number).padStart(2, "0");
const periodsOf = (form: Year["form"], of: number): string[] => {
  const months = Array.from({ length: 12 }, (_, at) => `${of}-${twoDigits(at + 1)}`);
  switch (form) {
    case "year":
      return [`${of}`];
    case "quarters":
      return [`${of}-Q1`, `${of}-Q2`, `${of}-Q3`, `${of}-10`, `${of}-11`, `${of}-12`];
    case "months":
      return months;
    case "hole":
      return months.filter((_, at) => at !== 4);
    case "first-month":
      return [`${of}-01`];
    default:
      return [`${of}`, `${of}-01`, `${of}-Q2`];
  }
};

const wordsOfLevels: Readonly<Record<string, string>> = { level: "4", grade: "A" };

/** Whole values, sides of a ratio, a missing side, an empty denominator, a ready-made ratio. */
const numbersOf = (kind: string, { number, odd }: Year, at: number): Partial<ApprovedValue> => {
  if (kind === "level" || kind === "grade") return { label: wordsOfLevels[kind] ?? "" };
  if (kind === "amount" || kind === "stock" || kind === "rank") return { value: String(number + at) };
  if (odd === 0) return { numerator: String(number), denominator: null };
  if (odd === 1) return { numerator: String(number), denominator: "0" };
  if (odd === 2) return { value: `${number}.25` };
  return { numerator: String(number + at), denominator: String(100 + at) };
};

const dayAfter = (of: number, days: number): PlainDate =>
  date(new Date(Date.UTC(of, 11, 31) + days * 86_400_000).toISOString().slice(0, 10));

/** Of days one value a year: at its end or within it. Of assessments the year. */
const spansOf = (kind: string, { form, year: of }: Year): string[] => {
  if (kind === "rank" || kind === "grade") return [`${of}`];
  if (kind === "stock" || kind === "level" || kind === "share")
    return form === "year" ? [`${of}`] : [`${of}-03-31`, `${of}-10-15`];
  return periodsOf(form, of);
};

const post = (tx: Tx, series: readonly Series[], given: Year) => {
  const { subject, indicator, kind } = series[given.series % series.length] as Series;
  const approvedOn = dayAfter(given.year, given.approvedAfter);
  return postObservations(
    tx,
    systemActor,
    spansOf(kind, given).map((period, at) => ({
      subject,
      indicator,
      period,
      ...numbersOf(kind, given, at),
      reportedOn: dayAfter(given.year, Math.floor(given.approvedAfter / 2)),
      dueOn: dayAfter(given.year, 30),
      approvedOn,
      report: null,
      source: "correction",
      reason: "测试用的理由",
    })),
  );
};

/** Everything that boards take from an evaluation. */
const told = (tx: Tx, asOf: PlainDate, past: Past) =>
  boardFacts(tx, province, { targets: { subjects: hospitals }, asOf, past }).then(async (facts) => {
    const definitions = await definitionSpans(
      tx,
      province,
      facts.targets.map(({ target }) => target.indicator),
    );
    return JSON.stringify([
      facts.newestReport,
      [...facts.summaryOf],
      facts.targets.map((each) => [each.evaluation, each.cell, courseOf(each, asOf, definitions)]),
    ]);
  });

describe("历史按年汇总读取", () => {
  it("不管怎样报送、更正,按哪一天看,与逐期全部读取的结果逐字节相同", async () => {
    const series = await allSeries();
    expect(new Set(series.map(({ kind }) => kind)).size).toBeGreaterThanOrEqual(5);
    let condensed = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(year, { minLength: 20, maxLength: 50 }),
        fc.array(fc.date({ min: new Date("2016-01-01"), max: new Date("2029-12-31"), noInvalidDate: true }), {
          minLength: 3,
          maxLength: 3,
        }),
        async (years, days) => {
          await database.transaction(systemActor, async (tx) => {
            for (const given of years) await post(tx, series, given);
          });
          for (const day of days) {
            const asOf = date(day.toISOString().slice(0, 10));
            const [whole, byYear, read] = await database.transaction(province, async (tx) => [
              await told(tx, asOf, "whole"),
              await told(tx, asOf, "by-year"),
              (await boardFacts(tx, province, { targets: { subjects: hospitals }, asOf, past: "by-year" })).targets,
            ]);
            expect(byYear).toBe(whole);
            condensed += read
              .filter(({ target }) => target.kind === "amount" || target.kind === "ratio")
              .flatMap(({ facts }) => facts.observations ?? [])
              .filter(({ dueOn }) => dueOn === null).length;
          }
        },
      ),
      { numRuns: 6 },
    );
    // Otherwise the two would be the same for having read the same.
    expect(condensed).toBeGreaterThan(20);
  }, 240_000);
});

describe("逐期读取的年份", () => {
  const kept = (of: number, more: Partial<KeptYear> = {}): KeptYear => ({
    subject: "H1",
    indicator: "avg_los",
    year: of,
    months: 12,
    endsOn: date(`${of}-12-31`),
    partsEndOn: date(`${of}-12-31`),
    value: "8",
    label: null,
    numerator: "800",
    denominator: "100",
    oldestDefinition: 1,
    newestDefinition: 1,
    reportedOn: date(`${of + 1}-01-05`),
    settledOn: date(`${of + 1}-01-10`),
    ...more,
  });
  const ratio: AskedSeries = { terms: { period: "annual-ratio", unit: "天", by: 2027 }, kind: "ratio" };
  const read = (years: readonly KeptYear[], target = ratio, breaks: readonly number[] = []) => {
    const found = yearsInFull(target, years, { asOf: date("2026-11-22"), breaks });
    return found === "all" ? found : years.map((each) => each.year).filter((each) => found.has(each));
  };
  const decade = Array.from({ length: 10 }, (_, at) => 2016 + at);

  it.each<[string, KeptYear[], AskedSeries, readonly number[], "all" | number[]]>([
    ["十年的月报只读最近一个整年", decade.map((of) => kept(of)), ratio, [], [2025]],
    ["有缺月的年逐期读", decade.map((of) => kept(of, of === 2018 ? { months: 11 } : {})), ratio, [], [2018, 2025]],
    [
      "当日以后才定的年逐期读",
      decade.map((of) => kept(of, of === 2018 ? { settledOn: date("2026-12-01") } : {})),
      ratio,
      [],
      [2018, 2025],
    ],
    [
      "年初第一期要有上年的末期可比",
      [kept(2023), kept(2024), kept(2025, { months: 12, partsEndOn: date("2025-01-31") })],
      ratio,
      [],
      [2024, 2025],
    ],
    ["比率缺一侧的年逐期读", decade.map((of) => kept(of, of === 2018 ? { denominator: null } : {})), ratio, [], [2018, 2025]],
    [
      "每年一判的目标,各年都读",
      decade.map((of) => kept(of)),
      { ...ratio, terms: { ...ratio.terms, period: "each-year", from: 2023 } },
      [],
      [2023, 2024, 2025],
    ],
    [
      "口径断开以前的年不再读",
      decade.map((of) => kept(of, of < 2024 ? {} : { oldestDefinition: 2, newestDefinition: 2 })),
      ratio,
      [2],
      [2025],
    ],
    [
      "一年之内口径断开的逐期读",
      decade.map((of) => kept(of, of < 2024 ? {} : { oldestDefinition: of === 2024 ? 1 : 2, newestDefinition: 2 })),
      ratio,
      [2],
      [2024, 2025],
    ],
    [
      "当日不知道的新口径,全部逐期读",
      decade.map((of) => kept(of, of < 2025 ? {} : { newestDefinition: 2, settledOn: date("2026-12-01") })),
      ratio,
      [2],
      "all",
    ],
    ["指标和目标的期间不同类,全部逐期读", decade.map((of) => kept(of)), { ...ratio, kind: "stock" }, [], "all"],
  ])("%s", (_, years, target, breaks, expected) => {
    expect(read(years, target, breaks)).toEqual(expected);
  });
});
