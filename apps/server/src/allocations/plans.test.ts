import {
  buildPlan,
  comparePlan,
  decideResult,
  explainPlanLine,
  groupPlan,
  listBudgets,
  listDecisions,
  listPlanLines,
  listPlans,
  previewRebuild,
  readPlan,
  rebuildPlan,
  roles,
  setManualAmount,
} from "@qiangyi/api";
import { describe, expect, it } from "vitest";
import { actorAs, testApi } from "../../test/api.ts";
import { freshDatabase } from "../../test/fresh-database.ts";
import { addFacts, addSampleProvince, sampleFacts } from "./sample-province.ts";

const database = await freshDatabase();
await addSampleProvince(database);
const api = await testApi(database);
const health = actorAs("prov_health_dept");

const build = async () => {
  const { status, answer } = await api.call(health, buildPlan, { body: { year: 2025 } });
  expect(status).toBe(201);
  return answer.id;
};
const lines = async (planId: string, query: Record<string, string | number> = {}) =>
  (await api.call(health, listPlanLines, { params: { planId }, query })).answer;
const lineOf = async (planId: string, subject: string) => {
  const found = (await lines(planId, { limit: 200 })).items.find((line) => line.subject === subject);
  if (!found) throw new Error(`no line ${subject}`);
  return found;
};
const rowsIn = async (table: string) => (await database.query<{ n: number }>(`select count(*)::int as n from ${table}`))[0]?.n;

const wan = (amount: number) => String(amount * 1_000_000);

describe("生成建议方案", () => {
  it("每个事实主张都有一条结果，金额、地区、机构和名称齐全", async () => {
    const planId = await build();
    const { items, total, proposedFen } = await lines(planId, { limit: 200 });
    expect(total).toBe(7);
    expect(
      items.map(({ line, subject, status, proposedFen: fen, place, institution }) => [
        line,
        subject,
        status,
        fen,
        place,
        institution,
      ]),
    ).toEqual([
      ["provincial-key-specialty", "s1", "payable", wan(200), "省本级", "H1"],
      ["provincial-key-specialty", "s2", "payable", wan(200), "太原市本级", "T1"],
      ["township-centre", "z1", "payable", wan(100), "太原市阳曲县", "Z1"],
      ["county-tertiary", "140121", "payable", wan(1500), "太原市清徐县", null],
      ["county-tertiary", "140122", "not_payable", "0", "太原市阳曲县", "C3"],
      ["county-emergency-centre", "e1", "decision_required", "0", "太原市小店区", "D1"],
      ["doctor-secondment", "d1", "payable", "2400000", "太原市阳曲县", "C3"],
    ]);
    expect(proposedFen).toBe(String(2002_400_000));
    const plan = (await api.call(health, readPlan, { params: { planId } })).answer;
    expect(plan.counts).toEqual({ results: 7, payable: 5, refused: 1, decisions: 1, manual: 0 });
    expect(plan.sums).toMatchObject({ proposedFen: String(2002_400_000), heldFen: wan(50) });
    expect(plan.quantities.length).toBeGreaterThan(0);
  });

  it("按项目、市、县、机构汇总，各级之和与合计一致，共享的金额分到各机构", async () => {
    const planId = await build();
    for (const by of ["line", "city", "county", "institution"] as const) {
      const { groups, sums } = (await api.call(health, groupPlan, { params: { planId }, query: { by } })).answer;
      const total = groups.reduce((sum, group) => sum + BigInt(group.sums.proposedFen), 0n);
      expect([by, String(total)]).toEqual([by, sums.proposedFen]);
      expect(sums.proposedFen).toBe(String(2002_400_000));
    }
    const byInstitution = (
      await api.call(health, groupPlan, { params: { planId }, query: { by: "institution", county: "140121" } })
    ).answer;
    expect(byInstitution.groups.map(({ institution, sums }) => [institution, sums.proposedFen])).toEqual([
      ["none", "0"],
      ["C1", wan(750)],
      ["C2", wan(750)],
    ]);
    const ofC1 = await lines(planId, { institution: "C1" });
    expect(ofC1.items.map(({ subject }) => subject)).toEqual(["140121"]);
    const province = await lines(planId, { city: "none" });
    expect(province.items.map(({ subject }) => subject)).toEqual(["s1"]);
  });

  it("按状态、代码、文字筛选，按键翻页，按金额排序", async () => {
    const planId = await build();
    expect((await lines(planId, { status: "decision_required" })).items.map(({ subject }) => subject)).toEqual(["e1"]);
    expect((await lines(planId, { text: "骨科" })).items.map(({ subject }) => subject)).toEqual(["s2"]);
    expect((await lines(planId, { text: "%" })).items).toEqual([]);
    const refused = await lineOf(planId, "140122");
    expect((await lines(planId, { code: refused.errors[0] ?? "" })).items.map(({ subject }) => subject)).toContain("140122");
    for (const sort of ["order", "amount"]) {
      const seen: string[] = [];
      let after: string | undefined;
      for (let page = 0; page < 10; page++) {
        const answer = await lines(planId, { limit: 2, sort, ...(after !== undefined && { after }) });
        seen.push(...answer.items.map(({ subject }) => subject));
        if (answer.next === null) break;
        after = answer.next;
      }
      expect(seen.toSorted()).toEqual(["140121", "140122", "d1", "e1", "s1", "s2", "z1"]);
      if (sort === "amount") expect(seen.slice(0, 3)).toEqual(["140121", "s1", "s2"]);
    }
  });

  it("没有这个方案：404", async () => {
    const planId = "00000000-0000-7000-8000-000000000000";
    for (const contract of [readPlan, groupPlan, listPlanLines, comparePlan, previewRebuild]) {
      expect(await api.call(health, contract, { params: { planId } })).toMatchObject({
        status: 404,
        problem: { code: "plan-not-found" },
      });
    }
  });
});

