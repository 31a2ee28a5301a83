import {
  answerInvitation,
  callResults,
  changeSheet,
  concludeReview,
  createPanel,
  downloadPaperFile,
  drawPanel,
  freezeCandidates,
  listReviewPapers,
  lockScore,
  orderSecondReview,
  readPanel,
  readProjectReview,
  readReviewPaper,
  reviewDesk,
  type ScoreSheet,
  saveScore,
  signPledge,
  workbench,
} from "@qiangyi/api";
import { sql } from "kysely";
import { beforeAll, describe, expect, it } from "vitest";
import { actorAs, testApi } from "../../test/api.ts";
import { freshDatabase } from "../../test/fresh-database.ts";
import type { Actor } from "../platform/index.ts";
import { addCall, addExpert, addFile, addPlaces, addProject, entriesOf, organiser, type TestExpert } from "./sample-review.ts";

const database = await freshDatabase();
const api = await testApi(database);
const count = async (table: string, where = "true") =>
  (await database.query<{ n: number }>(`select count(*)::int as n from ${table} where ${where}`))[0]?.n;

const pool: TestExpert[] = [];
beforeAll(async () => {
  await addPlaces(database);
  for (let nth = 1; nth <= 12; nth += 1) pool.push(await addExpert(api, database, nth));
});

const at = (panelId: string) => ({ params: { panelId } });
const paperAt = (panelId: string, projectId: string) => ({ params: { panelId, projectId } });

/** A drawn panel: its experts in the order of their seats. */
const drawnPanel = async (review = {}, projects = 1) => {
  const call = await addCall(database, review);
  const list = [];
  for (let nth = 0; nth < projects; nth += 1) list.push(await addProject(database, call));
  const body = { call, title: "一组", projects: list.map(({ id }) => id), experts: 5, fields: [], regionRule: "county" as const };
  const panel = (await api.call(organiser, createPanel, { body })).answer.id;
  return { call, panel, projects: list, seats: await seatPanel(panel) };
};
const seatPanel = async (panel: string): Promise<Actor[]> => {
  await api.call(organiser, freezeCandidates, at(panel));
  const drawn = (await api.call(organiser, drawPanel, { ...at(panel), body: { words: "监督员报数 161803" } })).answer.panel;
  return drawn.flatMap((id) => pool.find((one) => one.id === id)?.actor ?? []);
};
const accept = async (actor: Actor, panel: string) => {
  await api.call(actor, answerInvitation, { ...at(panel), body: { answer: "accept" } });
  return api.call(actor, signPledge, { ...at(panel), body: { agrees: true } });
};
const sheetOf = async (panel: string): Promise<ScoreSheet> => (await api.call(organiser, readPanel, at(panel))).answer.sheet;
const give = async (actor: Actor, panel: string, project: string, points: number, conforms = true) => {
  const entries = entriesOf(await sheetOf(panel), points, conforms);
  const saved = await api.call(actor, saveScore, { ...paperAt(panel, project), body: { ...entries, version: 0 } });
  return api.call(actor, lockScore, { ...paperAt(panel, project), body: { version: saved.answer.version } });
};
/** All five accept, pledge and lock; points out of 10000, one for each seat. */
const judged = async (points: readonly number[], { conforms = true, review = {} } = {}) => {
  const made = await drawnPanel(review);
  const [project] = made.projects;
  for (const [nth, actor] of made.seats.entries()) {
    await accept(actor, made.panel);
    await give(actor, made.panel, project?.id ?? "", points[nth] ?? 0, conforms || nth > 0);
  }
  return { ...made, project: project?.id ?? "" };
};
const conclude = (project: string, body: object, actor = organiser) =>
  api.call(actor, concludeReview, {
    params: { projectId: project },
    body: { conclusion: "recommended", reason: "同意专家意见", ...body } as never,
  });

