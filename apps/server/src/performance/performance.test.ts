import {
  acceptProject,
  addAcceptanceFile,
  laySheet,
  listPerformance,
  moveProject,
  type PerformanceSheetSent,
  type RouteInput,
  readPerformance,
  recordMonitoring,
  recordReview,
  recordSelfEvaluation,
  recordUse,
  signSelfEvaluation,
} from "@qiangyi/api";
import { beforeAll, describe, expect, it } from "vitest";
import { actorAs, testApi } from "../../test/api.ts";
import { freshDatabase } from "../../test/fresh-database.ts";
import { type Actor, systemActor, violatedConstraint } from "../platform/index.ts";
import { budgetOf, callWith } from "../projects/checks/sample-checks.ts";
import { pdf } from "../projects/declarations/sample-declarations.ts";
import { takeStep } from "../projects/index.ts";
import {
  argue,
  conclude,
  decide,
  definition,
  propose,
  publish,
  reviewed,
  type Selectors,
  setUpSelection,
} from "../projects/selection/sample-selection.ts";

const database = await freshDatabase();
let now = new Date("2025-03-03T02:00:00Z");
const clock = { now: () => now, today: () => now.toISOString().slice(0, 10) as never };
const api = await testApi(database, clock);
let who: Selectors;
const provincialFinance = actorAs("prov_finance_social", { userId: "社保处长", name: "社保处长" });
beforeAll(async () => {
  who = await setUpSelection(database, api);
});
const at = (day: string) => (now = new Date(`${day}T02:00:00Z`));

const target = (id: string, level: string, name: string, value: string, unit: string) => ({
  id,
  year: 2025,
  level,
  name,
  operator: ">=",
  value,
  unit,
});
const targets = [
  target("t1", "output", "远程会诊例数", "300", "例"),
  target("t2", "benefit", "县域内就诊率", "88", "%"),
  target("t3", "satisfaction", "患者满意度", "90", "%"),
];

let serial = 0;
type Programme = "5g-pilot" | "provincial-key-specialty";
/** Through the whole road into the library on 2025-03-18, funded and begun. */
const implementing = async (programme: Programme): Promise<string> => {
  at("2025-03-10");
  serial += 1;
  const budget = budgetOf(100, 60);
  const call = await callWith(database, { ...definition, programme, budget: { ...definition.budget!, targets: "required" } });
  const title = `绩效项目${serial}`;
  const rows = budget.rows.map((row) => ({ ...row, targets: ["t1"] }));
  const id = await reviewed(
    database,
    api,
    clock,
    who,
    call,
    title,
    { conclusion: "recommended", score: 8800 },
    { title, specialty: `专科${serial}`, targets, budget: { ...budget, rows } },
  );
  await argue(api, who.proposer, id);
  const proposed = await propose(api, who.proposer, call, [{ project: id, isChosen: true, supportFen: "100000000" }]);
  expect(proposed.status, JSON.stringify(proposed.problem)).toBe(201);
  expect((await decide(api, who.decider, proposed.answer.id)).status).toBe(200);
  const notice = await publish(api, who.proposer, proposed.answer.id, "2025-03-10");
  expect(notice.status, JSON.stringify(notice.problem)).toBe(201);
  at("2025-03-18");
  expect((await conclude(api, who.proposer, notice.answer.id)).status).toBe(200);
  await database.transaction(who.proposer, (tx) =>
    takeStep(tx, who.proposer, clock, id, { action: "fund", basis: "晋财社〔2025〕10号" }),
  );
  expect((await move(who.head, id, "start")).status).toBe(200);
  return id;
};
const versionOf = async (id: string): Promise<number> =>
  Number((await database.query("select version from project where id = $1", [id]))[0]?.["version"]);
const move = async (actor: Actor, projectId: string, action: "start" | "close", opinion = "资料归档") =>
  api.call(actor, moveProject, { params: { projectId }, body: { action, version: await versionOf(projectId), opinion } });

