import {
  buildPlan,
  discardPlan,
  downloadPlanInput,
  downloadPlanResult,
  downloadPlanWorkbook,
  freezePlan,
  listPlanLines,
  listPlans,
  markKeyProject,
  readPlan,
  rebuildPlan,
  recordBudgets,
  recordInvestment,
  setManualAmount,
  suggestShares,
  verifyPlan,
  wholeFund,
} from "@qiangyi/api";
import { type EvaluateInput, evaluate, fundingLines, parseInput, toJson } from "@qiangyi/policy";
import ExcelJS from "exceljs";
import { beforeEach, describe, expect, it } from "vitest";
import { actorAs, testApi } from "../../test/api.ts";
import { freshDatabase } from "../../test/fresh-database.ts";
import { addFacts, addSampleProvince } from "./sample-province.ts";

const database = await freshDatabase();
await addSampleProvince(database);
const api = await testApi(database);
const health = actorAs("prov_health_dept");
const finance = actorAs("prov_finance_social");
const wan = (amount: number) => String(amount * 1_000_000);

const build = async () => (await api.call(health, buildPlan, { body: { year: 2025 } })).answer.id;
const freeze = (planId: string, acceptStale = false) =>
  api.call(health, freezePlan, { params: { planId }, body: { title: "2025年建议方案", acceptStale } });
const lineNoOf = async (planId: string, subject: string) =>
  (await api.call(health, listPlanLines, { params: { planId }, query: { limit: 200 } })).answer.items.find(
    (line) => line.subject === subject,
  )?.lineNo ?? -1;

/** Each test starts with its own budgets: corrections of the ones before. */
const budget = async (line: string, amount: number) => {
  const row = {
    line,
    year: 2025,
    amountFen: wan(amount),
    source: "省级预算",
    documentNumber: "晋财预〔2025〕1号",
    reason: "测试更正",
  };
  expect((await api.call(finance, recordBudgets, { body: { rows: [row] } })).status).toBe(201);
};
const plan = (line: string, quantity: number, standard: number) => ({
  line,
  year: 2025,
  quantity,
  standardFen: wan(standard),
  sourceMix: "省级专项资金",
  approvedOn: "2025-01-20",
  documentNumber: "晋卫规财〔2025〕2号",
  reason: "测试更正",
});
const enough = async () => {
  await budget(wholeFund, 100_000);
  await budget("provincial-key-specialty", 4000);
  const rows = fundingLines.map(({ id }) => plan(id, 10, 100));
  expect((await api.call(health, recordInvestment, { body: { rows } })).status).toBe(201);
};
const stateOf = async (planId: string) =>
  (await database.query<{ state: string }>("select state from allocation_plan where id = $1", [planId]))[0]?.state;