describe("说明", () => {
  it("列出每一步及条款、事实及佐证、口径及其他口径下的结果", async () => {
    const planId = await build();
    const { lineNo } = await lineOf(planId, "140121");
    const { answer } = await api.call(health, explainPlanLine, { params: { planId, lineNo } });
    expect(answer.steps.length).toBeGreaterThan(0);
    for (const step of answer.steps) expect(step.clause).toMatch(/^qiangyi-2024\./);
    expect(answer.facts.map(({ id }) => id).toSorted()).toEqual(["q1", "q2"]);
    expect(answer.facts[0]?.entry).toMatchObject({ register: "county-tertiary", documentNumber: "晋卫医发〔2025〕1号" });
    expect(answer.facts[0]?.values.map(({ value }) => value)).toContain("清徐县");
    expect(answer.splits.map(({ name, amountFen }) => [name, amountFen])).toEqual([
      ["样例清徐县人民医院", wan(750)],
      ["样例清徐县中医院", wan(750)],
    ]);
    expect(answer.readings.map(({ key }) => key)).toContain("county.split");
  });

  it("待决定的一条给出各口径下的金额", async () => {
    const planId = await build();
    const { lineNo } = await lineOf(planId, "e1");
    const { readings } = (await api.call(health, explainPlanLine, { params: { planId, lineNo } })).answer;
    const district = readings.find(({ key }) => key === "emergency.district");
    expect(district?.alternatives.map(({ value, status, amountFen }) => [value, status, amountFen])).toEqual([
      ["in", "payable", wan(50)],
      ["out", "not_payable", "0"],
    ]);
  });

  it("没有这一条：404", async () => {
    const planId = await build();
    expect(await api.call(health, explainPlanLine, { params: { planId, lineNo: 999 } })).toMatchObject({
      status: 404,
      problem: { code: "line-not-found" },
    });
  });
});