const accepted = async (id: string): Promise<void> => {
  const params = { projectId: id };
  const file = { name: "验收报告.pdf", content: pdf(id) };
  const kept = await api.call(who.proposer, addAcceptanceFile, { params }, { file });
  const done = await api.call(who.proposer, acceptProject, {
    params,
    body: {
      version: await versionOf(id),
      acceptedOn: now.toISOString().slice(0, 10),
      documentNumber: "晋卫函〔2025〕70号",
      result: "passed",
      conclusion: "达到建设标准",
      members: [{ name: "甲某", unit: "省临床检验中心", result: "passed" }],
      files: [kept.answer.id],
    },
  });
  expect(done.status, JSON.stringify(done.problem)).toBe(201);
};

const year = 2025;
const read = (actor: Actor, projectId: string) => api.call(actor, readPerformance, { params: { projectId }, query: { year } });
const sheet = (weights: readonly number[] = [5000, 3000, 1000], executionWeight = 1000): PerformanceSheetSent => ({
  executionWeight,
  rows: targets.map(({ level, name, value, unit }, nth) => ({
    level: level as "output",
    name,
    operator: ">=",
    target: value,
    unit,
    weight: weights[nth] ?? 0,
  })),
});
const lay = (actor: Actor, projectId: string, body = sheet(), of = year) =>
  api.call(actor, laySheet, { params: { projectId, year: of }, body });
type MonitoringBody = RouteInput<typeof recordMonitoring>["body"];
const monitor = (actor: Actor, projectId: string, more: Partial<MonitoringBody> = {}) =>
  api.call(actor, recordMonitoring, {
    params: { projectId, year },
    body: {
      month: 3,
      budgetFen: "160000000",
      spentFen: "40000000",
      rows: [
        { actual: "80", likelihood: "certain" },
        { actual: "", likelihood: "certain" },
        { actual: "", likelihood: "certain" },
      ],
      measures: "",
      ...more,
    },
  });
type SelfBody = RouteInput<typeof recordSelfEvaluation>["body"];
const selfEvaluate = (actor: Actor, projectId: string, more: Partial<SelfBody> = {}, of = year) =>
  api.call(actor, recordSelfEvaluation, {
    params: { projectId, year: of },
    body: {
      execution: { initialFen: "160000000", adjustedFen: "0", carriedFen: "0", spentFen: "147200000" },
      entries: [
        { actual: "312" },
        { actual: "86.5", reason: "外县患者减少" },
        { actual: "93.2", sampleSize: 260, method: "出院随访" },
      ],
      explanation: "各项任务按期完成",
      ...more,
    },
  });
const sign = async (actor: Actor, projectId: string, sha256?: string, version?: number) => {
  const [newest] = (await read(who.head, projectId)).answer.selfEvaluations;
  const params = { projectId, year, version: version ?? newest?.version ?? 1 };
  return api.call(actor, signSelfEvaluation, { params, body: { sha256: sha256 ?? newest?.sha256 ?? "0".repeat(64) } });
};
type ReviewBody = RouteInput<typeof recordReview>["body"];
const deduction = {
  dimension: "process" as const,
  item: "支出进度",
  points: 450,
  reason: "两笔款项跨年支付",
  evidence: "记账凭证12-031",
  clause: "5g-2022.art15",
};
const review = (actor: Actor, projectId: string, more: Partial<ReviewBody> = {}) =>
  api.call(actor, recordReview, {
    params: { projectId, year },
    body: { phase: "general", deductions: [deduction], conclusion: "绩效目标基本实现", ...more },
  });
const use = (actor: Actor, projectId: string, dueOn = "2026-03-31") =>
  api.call(actor, recordUse, {
    params: { projectId, year },
    body: { use: "improve", what: "加快设备款支付，年底前完成固定资产登记", owner: "洪洞县人民医院", dueOn },
  });
