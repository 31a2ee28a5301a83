import {
  approveEvaluation,
  downloadEvaluation,
  exportBoard,
  importExchangeFile,
  listEvaluations,
  openEvaluation,
  openReport,
  type RouteInput,
  returnEvaluation,
  saveReportValue,
  settleGoalResult,
  showEvaluation,
  showGoalsBoard,
  submitEvaluation,
  workbench,
  writeJudgement,
} from "@qiangyi/api";
import { date } from "@qiangyi/kernel";
import { regions } from "@qiangyi/policy";
import mammoth from "mammoth";
import { beforeAll, describe, expect, it } from "vitest";
import { actorAs, testApi } from "../../../test/api.ts";
import { freshDatabase } from "../../../test/fresh-database.ts";
import { openIndependently } from "../../documents/test-workbooks.ts";
import { type Actor, fixedClock, systemActor } from "../../platform/index.ts";
import { loadEntries, storeLoadedFile } from "../../registers/index.ts";
import { loadRegions } from "../../registry/index.ts";
import { type ApprovedValue, loadIndicators, postObservations } from "../index.ts";

const clock = fixedClock("2026-03-31T02:00:00Z");
const database = await freshDatabase();
const api = await testApi(database, clock);

const author = actorAs("prov_health_dept", { userId: "author", name: "编写人" });
const second = actorAs("prov_health_dept", { userId: "second", name: "审定人" });
const finance = actorAs("prov_health_finance", { userId: "finance" });
const auditor = actorAs("auditor", { userId: "auditor" });
const city = actorAs("city_health_bureau", { level: "city", city: "140100", userId: "city" });

const clause = (name: string) => `service-system-2023.${name}`;
const counties = regions.filter(({ level }) => level === 3);
/** Hospitals of the second and third level that the documents name and every installation has. */
const namedHospitals = ["140000-C01", "140000-C02", "140000-C03", "140100-C04", "141000-C01", "141000-C02"];
const hospitals = Array.from({ length: 194 }, (_, at) => ({
  id: `PH${at + 1}`,
  name: `第${at + 1}医院`,
  county: counties[at % counties.length]?.code ?? "",
  tier: at % 2 === 0 ? "secondary" : "tertiary",
  ownership: at % 3 === 0 ? "private" : "public",
}));
const [withTownship, withoutTownship] = ["140121", "140122"];

beforeAll(async () => {
  await database.transaction(systemActor, async (tx) => {
    await loadRegions(tx);
    await loadIndicators(tx, clock);
  });
  await database.query(
    `insert into institution (province, id, version, name, ownership, affiliation, tier, class, region, city, county, search, normalised_name, changed_at)
     select '14', id, 1, name, ownership, 'county', tier, class, county, left(county, 4) || '00', county, name, name, now()
     from jsonb_to_recordset($1::jsonb) as h (id text, name text, county text, tier text, ownership text, class text)`,
    [
      JSON.stringify([
        ...hospitals.map((each) => ({ ...each, class: "general" })),
        ...[withTownship, withoutTownship].map((county) => ({
          id: `T${county}`,
          name: `${county}卫生院`,
          county,
          tier: "primary",
          ownership: "public",
          class: "township-centre",
        })),
      ]),
    ],
  );
});

const post = (...rows: ApprovedValue[]) => database.transaction(systemActor, (tx) => postObservations(tx, systemActor, rows));
const approved = (subject: string, indicator: string, period: string, more: Partial<ApprovedValue>): ApprovedValue => ({
  subject,
  indicator,
  period,
  reportedOn: date("2026-01-10"),
  dueOn: null,
  approvedOn: date("2026-01-20"),
  report: null,
  source: "loaded",
  reason: null,
  ...more,
});
const parts = (numerator: number, denominator: number) => ({ numerator: String(numerator), denominator: String(denominator) });
const load = (register: string, rows: readonly Record<string, string | number>[], at = clock.now()) =>
  database.transaction(systemActor, async (tx) => {
    const content = Buffer.from(`%PDF- ${register}`);
    const file = {
      name: "证明.pdf",
      contentType: "application/pdf",
      content,
      sha256: register.length.toString(16).padStart(64, "0"),
    };
    const attachment = await storeLoadedFile(tx, systemActor, file, at);
    const evidence = { documentNumber: "晋卫〔2025〕1号", documentDate: "2025-01-08" };
    await loadEntries(
      tx,
      systemActor,
      rows.map((values) => ({ register, values, evidence })),
      { at, attachment },
    );
  });

