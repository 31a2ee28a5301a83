import { defineIndicator, defineIndicatorVersion, listIndicators, readIndicator, recordIndicatorList } from "@qiangyi/api";
import { date } from "@qiangyi/kernel";
import { dictionaryIndicators } from "@qiangyi/policy/targets";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { actorAs, type TestApi, testApi } from "../../../test/api.ts";
import { freshDatabase, type TestDatabase } from "../../../test/fresh-database.ts";
import { fixedClock, systemActor } from "../../platform/index.ts";
import { loadRegions } from "../../registry/index.ts";
import { loadIndicators } from "../load-indicators.ts";
import { postObservations, subjectYears } from "../observations/index.ts";
import { evaluate } from "../targets/index.ts";
import { dictionaryOf } from "./dictionary.store.ts";
import { loadDictionary } from "./load-dictionary.ts";

const province = actorAs("prov_health_dept");
const city = actorAs("city_health_bureau", { city: "140100" });
const clock = fixedClock("2025-03-01T02:00:00Z");

let database: TestDatabase;
let api: TestApi;
beforeAll(async () => {
  database = await freshDatabase();
  api = await testApi(database, clock);
  await database.transaction(systemActor, loadRegions);
  await database.transaction(systemActor, (tx) => loadIndicators(tx, clock));
});

const newIndicator = {
  code: "telemedicine_consults",
  title: "远程会诊例数",
  unit: "例",
  direction: "up",
  kind: "amount",
  scale: null,
  category: "信息化",
  cycle: "quarter",
  partOfWhole: false,
  plausible: null,
  source: "省远程会诊中心",
  askedOf: ["tertiary"],
  effectiveFrom: "2025-01-01",
  formula: "期内完成的远程会诊例数",
  numerator: null,
  denominator: null,
  listName: null,
} as const;

const written = async () =>
  (
    await database.query<{ n: number }>(
      "select ((select count(*) from indicator) + (select count(*) from indicator_definition) + (select count(*) from indicator_list))::int n",
    )
  )[0]?.n;
let before: number | undefined;
beforeEach(async () => {
  before = await written();
});