describe("定稿前的检查", () => {
  beforeEach(enough);

  it("不在投资计划中的项目：PLAN_REQUIRED；补登后接受 [qiangyi-2024.art5.b]", async () => {
    const rows = [plan("national-key-specialty", 25, 300), plan("provincial-key-specialty", 100, 200)];
    for (const row of rows) await api.call(health, recordInvestment, { body: { rows: [row] } });
    const totals = await database.query<{ total: bigint }>(
      `select distinct on (line) total_fen as total from investment_item where line in ('national-key-specialty', 'provincial-key-specialty')
       order by line, corrections desc`,
    );
    expect(totals.reduce((sum, { total }) => sum + total, 0n)).toBe(27_500_000_000n);
    await api.call(health, recordInvestment, { body: { rows: [plan("township-centre", 0, 100)] } });
    const planId = await build();
    const refused = await freeze(planId);
    expect(refused).toMatchObject({ status: 422, problem: { code: "PLAN_REQUIRED", clause: "qiangyi-2024.art5.b" } });
    expect(await stateOf(planId)).toBe("draft");
    await api.call(health, recordInvestment, { body: { rows: [plan("township-centre", 91, 100)] } });
    expect((await freeze(planId)).status).toBe(200);
  });

  it("合计2002.4万元，预算1802.4万元：TOTAL_BUDGET_EXCEEDED，说明超出200万元", async () => {
    await budget(wholeFund, 2202.4);
    const planId = await build();
    const { answer } = await api.call(health, readPlan, { params: { planId } });
    const proposed = Number(answer.sums.proposedFen) / 1_000_000;
    await budget(wholeFund, proposed - 200);
    const refused = await freeze(planId, true);
    expect(refused).toMatchObject({ status: 422, problem: { code: "TOTAL_BUDGET_EXCEEDED", clause: "qiangyi-2024.art6.b" } });
    expect(refused.problem.detail).toContain("超出200万元");
    expect(await stateOf(planId)).toBe("draft");
  });

  it("列入年度预算的项目超出预算：点名项目和条款", async () => {
    await budget("provincial-key-specialty", 300);
    const planId = await build();
    const { answer } = await api.call(health, readPlan, { params: { planId } });
    expect(answer.lines.find(({ line }) => line === "provincial-key-specialty")).toMatchObject({
      differenceFen: wan(-100),
      code: "TOTAL_BUDGET_EXCEEDED",
    });
    expect(await freeze(planId)).toMatchObject({
      status: 422,
      problem: { code: "TOTAL_BUDGET_EXCEEDED", clause: "qiangyi-2024.art7.1.4.d" },
    });
    expect(await stateOf(planId)).toBe("draft");
  });

  it("台账变化后不重建：拒绝；确认按原数据则接受", async () => {
    const planId = await build();
    await budget(wholeFund, 99_999);
    expect(await freeze(planId)).toMatchObject({ status: 409, problem: { code: "plan-stale" } });
    expect(await stateOf(planId)).toBe("draft");
    expect((await freeze(planId, true)).status).toBe(200);
  });
});

describe("列入年度预算安排的三个项目", () => {
  const budgetOf = (line: string, amount: number) =>
    api.call(finance, recordBudgets, {
      body: {
        rows: [
          { line, year: 2024, amountFen: wan(amount), source: "省级预算", documentNumber: "晋财预〔2024〕1号", reason: "追加" },
        ],
      },
    });
  const obstaclesOf = async (line: string) => {
    const planId = (await api.call(health, buildPlan, { body: { year: 2024 } })).answer.id;
    const refused = await freeze(planId);
    const { obstacles } = (await api.call(health, readPlan, { params: { planId } })).answer;
    const own = obstacles.filter((each) => each.line === line && each.code !== "PLAN_REQUIRED");
    return { status: refused.status, state: await stateOf(planId), own: own.map(({ code, clause }) => [code, clause]) };
  };

  it.each([
    ["national-key-specialty", 300, "qiangyi-2024.art7.1.3.d"],
    ["provincial-key-specialty", 200, "qiangyi-2024.art7.1.4.d"],
    ["provincial-discipline", 20, "qiangyi-2024.art7.1.5.d"],
  ])(
    "%s 应补%s万元：没有预算即拒绝，预算不足即拒绝，补足后不再有障碍 [qiangyi-2024.art7.1.3.d] [qiangyi-2024.art7.1.4.d] [qiangyi-2024.art7.1.5.d]",
    async (line, due, clause) => {
      await addFactsOf2024();
      expect(await obstaclesOf(line)).toEqual({ status: 422, state: "draft", own: [["LINE_BUDGET_MISSING", clause]] });
      await budgetOf(line, due - 1);
      expect(await obstaclesOf(line)).toEqual({ status: 422, state: "draft", own: [["TOTAL_BUDGET_EXCEEDED", clause]] });
      await budgetOf(line, due);
      expect((await obstaclesOf(line)).own).toEqual([]);
    },
  );

  it("三项预算和投资计划都有了：可以定稿", async () => {
    const lines = ["national-key-specialty", "provincial-key-specialty", "provincial-discipline"];
    const rows = lines.map((line) => ({ ...plan(line, 1, 300), year: 2024 }));
    await api.call(health, recordInvestment, { body: { rows } });
    const planId = (await api.call(health, buildPlan, { body: { year: 2024 } })).answer.id;
    expect((await freeze(planId)).status).toBe(200);
  });

  let isAdded = false;
  const addFactsOf2024 = async () => {
    if (isAdded) return;
    isAdded = true;
    const selected = "2024-05-01" as never;
    await addFacts(database, [
      {
        id: "n24",
        type: "key-specialty",
        institution: "H1",
        specialty: "甲",
        level: "national",
        selected,
        nationalSubsidy: "5000000.00",
      },
      { id: "p24", type: "key-specialty", institution: "T1", specialty: "乙", level: "provincial", selected },
      { id: "x24", type: "discipline", institution: "H1", discipline: "丙", tier: "top", year: 2024 },
    ]);
  };
});