const written = async () =>
  database.query(
    `select (select jsonb_agg(to_jsonb(e) order by e.id) from plan_evaluation e) as evaluations,
      (select jsonb_agg(to_jsonb(j) order by j.goal, j.attribute) from plan_evaluation_judgement j) as judgements,
      (select jsonb_agg(to_jsonb(r) order by r.goal) from plan_evaluation_result r) as results`,
  );
const refusedBy = async <P extends { code: string }>(call: Promise<{ problem: P }>, code: string): Promise<P> => {
  const before = await written();
  const { problem } = await call;
  expect(problem.code).toBe(code);
  expect(await written()).toEqual(before);
  return problem;
};

type Opening = RouteInput<typeof openEvaluation>["body"];
const open = (more: Partial<Opening> = {}, server = api) =>
  server.call(author, openEvaluation, { body: { kind: "midterm", year: 2025, asOf: "2026-03-31", reason: null, ...more } });
const shown = async (id: string, actor: Actor = author, server = api) =>
  (await server.call(actor, showEvaluation, { params: { id } })).answer;
const goalIn = async (id: string, name: string) =>
  (await shown(id)).goals.find((goal) => goal.clause === clause(name)) ?? expect.fail(name);

type Judging = RouteInput<typeof writeJudgement>["body"];
const judge = (id: string, body: Omit<Judging, "version" | "rating" | "text"> & Partial<Judging>, actor = author, server = api) =>
  server.call(actor, writeJudgement, { params: { id }, body: { rating: null, text: "依据充分，符合方案", version: 0, ...body } });
const settle = (id: string, body: RouteInput<typeof settleGoalResult>["body"]) =>
  api.call(author, settleGoalResult, { params: { id }, body });
const submit = (id: string, server = api) => server.call(author, submitEvaluation, { params: { id } });
const approve = (id: string, actor = second, server = api) => server.call(actor, approveEvaluation, { params: { id } });
const sendBack = (id: string) => api.call(second, returnEvaluation, { params: { id }, body: { reason: "请补写缺少的评判" } });

/** Writes every judgement that is asked, but the one left out. */
const judgeAll = async (id: string, left: { goal: string; attribute: string } | undefined, server = api) => {
  for (const { clause: goal, isRated, judgements } of (await shown(id, author, server)).goals)
    for (const { attribute, version } of judgements) {
      if (left?.goal === goal && left.attribute === attribute) continue;
      const { status } = await judge(id, { goal, attribute, rating: isRated ? "fair" : null, version }, author, server);
      expect(status).toBe(200);
    }
};
const board = async (asOf: string, actor: Actor = author, server = api) =>
  (await server.call(actor, showGoalsBoard, { query: { asOf } })).answer;
const nodeOn = async (asOf: string, name: string) =>
  (await board(asOf)).nodes.find((node) => node.clause === clause(name)) ?? expect.fail(name);

describe("开始一份评估", () => {
  it("方案没有的评估、没有结束的年度、早于年末或晚于今天的截止日都被拒", async () => {
    await refusedBy(open({ year: 2027 }), "evaluation-unknown");
    await refusedBy(open({ kind: "final", year: 2027, asOf: "2026-03-01" }), "year-not-over");
    await refusedBy(open({ asOf: "2025-12-30" }), "day-misfit");
    await refusedBy(open({ asOf: "2026-04-01" }), "day-misfit");
  });

  it("规财处、市卫健委不能编写,市卫健委看不到", async () => {
    const before = await written();
    for (const actor of [finance, city, auditor])
      expect(
        (await api.call(actor, openEvaluation, { body: { kind: "yearly", year: 2025, asOf: "2026-03-31", reason: null } }))
          .status,
      ).toBe(403);
    expect(await written()).toEqual(before);
  });

  it("同一份评估不能开两份;省级可看,市里看不到也取不到", async () => {
    const { id } = (await open()).answer;
    await refusedBy(open(), "evaluation-open");
    expect((await api.call(auditor, listEvaluations, {})).answer).toMatchObject({
      items: [{ id, title: "2025年中期评估" }],
      mayWrite: false,
    });
    expect((await api.call(city, listEvaluations, {})).answer).toMatchObject({ items: [], isVisible: false });
    expect((await api.call(city, showEvaluation, { params: { id } })).problem.code).toBe("evaluation-not-found");
    expect((await api.call(city, downloadEvaluation, { params: { id } })).problem.code).toBe("evaluation-not-found");
  });
});

