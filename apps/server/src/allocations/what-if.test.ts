import {
  buildPlan,
  freezePlan,
  keepScenario,
  listPlanLines,
  listPlans,
  previewWhatIf,
  readPlan,
  rebuildPlan,
  whatIfOptions,
} from "@qiangyi/api";
import { describe, expect, it } from "vitest";
import { actorAs, testApi } from "../../test/api.ts";
import { freshDatabase } from "../../test/fresh-database.ts";
import { addSampleProvince } from "./sample-province.ts";

const database = await freshDatabase();
await addSampleProvince(database);
const api = await testApi(database);
const health = actorAs("prov_health_dept");
const finance = actorAs("prov_finance_social");
const wan = (amount: number) => String(amount * 1_000_000);

const planId = (await api.call(health, buildPlan, { body: { year: 2025 } })).answer.id;
const preview = (change: object | string, span: "year" | "three" = "year") =>
  api.call(health, previewWhatIf, {
    params: { planId },
    query: { change: typeof change === "string" ? change : JSON.stringify(change), span },
  });

/** Everything stored of the room. */
const stored = async () => {
  const tables = ["allocation_plan", "plan_line", "plan_cell", "plan_snapshot", "result_decision", "plan_adjustment"];
  const counts: unknown[] = [];
  for (const table of tables)
    counts.push(await database.query(`select count(*) as n, md5(string_agg(t::text, ',' order by t::text)) from ${table} t`));
  return counts;
};

describe("情景试算", () => {
  it("标准翻倍：合计、受益者、各市各县的变化，什么也没有写入", async () => {
    const before = await stored();
    const options = (await api.call(health, whatIfOptions, { params: { planId } })).answer;
    const township = options.standards.find(({ line }) => line === "township-centre");
    expect(township).toMatchObject({ currentFen: wan(100) });
    const doubled = (await preview({ standards: { "township-centre": { [township?.key ?? ""]: wan(200) } } })).answer;
    expect(doubled).toMatchObject({ changeFen: wan(100), winnerCount: 1, loserCount: 0 });
    expect(doubled.winners).toMatchObject([{ subject: "z1", beforeFen: wan(100), afterFen: wan(200), place: "太原市阳曲县" }]);
    expect(doubled.counties.find(({ key }) => key === "140122")).toMatchObject({ changeFen: wan(100) });
    for (const pairs of [doubled.lines, doubled.cities]) {
      expect(String(pairs.reduce((sum, { afterFen }) => sum + BigInt(afterFen), 0n))).toBe(doubled.afterFen);
    }
    expect(await stored()).toEqual(before);
  });

  it("换口径：市辖区急救中心“补”，待决定变为应补", async () => {
    const { answer } = await preview({ readings: { "emergency.district": "in" } });
    expect(answer).toMatchObject({
      changeFen: wan(50),
      heldBeforeFen: wan(50),
      heldAfterFen: "0",
      decisionsBefore: 1,
      decisionsAfter: 0,
    });
  });

  it("三年跨度包括前两年", async () => {
    const { answer } = await preview({}, "three");
    expect(answer.results).toBeGreaterThanOrEqual(7);
    expect(answer.changeFen).toBe("0");
  });

  it.each([
    ["不是JSON", "{", ""],
    ["没有这个口径", { readings: { "no.such": "A" } }, "readings.no.such"],
    ["口径没有这个值", { readings: { "emergency.district": "maybe" } }, "readings.emergency.district"],
    ["没有这个项目", { standards: { nothing: { a: "1" } } }, "standards.nothing"],
    ["没有这项标准", { standards: { "township-centre": { a: "1" } } }, "standards.township-centre.a"],
  ])("%s：拒绝并指明位置", async (_, change, path) => {
    const { status, problem } = await preview(change);
    expect(status).toBe(422);
    expect(problem.code).toBe("change-refused");
    expect(problem.problems?.map((each) => each.path)).toContain(path);
  });
});

describe("保存情景", () => {
  const change = { readings: { "emergency.district": "in" }, standards: {} };

  it("成为单独的一份方案，原方案不变；不能定稿、不能重建", async () => {
    const base = (await api.call(health, readPlan, { params: { planId } })).answer;
    const kept = await api.call(health, keepScenario, { params: { planId }, body: { title: "市辖区也补", change } });
    expect(kept.status).toBe(201);
    const scenario = { planId: kept.answer.id };
    const { answer } = await api.call(health, readPlan, { params: scenario });
    expect(answer).toMatchObject({ kind: "scenario", basePlanId: planId, counts: { decisions: 0 }, obstacles: [] });
    expect(BigInt(answer.sums.proposedFen) - BigInt(base.sums.proposedFen)).toBe(50_000_000n);
    expect((await api.call(health, readPlan, { params: { planId } })).answer).toEqual(base);
    const options = (await api.call(health, whatIfOptions, { params: scenario })).answer;
    expect(options.change.readings).toMatchObject({ "emergency.district": "in" });
    expect(await api.call(health, freezePlan, { params: scenario, body: { title: "试" } })).toMatchObject({
      status: 409,
      problem: { code: "scenario-not-frozen" },
    });
    expect(await api.call(health, rebuildPlan, { params: scenario, body: {} })).toMatchObject({
      status: 409,
      problem: { code: "scenario-not-rebuilt" },
    });
    expect((await api.call(health, readPlan, { params: scenario })).answer.state).toBe("draft");
    expect((await api.call(health, listPlans, { query: { kind: "plan" } })).answer.items).toHaveLength(1);
    expect(
      (await api.call(health, listPlanLines, { params: scenario, query: { status: "decision_required" } })).answer.total,
    ).toBe(0);
  });

  it("财政处可以试算，不能保存", async () => {
    expect((await api.call(finance, previewWhatIf, { params: { planId }, query: {} })).status).toBe(200);
    const before = await stored();
    expect(await api.call(finance, keepScenario, { params: { planId }, body: { title: "试", change } })).toMatchObject({
      status: 403,
      problem: { code: "FORBIDDEN_ROLE" },
    });
    expect(await stored()).toEqual(before);
  });
});
