import { downloadQuarterlyReport } from "@qiangyi/api";
import { date } from "@qiangyi/kernel";
import mammoth from "mammoth";
import { beforeAll, describe, expect, it } from "vitest";
import { testApi } from "../../../test/api.ts";
import { freshDatabase } from "../../../test/fresh-database.ts";
import { type Actor, fixedClock, systemActor } from "../../platform/index.ts";
import { type ApprovedValue, postObservations } from "../observations/index.ts";
import { addSubjects, people, taiyuanCentre } from "../reports/sample-reports.ts";
import { quarterDays } from "./quarter.ts";

const clock = fixedClock("2027-02-03T02:00:00Z");
const database = await freshDatabase();
const api = await testApi(database, clock, true);

const value = (indicator: string, period: string, approvedOn: string, more: Partial<ApprovedValue>): ApprovedValue => ({
  subject: taiyuanCentre,
  indicator,
  period,
  reportedOn: date(approvedOn),
  dueOn: null,
  approvedOn: date(approvedOn),
  report: null,
  source: "loaded",
  reason: null,
  ...more,
});
const post = (...values: ApprovedValue[]) => database.transaction(systemActor, (tx) => postObservations(tx, systemActor, values));

beforeAll(async () => {
  await addSubjects(database, clock);
  await post(
    value("outpatient_visits", "2024", "2025-01-20", { value: "1200000" }),
    value("outpatient_visits", "2025", "2026-01-20", { value: "1300000" }),
    value("avg_los", "2024", "2025-01-20", { numerator: "870000", denominator: "100000" }),
    value("avg_los", "2025", "2026-01-20", { numerator: "840000", denominator: "100000", dueOn: date("2026-01-10") }),
  );
});

const get = (query: { subject?: string; quarter: string; asOf?: string }, actor: Actor = people.province) =>
  api.call(actor, downloadQuarterlyReport, { query });
/** The paragraphs of the Word file, cells included. */
const linesOf = async (bytes: Buffer): Promise<readonly string[]> =>
  (await mammoth.extractRawText({ buffer: bytes })).value.split("\n").filter((line) => line !== "");
const report = async (query: Parameters<typeof get>[0], actor?: Actor) => linesOf((await get(query, actor)).bytes);