const midterm = async () =>
  (await api.call(author, listEvaluations, {})).answer.items.find(({ kind }) => kind === "midterm")?.id ?? "";

describe("中期评估的书面评判", () => {
  it("公卫体系四行评等次;填了三行去审定,JUDGEMENT_MISSING点名第四个方面,什么都没有写 [service-system-2023.s1.2.system-qualities]", async () => {
    const id = await midterm();
    const goal = clause("s1.2.system-qualities");
    expect((await goalIn(id, "s1.2.system-qualities")).judgements.map(({ attribute }) => attribute)).toEqual([
      "体系完整",
      "分工明确",
      "反应灵敏",
      "运转高效",
    ]);
    await judgeAll(id, { goal, attribute: "运转高效" });
    await submit(id);
    const problem = await refusedBy(approve(id), "JUDGEMENT_MISSING");
    expect(problem).toMatchObject({
      detail: "“公共卫生体系的四项品质”的“运转高效”的书面评判没有写，不能审定",
      clause: goal,
      problems: [{ path: `${goal} 运转高效`, message: "“公共卫生体系的四项品质”缺“运转高效”的书面评判" }],
    });
    await sendBack(id);
    await judge(id, { goal, attribute: "运转高效", rating: null });
    await submit(id);
    expect((await refusedBy(approve(id), "JUDGEMENT_MISSING")).problems?.[0]?.message).toContain("缺“运转高效”的等次");
    await sendBack(id);
    await judge(id, { goal, attribute: "运转高效", rating: "weak", version: 1 });
  });

  it.each(["资源共享", "机制衔接", "功能优化"])(
    "老年健康服务网络三项缺“%s”,不能审定 [service-system-2023.s2.6.elderly-service-network]",
    async (attribute) => {
      const id = await midterm();
      const goal = clause("s2.6.elderly-service-network");
      const { judgements } = await goalIn(id, "s2.6.elderly-service-network");
      expect(judgements).toHaveLength(3);
      const { version = 0 } = judgements.find((each) => each.attribute === attribute) ?? {};
      expect((await judge(id, { goal, attribute, text: "", version })).status).toBe(200);
      await submit(id);
      expect((await refusedBy(approve(id), "JUDGEMENT_MISSING")).problems).toEqual([
        { path: `${goal} ${attribute}`, message: `“形成老年健康服务网络”缺“${attribute}”的书面评判` },
      ]);
      await sendBack(id);
      expect((await judge(id, { goal, attribute, version: version + 1 })).status).toBe(200);
    },
  );

  it("别人刚写过的不被覆盖;不认得的方面、不评等次的评了等次都被拒", async () => {
    const id = await midterm();
    const goal = clause("s2.6.elderly-service-network");
    const problem = await refusedBy(
      judge(id, { goal, attribute: "资源共享", version: 0, text: "另一人的话" }),
      "changed-meanwhile",
    );
    expect(problem.current).toMatchObject({ by: "编写人", value: { text: "依据充分，符合方案" } });
    await refusedBy(judge(id, { goal, attribute: "反应灵敏" }), "attribute-unknown");
    await refusedBy(judge(id, { goal, attribute: "资源共享", rating: "good", version: 3 }), "not-rated");
    await refusedBy(
      judge(id, { goal: clause("safeguard3.reform-environment"), attribute: "改革社会环境" }),
      "goal-not-in-evaluation",
    );
  });
});

describe("评估结果:调低自由,调高须有理由", () => {
  const goal = clause("overall.goal-2025-county-capacity");
  it("没有数值的目标计算为未实现;调高没有理由被拒,有理由记下;2035年的不给结果", async () => {
    const id = await midterm();
    expect((await goalIn(id, "overall.goal-2025-county-capacity")).finding.result).toBe("not-achieved");
    await refusedBy(settle(id, { goal, result: "achieved", reason: null, version: 0 }), "RAISE_NEEDS_REASON");
    await refusedBy(settle(id, { goal, result: "improved", reason: null, version: 0 }), "result-misfit");
    await refusedBy(
      settle(id, { goal: clause("overall.goal-2035-integrated-system"), result: "achieved", reason: "理由", version: 0 }),
      "GOAL_NOT_SCORED",
    );
    const reason = "六项中四项已在验收，文件在办";
    expect((await settle(id, { goal, result: "partly-achieved", reason, version: 0 })).status).toBe(200);
    expect(await goalIn(id, "overall.goal-2025-county-capacity")).toMatchObject({
      result: "partly-achieved",
      reason,
      decided: { by: "编写人" },
    });
    expect((await settle(id, { goal, result: "not-achieved", reason: null, version: 1 })).status).toBe(200);
    await refusedBy(settle(id, { goal, result: null, reason: null, version: 1 }), "changed-meanwhile");
    expect((await settle(id, { goal, result: "partly-achieved", reason, version: 2 })).status).toBe(200);
  });
});

