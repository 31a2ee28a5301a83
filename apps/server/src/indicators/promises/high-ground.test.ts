import {
  addEntry,
  buildPlan,
  changeEntry,
  freezePlan,
  listEntries,
  recordBudgets,
  recordInvestment,
  returnEntry,
  wholeFund,
  withdrawEntry,
} from "@qiangyi/api";
import { date } from "@qiangyi/kernel";
import { fundingLines } from "@qiangyi/policy";
import { describe, expect, it } from "vitest";
import { actorAs, testApi } from "../../../test/api.ts";
import { fixedClock, systemActor } from "../../platform/index.ts";
import { postObservations } from "../index.ts";
import { evidence, province, sampleRosters, times, valueOf } from "./sample-rosters.ts";

const { api, database, load, card, written } = await sampleRosters();
const asOf = "2025-12-31";
const finance = actorAs("prov_finance_social");

describe("二（一）5 区域医疗中心", () => {
  const params = { register: "plan-regional-centre" };

  it("登记国家创伤中心,本项仍为4,另列1个 [service-system-2023.s1.5.national-centres-count]", async () => {
    await load(
      "plan-regional-centre",
      ["140000-C01", "140000-C02", "140000-C03", "140100-C04"].map((institution) => ({
        institution,
        level: "national",
        state: "building",
        approved: "2023-05-19",
      })),
    );
    const professional = async () => valueOf(await card("s1.5.national-centres-count", asOf), "专业类别（另列，不计入）");
    expect(await professional()).toBe("0");
    await load("regional-centre", [{ institution: "G1", field: "trauma", centre: "国家创伤区域医疗中心", completed: null }]);
    const found = await card("s1.5.national-centres-count", asOf);
    expect(found).toMatchObject({ verdict: "met", light: "green", shortBy: null });
    expect([valueOf(found, "试点共建"), await professional()]).toEqual(["4", "1"]);
    expect(found.rows.filter(({ remark }) => remark === "另列，不计入").map(({ name }) => name)).toEqual(["样例G1号医院"]);
  });

  const named = ["140400-C01", "140800-C01", "141000-C01", "140200-C01"];

  it("四家点名医院在建:4个,达到 [service-system-2023.s1.5.provincial-centres-count]", async () => {
    await load(
      "plan-regional-centre",
      named.map((institution) => ({ institution, level: "provincial", state: "building", approved: "2023-08-09" })),
    );
    const found = await card("s1.5.provincial-centres-count", asOf);
    expect(found).toMatchObject({ verdict: "met", light: "green", open: [] });
    expect(valueOf(found, "在建及以上")).toBe("4");
  });

  it("删除、退回、改成别家、填退出:都被拒绝,什么也没有写 [service-system-2023.s1.5.provincial-centres-count]", async () => {
    const { answer } = await api.call(province, listEntries, { params, query: { q: "临汾市人民医院" } });
    const [entry] = answer.items;
    if (!entry) throw new Error("no entry");
    const before = await written();
    const at = { params: { ...params, id: entry.id } };
    const reason = { version: entry.version, reason: "登记有误" };
    const change = (values: object) =>
      api.call(province, changeEntry, {
        ...at,
        body: { values: { ...entry.values, ...values }, evidence, version: entry.version },
      });
    const refused = [
      await api.call(province, withdrawEntry, { ...at, body: reason }),
      await api.call(province, returnEntry, { ...at, body: reason }),
      await change({ institution: "G2" }),
      await change({ ended: "2025-06-30" }),
    ];
    expect(refused.map(({ status, problem }) => [status, problem.code, problem.clause])).toEqual(
      refused.map(() => [409, "NAMED_IN_PLAN", "service-system-2023.s1.5.provincial-centres-count"]),
    );
    expect(await written()).toBe(before);
    // The state of a named centre may change, and one that the plan does not name may leave.
    expect((await change({ state: "operating" })).status).toBe(200);
    const values = { institution: "G3", level: "provincial", state: "planned", approved: "2024-05-01" };
    const added = await api.call(province, addEntry, { params, body: { values, evidence } });
    const body = { version: 1, reason: "登记有误" };
    expect((await api.call(province, withdrawEntry, { params: { ...params, id: added.answer.id }, body })).status).toBe(200);
  });
});