describe("指标词典", () => {
  it("参照数据里有文件的全部指标；再载入一次什么也不变", async () => {
    await database.transaction(systemActor, (tx) => loadIndicators(tx, clock));
    const { answer } = await api.call(city, listIndicators, { query: {} });
    expect(answer.items).toHaveLength(dictionaryIndicators.length);
    expect(answer.items.find(({ code }) => code === "avg_los")).toMatchObject({
      title: "平均住院日",
      unit: "天",
      direction: "down",
      numerator: "出院者占用总床日数",
      denominator: "出院人次",
      definition: 1,
      targets: 4,
    });
    expect(await written()).toBe(before);
  });

  it("按文字、类别查找", async () => {
    const of = async (query: Record<string, string>) =>
      (await api.call(city, listIndicators, { query })).answer.items.map(({ code }) => code);
    expect(await of({ text: "四级手术" })).toContain("rate_surgery_l4");
    expect(await of({ text: "100%" })).toEqual([]);
    expect(new Set(await of({ category: "科研" }))).toEqual(
      new Set([
        "academic_influence",
        "nsfc_projects",
        "provincial_labs",
        "provincial_research_centres",
        "research_fund_per_100",
        "technology_value",
      ]),
    );
  });

  it("新增指标不用改程序：填表即有，随即可以收数、评价", async () => {
    const saved = await api.call(province, defineIndicator, { body: { ...newIndicator, askedOf: ["tertiary"] } });
    expect([saved.status, saved.answer]).toEqual([201, { code: "telemedicine_consults" }]);
    const { answer } = await api.call(city, readIndicator, { params: { code: "telemedicine_consults" } });
    expect(answer.indicator).toMatchObject({ title: "远程会诊例数", askedOf: ["tertiary"], definition: 1 });
    await database.transaction(systemActor, (tx) =>
      postObservations(tx, systemActor, [
        {
          subject: "140100-C04",
          indicator: "telemedicine_consults",
          period: "2025-Q1",
          value: "120",
          reportedOn: date("2025-04-02"),
          dueOn: null,
          approvedOn: date("2025-04-03"),
          report: null,
          source: "report",
          reason: null,
        },
      ]),
    );
    expect((await database.query("select 1 from observation where indicator = 'telemedicine_consults'")).length).toBe(1);
  });

  it.each([
    ["代码已用", { code: "avg_los" }, 409, "code-in-use"],
    ["同名", { code: "another_one", title: "平均住院日" }, 409, "title-in-use"],
    ["比率没有分母", { code: "another_one", title: "甲率", kind: "ratio", numerator: "甲" }, 422, "indicator-incomplete"],
    ["累计数写了分子", { code: "another_one", title: "甲数", numerator: "甲", denominator: "乙" }, 422, "indicator-incomplete"],
    ["级别没有列出", { code: "another_one", title: "甲级", kind: "level" }, 422, "indicator-incomplete"],
    ["级别重复", { code: "another_one", title: "甲级", kind: "level", scale: ["甲", "甲"] }, 422, "indicator-incomplete"],
    ["合理范围颠倒", { code: "another_one", title: "甲项", plausible: { min: "9", max: "1" } }, 422, "indicator-incomplete"],
    ["代码不合规", { code: "平均" }, 400, "invalid-request"],
  ])("%s：拒绝，什么也没有写", async (_, change, status, code) => {
    const answer = await api.call(province, defineIndicator, { body: { ...newIndicator, ...change } as never });
    expect([answer.status, answer.problem.code]).toEqual([status, code]);
    expect(await written()).toBe(before);
  });

  it("市里不能改词典", async () => {
    const answer = await api.call(city, defineIndicator, {
      body: { ...newIndicator, code: "of_a_city", title: "市里的指标", askedOf: [] },
    });
    expect(answer.status).toBe(403);
    expect(await written()).toBe(before);
  });
});

describe("定义版本", () => {
  const next = {
    effectiveFrom: "2026-01-01",
    formula: "出院者占用总床日数÷出院人次（不含日间）",
    numerator: "出院者占用总床日数（不含日间）",
    denominator: "出院人次（不含日间）",
    listName: null,
    isBreak: true,
    reason: "按国家考核新口径",
    document: "国卫办医函〔2025〕1号",
  };
  const define = (code: string, change: Partial<typeof next> = {}) =>
    api.call(province, defineIndicatorVersion, { params: { code }, body: { ...next, ...change } });

  it("口径变化后另起一段：断点前后的数值不相比较", async () => {
    const post = (period: string, numerator: string) =>
      database.transaction(systemActor, (tx) =>
        postObservations(tx, systemActor, [
          {
            subject: "140100-C04",
            indicator: "avg_los",
            period,
            numerator,
            denominator: "1000",
            reportedOn: date("2027-01-05"),
            dueOn: null,
            approvedOn: date("2027-01-06"),
            report: null,
            source: "report",
            reason: null,
          },
        ]),
      );
    const judge = async () => {
      const targets = ["regional-centres-2023.task4.alos"];
      const { evaluations } = await database.transaction(province, (tx) =>
        evaluate(tx, province, { targets, asOf: date("2027-02-01") }),
      );
      return evaluations[0];
    };
    await post("2025", "9000");
    expect(await judge()).toMatchObject({ value: "9", used: ["2025"] });
    expect((await define("avg_los")).answer).toEqual({ version: 2 });
    expect(await judge()).toMatchObject({ value: "9", used: ["2025"] });
    await post("2026", "8600");
    expect(await judge()).toMatchObject({ value: "8.6", used: ["2026"] });
    const rows = await database.query<{ period: string; definition: number }>(
      "select period, definition from observation where subject = '140100-C04' and indicator = 'avg_los' order by 1",
    );
    expect(rows).toEqual([
      { period: "2025", definition: 1 },
      { period: "2026", definition: 2 },
    ]);
    const { answer } = await api.call(province, readIndicator, { params: { code: "avg_los" } });
    // The one in force today is shown first, the one of next year is there already.
    expect([answer.indicator.definition, answer.definitions.map(({ version }) => version)]).toEqual([1, [2, 1]]);
  });

  it.each([
    ["不晚于现有版本", "avg_los", { effectiveFrom: "2026-01-01" }, 422, "not-later"],
    ["没有这个指标", "no_such_thing", {}, 404, "indicator-not-found"],
    ["比率没有分子", "cmi", { numerator: null as never }, 422, "indicator-incomplete"],
  ])("%s：拒绝，什么也没有写", async (_, code, change, status, refusal) => {
    const answer = await define(code, change);
    expect([answer.status, answer.problem.code]).toEqual([status, refusal]);
    expect(await written()).toBe(before);
  });
});