describe("邀请与承诺", () => {
  it("邀请只写支持项目和编号；接受并承诺之前，题目、材料、附件一概不给", async () => {
    const { panel, projects, seats } = await drawnPanel();
    const [expert] = seats;
    const [project] = projects;
    const [seat] = (await api.call(expert, reviewDesk, {})).answer.seats;
    expect(seat).toMatchObject({
      programmeTitle: "5G+远程医疗试点",
      numbers: [project?.number],
      state: "invited",
      pledgedAt: null,
    });
    expect(JSON.stringify(seat)).not.toContain("清徐");
    const paper = paperAt(panel, project?.id ?? "");
    const closed = async () => [
      await api.call(expert, listReviewPapers, at(panel)),
      await api.call(expert, readReviewPaper, paper),
      await api.call(expert, downloadPaperFile, { params: { ...paper.params, fileId: panel } }),
      await api.call(expert, saveScore, { ...paper, body: { items: {}, vetoes: {}, comment: "", version: 0 } }),
    ];
    for (const { status, problem } of await closed()) expect([status, problem.code]).toEqual([403, "PLEDGE_REQUIRED"]);
    expect((await api.call(expert, signPledge, { ...at(panel), body: { agrees: true } })).problem.code).toBe("not-accepted");
    await api.call(expert, answerInvitation, { ...at(panel), body: { answer: "accept" } });
    for (const { problem } of await closed()) expect(problem.code).toBe("PLEDGE_REQUIRED");
    expect(await count("review_score")).toBe(0);
    await api.call(expert, signPledge, { ...at(panel), body: { agrees: true } });
    expect((await api.call(expert, readReviewPaper, paper)).answer.title).toContain("清徐演示医院");
  });

  it("谢绝和声明回避须写原因；声明回避之后什么也看不到", async () => {
    const { panel, seats, projects } = await drawnPanel();
    const [expert] = seats;
    const answer = (body: object) => api.call(expert, answerInvitation, { ...at(panel), body: body as { answer: "accept" } });
    expect((await answer({ answer: "decline" })).problem.code).toBe("JUSTIFICATION_REQUIRED");
    expect(await count("review_seat", `panel = '${panel}' and state <> 'invited'`)).toBe(0);
    await answer({ answer: "conflict", reason: "与该单位有合作" });
    expect((await answer({ answer: "accept" })).problem.code).toBe("CONFLICT_OF_INTEREST");
    expect((await api.call(expert, readReviewPaper, paperAt(panel, projects[0]?.id ?? ""))).problem.code).toBe(
      "CONFLICT_OF_INTEREST",
    );
  });

  it("未被抽中的专家、其他角色：没有这项评审", async () => {
    const { panel, seats } = await drawnPanel();
    const outsider = pool.find(({ actor }) => !seats.includes(actor))?.actor;
    expect((await api.call(outsider, listReviewPapers, at(panel))).problem.code).toBe("seat-not-found");
    expect((await api.call(organiser, listReviewPapers, at(panel))).status).toBe(403);
  });

  it("专家账号在数据库里也只看得到承诺过的材料，看不到任何项目、答案和别人的席位", async () => {
    const { panel, seats } = await drawnPanel();
    const [expert = organiser, other = organiser] = seats;
    await accept(expert, panel);
    const seen = (actor: Actor) =>
      database.transaction(actor, async (tx) => {
        const counts: Record<string, number> = {};
        for (const table of [
          "project",
          "project_answer",
          "project_attachment",
          "review_candidate",
          "review_paper",
          "review_seat",
        ]) {
          const where = table.startsWith("review") ? sql`where panel = ${panel}` : sql``;
          const { rows } = await sql<{ n: number }>`select count(*)::int as n from ${sql.table(table)} ${where}`.execute(tx);
          counts[table] = rows[0]?.n ?? -1;
        }
        return counts;
      });
    const nothing = { project: 0, project_answer: 0, project_attachment: 0, review_candidate: 0 };
    expect(await seen(expert)).toEqual({ ...nothing, review_paper: 1, review_seat: 1 });
    expect(await seen(other)).toEqual({ ...nothing, review_paper: 0, review_seat: 1 });
  });

  it("附件只给承诺过的本组专家；没有列入材料的文件，专家在数据库里也读不到", async () => {
    const call = await addCall(database);
    const project = await addProject(database, call);
    const file = await addFile(database, project.id);
    const other = await addFile(database, (await addProject(database, call)).id);
    const body = { call, title: "一组", projects: [project.id], experts: 5, fields: [], regionRule: "county" as const };
    const panel = (await api.call(organiser, createPanel, { body })).answer.id;
    const [expert = organiser, late = organiser] = await seatPanel(panel);
    await accept(expert, panel);
    const fetchFile = (actor: Actor, fileId: string) =>
      api.call(actor, downloadPaperFile, { params: { panelId: panel, projectId: project.id, fileId } });
    expect((await api.call(expert, readReviewPaper, paperAt(panel, project.id))).answer.files).toMatchObject([
      { id: file, material: "可行性报告" },
    ]);
    const read = await fetchFile(expert, file);
    expect([read.status, read.bytes.toString()]).toEqual([200, "%PDF-"]);
    expect((await fetchFile(expert, other)).problem.code).toBe("paper-not-found");
    expect((await fetchFile(late, file)).problem.code).toBe("PLEDGE_REQUIRED");
    const seen = await database.transaction(
      expert,
      async (tx) => (await sql<{ id: string }>`select id from stored_file`.execute(tx)).rows,
    );
    expect(seen).toEqual([{ id: file }]);
  });

  it("盲评只给通知标明可匿名阅看的附件，换去原名，其余不给并写明份数", async () => {
    const materials = [
      { id: "plan", title: "技术方案", required: true, readInBlind: true },
      { id: "feasibility", title: "可行性研究报告", required: true },
    ];
    const call = await addCall(database, { isBlind: true }, undefined, materials);
    const project = await addProject(database, call);
    const safe = await addFile(database, project.id, { material: "plan", name: "清徐演示医院技术方案.pdf" });
    const telling = await addFile(database, project.id);
    await addFile(database, project.id, { material: "other", name: "批复.pdf" });
    const body = { call, title: "盲评组", projects: [project.id], experts: 5, fields: [], regionRule: "county" as const };
    const panel = (await api.call(organiser, createPanel, { body })).answer.id;
    const [expert = organiser] = await seatPanel(panel);
    await accept(expert, panel);
    const { answer } = await api.call(expert, readReviewPaper, paperAt(panel, project.id));
    expect(answer).toMatchObject({ isBlind: true, withheldFiles: 2 });
    expect(answer.files).toMatchObject([{ id: safe, name: "技术方案1.pdf", material: "技术方案" }]);
    expect(JSON.stringify(answer)).not.toContain("清徐");
    const fetchFile = (fileId: string) =>
      api.call(expert, downloadPaperFile, { params: { panelId: panel, projectId: project.id, fileId } });
    expect((await fetchFile(safe)).status).toBe(200);
    expect((await fetchFile(telling)).problem.code).toBe("paper-not-found");
    const seen = await database.transaction(
      expert,
      async (tx) => (await sql<{ id: string }>`select id from stored_file where id in (${safe}, ${telling})`.execute(tx)).rows,
    );
    expect(seen).toEqual([{ id: safe }]);
  });

  it("盲评的材料不出现单位、县名和填报人，也没有附件", async () => {
    const { panel, seats, projects } = await drawnPanel({ isBlind: true });
    const [expert = organiser] = seats;
    await accept(expert, panel);
    const { answer } = await api.call(expert, readReviewPaper, paperAt(panel, projects[0]?.id ?? ""));
    expect(answer.unitName).toBeNull();
    expect(answer.files).toEqual([]);
    for (const name of ["清徐", "填报人演一"]) expect(JSON.stringify(answer)).not.toContain(name);
    expect(answer.content.sections[0]?.answers.length).toBeGreaterThan(0);
  });
});