const signed = async (id: string): Promise<void> => {
  expect((await lay(who.proposer, id)).status).toBe(200);
  const watched = await monitor(who.clerk, id);
  expect(watched.status, JSON.stringify(watched.problem)).toBe(201);
  const own = await selfEvaluate(who.clerk, id);
  expect(own.status, JSON.stringify(own.problem)).toBe(201);
  expect((await sign(who.head, id)).status).toBe(200);
};

const tables = [
  "performance_sheet",
  "performance_sheet_row",
  "performance_monitoring",
  "performance_monitoring_row",
  "performance_self",
  "performance_self_row",
  "performance_signature",
  "performance_review",
  "performance_deduction",
  "performance_use",
];
const stored = async () =>
  JSON.stringify(
    await database.query(
      `select ${tables.map((name) => `(select count(*)::int from ${name}) as ${name}`).join(", ")}, (select string_agg(state || version, ',' order by id) from project) as projects, (select count(*)::int from project_step) as steps`,
    ),
  );
/** Refused with this code, and nothing was written. */
const refusedAs = async (code: string, status: number, act: () => Promise<{ status: number; problem: { code: string } }>) => {
  const before = await stored();
  expect(await act()).toMatchObject({ status, problem: { code } });
  expect(await stored()).toBe(before);
};

describe("五个环节依次记录，缺一不能结项", () => {
  it("没有绩效评价的项目结项：PERFORMANCE_STAGE_MISSING，指明绩效评价，什么也没有写 [qiangyi-2024.art4.3.a]", async () => {
    const id = await implementing("provincial-key-specialty");
    await lay(who.proposer, id);
    expect((await monitor(who.clerk, id)).status).toBe(201);
    await accepted(id);
    const page = (await read(who.county, id)).answer;
    expect(page.stages.map(({ label, state }) => [label, state])).toEqual([
      ["事前绩效评估", "done"],
      ["绩效目标", "done"],
      ["绩效监控", "done"],
      ["绩效评价", "next"],
      ["结果应用", "missing"],
    ]);
    const before = await stored();
    const closed = await move(who.proposer, id, "close");
    expect(closed).toMatchObject({
      status: 409,
      problem: { code: "PERFORMANCE_STAGE_MISSING", clause: "qiangyi-2024.art4.3.a" },
    });
    expect(closed.problem.detail).toContain("绩效评价");
    expect(closed.problem.detail).not.toContain("绩效监控");
    expect(await stored()).toBe(before);
    expect((await selfEvaluate(who.clerk, id)).status).toBe(201);
    expect((await move(who.proposer, id, "close")).problem.detail).toContain("绩效评价");
    expect((await sign(who.head, id)).status).toBe(200);
    expect((await move(who.proposer, id, "close")).problem.detail).toBe("不能结项，缺少绩效环节：结果应用");
    expect((await use(provincialFinance, id)).status).toBe(201);
    expect((await move(who.proposer, id, "close")).status).toBe(200);
    await refusedAs("PERFORMANCE_NOT_OPEN", 409, () => use(who.proposer, id));
  });

  it("没有事前评估的5G项目结项：PERFORMANCE_STAGE_MISSING: 事前绩效评估 [5g-2022.art15]", async () => {
    const id = await implementing("5g-pilot");
    await signed(id);
    expect((await review(who.proposer, id)).status).toBe(201);
    expect((await use(who.proposer, id)).status).toBe(201);
    await accepted(id);
    await database.query("alter table project_argument disable trigger all");
    const kept = await database.query("select * from project_argument where project = $1", [id]);
    await database.query("delete from project_argument where project = $1", [id]);
    await refusedAs("PERFORMANCE_STAGE_MISSING", 409, () => move(who.proposer, id, "close"));
    expect((await move(who.proposer, id, "close")).problem.detail).toBe("不能结项，缺少绩效环节：事前绩效评估");
    for (const row of kept)
      await database.query("insert into project_argument select * from json_populate_record(null::project_argument, $1)", [
        JSON.stringify(row),
      ]);
    await database.query("alter table project_argument enable trigger all");
    expect((await move(who.proposer, id, "close")).status).toBe(200);
  });

  it("5G项目只有自评、没有再评价，不能结项", async () => {
    const id = await implementing("5g-pilot");
    await signed(id);
    await accepted(id);
    expect((await move(who.proposer, id, "close")).problem.detail).toBe("不能结项，缺少绩效环节：绩效评价、结果应用");
  });

  it("前面的环节没有记录，后面的不能记录，什么也没有写", async () => {
    const id = await implementing("provincial-key-specialty");
    await lay(who.proposer, id);
    await refusedAs("PERFORMANCE_STAGE_MISSING", 409, () => selfEvaluate(who.clerk, id));
    expect((await monitor(who.clerk, id)).status).toBe(201);
    await refusedAs("PERFORMANCE_STAGE_MISSING", 409, () => use(who.proposer, id));
    await refusedAs("SELF_EVALUATION_REQUIRED", 409, () => review(who.proposer, id));
  });

  it("以后年度定了指标表而没有评价的，仍缺绩效评价", async () => {
    const id = await implementing("provincial-key-specialty");
    await signed(id);
    await use(who.proposer, id);
    at("2026-01-10");
    expect((await lay(who.proposer, id, sheet(), 2026)).status).toBe(200);
    const { missing } = (await read(who.proposer, id)).answer;
    expect(missing).toEqual(["绩效评价", "结果应用"]);
  });
});