const tasksOf = async (actor: Actor) =>
  (await api.call(actor, workbench, {})).answer.items
    .filter(({ from }) => from === "规划评估")
    .map(({ group, title, step, since }) => ({ group, title, step, since }));

describe("工作台", () => {
  const since = "2026-03-31";
  it("退回的回到编写人;送审的等另一人审定,编写人看到我发起;没有这个职责的人没有", async () => {
    const id = await midterm();
    const returned = { group: "todo", title: "2025年中期评估被退回", step: "按意见修改后再送审：请补写缺少的评判", since };
    expect(await tasksOf(author)).toEqual([returned]);
    expect(await tasksOf(second)).toEqual([]);
    await submit(id);
    expect(await tasksOf(second)).toEqual([{ group: "todo", title: "2025年中期评估待审定", step: "审定或退回", since }]);
    expect(await tasksOf(author)).toEqual([
      { group: "started", title: "2025年中期评估已送审", step: "等待没有参与编写的人审定", since },
    ]);
    for (const actor of [finance, city, auditor]) expect(await tasksOf(actor)).toEqual([]);
    await sendBack(id);
    expect(await tasksOf(author)).toEqual([returned]);
  });
});

describe("审定", () => {
  it("编写人、送审人不能审定;没有送审的不能审定;送审后不能再改", async () => {
    const id = await midterm();
    await refusedBy(approve(id), "evaluation-not-submitted");
    await refusedBy(sendBack(id), "evaluation-not-submitted");
    await submit(id);
    await refusedBy(submit(id), "evaluation-not-draft");
    await refusedBy(approve(id, author), "same-person");
    await refusedBy(judge(id, { goal: clause("s2.6.elderly-service-network"), attribute: "资源共享" }), "evaluation-not-draft");
    await refusedBy(approve("0"), "evaluation-not-found");
  });

  it("写过一句评判的人也不能审定", async () => {
    const id = await midterm();
    await sendBack(id);
    const { judgements } = await goalIn(id, "s2.6.elderly-service-network");
    const { attribute, version, text } = judgements[0] ?? expect.fail("no judgement");
    const goal = clause("s2.6.elderly-service-network");
    await judge(id, { goal, attribute, version, text }, second);
    await submit(id);
    await refusedBy(approve(id), "same-person");
    await expect(
      database.query("update plan_evaluation set state = 'approved', approved_by = 'second', findings = '[]' where id = $1", [
        id,
      ]),
    ).rejects.toMatchObject({ constraint: "plan_evaluation_approved_by_another" });
    await sendBack(id);
    await judge(id, { goal, attribute, version: version + 1, text });
    await submit(id);
  });

  it("审定后计算结果随评估保存:以后的更正不改变它,目标页写出评估结果", async () => {
    const id = await midterm();
    await post(approved("140000", "primary_visit_share", "2025", parts(51, 100)));
    expect((await approve(id)).status).toBe(200);
    const before = await shown(id);
    expect(before).toMatchObject({
      state: "approved",
      approved: { by: "审定人" },
      missing: [],
      mayWrite: false,
      mayApprove: false,
    });
    const measure = (of: typeof before) =>
      of.goals.find((goal) => goal.clause === clause("overall.goal-2025-orderly-care"))?.finding.measures[0]?.display;
    expect(measure(before)).toBe("51%");
    await post(
      approved("140000", "primary_visit_share", "2025", {
        ...parts(60, 100),
        source: "correction",
        reason: "口径更正",
        approvedOn: date("2026-03-30"),
      }),
    );
    expect(await shown(id)).toEqual(before);
    const goal = (await board("2026-03-31")).horizons
      .flatMap(({ goals }) => goals)
      .find((each) => each.clause === clause("overall.goal-2025-county-capacity"));
    expect(goal).toMatchObject({
      result: "not-achieved",
      light: "yellow",
      evaluated: { result: "partly-achieved", title: "2025年中期评估", approvedOn: "2026-03-31" },
    });
    await refusedBy(approve(id), "evaluation-not-submitted");
  });

  it("目标工作簿有分项目标:数字与页面相同,写明评估结果和书面评判", async () => {
    const { status, bytes } = await api.call(author, exportBoard, { params: { sheet: "goals" }, query: { asOf: "2026-03-31" } });
    expect(status).toBe(200);
    const sheet = (await openIndependently(bytes)).getWorksheet("分项目标") ?? expect.fail("no sheet of parts");
    const rows: string[][] = [];
    sheet.eachRow((row) => rows.push((row.values as unknown[]).slice(1).map((cell) => String(cell ?? ""))));
    const { nodes } = await board("2026-03-31");
    for (const { title, clause: of, told, evaluated } of nodes) {
      const own = rows.filter((row) => row.at(-1) === of);
      expect(own.length).toBe(Math.max(1, told?.rows.length ?? 0));
      expect(own[0]?.[0]).toBe(title);
      if (told !== null) expect(own[0]?.[2]).toBe(told.told);
      for (const { attribute, text } of evaluated?.judgements ?? [])
        expect(own[0]?.[3]).toMatch(new RegExp(`${attribute}.*${text}`));
      for (const [at, cells] of (told?.rows ?? []).entries()) for (const cell of cells) expect(own[at]?.[5]).toContain(cell);
    }
    expect(nodes.filter(({ evaluated }) => evaluated !== null).length).toBeGreaterThan(2);
  });

  it("再编一版须写理由,原版保留;数据库也不让改已审定的", async () => {
    const id = await midterm();
    await refusedBy(open(), "further-needs-reason");
    expect([await tasksOf(author), await tasksOf(second)]).toEqual([[], []]);
    const { answer } = await open({ reason: "年报更正后重评" });
    expect((await shown(answer.id)).version).toBe(2);
    expect(await tasksOf(author)).toMatchObject([{ group: "drafts", title: "2025年中期评估（第2版）编写中" }]);
    await expect(database.query("update plan_evaluation set reason = '改写' where id = $1", [id])).rejects.toMatchObject({
      constraint: "plan_evaluation_approved_stays",
    });
    await expect(
      database.query("update plan_evaluation_judgement set text = '改写' where evaluation = $1", [id]),
    ).rejects.toMatchObject({
      constraint: "plan_evaluation_written_as_draft",
    });
  });

  it("Word里有总表、评判、署名和所缺;草稿写明不是定稿", async () => {
    const items = (await api.call(author, listEvaluations, {})).answer.items;
    const textOf = async (id: string) => {
      const { status, bytes } = await api.call(author, downloadEvaluation, { params: { id } });
      expect(status).toBe(200);
      return (await mammoth.extractRawText({ buffer: bytes })).value;
    };
    const final = await textOf(items.find(({ state }) => state === "approved")?.id ?? "");
    for (const words of [
      "2025年中期评估",
      "反应灵敏（一般）：依据充分，符合方案",
      "审定：审定人",
      "六项中四项已在验收",
      "只书面评判",
    ])
      expect(final).toContain(words);
    expect(await textOf(items.find(({ state }) => state === "draft")?.id ?? "")).toContain("编写中，不是定稿");
  });
});