describe("评分", () => {
  it("草稿自动保存，五项缺一不能提交并点名，提交后锁定 [5g-2022.art9.2]", async () => {
    const { panel, seats, projects } = await drawnPanel();
    const [expert = organiser] = seats;
    await accept(expert, panel);
    const paper = paperAt(panel, projects[0]?.id ?? "");
    const full = entriesOf(await sheetOf(panel), 80);
    const four = { ...full, items: { ...full.items, financing: null } };
    const draft = await api.call(expert, saveScore, { ...paper, body: { ...four, version: 0 } });
    expect(draft.answer).toMatchObject({ version: 1, total: null });
    const incomplete = await api.call(expert, lockScore, { ...paper, body: { version: 1 } });
    expect(incomplete).toMatchObject({
      status: 422,
      problem: { code: "REVIEW_INCOMPLETE", detail: expect.stringContaining("筹资合规性") },
    });
    expect(await count("review_score", `panel = '${panel}' and state = 'locked'`)).toBe(0);
    const points = { necessity: 9000, economy: 8000, targets: 7000, plan: 6000, financing: 10_000 };
    const saved = await api.call(expert, saveScore, { ...paper, body: { ...full, items: points, version: 1 } });
    expect(saved.answer).toMatchObject({ version: 2, total: 8000 });
    expect((await api.call(expert, lockScore, { ...paper, body: { version: 2 } })).answer.total).toBe(8000);
    const again = await api.call(expert, saveScore, { ...paper, body: { ...full, version: 3 } });
    expect(again.problem.code).toBe("SCORE_LOCKED");
    expect((await api.call(expert, lockScore, { ...paper, body: { version: 3 } })).problem.code).toBe("SCORE_LOCKED");
    await expect(database.query(`update review_score set total = 9999 where panel = '${panel}'`)).rejects.toMatchObject({
      constraint: "review_score_locked",
    });
    await expect(database.query(`delete from review_score where panel = '${panel}'`)).rejects.toMatchObject({
      constraint: "review_score_locked",
    });
    expect(
      (await api.call(expert, answerInvitation, { ...at(panel), body: { answer: "decline", reason: "不评了" } })).problem.code,
    ).toBe("scores-locked");
  });

  it("超出分值、两个窗口、答否而无理由：不保存、不提交", async () => {
    const { panel, seats, projects } = await drawnPanel();
    const [expert = organiser] = seats;
    await accept(expert, panel);
    const paper = paperAt(panel, projects[0]?.id ?? "");
    const full = entriesOf(await sheetOf(panel), 80);
    const high = { ...full, items: { ...full.items, plan: 10_000, economy: 10_000 } };
    expect(
      (await api.call(expert, saveScore, { ...paper, body: { ...high, items: { ...high.items, plan: 10_001 }, version: 0 } }))
        .status,
    ).toBe(400);
    expect(await count("review_score", `panel = '${panel}'`)).toBe(0);
    await api.call(expert, saveScore, { ...paper, body: { ...full, version: 0 } });
    expect((await api.call(expert, saveScore, { ...paper, body: { ...high, version: 0 } })).problem.code).toBe("score-changed");
    const silent = { ...entriesOf(await sheetOf(panel), 80, false), comment: "" };
    await api.call(expert, saveScore, { ...paper, body: { ...silent, version: 1 } });
    expect((await api.call(expert, lockScore, { ...paper, body: { version: 2 } })).problem.code).toBe("JUSTIFICATION_REQUIRED");
    expect(await count("review_score", `panel = '${panel}' and state = 'locked'`)).toBe(0);
  });

  it("分值小于100的项目按该项分值把关", async () => {
    const { panel, seats, projects } = await drawnPanel({
      items: [
        { id: "a", title: "必要性", maxPoints: 40 },
        { id: "b", title: "可行性", maxPoints: 60 },
      ],
      vetoes: [],
    });
    const [expert = organiser] = seats;
    await accept(expert, panel);
    const body = { items: { a: 4001, b: 6000 }, vetoes: {}, comment: "", version: 0 };
    const refused = await api.call(expert, saveScore, { ...paperAt(panel, projects[0]?.id ?? ""), body });
    expect(refused).toMatchObject({
      status: 422,
      problem: { code: "SCORE_OUT_OF_RANGE", detail: expect.stringContaining("必要性") },
    });
    expect(await count("review_score", `panel = '${panel}'`)).toBe(0);
  });

  it("首份评分（草稿也算）保存后，评分表不能再改", async () => {
    const { panel, seats, projects } = await drawnPanel();
    const [expert = organiser] = seats;
    await accept(expert, panel);
    const sheet = await sheetOf(panel);
    await api.call(expert, saveScore, {
      ...paperAt(panel, projects[0]?.id ?? ""),
      body: { ...entriesOf(sheet, 50), version: 0 },
    });
    const refused = await api.call(organiser, changeSheet, { ...at(panel), body: { ...sheet, spread: 50 } });
    expect(refused).toMatchObject({ status: 409, problem: { code: "SHEET_FIXED" } });
    expect((await sheetOf(panel)).spread).toBe(sheet.spread);
    await expect(database.query(`update review_panel set sheet = '{}' where id = '${panel}'`)).rejects.toMatchObject({
      constraint: "review_panel_sheet_fixed",
    });
  });

  it("专家只见自己的分；全部提交之前，组织部门也不见任何分数", async () => {
    const { call, panel, seats, projects } = await drawnPanel();
    const [first = organiser, second = organiser] = seats;
    for (const actor of [first, second]) await accept(actor, panel);
    await give(first, panel, projects[0]?.id ?? "", 77);
    const own = (await api.call(second, readReviewPaper, paperAt(panel, projects[0]?.id ?? ""))).answer;
    expect(own.score).toMatchObject({ version: 0, total: null });
    expect((await api.call(second, reviewDesk, {})).answer.seats.find((seat) => seat.panel === panel)).toMatchObject({
      lockedSheets: 0,
    });
    const { projects: shown, openSheets } = (await api.call(organiser, callResults, { params: { callId: call } })).answer;
    expect(openSheets).toBe(4);
    expect(shown[0]).toMatchObject({ mean: null, rank: null, rounds: [{ totals: [], locked: 0, mean: null }] });
  });
});