describe("各填各的部分", () => {
  it("市财政改再评价的分：FORBIDDEN_ROLE，什么也没有写；5G的再评价只由省卫健委登记 [5g-2022.art3.c]", async () => {
    const id = await implementing("5g-pilot");
    await signed(id);
    expect((await review(who.proposer, id)).status).toBe(201);
    expect((await read(who.cityFinance, id)).answer.reviews).toMatchObject([{ points: 9550 }]);
    const others = [who.cityFinance, provincialFinance, who.city, who.county, who.countyFinance, who.clerk, who.head];
    for (const actor of others) {
      await refusedAs("FORBIDDEN_ROLE", 403, () => review(actor, id, { deductions: [] }));
      await refusedAs("FORBIDDEN_ROLE", 403, () => lay(actor, id));
      await refusedAs("FORBIDDEN_ROLE", 403, () => use(actor, id));
    }
    expect((await read(who.cityFinance, id)).answer).toMatchObject({ reviews: [{ points: 9550 }], may: { review: false } });
    // A pilot that goes to the province alone: the city does not even see it, and is told of its role all the same.
    await database.query("update project set route = '{province}', city = null, county = null where id = $1", [id]);
    expect((await read(who.cityFinance, id)).status).toBe(404);
    await refusedAs("FORBIDDEN_ROLE", 403, () => review(who.cityFinance, id, { deductions: [] }));
    const again = await review(who.proposer, id, { deductions: [] });
    expect(again.answer.reviews.map(({ version, points }) => [version, points])).toEqual([
      [2, 10000],
      [1, 9550],
    ]);
  });

  it("强医工程的再评价省卫健委、省财政厅都可登记，市县和单位不能", async () => {
    const id = await implementing("provincial-key-specialty");
    await signed(id);
    await refusedAs("FORBIDDEN_ROLE", 403, () => review(who.cityFinance, id));
    const rechecked = await review(provincialFinance, id, { deductions: [{ ...deduction, points: 1300 }] });
    expect(rechecked.answer).toMatchObject({
      reviews: [{ points: 8700, grade: "good", selfPoints: 9869, isDistorted: true, office: "省财政厅社保处" }],
      standing: { points: 8700, source: "review" },
    });
  });

  it("单位的监控、自评只由本单位经办填报、负责人签署", async () => {
    const id = await implementing("provincial-key-specialty");
    await lay(who.proposer, id);
    for (const actor of [who.proposer, who.head, who.cityFinance])
      await refusedAs("FORBIDDEN_ROLE", 403, () => monitor(actor, id));
    await refusedAs("project-not-found", 404, () => monitor(who.quwoClerk, id));
    await monitor(who.clerk, id);
    for (const actor of [who.proposer, who.head]) await refusedAs("FORBIDDEN_ROLE", 403, () => selfEvaluate(actor, id));
    await selfEvaluate(who.clerk, id);
    await refusedAs("FORBIDDEN_ROLE", 403, () => sign(who.clerk, id));
    const clerkAsHead = actorAs("unit_leader", { ...who.head, userId: who.clerk.userId });
    await refusedAs("SELF_APPROVAL", 403, () => sign(clerkAsHead, id));
  });

  it("看得到项目的看得到绩效，别县看不到；列表与单个一致", async () => {
    const id = await implementing("provincial-key-specialty");
    expect((await read(who.otherCounty, id)).status).toBe(404);
    expect((await read(who.clerk, id)).answer.may).toMatchObject({ monitor: false, review: false, laySheet: false });
    const listed = await api.call(who.county, listPerformance, { query: { limit: 200 } });
    const own = listed.answer.items.find((item) => item.id === id);
    expect(own?.stages).toEqual((await read(who.county, id)).answer.stages);
    expect((await api.call(who.otherCounty, listPerformance, { query: {} })).answer.items).toEqual([]);
    const pilots = await api.call(who.proposer, listPerformance, { query: { programme: "5g-pilot", state: "implementing" } });
    expect(pilots.answer.items.every(({ programme, state }) => programme === "5g-pilot" && state === "implementing")).toBe(true);
  });

  it("市级项目不归这里管，没有入库的不能登记", async () => {
    const id = await implementing("provincial-key-specialty");
    await database.query("update project set programme = 'linfen-ten-specialties' where id = $1", [id]);
    await refusedAs("NOT_OF_FUND", 409, () => lay(who.proposer, id));
    expect((await read(who.proposer, id)).status).toBe(404);
    await database.query("update project set programme = 'provincial-key-specialty', state = 'reviewed' where id = $1", [id]);
    await refusedAs("PERFORMANCE_NOT_OPEN", 409, () => lay(who.proposer, id));
  });
});

