import { date } from "@qiangyi/kernel";
import { targetsToJson } from "@qiangyi/policy/targets";
import * as fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { actorAs } from "../../../test/api.ts";
import { freshDatabase, type TestDatabase } from "../../../test/fresh-database.ts";
import { type Actor, fixedClock, systemActor, violatedConstraint } from "../../platform/index.ts";
import { loadRegions } from "../../registry/index.ts";
import { loadIndicators } from "../load-indicators.ts";
import { evaluate } from "../targets/index.ts";
import { type ApprovedValue, observationsFor, postObservations, regionYears, subjectYears } from "./index.ts";

const bethune = "140000-C01";
const cancer = "140000-C02";
const taiyuan = "140100-C04";
const province = actorAs("prov_health_dept");
const task = (name: string) => `regional-centres-2023.${name}`;

let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase();
  await database.transaction(systemActor, loadRegions);
  await database.transaction(systemActor, (tx) => loadIndicators(tx, fixedClock("2024-01-02T02:00:00Z")));
});

const value = (subject: string, indicator: string, period: string, given: Partial<ApprovedValue>): ApprovedValue => ({
  subject,
  indicator,
  period,
  reportedOn: date("2025-01-08"),
  dueOn: date("2025-01-10"),
  approvedOn: date("2025-01-20"),
  report: null,
  source: "loaded",
  reason: null,
  ...given,
});
const months = (year: number) => Array.from({ length: 12 }, (_, at) => `${year}-${String(at + 1).padStart(2, "0")}`);
const post = (rows: readonly ApprovedValue[], actor: Actor = systemActor) =>
  database.transaction(actor, (tx) => postObservations(tx, actor, rows));
const judge = async (target: string, asOf: string, actor: Actor = province) => {
  const { evaluations } = await database.transaction(actor, (tx) =>
    evaluate(tx, actor, { targets: [task(target)], asOf: date(asOf) }),
  );
  return evaluations.at(-1);
};
const count = async () => (await database.query<{ n: number }>("select count(*)::int n from observation"))[0]?.n;

describe("从审定数据评价", () => {
  it("月度6.0天（1000人）和10.0天（3000人）合起来是9.0天，不是8.0天", async () => {
    await post([
      value(cancer, "avg_los", "2026-01", { numerator: "6000", denominator: "1000" }),
      value(cancer, "avg_los", "2026-02", { numerator: "30000", denominator: "3000" }),
    ]);
    expect(await judge("task2.alos", "2026-03-31")).toMatchObject({ value: "9", display: "9.0天", verdict: "pending" });
    const [year] = await database.transaction(province, (tx) =>
      subjectYears(tx, province, { subjects: [cancer], indicators: ["avg_los"] }),
    );
    expect(year).toMatchObject({ year: 2026, months: 2, value: "9", numerator: "36000", denominator: "4000" });
  });

  it("恰好8.0天不算低于8天：未达标，完成率至多99.9% [regional-centres-2023.task1.alos]", async () => {
    await post([value(bethune, "avg_los", "2024", { numerator: "800000", denominator: "100000" })]);
    expect(await judge("task1.alos", "2025-03-31")).toMatchObject({
      verdict: "not-met",
      display: "8.0天",
      completion: "99.9",
      gap: { value: "0", strict: true },
    });
  });

  it("1,662,500人次在150万至200万的32.5%处；年报替代各季，各季替代各月", async () => {
    await post([
      ...months(2024).map((month) => value(bethune, "outpatient_visits", month, { value: "1" })),
      ...["2024-Q1", "2024-Q2", "2024-Q3"].map((quarter) => value(bethune, "outpatient_visits", quarter, { value: "400000" })),
    ]);
    expect(await judge("task1.outpatient", "2025-03-31")).toMatchObject({ value: "1200003", verdict: "not-met" });
    await post([value(bethune, "outpatient_visits", "2024", { value: "1662500" })]);
    expect(await judge("task1.outpatient", "2025-03-31")).toMatchObject({
      verdict: "met",
      display: "166.25万人次",
      rangePosition: "32.5",
    });
    const [year] = await database.transaction(province, (tx) =>
      subjectYears(tx, province, { subjects: [bethune], indicators: ["outpatient_visits"] }),
    );
    expect(year).toMatchObject({ months: 12, value: "1662500" });
  });

  it("第100名在前100名之内", async () => {
    await post([value(bethune, "national_rank", "2024", { value: "100", approvedOn: date("2026-02-01") })]);
    expect(await judge("task1.performance-rank", "2026-01-31")).toMatchObject({ verdict: "pending", value: null });
    expect(await judge("task1.performance-rank", "2026-02-01")).toMatchObject({ verdict: "met", value: "100" });
  });

  it("分母为0照报照存，是无数据，不是0%", async () => {
    await post([value(taiyuan, "rate_surgery_l4", "2027", { numerator: "0", denominator: "0" })]);
    expect(await judge("task4.level4-surgery", "2028-03-31")).toMatchObject({ verdict: "no-data", value: null, display: "—" });
    const [year] = await database.transaction(province, (tx) => subjectYears(tx, province, { subjects: [taiyuan] }));
    expect(year).toMatchObject({ value: null, numerator: "0", denominator: "0" });
  });

  it("别家医院的结果看不到：评价里没有，不是无数据", async () => {
    const unit = actorAs("unit_applicant", { city: "140100", institution: taiyuan });
    expect(await judge("task1.alos", "2025-03-31", unit)).toBeUndefined();
    expect(
      await database.transaction(unit, (tx) => observationsFor(tx, unit, { subjects: [bethune], asOf: date("2030-01-01") })),
    ).toEqual([]);
  });
});