describe("评审结论", () => {
  it("没有专家评分不能作结论 [5g-2022.art9.a]", async () => {
    const { projects, panel, seats } = await drawnPanel();
    const project = projects[0]?.id ?? "";
    const unjudged = await addProject(database, await addCall(database));
    for (const id of [project, unjudged.id])
      expect(await conclude(id, {})).toMatchObject({ status: 409, problem: { code: "REVIEW_REQUIRED" } });
    for (const actor of seats.slice(0, 4)) {
      await accept(actor, panel);
      await give(actor, panel, project, 80);
    }
    // Four of five sheets are not a review.
    expect((await conclude(project, {})).problem.code).toBe("REVIEW_REQUIRED");
    expect(await count("review_conclusion")).toBe(0);
    expect(await count("project", `id = '${project}' and state = 'form_passed'`)).toBe(1);
  });

  it("全部提交后：去一高一低取均值，结论随分数记入项目，申报单位看得到结论看不到分数", async () => {
    const { project, call } = await judged([60, 70, 75, 80, 80]);
    const [row] = (await api.call(organiser, callResults, { params: { callId: call } })).answer.projects;
    expect(row).toMatchObject({ mean: 7500, rank: 1, suggestion: "revise", needsSecond: false });
    expect(row?.rounds[0]).toMatchObject({ totals: [6000, 7000, 7500, 8000, 8000], dropsExtremes: true, spread: 2000 });
    expect((await conclude(project, { conclusion: "revise", reason: "压减预算后推荐" })).answer.state).toBe("reviewed");
    expect(await count("project", `id = '${project}' and review_conclusion = 'revise' and review_score = 7500`)).toBe(1);
    const unit = actorAs("unit_leader", { level: "unit", institution: "H1", city: "140100", county: "140121" });
    const told = (await api.call(unit, readProjectReview, { params: { projectId: project } })).answer;
    expect(told).toMatchObject({ rounds: [], mean: null, comments: [], conclusions: [{ conclusion: "revise" }] });
    expect((await conclude(project, {})).problem.code).toBe("STEP_ORDER");
    expect(await count("review_conclusion", `project = '${project}'`)).toBe(1);
  });

  it("两个必答项有一项答否：推荐是 REVIEW_CONFLICT，有决定文号才可推翻 [5g-2022.art9.1]", async () => {
    const { project } = await judged([80, 80, 80, 80, 80], { conforms: false });
    for (const conclusion of ["recommended", "revise"]) {
      const refused = await conclude(project, { conclusion });
      expect(refused).toMatchObject({ status: 409, problem: { code: "REVIEW_CONFLICT", clause: "5g-2022.art9.1" } });
      expect(refused.problem.detail).toContain("符合山西5G+远程医疗建设实施方案");
    }
    expect(await count("review_conclusion", `project = '${project}'`)).toBe(0);
    expect((await conclude(project, { override: "晋卫党组会纪要〔2025〕3号" })).answer.state).toBe("reviewed");
    expect(await count("review_conclusion", `project = '${project}' and override_basis is not null`)).toBe(1);
  });

  it("答否而作不予推荐，不需要决定 [5g-2022.art9.1]", async () => {
    const { project } = await judged([80, 80, 80, 80, 80], { conforms: false });
    expect((await conclude(project, { conclusion: "not-recommended" })).answer.state).toBe("reviewed");
  });

  it("退回：项目回到单位，本轮记录保留但不再算数", async () => {
    const { project } = await judged([50, 50, 50, 50, 50]);
    const back = await conclude(project, { conclusion: "return", reason: "补充可行性报告" });
    expect(back.answer.state).toBe("returned");
    expect(await count("project", `id = '${project}' and correct_by > '2025-03-01'`)).toBe(1);
    expect(await count("review_score", `project = '${project}' and state = 'locked'`)).toBe(5);
    expect((await api.call(organiser, readProjectReview, { params: { projectId: project } })).answer.rounds).toEqual([]);
  });

  it("市级不能对省级项目作结论", async () => {
    const { project } = await judged([80, 80, 80, 80, 80]);
    await database.query(`update project set city = '140100' where id = '${project}'`);
    const city = actorAs("city_health_bureau", { level: "city", city: "140100" });
    expect(await conclude(project, {}, city)).toMatchObject({ status: 403, problem: { code: "not-organiser" } });
    expect(await count("review_conclusion", `project = '${project}'`)).toBe(0);
  });
});