describe("约束各被违反一次", () => {
  const columns = "(province, id, kind, year, version, as_of, state, reason, submitted_by, drafted_by, drafted_name, drafted_at)";
  it.each([
    ["plan_evaluation_kind_year", "'midterm', 2027, 1, '2027-12-31', 'draft', null, null"],
    ["plan_evaluation_after_year", "'yearly', 2030, 1, '2030-12-30', 'draft', null, null"],
    ["plan_evaluation_state", "'yearly', 2030, 1, '2030-12-31', 'lost', null, 'x'"],
    ["plan_evaluation_further_has_reason", "'yearly', 2030, 2, '2030-12-31', 'draft', null, null"],
    ["plan_evaluation_submitted_by_somebody", "'yearly', 2030, 1, '2030-12-31', 'submitted', null, null"],
    ["plan_evaluation_approved_whole", "'yearly', 2030, 1, '2030-12-31', 'approved', null, 'x'"],
    ["plan_evaluation_version_once", "'midterm', 2025, 1, '2026-03-31', 'draft', null, null"],
    ["plan_evaluation_one_open", "'midterm', 2025, 3, '2026-03-31', 'draft', '又一版理由', null"],
  ])("%s", async (constraint, values) => {
    await expect(
      database.query(`insert into plan_evaluation ${columns} values ('14', gen_random_uuid(), ${values}, 'x', 'x', now())`),
    ).rejects.toMatchObject({ constraint });
  });
  it.each([
    ["plan_evaluation_judgement_rating", "plan_evaluation_judgement", "goal, attribute, rating, text", "'g', 'a', 'best', 't'"],
    ["plan_evaluation_result_known", "plan_evaluation_result", "goal, result", "'g', 'perfect'"],
  ])("%s", async (constraint, table, names, values) => {
    await expect(
      database.query(
        `insert into ${table} (province, evaluation, ${names}, version, written_by, written_name, written_at)
         select province, id, ${values}, 1, 'x', 'x', now() from plan_evaluation where state = 'draft'`,
      ),
    ).rejects.toMatchObject({ constraint });
  });
  it("市里的人在数据库里也看不到", async () => {
    const found = await database.transaction(city, async (tx) => {
      const { sql } = await import("kysely");
      return (await sql<{ n: bigint }>`select count(*) as n from plan_evaluation`.execute(tx)).rows[0]?.n;
    });
    expect(found).toBe(0n);
  });
});

