import { listClocks, recordBudgets, recordSetting, recordYearEvent } from "@qiangyi/api";
import { beforeEach, describe, expect, it } from "vitest";
import { actorAs, type TestApi, testApi } from "../../test/api.ts";
import { people, wan } from "../../test/approved-plan.ts";
import { freshDatabase, type TestDatabase } from "../../test/fresh-database.ts";
import { systemActor } from "../platform/index.ts";
import { loadRegions } from "../registry/index.ts";

let database: TestDatabase;
let api: TestApi;

/** 每例一个空库；今天是 2025-03-01。 */
beforeEach(async () => {
  database = await freshDatabase();
  api = await testApi(database);
  await database.transaction(systemActor, loadRegions);
});

const approved = async (fund: "qiangyi-2024" | "5g-2022", happenedOn = "2025-01-21") => {
  const body = { fund, year: 2025, kind: "budget-approved" as const, happenedOn, documentNumber: "晋人发〔2025〕1号" };
  expect((await api.call(people.finance, recordYearEvent, { body })).status).toBe(201);
};
const expectedExecution = async (fund: "qiangyi-2024" | "5g-2022", amountFen: string) => {
  const kind = "expected-execution" as const;
  const body = { fund, year: 2025, kind, happenedOn: "2024-10-10", amountFen, documentNumber: "预计执行表" };
  expect((await api.call(people.finance, recordYearEvent, { body })).status).toBe(201);
};
const budget = async (line: string, amountWan: number, more: object = {}) => {
  const row = { line, year: 2025, amountFen: wan(amountWan), source: "省级预算", documentNumber: "晋财预〔2025〕1号", ...more };
  const recorded = await api.call(people.finance, recordBudgets, { body: { rows: [row] } });
  expect([recorded.status, recorded.problem.code]).toEqual([201, undefined]);
};
const clocks = async () =>
  (await api.call(people.finance, listClocks, { query: {} })).answer.items.map(({ rule, dueOn, leftFen, leftNote }) => ({
    rule,
    dueOn,
    leftFen,
    leftNote,
  }));

describe("批准预算后的两个期限", () => {
  it("没有登记预算额度：期限照样走，未办金额写明额度未登记", async () => {
    await approved("qiangyi-2024");
    const unknown = { leftFen: null, leftNote: "额度未登记" };
    expect(new Set(await clocks())).toEqual(
      new Set([
        { rule: "plan-report", dueOn: "2025-02-10", ...unknown },
        { rule: "provincial-issue", dueOn: "2025-02-20", ...unknown },
      ]),
    );
  });

  it("登记了专项资金合计的，以合计为准，不以各项之和", async () => {
    await approved("qiangyi-2024");
    await budget("township-centre", 300);
    expect(await clocks()).toContainEqual({
      rule: "provincial-issue",
      dueOn: "2025-02-20",
      leftFen: wan(300),
      leftNote: null,
    });
    await budget("fund", 1000);
    expect(await clocks()).toContainEqual({
      rule: "provincial-issue",
      dueOn: "2025-02-20",
      leftFen: wan(1000),
      leftNote: null,
    });
  });
});

describe("5G试点资金没有下达时限，只按录入的天数提醒", () => {
  it("20日、30日和提前下达的期限都不适用于5G试点资金；没有录入提醒天数的，不提醒", async () => {
    await approved("5g-2022");
    await expectedExecution("5g-2022", wan(5000));
    await budget("5g-pilot", 5000, { factors: { capacity: "财力可承受", basis: "建设方案" } });
    expect(await clocks()).toEqual([]);
    await expectedExecution("qiangyi-2024", wan(100));
    expect((await clocks()).map(({ rule }) => rule)).toEqual(["early-issue"]);
  });

  it("录入45日的，自批准预算之日起45日提醒省财政厅，未办金额是试点预算", async () => {
    await approved("5g-2022");
    await budget("5g-pilot", 5000, { factors: { capacity: "财力可承受", basis: "建设方案" } });
    const recorded = await api.call(actorAs("prov_health_dept"), recordSetting, {
      params: { key: "5g.issueReminderDays" },
      body: {
        value: 45,
        effectiveFrom: "2025-01-01",
        source: { kind: "own-decision" },
        decision: { decidedBy: "省财政厅", decidedOn: "2025-01-02", reason: "经会议研究设定提醒" },
      },
    });
    expect(recorded.status).toBe(201);
    expect(await clocks()).toEqual([{ rule: "pilot-issue", dueOn: "2025-03-07", leftFen: wan(5000), leftNote: null }]);
  });
});

it("提前下达：下限是上年预计执行数的90%，不足一分进一分", async () => {
  await expectedExecution("qiangyi-2024", "10001");
  expect(await clocks()).toEqual([{ rule: "early-issue", dueOn: "2024-11-30", leftFen: "9001", leftNote: null }]);
});