describe("二（一）6 学科", () => {
  const list = (tier: string, from: number, count: number) =>
    load(
      "discipline",
      times(count, (nth) => ({
        institution: `G${((from + nth) % 60) + 1}`,
        discipline: `${tier}${from + nth}`,
        tier,
        year: 2025,
      })),
    );
  const wan = (amount: number) => String(amount * 1_000_000);

  it("名册10个、补助9个:相差1 [service-system-2023.s1.6.top-disciplines-10]", async () => {
    await list("top", 0, 9);
    await list("key", 100, 50);
    const lines = [wholeFund, ...fundingLines.map(({ id }) => id)];
    const budgets = lines.map((line) => ({
      line,
      year: 2025,
      amountFen: wan(line === wholeFund ? 100_000 : 4000),
      source: "省级预算",
      documentNumber: "晋财预〔2025〕1号",
    }));
    expect((await api.call(finance, recordBudgets, { body: { rows: budgets } })).status).toBe(201);
    const investment = fundingLines.map(({ id }) => ({
      line: id,
      year: 2025,
      quantity: 100,
      standardFen: wan(10),
      sourceMix: "省级专项资金",
      approvedOn: "2025-01-20",
      documentNumber: "晋卫规财〔2025〕2号",
    }));
    expect((await api.call(province, recordInvestment, { body: { rows: investment } })).status).toBe(201);
    const built = await api.call(province, buildPlan, { body: { year: 2025, decisionDate: "2025-06-30" } });
    const planId = built.answer.id;
    const frozen = await api.call(province, freezePlan, {
      params: { planId },
      body: { title: "2025年方案", acceptStale: false },
    });
    expect(frozen.status, JSON.stringify(frozen.problem)).toBe(200);
    await list("top", 9, 1);
    const found = await card("s1.6.top-disciplines-10", asOf);
    expect(found).toMatchObject({ verdict: "met", light: "green" });
    expect(["规划（名册有效）", "资金（2025年补助）", "两者相差"].map((label) => valueOf(found, label))).toEqual([
      "10",
      "9",
      "1",
    ]);
    expect(found.remark).toContain("相差1");
  });

  it("名册40个、补助50个:规划40／资金50,相差10,不亮红灯 [service-system-2023.s1.6.key-disciplines-40]", async () => {
    const { answer } = await api.call(province, listEntries, { params: { register: "discipline" }, query: { limit: 200 } });
    const key = answer.items.filter(({ values }) => values["tier"] === "key").slice(0, 10);
    const inJuly = await testApi(database, fixedClock("2025-07-01T02:00:00Z"));
    for (const { id, version } of key) {
      const at = { params: { register: "discipline", id }, body: { version, reason: "评估退出" } };
      expect((await inJuly.call(province, withdrawEntry, at)).status).toBe(200);
    }
    const found = await card("s1.6.key-disciplines-40", asOf);
    expect(found).toMatchObject({ verdict: "met", light: "green" });
    expect(["规划（名册有效）", "资金（2025年补助）", "两者相差"].map((label) => valueOf(found, label))).toEqual([
      "40",
      "50",
      "10",
    ]);
    expect(found.remark).toContain("规划40／资金50，相差10");
  });

  it("700名卫技人员、2100万元为每百名300万元 [service-system-2023.s1.6.influence-indicators]", async () => {
    const observed = (
      indicator: string,
      year: number,
      value: { value: string } | { numerator: string; denominator: string },
    ) => ({
      subject: "140000-C01",
      indicator,
      period: String(year),
      ...value,
      reportedOn: date(`${year + 1}-01-10`),
      dueOn: null,
      approvedOn: date(`${year + 1}-01-20`),
      report: null,
      source: "loaded" as const,
      reason: null,
    });
    await database.transaction(systemActor, (tx) =>
      postObservations(tx, systemActor, [
        observed("research_fund_per_100", 2023, { numerator: "1400", denominator: "700" }),
        observed("research_fund_per_100", 2024, { numerator: "2100", denominator: "700" }),
        observed("academic_influence", 2023, { value: "50" }),
        observed("academic_influence", 2024, { value: "48" }),
        observed("technology_value", 2024, { value: "12.5" }),
      ]),
    );
    const found = await card("s1.6.influence-indicators", asOf);
    const rows = found.rows.map(({ name, figures, light }) => [name.split(" ")[1], figures[0]?.value, figures[2]?.value, light]);
    expect(rows).toEqual([
      ["重点学科学术影响力", "48", "-4.0", "yellow"],
      ["科技量值", "12.5", null, "grey"],
      ["每百名卫生技术人员科研项目经费", "300", "50.0", "green"],
    ]);
  });
});