describe("重点项目在先", () => {
  it("预算300万元，重点、非重点各应补200万元：建议重点200、非重点100；重点砍到100而非重点200，无理由即拒绝 [qiangyi-2024.art4.2.b]", async () => {
    await enough();
    await budget("provincial-key-specialty", 300);
    const marked = await api.call(health, markKeyProject, {
      body: { line: "provincial-key-specialty", subject: "s2", isKey: true, reason: "省级重点" },
    });
    expect(marked.status).toBe(201);
    const planId = await build();
    const { answer } = await api.call(health, suggestShares, { params: { planId }, query: { line: "provincial-key-specialty" } });
    expect(answer).toMatchObject({ budgetFen: wan(300), dueFen: wan(400), shortFen: wan(100) });
    expect(answer.rows.map(({ isKey, suggestedFen, shortFen }) => [isKey, suggestedFen, shortFen])).toEqual([
      [true, wan(200), "0"],
      [false, wan(100), wan(100)],
    ]);
    const params = { planId, lineNo: await lineNoOf(planId, "s2") };
    const refused = await api.call(health, setManualAmount, { params, body: { amountFen: wan(100) } });
    expect(refused).toMatchObject({ status: 422, problem: { code: "JUSTIFICATION_REQUIRED", clause: "qiangyi-2024.art4.2.b" } });
    expect(await database.query("select from plan_adjustment where plan_id = $1", [planId])).toHaveLength(0);
    const body = { amountFen: wan(100), reason: "分两年建设", decidedBy: "省卫生健康委" };
    expect((await api.call(health, setManualAmount, { params, body })).status).toBe(200);
  });
});