it("年度体系绩效报告缺改革社会环境的评判不能审定,写了即可 [service-system-2023.safeguard3.reform-environment]", async () => {
  const { id } = (await open({ kind: "yearly" })).answer;
  const goal = clause("safeguard3.reform-environment");
  await judgeAll(id, { goal, attribute: "改革社会环境" });
  await submit(id);
  expect((await refusedBy(approve(id), "JUDGEMENT_MISSING")).problems?.[0]?.message).toBe(
    "“营造良好的改革社会环境”缺“改革社会环境”的书面评判",
  );
  await sendBack(id);
  await judge(id, { goal, attribute: "改革社会环境", text: "宣传到位，社会反映平稳" });
  await submit(id);
  expect((await approve(id)).status).toBe(200);
  expect((await nodeOn("2026-03-31", "safeguard3.reform-environment")).evaluated?.judgements).toEqual([
    { attribute: "改革社会环境", rating: null, text: "宣传到位，社会反映平稳" },
  ]);
});

describe("2035年的节点 [service-system-2023.overall.goal-2035-integrated-system]", () => {
  const goal = clause("overall.goal-2035-integrated-system");
  it("2027年12月31日前任何一天都是灰的", async () => {
    const later = await testApi(database, fixedClock("2027-12-30T02:00:00Z"));
    for (const asOf of ["2023-08-09", "2025-12-31", "2026-03-31", "2027-12-30"]) {
      const found = (await board(asOf, author, later)).horizons
        .flatMap(({ goals }) => goals)
        .find((each) => each.clause === goal);
      expect([asOf, found?.light]).toEqual([asOf, "grey"]);
    }
  });

  it("终期评估六个方面各有一项评判才能审定", async () => {
    const later = await testApi(database, fixedClock("2028-02-01T02:00:00Z"));
    const { id } = (await open({ kind: "final", year: 2027, asOf: "2027-12-31" }, later)).answer;
    const six = (await shown(id, author, later)).goals.find((each) => each.clause === goal)?.judgements ?? [];
    expect(six.map(({ attribute }) => attribute)).toEqual([
      "体系完整",
      "分工明确",
      "功能互补",
      "连续协同",
      "运行高效",
      "富有韧性",
    ]);
    const last = { goal, attribute: "富有韧性" };
    await judgeAll(id, last, later);
    await submit(id, later);
    expect((await refusedBy(approve(id, second, later), "JUDGEMENT_MISSING")).problems).toEqual([
      { path: `${goal} 富有韧性`, message: "“建成整合型服务体系”缺“富有韧性”的书面评判" },
    ]);
    await later.call(second, returnEvaluation, { params: { id }, body: { reason: "缺富有韧性一项" } });
    await judge(id, last, author, later);
    await submit(id, later);
    expect((await approve(id, second, later)).status).toBe(200);
  });
});