describe("复评", () => {
  it("极差正好20分不复评；超过则须另组一轮，由未参加过的专家评，以后一轮为准", async () => {
    const exact = await judged([60, 70, 70, 70, 80]);
    const order = (project: string) =>
      api.call(organiser, orderSecondReview, { params: { projectId: project }, body: { reason: "极差过大" } });
    expect((await order(exact.project)).problem.code).toBe("second-review-not-due");
    const wide = await judged([59, 70, 70, 70, 80]);
    expect(await conclude(wide.project, {})).toMatchObject({ status: 409, problem: { code: "SECOND_REVIEW_REQUIRED" } });
    const { panel } = (await order(wide.project)).answer;
    expect((await order(wide.project)).problem.code).toBe("second-review-not-due");
    const seats = await seatPanel(panel);
    expect(seats).toHaveLength(5);
    expect(seats.some((actor) => wide.seats.includes(actor))).toBe(false);
    for (const actor of seats) {
      await accept(actor, panel);
      await give(actor, panel, wide.project, 90);
    }
    const [row] = (await api.call(organiser, callResults, { params: { callId: wide.call } })).answer.projects;
    expect(row?.rounds.map(({ round, mean }) => [round, mean])).toEqual([
      [1, 7000],
      [2, 9000],
    ]);
    expect(row).toMatchObject({ mean: 9000, suggestion: "pass", needsSecond: false });
    expect((await conclude(wide.project, {})).answer.state).toBe("reviewed");
  });
});