describe("平台更新词典", () => {
  const visits = "primary_visit_share";
  const before2027 = dictionaryIndicators.map((each) =>
    each.code === visits
      ? { ...each, cycle: "year", revised: null }
      : each.code === "cmi"
        ? { ...each, source: "旧的来源" }
        : each,
  );
  let older: TestDatabase;
  const load = (indicators: readonly object[] = dictionaryIndicators) =>
    older.transaction(systemActor, (tx) => loadDictionary(tx, clock, indicators));
  const versions = (code: string) =>
    older.query(
      `select version, effective_from::text as "from", cycle, source, formula, reason from indicator_definition where indicator = $1 order by version`,
      [code],
    );
  const share = {
    subject: "140000",
    indicator: visits,
    numerator: "52",
    denominator: "100",
    dueOn: null,
    report: null,
    source: "loaded",
    reason: null,
  } as const;
  const post = (period: string, on: string) =>
    older.transaction(systemActor, (tx) =>
      postObservations(tx, systemActor, [{ ...share, period, reportedOn: date(on), approvedOn: date(on) }]),
    );
  const kept = () => older.query("select period, numerator, definition, version from observation order by period");

  beforeAll(async () => {
    older = await freshDatabase();
    await older.transaction(systemActor, loadRegions);
    await load(before2027);
    await post("2024", "2025-01-20");
  });

  it("已装的词典得到新的定义版本和生效日期，旧的版本和旧的数值不变；再载入一次什么也不变", async () => {
    const [was, values] = [await versions(visits), await kept()];
    await load();
    expect(await versions(visits)).toEqual([
      ...was,
      { ...was[0], version: 2, from: "2027-01-01", cycle: "quarter", reason: expect.stringContaining("按季") },
    ]);
    expect(await kept()).toEqual(values);
    expect((await versions("cmi")).map(({ version, from, source }) => [version, from, source])).toEqual([
      [1, "2020-01-01", "旧的来源"],
      [2, "2025-03-01", dictionaryIndicators.find(({ code }) => code === "cmi")?.source],
    ]);
    const rows = async () => (await older.query<{ n: number }>("select count(*)::int n from indicator_definition"))[0]?.n;
    const once = await rows();
    expect(once).toBe(dictionaryIndicators.length + 2);
    await load();
    expect(await rows()).toBe(once);
  });

  it("2026年按年，2027年起按季；文字的更新不算口径变化", async () => {
    const on = async (day: string) =>
      older.transaction(
        systemActor,
        async (tx) => (await dictionaryOf(tx, province, { onDate: date(day), codes: [visits] }))[0]?.cycle,
      );
    expect([await on("2026-12-31"), await on("2027-01-01")]).toEqual(["year", "quarter"]);
    await post("2026", "2027-01-20");
    await post("2027-Q1", "2027-04-09");
    expect((await kept()).map(({ period, definition }) => [period, definition])).toEqual([
      ["2024", 1],
      ["2026", 1],
      ["2027-Q1", 2],
    ]);
    const years = await older.transaction(systemActor, (tx) => subjectYears(tx, province, { indicators: [visits] }));
    expect(years.map(({ year, hasBreak }) => [year, hasBreak])).toEqual([
      [2024, false],
      [2026, false],
      [2027, false],
    ]);
  });

  it("省里自己登记过定义的，公式以省里的为准，只更新报送办法", async () => {
    await older.query(`insert into indicator_definition (province, indicator, version, effective_from, formula, numerator, denominator, reason,
      recorded_by, recorded_name, recorded_at) values ('14', 'avg_los', 2, '2025-01-01', '省里的公式', '甲', '乙', '省里的口径', 'somebody', '某人', now())`);
    await load(
      dictionaryIndicators.map((each) => (each.code === "avg_los" ? { ...each, formula: "平台的公式", cycle: "year" } : each)),
    );
    expect((await versions("avg_los")).slice(1).map(({ version, cycle, formula }) => [version, cycle, formula])).toEqual([
      [2, "quarter", "省里的公式"],
      [3, "year", "省里的公式"],
    ]);
  });

  it.each([
    ["indicator_definition_cycle_known", { cycle: "'week'" }],
    ["indicator_definition_direction_known", { direction: "'sideways'" }],
    ["indicator_definition_asked_of_known", { asked_of: "array['nobody']" }],
    ["indicator_definition_plausible_order", { plausible_min: "9", plausible_max: "1" }],
  ])("数据库也把守 %s", async (constraint, change) => {
    const row = { direction: "'up'", category: "'甲'", cycle: "'year'", source: "'乙'", asked_of: "'{}'", ...change };
    await expect(
      older.query(`insert into indicator_definition (province, indicator, version, effective_from, formula, reason, recorded_by, recorded_name,
        recorded_at, ${Object.keys(row).join(", ")}) values ('14', 'emr_level', 9, '2030-01-01', '公式', '试一试的理由', 'a', 'b', now(), ${Object.values(row).join(", ")})`),
    ).rejects.toMatchObject({ constraint });
  });
});