describe("评价指标表", () => {
  it("按申报目标建议，确定后存版本；合计不足100、缺项、下年以后的拒绝", async () => {
    const id = await implementing("provincial-key-specialty");
    expect((await read(who.proposer, id)).answer).toMatchObject({ sheet: null, suggested: sheet() });
    await refusedAs("WEIGHTS_NOT_100", 422, () => lay(who.proposer, id, sheet([4500, 3000, 1000])));
    await refusedAs("WEIGHTS_NOT_100", 422, () => lay(who.proposer, id, sheet([5000, 3000, 1001])));
    await refusedAs("SHEET_INCOMPLETE", 422, () => lay(who.proposer, id, { executionWeight: 1000, rows: [] }));
    await refusedAs("IN_FUTURE", 422, () => lay(who.proposer, id, sheet(), 2027));
    expect((await lay(who.proposer, id)).answer.sheet).toMatchObject({ version: 1, isLocked: false });
    expect((await lay(who.proposer, id, sheet([4000, 4000, 1000]))).answer.sheet).toMatchObject({ version: 2 });
  });
  it("没有指标表不能填报；自评签署后分值锁定；填报后改过指标表的不能签署", async () => {
    const id = await implementing("provincial-key-specialty");
    await refusedAs("SCHEME_REQUIRED", 409, () => monitor(who.clerk, id));
    await lay(who.proposer, id);
    await monitor(who.clerk, id);
    await selfEvaluate(who.clerk, id);
    await lay(who.proposer, id, sheet([4000, 4000, 1000]));
    await refusedAs("SHEET_CHANGED", 409, () => sign(who.head, id));
    await selfEvaluate(who.clerk, id);
    await refusedAs("CONTENT_CHANGED", 409, () => sign(who.head, id, "0".repeat(64)));
    const first = (await read(who.head, id)).answer.selfEvaluations[1];
    await refusedAs("CONTENT_CHANGED", 409, () => sign(who.head, id, first?.sha256, 1));
    expect((await sign(who.head, id)).answer.selfEvaluations[0]).toMatchObject({ version: 2, signed: { name: "洪洞院长" } });
    await refusedAs("ALREADY_SIGNED", 409, () => sign(who.head, id));
    await refusedAs("self-evaluation-not-found", 404, () => sign(who.head, id, undefined, 9));
    await refusedAs("SHEET_LOCKED", 409, () => lay(who.proposer, id));
  });
});

