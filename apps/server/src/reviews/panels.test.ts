import {
  answerInvitation,
  changeExpert,
  changeSheet,
  createPanel,
  drawPanel,
  type ExpertInput,
  freezeCandidates,
  listExperts,
  listReviewCalls,
  readDrawRecord,
  readExpert,
  readPanel,
  readReviewCall,
  refillPanel,
  reviewDesk,
  signPledge,
  voidPanel,
} from "@qiangyi/api";
import { checkRecord, type DrawRecord } from "@qiangyi/projects";
import { beforeAll, describe, expect, it } from "vitest";
import { actorAs, testApi } from "../../test/api.ts";
import { freshDatabase } from "../../test/fresh-database.ts";
import { addCall, addExpert, addPlaces, addProject, expertInput, organiser, type TestExpert } from "./sample-review.ts";

const database = await freshDatabase();
const api = await testApi(database);
const city = actorAs("city_health_bureau", { level: "city", city: "140100" });
const words = "监督员报数 314159";
const count = async (table: string, where = "true") =>
  (await database.query<{ n: number }>(`select count(*)::int as n from ${table} where ${where}`))[0]?.n;

const experts: TestExpert[] = [];
const add = async (nth: number, change: Partial<ExpertInput> = {}) => {
  const expert = await addExpert(api, database, nth, change);
  experts.push(expert);
  return expert;
};
let inConflict: TestExpert;
beforeAll(async () => {
  await addPlaces(database);
  for (let nth = 1; nth <= 9; nth += 1) await add(nth);
  // The other experts must be excluded for one reason each.
  inConflict = await add(20, { institution: "H1", unitName: "清徐演示医院", region: "140105" });
  await add(21, { employments: [{ institution: null, name: "清徐演示卫生院", from: "2010-01-01", to: "2023-06-01" }] });
  await add(22, { region: "140121" });
  await add(23, { groupName: "清徐医疗集团" });
  await add(24, { name: "填报人演一" });
});

const panelOf = async (call: string, projects: readonly string[], change: object = {}) =>
  api.call(organiser, createPanel, {
    body: { call, title: "第一组", projects: [...projects], experts: 5, fields: [], regionRule: "county", ...change },
  });
const formed = async (change: object = {}, review = {}) => {
  const call = await addCall(database, review);
  const project = await addProject(database, call);
  const { answer } = await panelOf(call, [project.id], change);
  return { call, project, panel: answer.id };
};
const at = (panelId: string) => ({ params: { panelId } });
const freeze = (panel: string) => api.call(organiser, freezeCandidates, at(panel));
const draw = (panel: string) => api.call(organiser, drawPanel, { ...at(panel), body: { words } });
const read = async (panel: string) => (await api.call(organiser, readPanel, at(panel))).answer;
const record = async (panel: string) => (await api.call(organiser, readDrawRecord, at(panel))).answer as unknown as DrawRecord;

describe("组建评审组", () => {
  it("形式审查通过的项目待分组，组建后不再列出", async () => {
    const call = await addCall(database);
    const [one, other] = [await addProject(database, call), await addProject(database, call)];
    const before = (await api.call(organiser, readReviewCall, { params: { callId: call } })).answer;
    expect(before.waiting.map(({ id }) => id)).toEqual([one.id, other.id]);
    expect(before.sheet.items).toHaveLength(5);
    expect((await panelOf(call, [one.id])).status).toBe(201);
    const after = (await api.call(organiser, readReviewCall, { params: { callId: call } })).answer;
    expect(after.waiting.map(({ id }) => id)).toEqual([other.id]);
    const listed = (await api.call(organiser, listReviewCalls, { query: { year: 2025 } })).answer.items.find(
      ({ id }) => id === call,
    );
    expect(listed).toMatchObject({ waiting: 1, inReview: 1, panels: 1 });
  });

  it("人数不是5人以上单数、环节不对、重复分组、非组织单位：都不组建", async () => {
    const call = await addCall(database);
    const project = await addProject(database, call);
    const submitted = await addProject(database, call, { state: "submitted" });
    const before = await count("review_panel");
    expect((await panelOf(call, [project.id], { experts: 6 })).problem.code).toBe("PANEL_SIZE");
    expect((await panelOf(call, [project.id], { experts: 3 })).problem.code).toBe("PANEL_SIZE");
    const wrong = (await panelOf(call, [submitted.id])).problem;
    expect(wrong).toMatchObject({ code: "project-not-reviewable", detail: expect.stringContaining(submitted.number) });
    const foreign = await api.call(city, createPanel, {
      body: { call, title: "越权", projects: [project.id], experts: 5, fields: [], regionRule: "none" },
    });
    expect(foreign).toMatchObject({ status: 403, problem: { code: "FORBIDDEN_ROLE" } });
    const decided = await addCall(database, { kind: "decision-only" });
    expect((await panelOf(decided, [project.id])).problem.code).toBe("call-without-scores");
    expect(await count("review_panel")).toBe(before);
    await panelOf(call, [project.id]);
    expect((await panelOf(call, [project.id])).problem.code).toBe("project-in-panel");
    expect(await count("review_panel")).toBe((before ?? 0) + 1);
  });
});