describe("清单", () => {
  const list = {
    name: "疑难危重病种",
    institution: "140000-C01",
    effectiveFrom: "2024-01-01",
    items: ["病种甲", "病种乙"],
    source: "国家区域医疗中心设置标准",
  };
  const record = (change: Partial<Omit<typeof list, "institution">> & { institution?: string | null } = {}) =>
    api.call(province, recordIndicatorList, { body: { ...list, ...change } });

  it("各医院有自己的清单，逐版登记", async () => {
    expect((await record()).answer.version).toBe(1);
    expect((await record({ effectiveFrom: "2025-01-01", items: ["病种甲", "病种乙", "病种丙"] })).answer.version).toBe(2);
    expect((await record({ institution: null })).answer.version).toBe(1);
    const { answer } = await api.call(city, readIndicator, { params: { code: "difficult_coverage" } });
    expect(answer.lists.map(({ version, institution, items }) => [institution?.id ?? null, version, items.length])).toEqual([
      [null, 1, 2],
      ["140000-C01", 2, 3],
      ["140000-C01", 1, 2],
    ]);
  });

  it.each([
    ["同一项列了两次", { items: ["病种甲", "病种甲"] }, "list-item-twice"],
    ["不晚于现有版本", { effectiveFrom: "2025-01-01" }, "not-later"],
    ["没有这家机构", { institution: "999999-001" }, "institution-not-found"],
  ])("%s：拒绝，什么也没有写", async (_, change, code) => {
    const answer = await record(change);
    expect([answer.status, answer.problem.code]).toEqual([422, code]);
    expect(await written()).toBe(before);
  });
});