describe("监控、自评、再评价、应用的内容", () => {
  it("监控：两盏灯由系统判定；缺项、未到月份的拒绝", async () => {
    const id = await implementing("provincial-key-specialty");
    await lay(who.proposer, id);
    await refusedAs("IN_FUTURE", 422, () => monitor(who.clerk, id, { month: 4 }));
    await refusedAs("MONITORING_INCOMPLETE", 422, () => monitor(who.clerk, id, { spentFen: null }));
    const kept = await monitor(who.clerk, id, {
      rows: [
        { actual: "30", likelihood: "possible", cause: "staff" },
        ...[1, 2].map(() => ({ actual: "", likelihood: "certain" as const })),
      ],
      measures: "抽调两名医师专职会诊",
    });
    expect(kept.answer.monitorings).toMatchObject([{ month: 3, funds: "good", performance: "bad", whole: "bad" }]);
    expect(kept.answer.monitorings[0]?.contrast).toContain("突击花钱");
  });
  it("自评：得分由系统计算到分，满300例得50.00，86.5/88×30得29.49，执行率92%得9.20", async () => {
    const id = await implementing("provincial-key-specialty");
    await lay(who.proposer, id);
    await monitor(who.clerk, id);
    const bad = { entries: [{ actual: "" }, { actual: "86.5" }, { actual: "93" }] };
    const refused = await selfEvaluate(who.clerk, id, bad);
    expect(refused.problem.problems?.map(({ path }) => path)).toEqual([
      "entries.0.actual",
      "entries.1.reason",
      "entries.2.sampleSize",
      "entries.2.method",
    ]);
    await refusedAs("SELF_EVALUATION_INCOMPLETE", 422, () => selfEvaluate(who.clerk, id, bad));
    await refusedAs("IN_FUTURE", 422, () => selfEvaluate(who.clerk, id, {}, 2026));
    const kept = (await selfEvaluate(who.clerk, id)).answer.selfEvaluations[0];
    expect(kept).toMatchObject({ executionPoints: 920, points: 9869, grade: "excellent", signed: null });
    expect(kept?.entries.map(({ points }) => points)).toEqual([5000, 2949, 1000]);
  });
  it("再评价：缺证据、条款不存在、扣成负数的拒绝；再评价之后自评不能再改", async () => {
    const id = await implementing("5g-pilot");
    await signed(id);
    await refusedAs("REVIEW_INCOMPLETE", 422, () => review(who.proposer, id, { deductions: [{ ...deduction, evidence: "" }] }));
    await refusedAs("REVIEW_INCOMPLETE", 422, () =>
      review(who.proposer, id, { deductions: [{ ...deduction, clause: "5g-2022.art99" }] }),
    );
    await refusedAs("REVIEW_INCOMPLETE", 422, () => review(who.proposer, id, { deductions: [{ ...deduction, points: 2001 }] }));
    await refusedAs("PERFORMANCE_STAGE_MISSING", 409, () => use(who.proposer, id));
    await review(who.proposer, id);
    await refusedAs("EVALUATION_DONE", 409, () => selfEvaluate(who.clerk, id));
    await refusedAs("DUE_IN_PAST", 422, () => use(who.proposer, id, "2025-03-17"));
    const used = await use(who.proposer, id);
    expect(used.answer).toMatchObject({ uses: [{ use: "improve", source: "review", points: 9550 }], missing: [] });
    expect(used.answer.trail.map(({ label }) => label)).toHaveLength(6);
  });
  it("应用的是当年的结果：没有评价的年度拒绝", async () => {
    const id = await implementing("5g-pilot");
    await signed(id);
    await review(who.proposer, id);
    await refusedAs("EVALUATION_REQUIRED", 409, () =>
      api.call(who.proposer, recordUse, {
        params: { projectId: id, year: 2024 },
        body: { use: "improve", what: "整改", owner: "医院", dueOn: "2026-03-31" },
      }),
    );
  });
});