describe("点名所缺", () => {
  const rosterOf = (asOf: string, goal: string, server = api) =>
    board(asOf, author, server).then(({ horizons }) =>
      horizons
        .flatMap(({ goals }) => goals)
        .find((each) => each.clause === clause(goal))
        ?.measures.find(({ missing }) => missing.length > 0),
    );

  it("没有选定中心卫生院的县在2025年中期报告里按名列出 [service-system-2023.overall.goal-2025-primary-net]", async () => {
    await load("plan-centre-township", [{ institution: `T${withTownship}`, county: withTownship, selected: "2025-03-18" }]);
    const items = (await api.call(author, listEvaluations, {})).answer.items;
    const draft = items.find(({ kind, state }) => kind === "midterm" && state === "draft")?.id ?? expect.fail("no draft");
    const { finding } = await goalIn(draft, "overall.goal-2025-primary-net");
    const open = finding.measures.flatMap((measure) => measure.open);
    expect(open).toEqual(["太原市阳曲县"]);
    expect(regions.find(({ code }) => code === withoutTownship)?.name).toBe("阳曲县");
    expect((await rosterOf("2026-03-31", "overall.goal-2025-primary-net"))?.missing).toEqual(["太原市阳曲县"]);
  });

  it("2027-12-31公卫科室设置率98.5%:目标页按名列出没有设置的医院 [service-system-2023.overall.goal-2027-public-health]", async () => {
    const end = await testApi(database, fixedClock("2027-12-31T02:00:00Z"));
    const named = new Set(["PH10", "PH11", "PH150"]);
    const ids = [...namedHospitals, ...hospitals.map(({ id }) => id)];
    expect(ids).toHaveLength(200);
    const rows = ids.filter((id) => !named.has(id)).map((institution) => ({ institution, opened: "2027-06-18" }));
    await load("plan-ph-department", rows, new Date("2027-07-01T02:00:00Z"));
    const measure = await rosterOf("2027-12-31", "overall.goal-2027-public-health", end);
    expect(measure?.missing).toEqual(["第10医院", "第11医院", "第150医院"]);
    expect(measure?.display).toBe("98.5%");
  });
});

describe("结算比例只收人次 [service-system-2023.s2.1.level-goals]", () => {
  const kept = () =>
    database.query("select indicator, value, numerator, denominator from indicator_report_value order by indicator");
  const csv = (cells: string) =>
    api.call(
      author,
      importExchangeFile,
      { query: { format: "csv" } },
      {
        file: {
          name: "结算.csv",
          content: Buffer.from(`机构代码,期间,指标代码,数值,分子,分母\n140000,2025,inpatients_in_province,${cells}\n`),
        },
      },
    );

  it("逐格填、按文件导入手填的比例都被拒,什么都没有写;人次收下", async () => {
    const { id: reportId } = (await api.call(author, openReport, { body: { subject: "140000", period: "2025" } })).answer;
    const typed = { value: "95.0", numerator: "", denominator: "", note: "", isConfirmed: false, version: 0 };
    const save = (body: typeof typed) =>
      api.call(author, saveReportValue, { params: { reportId, indicator: "inpatients_in_province" }, body });
    const before = await kept();
    const { problem } = await save(typed);
    expect(problem).toMatchObject({ code: "VALUE_MISFIT", problems: [{ message: expect.stringContaining("不接受手填的比例") }] });
    const refused = await csv("95.0,,");
    expect(refused.problem).toMatchObject({
      code: "values-refused",
      problems: [{ message: expect.stringContaining("不接受手填的比例") }],
    });
    expect(await kept()).toEqual(before);
    expect((await csv(",9500,10000")).answer.counts).toMatchObject({ imported: 1, ignored: 0 });
    expect(await kept()).toContainEqual({
      indicator: "inpatients_in_province",
      value: null,
      numerator: "9500",
      denominator: "10000",
    });
  });
});

