import { defineIndicator, defineIndicatorVersion, listIndicators, readIndicator, recordIndicatorList } from "@qiangyi/api";
import { date } from "@qiangyi/kernel";
import { dictionaryIndicators } from "@qiangyi/policy/targets";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { actorAs, type TestApi, testApi } from "../../../test/api.ts";
import { freshDatabase, type TestDatabase } from "../../../test/fresh-database.ts";
import { fixedClock, systemActor } from "../../platform/index.ts";
import { loadRegions } from "../../registry/index.ts";
import { loadIndicators } from "../load-indicators.ts";
import { postObservations } from "../observations/index.ts";
import { evaluate } from "../targets/index.ts";

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