describe("数据库自己守住的", () => {
  const insert = (name: string, values: Readonly<Record<string, unknown>>) =>
    database.query(
      `insert into ${name} (${Object.keys(values).join(", ")}) values (${Object.keys(values)
        .map((_, nth) => `$${nth + 1}`)
        .join(", ")})`,
      Object.values(values),
    );
  const violated = (act: () => Promise<unknown>) =>
    act().then(
      () => "nothing",
      (error: unknown) => violatedConstraint(error) ?? String(error),
    );
  it("每条命名约束各违反一次", async () => {
    const id = await implementing("5g-pilot");
    await signed(id);
    await review(who.proposer, id);
    await use(who.proposer, id);
    const key = { province: "14", project: id, year: 2025 };
    const by = { by_user: "x", by_name: "某人", at: now };
    const self = {
      ...key,
      version: 7,
      sheet_version: 1,
      initial_fen: 1,
      adjusted_fen: 0,
      carried_fen: 0,
      spent_fen: 1,
      explanation: "说明",
      execution_score: 1,
      score: 2,
      sha256: "a".repeat(64),
      ...by,
    };
    const row = {
      ...key,
      version: 1,
      seq: 9,
      level: "output",
      name: "新指标",
      operator: ">=",
      target: "1",
      unit: "例",
      weight: 1,
    };
    const watch = { ...key, seq: 9, sheet_version: 1, month: 3, budget_fen: 2, spent_fen: 1, measures: "", ...by };
    const watched = { ...key, seq: 1, position: 9, actual: "", likelihood: "certain", cause: null };
    const line = { ...key, version: 1, seq: 9, actual: "1", band: null, share: null, score: 0 };
    const judged = {
      ...key,
      version: 9,
      self_version: 1,
      phase: "general",
      conclusion: "结论",
      score: 1,
      self_score: 1,
      office: "省卫健委",
      ...by,
    };
    const cut = {
      ...key,
      version: 1,
      seq: 9,
      dimension: "output",
      item: "某项",
      points: 1,
      reason: "理由",
      evidence: "证据",
      clause: "x",
    };
    const used = {
      ...key,
      seq: 9,
      use: "improve",
      what: "整改",
      owner: "医院",
      due_on: "2026-01-01",
      source: "self",
      version: 1,
      score: 1,
      ...by,
    };
    const sheetOf = { ...key, version: 9, execution_weight: 10, ...by };
    const stranger = "00000000-0000-4000-8000-000000000000";
    const cases: readonly (readonly [string, string, Readonly<Record<string, unknown>>])[] = [
      ["performance_sheet_of_project", "performance_sheet", { ...sheetOf, project: stranger }],
      ["performance_sheet_version", "performance_sheet", { ...sheetOf, version: 0 }],
      ["performance_sheet_execution", "performance_sheet", { ...sheetOf, execution_weight: 2001 }],
      ["performance_sheet_sums_to_100", "performance_sheet", sheetOf],
      ["performance_sheet_row_of_sheet", "performance_sheet_row", { ...row, version: 99 }],
      ["performance_sheet_row_level", "performance_sheet_row", { ...row, level: "x" }],
      ["performance_sheet_row_operator", "performance_sheet_row", { ...row, operator: "!" }],
      ["performance_sheet_row_named", "performance_sheet_row", { ...row, name: " " }],
      ["performance_sheet_row_once", "performance_sheet_row", { ...row, name: "患者满意度" }],
      ["performance_sheet_row_weight", "performance_sheet_row", { ...row, weight: 0 }],
      ["performance_monitoring_of_sheet", "performance_monitoring", { ...watch, sheet_version: 99 }],
      ["performance_monitoring_month", "performance_monitoring", { ...watch, month: 13 }],
      ["performance_monitoring_amounts", "performance_monitoring", { ...watch, budget_fen: null }],
      ["performance_monitoring_row_of", "performance_monitoring_row", { ...watched, seq: 99 }],
      ["performance_monitoring_row_likelihood", "performance_monitoring_row", { ...watched, likelihood: "x", cause: "staff" }],
      ["performance_monitoring_row_cause", "performance_monitoring_row", { ...watched, likelihood: "possible" }],
      ["performance_self_of_sheet", "performance_self", { ...self, sheet_version: 99 }],
      ["performance_self_spent", "performance_self", { ...self, spent_fen: -1 }],
      ["performance_self_score", "performance_self", { ...self, execution_score: 3 }],
      ["performance_self_explained", "performance_self", { ...self, explanation: " " }],
      ["performance_self_sha256", "performance_self", { ...self, sha256: "a" }],
      ["performance_self_row_of", "performance_self_row", { ...line, version: 99 }],
      ["performance_self_row_reported", "performance_self_row", { ...line, actual: " " }],
      ["performance_self_row_band", "performance_self_row", { ...line, band: "partly", share: 8000 }],
      ["performance_self_row_score", "performance_self_row", { ...line, score: -1 }],
      ["performance_signed_by_another", "performance_signature", { ...key, version: 99, sha256: "a", ...by }],
      ["performance_review_of_signed", "performance_review", { ...judged, self_version: 99 }],
      ["performance_review_phase", "performance_review", { ...judged, phase: "x" }],
      ["performance_review_score", "performance_review", { ...judged, score: 10_001 }],
      ["performance_review_concluded", "performance_review", { ...judged, conclusion: " " }],
      ["performance_deduction_of_review", "performance_deduction", { ...cut, version: 99 }],
      ["performance_deduction_dimension", "performance_deduction", { ...cut, dimension: "x" }],
      ["performance_deduction_points", "performance_deduction", { ...cut, points: 0 }],
      ["performance_deduction_proved", "performance_deduction", { ...cut, evidence: "" }],
      ["performance_use_of_signed", "performance_use", { ...used, version: 99 }],
      ["performance_use_kind", "performance_use", { ...used, use: "x" }],
      ["performance_use_source", "performance_use", { ...used, source: "x" }],
      ["performance_use_said", "performance_use", { ...used, owner: "" }],
    ];
    for (const [constraint, name, values] of cases) expect(await violated(() => insert(name, values))).toBe(constraint);
    await insert("performance_self", { ...self, by_user: "甲" });
    const ownHand = { ...key, version: 7, sha256: "a".repeat(64), by_user: "甲", by_name: "甲", at: now };
    expect(await violated(() => insert("performance_signature", ownHand))).toBe("performance_signed_by_another");
    await database.query("alter table performance_signature disable trigger performance_signed_by_another");
    expect(await violated(() => insert("performance_signature", { ...ownHand, version: 99 }))).toBe(
      "performance_signature_of_self",
    );
    await database.query("alter table performance_signature enable trigger performance_signed_by_another");
  });
  it("记录只增不改；没有身份的什么也看不到", async () => {
    for (const name of tables) {
      const [{ count } = { count: 0 }] = await database.query<{ count: number }>(`select count(*)::int as count from ${name}`);
      expect(count, name).toBeGreaterThan(0);
      await expect(database.query(`update ${name} set year = year`)).rejects.toThrow();
      await expect(database.query(`delete from ${name}`)).rejects.toThrow();
    }
    const seen = await database.transaction(
      { ...systemActor, level: "public" },
      async (tx) =>
        (await tx.withTables<{ performance_sheet: { year: number } }>().selectFrom("performance_sheet").selectAll().execute())
          .length,
    );
    expect(seen).toBe(0);
  });
});