describe("抽取", () => {
  it("回避的专家看不到题目就已排除，逐条写明原因；抽出的5人都在可用名单 [5g-2022.art9.a]", async () => {
    const { panel } = await formed();
    const { candidates } = await read(panel);
    const reasons = Object.fromEntries(
      candidates
        .filter(({ exclusions }) => exclusions.length > 0)
        .map(({ name, exclusions }) => [name, exclusions.map(({ kind }) => kind)]),
    );
    expect(reasons).toEqual({
      专家20: ["same-unit", "same-group", "region"],
      专家21: ["employment"],
      专家22: ["region"],
      专家23: ["same-group"],
      填报人演一: ["prepared"],
    });
    expect(candidates.find(({ name }) => name === "专家20")?.exclusions[0]?.clause).toBe("5g-2022.art9.a");
    expect(candidates.find(({ name }) => name === "专家21")).toMatchObject({
      exclusions: [{ sentence: expect.stringMatching(/^XM-\d+-\d+：近三年任职$/) }],
      outcome: { kind: "excluded", sentence: "未参加抽取：近三年任职" },
    });
    await freeze(panel);
    const { answer } = await draw(panel);
    expect(answer.panel).toHaveLength(5);
    expect(answer.panel).not.toContain(inConflict.id);
    // The expert in conflict learns nothing, not even that there was a draw.
    expect((await api.call(inConflict.actor, reviewDesk, {})).answer.seats).toEqual([]);
  });

  it("锁定名单先公布哈希和承诺，抽取后任何人重算一致；抽取前不公布随机数", async () => {
    const { panel } = await formed();
    const frozen = (await freeze(panel)).answer;
    const before = await record(panel);
    expect(before).toMatchObject({ ...frozen, nonce: null, words: null, seed: null, drawn: [] });
    await draw(panel);
    const after = await record(panel);
    expect(after.candidateHash).toBe(frozen.candidateHash);
    const checks = checkRecord(after);
    expect(checks).toHaveLength(4);
    expect(checks.every(({ isRight }) => isRight)).toBe(true);
    expect(JSON.stringify(after)).not.toContain("专家1");
    expect(after.candidates.map((one) => (one as { number?: string }).number)).toEqual(
      after.candidates.map(() => expect.stringMatching(/^ZJ-\d{5}$/)),
    );
    const shown = (await read(panel)).candidates;
    expect(shown.every(({ outcome }) => outcome !== null)).toBe(true);
    expect(
      shown
        .filter(({ outcome }) => outcome?.sentence === "抽中")
        .map(({ expert }) => expert)
        .toSorted(),
    ).toEqual(after.drawn.toSorted());
    const places = (await read(panel)).candidates.filter(({ place }) => place !== null);
    expect(places.map(({ place }) => place).toSorted()).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  it("未锁定不能抽，一个名单只抽一次，锁定后不能改回", async () => {
    const { panel } = await formed();
    expect((await draw(panel)).problem.code).toBe("DRAW_ORDER");
    await freeze(panel);
    expect((await freeze(panel)).problem.code).toBe("DRAW_ORDER");
    await draw(panel);
    const seats = await count("review_seat", `panel = '${panel}'`);
    expect((await draw(panel)).problem.code).toBe("DRAW_ORDER");
    expect(await count("review_seat", `panel = '${panel}'`)).toBe(seats);
    await expect(database.query(`update review_panel set seed = repeat('0', 64) where id = '${panel}'`)).rejects.toMatchObject({
      constraint: "review_panel_in_order",
    });
    await expect(database.query(`update review_panel set state = 'forming' where id = '${panel}'`)).rejects.toMatchObject({
      constraint: "review_panel_in_order",
    });
    await expect(database.query(`update review_candidate set unit = 'x' where panel = '${panel}'`)).rejects.toMatchObject({
      constraint: "review_candidate_append_only",
    });
  });

  it("没有合格组合：给出哪一条不能满足，什么也没有写", async () => {
    const { panel } = await formed({ fields: ["核医学"] });
    expect((await read(panel)).proof).toMatchObject({ limit: "field", fields: ["核医学"], available: 0 });
    const refused = await freeze(panel);
    expect(refused).toMatchObject({
      status: 409,
      problem: { code: "DRAW_IMPOSSIBLE", detail: expect.stringContaining("核医学") },
    });
    expect(await count("review_candidate", `panel = '${panel}'`)).toBe(0);
    expect((await read(panel)).state).toBe("forming");
    const large = await formed({ experts: 11 });
    expect((await read(large.panel)).proof).toMatchObject({ limit: "candidates", needed: 11, available: 9 });
  });

  it("锁定后专家转到申报单位任职：CONFLICT_OF_INTEREST，没有抽取 [5g-2022.art9.a]", async () => {
    const { panel } = await formed();
    await freeze(panel);
    const employed = await add(30);
    const other = await formed();
    await freeze(other.panel);
    await api.call(organiser, changeExpert, {
      params: { expertId: employed.id },
      body: { ...expertInput(30), institution: "H1", unitName: "清徐演示医院", version: 2 },
    });
    const refused = await draw(other.panel);
    expect(refused).toMatchObject({
      status: 409,
      problem: { code: "CONFLICT_OF_INTEREST", detail: expect.stringContaining("现任职于申报单位") },
    });
    expect(await count("review_seat", `panel = '${other.panel}'`)).toBe(0);
    // The list that was frozen before he entered the pool is not touched by it.
    expect((await draw(panel)).status).toBe(200);
  });

  it("谢绝后补抽：按同一次序递补，记录可重算；没有空缺时不补", async () => {
    const { panel } = await formed();
    await freeze(panel);
    const drawn = (await draw(panel)).answer.panel;
    expect((await api.call(organiser, refillPanel, at(panel))).problem.code).toBe("no-vacancy");
    const leaving = experts.find(({ id }) => id === drawn[1]);
    await api.call(leaving?.actor, answerInvitation, { ...at(panel), body: { answer: "decline", reason: "出差" } });
    expect(await read(panel)).toMatchObject({ vacant: 1 });
    const { added } = (await api.call(organiser, refillPanel, at(panel))).answer;
    const order = (await read(panel)).candidates
      .toSorted((a, b) => (a.place ?? 99) - (b.place ?? 99))
      .map(({ expert }) => expert);
    expect(added).toEqual([order[5]]);
    expect(checkRecord(await record(panel)).every(({ isRight }) => isRight)).toBe(true);
    expect(await read(panel)).toMatchObject({ vacant: 0 });
  });

  it("本年工作量到上限、没有账号的专家不入候选", async () => {
    const busy = await add(40, { maxLoad: 1 });
    const call = await addCall(database);
    const projects = [await addProject(database, call), await addProject(database, call)];
    const { answer } = await panelOf(
      call,
      projects.map(({ id }) => id),
    );
    const { candidates } = await read(answer.id);
    expect(candidates.find(({ expert }) => expert === busy.id)?.exclusions.map(({ kind }) => kind)).toEqual(["load"]);
  });

  it("作废须写理由，项目退回待分组，记录保留", async () => {
    const { call, panel, project } = await formed();
    await freeze(panel);
    expect((await api.call(organiser, voidPanel, { ...at(panel), body: { reason: "组建有误" } })).status).toBe(204);
    expect((await api.call(organiser, voidPanel, { ...at(panel), body: { reason: "再次" } })).problem.code).toBe("panel-closed");
    const { waiting } = (await api.call(organiser, readReviewCall, { params: { callId: call } })).answer;
    expect(waiting.map(({ id }) => id)).toEqual([project.id]);
    expect(await read(panel)).toMatchObject({ state: "void", voidReason: "组建有误" });
    expect((await record(panel)).candidateHash).toMatch(/^[0-9a-f]{64}$/);
  });
});

describe("抽取之后才知道的关系", () => {
  it("席位随即取消，专家不能接受、承诺，什么也没有写 [5g-2022.art9.a]", async () => {
    const { panel } = await formed();
    await freeze(panel);
    const drawn = (await draw(panel)).answer.panel;
    const found = experts.find(({ id }) => id === drawn[0]);
    const held = (await api.call(organiser, readExpert, { params: { expertId: found?.id ?? "" } })).answer;
    const { name, title, titleLevel, institution, unitName, groupName, region, fields, employments, maxLoad, version } = held;
    const relations = [{ kind: "shareholding" as const, institution: "H1", name: "清徐演示医院", lastOn: null }];
    const input = { name, title, titleLevel, institution, unitName, groupName, region, fields, employments, maxLoad, relations };
    await api.call(organiser, changeExpert, { params: { expertId: held.id }, body: { ...input, version } });
    for (const call of [
      api.call(found?.actor, answerInvitation, { ...at(panel), body: { answer: "accept" } }),
      api.call(found?.actor, signPledge, { ...at(panel), body: { agrees: true } }),
    ])
      expect(await call).toMatchObject({ status: 403, problem: { code: "CONFLICT_OF_INTEREST" } });
    expect(
      await count(
        "review_seat",
        `panel = '${panel}' and expert = '${held.id}' and (state <> 'conflict' or pledged_at is not null)`,
      ),
    ).toBe(0);
    expect(await read(panel)).toMatchObject({ vacant: 1 });
  });
});

describe("专家库", () => {
  it("两人同时修改：后一人得到提示，没有覆盖", async () => {
    const expert = await add(50);
    const body = { ...expertInput(50, { title: "副主任医师" }), version: 2 };
    expect((await api.call(organiser, changeExpert, { params: { expertId: expert.id }, body })).answer.version).toBe(3);
    expect((await api.call(organiser, changeExpert, { params: { expertId: expert.id }, body })).problem.code).toBe(
      "expert-changed",
    );
    const unknown = { ...body, version: 3, institution: "NO-SUCH" };
    expect((await api.call(organiser, changeExpert, { params: { expertId: expert.id }, body: unknown })).problem.code).toBe(
      "institution-unknown",
    );
    expect(await count("expert", `id = '${expert.id}' and version = 3 and title = '副主任医师'`)).toBe(1);
  });
  it("市级看不到省级专家库；专家、申报单位没有专家库权限", async () => {
    expect((await api.call(city, listExperts, {})).answer.items).toEqual([]);
    expect((await api.call(experts[0]?.actor, listExperts, {})).status).toBe(403);
    expect((await api.call(actorAs("unit_applicant", { level: "unit", institution: "H1" }), listExperts, {})).status).toBe(403);
  });
  it("按领域和文字查找，翻页不重不漏", async () => {
    const first = (await api.call(organiser, listExperts, { query: { limit: 4 } })).answer;
    const second = (
      await api.call(organiser, listExperts, { query: { limit: 4, ...(first.next !== null && { after: first.next }) } })
    ).answer;
    expect(new Set([...first.items, ...second.items].map(({ id }) => id)).size).toBe(8);
    expect(
      (await api.call(organiser, listExperts, { query: { text: "演示医院3", field: "临床" } })).answer.items.map(
        ({ name }) => name,
      ),
    ).toEqual(["专家3"]);
  });
  it("专家库的每条约束都守得住", async () => {
    const spoil = (set: string) => database.query(`update expert set ${set} where number = 'ZJ-00001'`);
    await expect(spoil("state = 'gone', state_reason = '停用'")).rejects.toMatchObject({ constraint: "expert_state" });
    await expect(spoil("state = 'paused', state_reason = null")).rejects.toMatchObject({
      constraint: "expert_paused_with_reason",
    });
    await expect(spoil("fields = '{}'")).rejects.toMatchObject({ constraint: "expert_has_field" });
    await expect(spoil("max_load = 0")).rejects.toMatchObject({ constraint: "expert_max_load" });
    await expect(spoil("title_level = 'x'")).rejects.toMatchObject({ constraint: "expert_title_level" });
    await expect(spoil("number = 'ZJ-00002'")).rejects.toMatchObject({ constraint: "expert_number_once" });
  });
});

describe("评分表", () => {
  it("第一份评分之前可以调整", async () => {
    const { panel } = await formed();
    const { sheet } = await read(panel);
    const changed = { ...sheet, spread: 15 };
    expect((await api.call(organiser, changeSheet, { ...at(panel), body: changed })).status).toBe(204);
    expect((await read(panel)).sheet.spread).toBe(15);
  });
  it("通知规定的评分项和必答项不能删改，推荐线不能低于不予推荐线", async () => {
    const { panel } = await formed();
    const { sheet } = await read(panel);
    const refused = await api.call(organiser, changeSheet, { ...at(panel), body: { ...sheet, vetoes: [] } });
    expect(refused).toMatchObject({ status: 422, problem: { code: "sheet-questions" } });
    expect((await api.call(organiser, changeSheet, { ...at(panel), body: { ...sheet, pass: 5000 } })).status).toBe(400);
    expect((await read(panel)).sheet).toEqual(sheet);
  });
});