describe("定稿的方案", () => {
  const frozen = async () => {
    await enough();
    const planId = await build();
    expect((await freeze(planId)).status).toBe(200);
    return planId;
  };

  it("台账后来变化，重算仍逐字节一致", async () => {
    const planId = await frozen();
    const before = (await api.call(health, verifyPlan, { params: { planId } })).answer;
    expect(before).toMatchObject({ isIdentical: true, recomputedSha256: before.outputSha256 });
    await addFacts(database, [
      {
        id: `later-${planId}`,
        type: "key-specialty",
        institution: "H1",
        specialty: "眼科",
        level: "provincial",
        selected: "2025-02-01" as never,
      },
    ]);
    await budget("provincial-key-specialty", 500);
    expect((await api.call(health, verifyPlan, { params: { planId } })).answer).toEqual(before);
    expect((await api.call(health, readPlan, { params: { planId } })).answer).toMatchObject({ state: "frozen", stale: [] });
  });

  it("不能重建、改金额、废弃或再次定稿，什么也没有改变", async () => {
    const planId = await frozen();
    const digest = () =>
      database.query(
        "select md5(string_agg(t::text, ',')) from (select * from plan_line where plan_id = $1 order by line_no) t",
        [planId],
      );
    const before = await digest();
    const attempts = [
      await api.call(health, rebuildPlan, { params: { planId }, body: {} }),
      await api.call(health, setManualAmount, {
        params: { planId, lineNo: 0 },
        body: { amountFen: "1", reason: "试", decidedBy: "试" },
      }),
      await api.call(health, discardPlan, { params: { planId }, body: { reason: "试" } }),
      await freeze(planId),
    ];
    for (const attempt of attempts) expect(attempt).toMatchObject({ status: 409, problem: { code: "plan-closed" } });
    expect(await digest()).toEqual(before);
    expect(await stateOf(planId)).toBe("frozen");
  });

  it("数据库也守着：改方案、明细、汇总、快照都被触发器拒绝", async () => {
    const planId = await frozen();
    const refusing = (text: string) => expect(database.query(text, [planId])).rejects;
    await refusing("update allocation_plan set title = '改' where id = $1").toMatchObject({
      constraint: "allocation_plan_frozen",
    });
    await refusing("delete from allocation_plan where id = $1").toMatchObject({ constraint: "allocation_plan_frozen" });
    await refusing("update plan_line set title = '改' where plan_id = $1").toMatchObject({ constraint: "plan_line_frozen" });
    await refusing("delete from plan_line where plan_id = $1").toMatchObject({ constraint: "plan_line_frozen" });
    await refusing("update plan_cell set due_fen = 1 where plan_id = $1").toMatchObject({ constraint: "plan_cell_frozen" });
    await refusing("update plan_snapshot set output = '' where plan_id = $1").toMatchObject({
      constraint: "plan_snapshot_frozen",
    });
  });

  it("导出：工作簿勾稽一致，输入JSON用同一引擎重算得到同一结果", async () => {
    const planId = await frozen();
    const params = { planId };
    const input = (await api.call(health, downloadPlanInput, { params })).bytes.toString("utf8");
    const parsed = parseInput(JSON.parse(input));
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.refusal.problems));
    const result = JSON.parse((await api.call(health, downloadPlanResult, { params })).bytes.toString("utf8"));
    const { input: digest, outputSha256: _, ...output } = result;
    expect(output).toEqual(JSON.parse(toJson(evaluate(parsed.value as EvaluateInput))));
    expect(digest.sha256).toBe((await api.call(health, readPlan, { params })).answer.inputSha256);

    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load((await api.call(health, downloadPlanWorkbook, { params })).bytes as never);
    expect(workbook.worksheets.map(({ name }) => name).slice(0, 4)).toEqual(["分配表", "明细", "数量", "口径与决定"]);
    const rows = (workbook.getWorksheet("分配表")?.getSheetValues() ?? []) as unknown[][];
    const texts = Array.from(rows, (row) =>
      Array.from(row ?? []).map((cell) => (typeof cell === "object" ? JSON.stringify(cell) : cell)),
    );
    const heading = texts.findIndex((row) => row.includes("地区（单位）"));
    expect(texts[heading]?.slice(1)).toEqual([
      "序号",
      "地区（单位）",
      "项目",
      "数量",
      "补助标准",
      "分配金额",
      "已提前下达",
      "本次下达",
      "备注",
    ]);
    expect(texts[heading + 1]).toContain("合计");
    const total = texts[heading + 1]?.[6];
    expect(typeof total).toBe("number");
    const checks = texts.filter((row) => String(row[2]).startsWith("勾稽"));
    expect(checks.map((row) => [row[6], row[9]])).toEqual([
      [total, "与合计一致"],
      [total, "与合计一致"],
      [total, "与合计一致"],
    ]);
    expect(String(texts[heading + 2]?.[2])).toContain("省本级");
    expect(JSON.stringify(texts)).toContain("单位：万元");
  });
});

describe("废弃", () => {
  it("从列表消失，留在库中并记入审计", async () => {
    const planId = await build();
    expect((await api.call(health, discardPlan, { params: { planId }, body: { reason: "试算" } })).status).toBe(200);
    expect((await api.call(health, listPlans, { query: { limit: 200 } })).answer.items.map(({ id }) => id)).not.toContain(planId);
    expect((await api.call(health, readPlan, { params: { planId } })).status).toBe(404);
    expect(await stateOf(planId)).toBe("discarded");
    expect(await freeze(planId)).toMatchObject({ status: 404, problem: { code: "plan-not-found" } });
  });
});