describe("工作台", () => {
  it("专家看到要答复的邀请，不含题目；组织部门看到待分组、待作结论", async () => {
    const { seats, panel } = await drawnPanel();
    const [expert = organiser] = seats;
    const mine = (await api.call(expert, workbench, {})).answer.items.filter(({ step }) => step === "答复邀请");
    expect(mine.length).toBeGreaterThan(0);
    expect(JSON.stringify(mine)).not.toContain("清徐");
    await accept(expert, panel);
    const pledged = (await api.call(expert, workbench, {})).answer.items;
    expect(pledged).toContainEqual(expect.objectContaining({ step: "评分，已提交0 / 1份", path: `/reviews/desk/${panel}` }));
    const waiting = await addCall(database);
    await addProject(database, waiting);
    const { call } = await judged([80, 80, 80, 80, 80]);
    const steps = (await api.call(organiser, workbench, {})).answer.items.map(({ step, path }) => `${path} ${step}`);
    expect(steps).toContain(`/reviews/calls/${waiting}?year=2025 1项待分组评审`);
    expect(steps).toContain(`/reviews/calls/${call}/results?year=2025 1项评分完毕，待作结论`);
  });
  it("谢绝留下的空席、极差超限的项目各列一条，只列给组织部门", async () => {
    const { call, panel, seats } = await drawnPanel();
    await api.call(seats[0], answerInvitation, { ...at(panel), body: { answer: "decline", reason: "出差" } });
    const wide = await judged([95, 70, 80, 80, 80]);
    const steps = async (actor: Actor) =>
      (await api.call(actor, workbench, {})).answer.items.map(({ step, path }) => `${path} ${step}`);
    expect(await steps(organiser)).toEqual(
      expect.arrayContaining([
        `/reviews/calls/${call}?year=2025 评审组空缺1席，待补抽`,
        `/reviews/calls/${wide.call}/results?year=2025 1项极差超限，待复评`,
      ]),
    );
    const city = actorAs("city_health_bureau", { city: "140100", level: "city", userId: "市级组织" });
    expect((await steps(city)).filter((step) => step.startsWith("/reviews/calls/"))).toEqual([]);
  });
});

describe("结果", () => {
  it("原始与校正次序并列，专家宽严可见，入选线给出稳定区间", async () => {
    const { call, panel, projects, seats } = await drawnPanel({}, 2);
    const points = [
      [90, 80, 80, 80, 70],
      [70, 60, 60, 60, 50],
    ];
    for (const [nth, actor] of seats.entries()) {
      await accept(actor, panel);
      for (const [at, project] of projects.entries()) await give(actor, panel, project.id, points[at]?.[nth] ?? 0);
    }
    const { answer } = await api.call(organiser, callResults, { params: { callId: call }, query: { cut: 1 } });
    expect(answer).toMatchObject({ openSheets: 0, isConnected: true, cut: { chosen: 1, from: 1, to: 1 } });
    expect(answer.projects.map(({ rank, adjustedRank, mean, adjusted }) => [rank, adjustedRank, mean, adjusted])).toEqual([
      [1, 1, 8000, 8000],
      [2, 2, 6000, 6000],
    ]);
    expect(answer.experts.map(({ effect }) => effect).toSorted((a, b) => a - b)).toEqual([-1000, 0, 0, 0, 1000]);
  });
});