describe("更正", () => {
  it("原值保留，新值另立版本，标已更正", async () => {
    const corrected = { reason: "第四季度漏报分院数据", source: "correction" as const, approvedOn: date("2025-06-30") };
    await post([value(bethune, "avg_los", "2024", { numerator: "790000", denominator: "100000", ...corrected })]);
    expect(await judge("task1.alos", "2025-06-29")).toMatchObject({ verdict: "not-met", used: ["2024"] });
    expect(await judge("task1.alos", "2025-06-30")).toMatchObject({ verdict: "met", used: ["2024#2"], flags: ["corrected"] });
    const rows = await database.transaction(province, (tx) =>
      observationsFor(tx, province, { subjects: [bethune], indicators: ["avg_los"], asOf: date("2025-12-31") }),
    );
    expect(rows.map(({ version, numerator, isCurrent }) => [version, numerator, isCurrent])).toEqual([
      [1, "800000", false],
      [2, "790000", true],
    ]);
  });

  it("不管以后怎么更正，按当日重算的旧报告逐字节相同", async () => {
    const asOf = date("2025-04-01");
    const report = () =>
      database.transaction(province, async (tx) => targetsToJson(await evaluate(tx, province, { targets: "all", asOf })));
    const before = await report();
    expect(before).toContain('"verdict": "met"');
    const later = fc.record({
      subject: fc.constantFrom(bethune, cancer, taiyuan),
      indicator: fc.constantFrom("avg_los", "rate_surgery_l4", "referral_out_rate"),
      period: fc.constantFrom("2022", "2023", "2024", "2024-Q4", "2024-03", "2025-01"),
      numerator: fc.integer({ min: 0, max: 1_000_000 }).map(String),
      denominator: fc.integer({ min: 0, max: 1_000_000 }).map(String),
      days: fc.integer({ min: 1, max: 900 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(later, { minLength: 1, maxLength: 8 }), async (corrections) => {
        for (const { days, ...given } of corrections) {
          const approvedOn = date(new Date(Date.UTC(2025, 3, 1 + days)).toISOString().slice(0, 10));
          await post([value("", "", "", { ...given, approvedOn, reason: "以后的更正", source: "correction" })]);
        }
        expect(await report()).toBe(before);
      }),
      { numRuns: 12 },
    );
  });
});

describe("各地汇总", () => {
  it("地区的比率是分子之和比分母之和；更正后随之改变；随记随汇，与逐条重算一致", async () => {
    await post([
      value(taiyuan, "rate_surgery_l4", "2025", { numerator: "30", denominator: "100" }),
      value(bethune, "rate_surgery_l4", "2025", { numerator: "100", denominator: "200" }),
    ]);
    const of2025 = () =>
      database.transaction(province, (tx) =>
        regionYears(tx, province, { indicators: ["rate_surgery_l4"], from: 2025, to: 2025 }),
      );
    const [whole] = await of2025();
    expect(whole).toMatchObject({ region: "140000" });
    await post([
      value(taiyuan, "rate_surgery_l4", "2025", {
        numerator: "40",
        denominator: "100",
        reason: "重报分子",
        source: "correction",
      }),
    ]);
    const regions = new Map((await of2025()).map((each) => [each.region, each]));
    expect(regions.get("140100")?.subjects).toBe(1);
    expect(Number(regions.get("140000")?.numerator) - Number(whole?.numerator)).toBe(10);
    // Summed anew from the years of the institutions, as a program without the rollup would do.
    const anew = await database.query(
      `select i.code as indicator, y.year, coalesce(y.city, '140000') as region, count(*)::int subjects, sum(coalesce(numerator, 0)) n,
         sum(coalesce(denominator, 0)) d
       from observation_year y join indicator i on i.code = y.indicator where y.institution is not null and y.city is not null group by 1, 2, 3 order by 1, 2, 3`,
    );
    const kept = await database.query(
      `select indicator, year, region, subjects, numerator n, denominator d from region_year where city is not null and county is null order by 1, 2, 3`,
    );
    expect(kept).toEqual(anew);
  });

  it("两人同时审定同一年的两个月，汇总不漏", async () => {
    const month = (period: string) => post([value(taiyuan, "outpatient_visits", period, { value: "100000" })]);
    await Promise.all(months(2025).map(month));
    const [year] = await database.transaction(province, (tx) =>
      subjectYears(tx, province, { subjects: [taiyuan], indicators: ["outpatient_visits"] }),
    );
    expect(year).toMatchObject({ months: 12, value: "1200000" });
  });
});

describe("数据库守住的", () => {
  const insert = (columns: Record<string, unknown>) => {
    const row = {
      province: "14",
      subject: bethune,
      indicator: "cmi",
      period: "2024",
      version: 1,
      institution: bethune,
      value: 1,
      definition: 1,
      reported_on: "2025-01-01",
      approved_on: "2025-01-02",
      source: "loaded",
      recorded_by: "x",
      recorded_name: "甲",
      ...columns,
    };
    const names = Object.keys(row);
    return database
      .query(
        `insert into observation (${names.join()}) values (${names.map((_, at) => `$${at + 1}`).join()})`,
        Object.values(row),
      )
      .then(
        () => "no violation",
        (error: unknown) => violatedConstraint(error),
      );
  };
  it.each([
    ["observation_says_one_thing", { numerator: 1, denominator: 2 }],
    ["observation_parts_not_negative", { value: null, numerator: -1, denominator: 2 }],
    ["observation_indicator_known", { indicator: "nothing_like_it" }],
    ["observation_version_positive", { version: 0, reason: "没有第0版" }],
    ["observation_source_known", { source: "guess" }],
    ["observation_approved_after_report", { reported_on: "2025-01-03" }],
    ["observation_correction_has_reason", { version: 2 }],
  ])("%s", async (constraint, columns) => {
    const before = await count();
    expect(await insert(columns)).toBe(constraint);
    expect(await count()).toBe(before);
  });

  it("日历上没有的期间不能入库", async () => {
    for (const period of ["2024-13", "2024-Q5", "2024-1", "全年"]) {
      await expect(post([value(bethune, "cmi", period, { numerator: "1", denominator: "1" })])).rejects.toThrow("begins_on");
    }
    await expect(post([value(bethune, "emr_level", "2024-02-30", { label: "5" })])).rejects.toThrow("date");
  });

  it("审定的数据不能改、不能删；汇总不能直接写", async () => {
    for (const statement of ["update observation set value = 0", "delete from observation"])
      await expect(database.query(statement)).rejects.toThrow("append-only");
    const rights = await database.query<{ table_name: string; privilege_type: string }>(
      `select table_name, privilege_type from information_schema.role_table_grants where grantee = 'qiangyi_app'
       and table_name in ('observation', 'observation_year', 'region_year') order by 1, 2`,
    );
    expect(rights.map(({ table_name, privilege_type }) => `${table_name} ${privilege_type}`)).toEqual([
      "observation INSERT",
      "observation SELECT",
      "observation_year SELECT",
      "region_year SELECT",
    ]);
  });

  it("不在管理范围内的主体不能入库", async () => {
    const linfen = actorAs("city_health_bureau", { city: "141000" });
    const before = await count();
    await expect(post([value(taiyuan, "cmi", "2024", { numerator: "1", denominator: "1" })], linfen)).rejects.toThrow("scope");
    expect(await count()).toBe(before);
  });
});