describe("目标旁的数据", () => {
  it("导入省域内9,500/10,000显示95.0%;手填的比例不采用 [service-system-2023.s2.1.level-goals]", async () => {
    await post(
      approved("140000", "inpatients_in_province", "2025", parts(9_500, 10_000)),
      approved("140000", "inpatients_in_province", "2024", parts(9_400, 10_000)),
      approved("140000", "inpatients_in_county", "2025", { value: "80" }),
    );
    const { told } = await nodeOn("2026-03-31", "s2.1.level-goals");
    expect(told?.rows).toEqual([
      ["参保人省域内住院占比", "2025", "9500", "10000", "95.0%", "94.0%", "+1.0", "绿灯"],
      ["参保人县域内住院占比", "2025", "—", "—", "—", "—", "—", "灰灯"],
      ["乡村两级门诊占比", "2025", "—", "—", "—", "—", "—", "灰灯"],
    ]);
    expect(told?.told).toContain("参保人县域内住院占比是手填的比例，不予采用");
  });

  it("试点城市平均41%、其他38%并列,差3个百分点 [service-system-2023.s2.3.consolidate-tiered-care]", async () => {
    const share = (code: string, part: number) => [
      ...["2025-Q1", "2025-Q2", "2025-Q3"].map((period) => approved(code, "primary_visit_share", period, parts(10, 25))),
      approved(code, "primary_visit_share", "2025-Q4", parts(part - 30, 25)),
    ];
    await post(
      ...[share("140200", 40), share("140400", 41), share("140800", 42), share("140100", 37), share("140300", 39)].flat(),
      // 少一个季度不是一年
      ...share("141000", 90).slice(1),
    );
    const { told } = await nodeOn("2026-03-31", "s2.3.consolidate-tiered-care");
    expect(told?.rows.slice(0, 3).map((row) => row.slice(0, 4))).toEqual([
      ["试点城市平均", "试点", "—", "41.0%"],
      ["其他城市平均", "其他", "—", "38.0%"],
      ["差", "试点减其他", "—", "+3.0个百分点"],
    ]);
    expect(told?.told).toContain("试点城市平均41.0%，其他城市平均38.0%，高3.0个百分点");
    expect(told?.open).toContain("临汾市未报");
  });

  it("2025年的评估按县列出四个方面的考核得分 [service-system-2023.s2.4.integrated-system-goal]", async () => {
    await load("plan-group-assessment", [
      { county: "140121", year: 2025, order: "80", capability: "75", resources: "90", insurance: "60", assessed: "2026-03-18" },
      { county: "140122", year: 2025, order: "82.5", capability: "70", resources: "88", insurance: "91", assessed: "2026-03-18" },
    ]);
    const items = (await api.call(author, listEvaluations, {})).answer.items;
    const draft = items.find(({ kind, state }) => kind === "midterm" && state === "draft")?.id ?? expect.fail("no draft");
    const { told } = (await goalIn(draft, "s2.4.integrated-system-goal")).finding;
    expect(told?.columns.map(({ title }) => title)).toEqual([
      "市",
      "县域医疗集团",
      "就医和诊疗秩序",
      "医疗卫生服务能力",
      "医疗卫生资源利用",
      "医保基金使用效能",
      "平均",
    ]);
    expect(told?.rows).toEqual([
      ["太原市", "清徐县", "80", "75", "90", "60", "76.3"],
      ["太原市", "阳曲县", "82.5", "70", "88", "91", "82.9"],
    ]);
    expect(told?.open).toHaveLength(115);
  });

  it("满意度90.1到91.4为+1.3,纠纷120到132为+10.0%,写明来源 [service-system-2023.s3.3.patient-relationship]", async () => {
    await post(
      approved("PH1", "patient_satisfaction", "2024", { value: "90.1" }),
      approved("PH1", "patient_satisfaction", "2025", { value: "91.4" }),
      approved("PH1", "medical_disputes", "2024", { value: "120" }),
      approved("PH1", "medical_disputes", "2025", { value: "132" }),
    );
    const { told } = await nodeOn("2026-03-31", "s3.3.patient-relationship");
    expect(told?.rows).toEqual([["第1医院", "90.1", "91.4", "+1.3", "120", "132", "+10.0%"]]);
    expect(told).toMatchObject({ light: "none", told: expect.stringContaining("来源：年度患者满意度调查") });
  });

  it("省卫健委报了两项、省医保局没有报:2/3,点名省医保局 [service-system-2023.s5.5.record-sharing]", async () => {
    await post(
      approved("140000", "records_read_elsewhere", "2025-Q4", { value: "120000" }),
      approved("140000", "unified_payment_coverage", "2025-Q4", parts(290, 300)),
    );
    const { told } = await nodeOn("2026-03-30", "s5.5.record-sharing");
    expect(told).toMatchObject({ told: "2/3，省医保局未报", open: ["就诊时即时结清占比（省医保局）"] });
    expect(told?.rows.map((row) => row.at(-1))).toEqual(["120,000", "96.7%", "—（未报）"]);
  });

  it("没有一项任务办结:每个生命阶段都是0.0%,不是100%", async () => {
    const goal = (await board("2026-03-31")).horizons
      .flatMap(({ goals }) => goals)
      .find((each) => each.clause === clause("overall.goal-2027-life-cycle"));
    expect(goal?.told?.rows.map((row) => row.at(-1))).toEqual(Array(5).fill("0.0%"));
  });

  it("市里看不到全省目标的数据", async () =>
    expect(await board("2026-03-31", city)).toMatchObject({ isVisible: false, nodes: [] }));
});