describe("一家医院的季度报告", () => {
  it("写明数据截止日、每项目标的现值与判定、上季的值和条款", async () => {
    const lines = await report({ subject: taiyuanCentre, quarter: "2026-Q1" });
    expect(lines[0]).toBe("北大医院太原医院（太原市中心医院）2026年第一季度指标报告");
    expect(lines[1]).toBe("数据截至2026年3月31日，只计截至当日已审定的数值");
    const row = lines.slice(lines.indexOf("平均住院日"), lines.indexOf("平均住院日") + 11);
    expect(row).toEqual([
      "平均住院日",
      "低于8.5天",
      "2027年",
      "8.4天",
      "2025年",
      "待定",
      "100.0%",
      "正常",
      "8.7天",
      "迟报、提前达标",
      "四（四）",
    ]);
    expect(lines).toContain("依据：晋政办函〔2023〕19号");
    expect(lines.filter((line) => line === "四（四）")).toHaveLength(21);
  });

  it("与上一季度相比变了什么、什么迟了,都有一句话", async () => {
    const lines = await report({ subject: taiyuanCentre, quarter: "2026-Q1" });
    const text = lines.join("\n");
    expect(text).toMatch(/平均住院日\n由8.7天（2024年）变为8.4天（2025年）[^\n]*\n2025年 8\.40天\n/);
    expect(text).toMatch(/年门诊量\n由120万人次（2024年）变为130万人次（2025年）/);
    expect(lines).toContain("与2025年第四季度报告（截至2025年12月31日）相比");
    expect(lines).toContain("所用数据迟报10天");
    expect(text).toContain("共20项目标，达标0项");
  });

  it("季度末以后的更正不改变这份报告,一字不差", async () => {
    const before = await report({ subject: taiyuanCentre, quarter: "2026-Q1" });
    await post(
      value("avg_los", "2025", "2026-04-20", {
        numerator: "880000",
        denominator: "100000",
        source: "correction",
        reason: "漏计一个病区",
      }),
    );
    expect(await report({ subject: taiyuanCentre, quarter: "2026-Q1" })).toEqual(before);
    const later = (await report({ subject: taiyuanCentre, quarter: "2026-Q2" })).join("\n");
    expect(later).toContain("由8.4天（2025年）变为8.8天（2025年（含更正））");
    const byDay = (await report({ subject: taiyuanCentre, quarter: "2026-Q1", asOf: "2026-04-20" })).join("\n");
    expect(byDay).toContain("数据截至2026年4月20日");
    expect(byDay).toContain("8.8天");
  });

  it("目标年未到、现值不变时,本季新审定的数值和同比也写出来", async () => {
    await post(
      value("avg_los", "2025-Q3", "2026-08-15", { numerator: "216000", denominator: "25000" }),
      value("avg_los", "2026-Q3", "2026-10-20", { numerator: "205000", denominator: "25000" }),
    );
    const text = (await report({ subject: taiyuanCentre, quarter: "2026-Q3", asOf: "2026-10-31" })).join("\n");
    expect(text).toMatch(/平均住院日\n[^\n]*\n2026年第三季度 8\.20天；2025年第三季度 8\.64天\n/);
  });

  it("没有变化的季度写明没有变化", async () => {
    const text = (await report({ subject: taiyuanCentre, quarter: "2025-Q4" })).join("\n");
    expect(text).toContain("与2025年第三季度报告（截至2025年9月30日）相比，没有变化，也没有新审定的数值。");
  });
});

describe("全省的季度报告", () => {
  it("每个单位一行合计,再逐项列出;市只有自己的,医院只有自己的", async () => {
    const lines = await report({ quarter: "2026-Q1" });
    expect(lines[0]).toBe("全省2026年第一季度指标报告");
    expect(lines).toContain("临汾市");
    expect(lines.join("\n")).toMatch(/共\d+个单位、\d+项目标：达标\d+项/);
    const ofCity = await report({ quarter: "2026-Q1" }, people.linfen);
    expect(ofCity[0]).toBe("全市2026年第一季度指标报告");
    expect(ofCity.join("\n")).not.toContain("北大医院太原医院");
    const own = await report({ quarter: "2026-Q1" }, people.clerk);
    expect(own[0]).toContain("北大医院太原医院");
    // Some three thousand cells, read back by a library that is slow at it.
  }, 120_000);
});

describe("不出报告", () => {
  it.each([
    ["quarter-not-ended", { subject: taiyuanCentre, quarter: "2027-Q1" }],
    ["day-misfit", { subject: taiyuanCentre, quarter: "2026-Q1", asOf: "2026-03-30" }],
    ["day-misfit", { subject: taiyuanCentre, quarter: "2026-Q1", asOf: "2027-02-04" }],
    ["subject-not-found", { subject: "140999", quarter: "2026-Q1" }],
    ["invalid-request", { subject: taiyuanCentre, quarter: "2026-Q5" }],
  ])("%s:%j", async (code, query) => expect((await get(query)).problem.code).toBe(code));

  it("别的市和别的医院取不到", async () => {
    for (const actor of [people.linfen, people.bethuneClerk])
      expect((await get({ subject: taiyuanCentre, quarter: "2026-Q1" }, actor)).problem.code).toBe("subject-not-found");
  });
});

it("两季从季度末算起看一样久", () => {
  expect(quarterDays("2026-Q1", undefined)).toEqual({
    ends: "2026-03-31",
    asOf: "2026-03-31",
    before: "2025-Q4",
    beforeAsOf: "2025-12-31",
  });
  expect(quarterDays("2026-Q2", date("2026-07-15"))).toMatchObject({ before: "2026-Q1", beforeAsOf: "2026-04-15" });
});