describe("决定", () => {
  const body = {
    amountFen: wan(50),
    decidedBy: "省卫生健康委",
    decidedOn: "2025-02-20",
    reason: "市辖区中心服务全市",
    reading: "in",
  };

  it("记录后草稿随即重算，待决定变为应补；更正是新的一行", async () => {
    const planId = await build();
    const { lineNo } = await lineOf(planId, "e1");
    const decided = await api.call(health, decideResult, { params: { planId, lineNo }, body });
    expect(decided.status).toBe(201);
    expect(await lineOf(planId, "e1")).toMatchObject({ status: "payable", proposedFen: wan(50), heldFen: "0" });
    const plan = (await api.call(health, readPlan, { params: { planId } })).answer;
    expect(plan.counts.decisions).toBe(0);
    expect(plan.stale).toEqual([]);
    const again = await api.call(health, decideResult, {
      params: { planId, lineNo },
      body: { ...body, amountFen: wan(40), reason: "更正" },
    });
    expect(again.status).toBe(201);
    expect(await lineOf(planId, "e1")).toMatchObject({ proposedFen: wan(40) });
    expect((await api.call(health, listDecisions, { query: { subject: "e1" } })).answer.items).toHaveLength(2);
    const { decision } = (await api.call(health, explainPlanLine, { params: { planId, lineNo } })).answer;
    expect(decision).toMatchObject({ amountFen: wan(40), reason: "更正" });
  });

  it("其他草稿因此标为须重建", async () => {
    const planId = await build();
    const other = await build();
    const { lineNo } = await lineOf(planId, "e1");
    await api.call(health, decideResult, { params: { planId, lineNo }, body: { ...body, amountFen: wan(30), reason: "再更正" } });
    expect((await api.call(health, readPlan, { params: { planId: other } })).answer.stale).toEqual(["decisions"]);
  });

  it.each([
    ["不需要决定", "s1", {}, 409, "no-decision-asked"],
    ["决定日期晚于分配决定日", "e1", { decidedOn: "2025-03-02" }, 422, "decided-after-plan"],
    ["口径与这一条无关", "e1", { reading: "newly-qualified" }, 422, "reading-not-of-result"],
  ])("%s：拒绝，什么也没有写入", async (_, subject, change, status, code) => {
    const planId = await build();
    const { lineNo } = await lineOf(planId, subject);
    const before = await rowsIn("result_decision");
    const answer = await api.call(health, decideResult, { params: { planId, lineNo }, body: { ...body, ...change } });
    expect(answer).toMatchObject({ status, problem: { code } });
    expect(await rowsIn("result_decision")).toBe(before);
  });
});

describe("手工金额", () => {
  it("按标准200万元，填180万元没有决定记录：拒绝并说明应为多少；有记录则接受并带编号 [qiangyi-2024.art6.d]", async () => {
    const planId = await build();
    const { lineNo } = await lineOf(planId, "s1");
    const params = { planId, lineNo };
    const refused = await api.call(health, setManualAmount, { params, body: { amountFen: wan(180) } });
    expect(refused).toMatchObject({ status: 422, problem: { code: "STANDARD_MISMATCH", clause: "qiangyi-2024.art6.d" } });
    expect(refused.problem.detail).toContain("200万元");
    expect(refused.problem.detail).toContain("180万元");
    expect(await rowsIn("plan_adjustment")).toBe(0);
    expect(await lineOf(planId, "s1")).toMatchObject({ manualFen: null, proposedFen: wan(200) });

    const accepted = await api.call(health, setManualAmount, {
      params,
      body: { amountFen: wan(180), reason: "分两年安排", decidedBy: "省财政厅", documentNumber: "晋财社函〔2025〕3号" },
    });
    expect(accepted.status).toBe(200);
    expect(await lineOf(planId, "s1")).toMatchObject({ amountFen: wan(200), manualFen: wan(180), proposedFen: wan(180) });
    const { adjustments } = (await api.call(health, explainPlanLine, { params })).answer;
    expect(adjustments).toMatchObject([{ id: accepted.answer.adjustmentId, amountFen: wan(180), decidedBy: "省财政厅" }]);
  });

  it("合计随之变动，重建后仍在并保持标记，填回标准即恢复", async () => {
    const planId = await build();
    const { lineNo } = await lineOf(planId, "140121");
    const params = { planId, lineNo };
    await api.call(health, setManualAmount, {
      params,
      body: { amountFen: wan(1000), reason: "分年安排", decidedBy: "省财政厅" },
    });
    const sums = async () => (await api.call(health, readPlan, { params: { planId } })).answer;
    expect(await sums()).toMatchObject({ sums: { proposedFen: String(1502_400_000 + Number(wan(30))) }, counts: { manual: 1 } });
    const county = (await api.call(health, groupPlan, { params: { planId }, query: { by: "institution", county: "140121" } }))
      .answer;
    expect(county.groups.map(({ institution, sums: { proposedFen } }) => [institution, proposedFen])).toEqual([
      ["none", wan(1000)],
      ["C1", "0"],
      ["C2", "0"],
    ]);
    await api.call(health, rebuildPlan, { params: { planId }, body: {} });
    expect(await lineOf(planId, "140121")).toMatchObject({ manualFen: wan(1000), isManualOutdated: false });
    await api.call(health, setManualAmount, { params, body: { amountFen: wan(1500) } });
    expect(await lineOf(planId, "140121")).toMatchObject({ manualFen: null, proposedFen: wan(1500) });
    expect((await sums()).counts.manual).toBe(0);
  });
});

describe("台账变化后重建", () => {
  it("方案标为须重建；重建前可看变化，重建后变化即生效", async () => {
    const planId = await build();
    await addFacts(database, [{ ...(sampleFacts[1] as (typeof sampleFacts)[0]), id: "s9" } as never]);
    expect((await api.call(health, readPlan, { params: { planId } })).answer.stale).toEqual(["facts"]);
    const seen = (await api.call(health, previewRebuild, { params: { planId } })).answer;
    expect(seen).toMatchObject({ added: 1, removed: 0 });
    expect((await lines(planId)).total).toBe(7);
    const changes = (await api.call(health, rebuildPlan, { params: { planId }, body: {} })).answer;
    expect(changes).toEqual(seen);
    expect(changes.lines[0]).toMatchObject({ subject: "s9", beforeFen: null });
    expect((await lines(planId)).total).toBe(8);
    expect((await api.call(health, readPlan, { params: { planId } })).answer.stale).toEqual([]);
  });
});

describe("权限与范围", () => {
  it("省财政厅不能编制建议方案", async () => {
    const before = await rowsIn("allocation_plan");
    const finance = actorAs("prov_finance_social");
    expect(await api.call(finance, buildPlan, { body: { year: 2025 } })).toMatchObject({
      status: 403,
      problem: { code: "FORBIDDEN_ROLE" },
    });
    expect(await rowsIn("allocation_plan")).toBe(before);
    expect((await api.call(finance, listPlans, {})).status).toBe(200);
  });

  it("省级以外的任何账号都看不到方案，连审计也不例外", async () => {
    const planId = await build();
    for (const role of roles) {
      for (const level of role.levels.filter((each) => each !== "province")) {
        const actor = actorAs(role.id, { level, city: "140100", county: "140121" });
        for (const contract of [listPlans, readPlan, listPlanLines, listBudgets]) {
          const answer = await api.call(actor, contract as typeof readPlan, { params: { planId } });
          const code = role.holds.includes("plans.read") ? "FORBIDDEN_SCOPE" : "FORBIDDEN_ROLE";
          expect([role.id, level, answer.status, answer.problem.code]).toEqual([role.id, level, 403, code]);
        }
      }
    }
  });

  it("行级安全：市级账号直接查询也看不到一行", async () => {
    await build();
    const city = actorAs("auditor", { level: "city", city: "140100" });
    const { sql } = await import("kysely");
    for (const table of ["allocation_plan", "plan_line", "plan_cell", "plan_snapshot", "result_decision", "line_budget"]) {
      const { rows } = await database.transaction(city, (tx) =>
        sql<{ n: bigint }>`select count(*) as n from ${sql.table(table)}`.execute(tx),
      );
      expect([table, rows[0]?.n]).toEqual([table, 0n]);
    }
  });
});

describe("比较", () => {
  it("与上年和已分配并列，各行之和等于合计", async () => {
    const planId = await build();
    for (const by of ["line", "city", "county"] as const) {
      const { rows, year } = (await api.call(health, comparePlan, { params: { planId }, query: { by } })).answer;
      expect(year).toBe(2025);
      const total = rows.reduce((sum, row) => sum + BigInt(row.proposedFen), 0n);
      const plan = (await api.call(health, readPlan, { params: { planId } })).answer;
      expect(String(total)).toBe(plan.sums.proposedFen);
    }
  });
});
