import {
  acceptProject,
  addAcceptanceFile,
  commitCountyMoney,
  confirmSupportPlan,
  downloadAcceptanceFile,
  judgeChange,
  listCountyBurdens,
  listProjects,
  listSupportPlans,
  moveProject,
  nameResponsibleOfProject,
  previewChange,
  type RouteInput,
  readChangeContent,
  readLibraryRecord,
  readProject,
  requestChange,
  saveSupportPlan,
  sendBackChange,
  signChange,
  submitFundRequest,
  withdrawChange,
  withdrawCountyMoney,
} from "@qiangyi/api";
import type { CallDefinition } from "@qiangyi/projects";
import { beforeAll, describe, expect, it } from "vitest";
import { actorAs, testApi } from "../../../test/api.ts";
import { freshDatabase } from "../../../test/fresh-database.ts";
import { systemActor, violatedConstraint } from "../../platform/index.ts";
import { factsForEngine } from "../../registers/index.ts";
import { projectTasks } from "../checks/index.ts";
import { budgetOf, callWith, organiserOnly } from "../checks/sample-checks.ts";
import { pdf } from "../declarations/sample-declarations.ts";
import {
  argue,
  conclude,
  decide,
  definition,
  propose,
  publish,
  reviewed,
  type Selectors,
  selectionCall,
  setUpSelection,
} from "../selection/sample-selection.ts";
import { takeStep } from "../take-step.ts";
import { keyClaims } from "./key-claims.ts";
import { factsOutsideLibrary } from "./outside-library.ts";

const database = await freshDatabase();
let now = new Date("2025-03-03T02:00:00Z");
const clock = { now: () => now, today: () => now.toISOString().slice(0, 10) as never };
const api = await testApi(database, clock);
let who: Selectors;
const finance = actorAs("prov_finance_social", { userId: "社保处长", name: "社保处长" });
beforeAll(async () => {
  who = await setUpSelection(database, api);
});
const at = (day: string) => (now = new Date(`${day}T02:00:00Z`));

let serial = 0;
/** Through the whole road into the library; the day afterwards is 2025-03-18. */
const inLibrary = async (call: string, more: Readonly<Record<string, unknown>> = {}): Promise<string> => {
  at("2025-03-10");
  serial += 1;
  const title = `第${serial}专科建设`;
  const id = await reviewed(
    database,
    api,
    clock,
    who,
    call,
    title,
    { conclusion: "recommended", score: 8800 },
    { ...more, title },
  );
  await argue(api, who.proposer, id);
  const proposed = await propose(api, who.proposer, call, [{ project: id, isChosen: true, supportFen: "100000000" }]);
  expect(proposed.status, JSON.stringify(proposed.problem)).toBe(201);
  expect((await decide(api, who.decider, proposed.answer.id)).status).toBe(200);
  const notice = await publish(api, who.proposer, proposed.answer.id, "2025-03-10");
  expect(notice.status, JSON.stringify(notice.problem)).toBe(201);
  at("2025-03-18");
  const concluded = await conclude(api, who.proposer, notice.answer.id);
  expect(concluded.status, JSON.stringify(concluded.problem)).toBe(200);
  return id;
};
const specialty = () => ({ specialty: `专科${serial + 1}`, budget: budgetOf(100, 60) });
const specialtyInLibrary = async () => inLibrary(await selectionCall(database), specialty());
const recordOf = async (id: string, actor = who.proposer) =>
  (await api.call(actor, readLibraryRecord, { params: { projectId: id } })).answer;
const versionOf = async (id: string): Promise<number> =>
  Number((await database.query("select version from project where id = $1", [id]))[0]?.["version"]);
const stored = async () =>
  JSON.stringify(
    await database.query(
      `select (select string_agg(state || version, ',' order by id) from project) as states, (select count(*)::int from project_step) as steps,
       (select string_agg(state, ',' order by id) from project_change) as changes, (select count(*)::int from project_version) as versions,
       (select count(*)::int from support_plan_row) as rows, (select string_agg(state, ',' order by id) from support_plan) as plans, (select count(*)::int from fund_request) as requests,
       (select count(*)::int from project_acceptance) as acceptances, (select count(*)::int from project_acceptance_file) as files,
       (select string_agg(coalesce(content_sha256, '-'), ',' order by id) from project_change) as signatures, (select sum(octet_length(value::text))::int from project_answer) as answers`,
    ),
  );
const move = async (
  actor: typeof who.proposer,
  projectId: string,
  action: "renew" | "start" | "reportMended" | "close" | "suspend" | "resume" | "terminate",
  more = {},
) => api.call(actor, moveProject, { params: { projectId }, body: { action, version: await versionOf(projectId), ...more } });

describe("项目库设在省卫健委，入库由省级办理，未入库不能安排", () => {
  it("市卫健委办理入库之后的流程被拒，什么也没有写 [5g-2022.art7.a]", async () => {
    const id = await specialtyInLibrary();
    const before = await stored();
    for (const action of ["suspend", "terminate"] as const) {
      expect(await move(who.city, id, action, { opinion: "不再支持", basis: "临卫函〔2025〕1号" })).toMatchObject({
        status: 403,
        problem: { code: "FORBIDDEN_ROLE" },
      });
    }
    await database.query("update project set state = 'reserved' where id = $1", [id]);
    const stepped = await database.transaction(
      who.city,
      (tx) => takeStep(tx, who.city, clock, id, { action: "store", basis: "临卫函〔2025〕1号" }),
      () => false,
    );
    expect(stepped).toMatchObject({ ok: false, refusal: { code: "FORBIDDEN_ROLE" } });
    await database.query("update project set state = 'in_library' where id = $1", [id]);
    expect(await stored()).toBe(before);
  });
  it("申报后不经评审直接入库：STEP_ORDER；当年未安排的次年续期再用，历史仍在 [5g-2022.art7.b]", async () => {
    const call = await selectionCall(database);
    at("2025-03-10");
    const id = await reviewed(
      database,
      api,
      clock,
      who,
      call,
      "续期专科",
      { conclusion: "recommended", score: 8000 },
      { specialty: "续期科", budget: budgetOf(100, 0) },
    );
    const refused = await database.transaction(
      who.proposer,
      (tx) => takeStep(tx, who.proposer, clock, id, { action: "store", basis: "晋卫函〔2025〕1号" }),
      () => false,
    );
    expect(refused).toMatchObject({ ok: false, refusal: { code: "STEP_ORDER" } });
    const kept = await specialtyInLibrary();
    at("2026-03-18");
    const renewed = await move(who.proposer, kept, "renew", { opinion: "上年未安排，本年继续储备" });
    expect(renewed).toMatchObject({ status: 200, answer: { state: "in_library", reservedUntil: "2029-03-10" } });
    const steps = await database.query("select action from project_step where project = $1 order by seq", [kept]);
    expect(steps.map(({ action }) => action)).toEqual([
      "submit",
      "sign",
      "pass",
      "pass",
      "pass",
      "completeReview",
      "reserve",
      "store",
      "renew",
    ]);
  });
  it("库内项目按状态、文字、地区可查，外县看不到", async () => {
    const id = await specialtyInLibrary();
    const [{ number } = { number: "" }] = await database.query<{ number: string }>("select number from project where id = $1", [
      id,
    ]);
    const found = await api.call(who.proposer, listProjects, { query: { text: number, phase: "library" } });
    expect(found.answer).toMatchObject({ items: [{ id, state: "in_library", supportFen: "100000000" }] });
    const seenBy = async (actor: typeof who.proposer, query: object) =>
      (await api.call(actor, listProjects, { query })).answer.items.map((item) => item.id);
    expect(await seenBy(who.otherCounty, { text: number })).toEqual([]);
    expect(await seenBy(who.county, { text: number, region: "141024" })).toEqual([id]);
    expect(await seenBy(who.proposer, { text: "%" })).toEqual([]);
    expect((await api.call(who.otherCounty, listProjects, { query: {} })).answer.total).toBe(0);
  });
  it("按键翻页：三种次序都不漏不重", async () => {
    for (const sort of ["-changed", "-amount", "number"] as const) {
      const all = (await api.call(who.proposer, listProjects, { query: { sort, limit: 200 } })).answer.items.map(({ id }) => id);
      const walked: string[] = [];
      let after: string | undefined;
      do {
        const page = await api.call(who.proposer, listProjects, {
          query: { sort, limit: 2, ...(after !== undefined && { after }) },
        });
        walked.push(...page.answer.items.map(({ id }) => id));
        after = page.answer.next ?? undefined;
      } while (after !== undefined);
      expect(walked).toEqual(all);
    }
  });
});

describe("变更：申请、影响、审批", () => {
  it("预算从第一行调10万元到第二行：总额不变，只由组织部门审批，第一版仍在 [5g-2022.art8.2.c]", async () => {
    const id = await specialtyInLibrary();
    const budget = { ...budgetOf(100, 60), rows: [{ ...row("1", 90) }, { ...row("3", 10) }, { ...row("2", 60), source: "own" }] };
    const preview = await api.call(who.clerk, previewChange, {
      params: { projectId: id },
      body: { kind: "budget", budget, reason: "设备降价" },
    });
    expect(preview).toMatchObject({ status: 200, answer: { falls: [], supportDifferenceFen: "0", sentence: "资金总额不变" } });
    const asked = await api.call(who.clerk, requestChange, {
      params: { projectId: id },
      body: { kind: "budget", budget, reason: "设备降价" },
    });
    expect(asked.status, JSON.stringify(asked.problem)).toBe(201);
    await signed(asked.answer.id);
    const before = await stored();
    const own = actorAs("unit_applicant", { ...who.clerk });
    expect(await judge(own, asked.answer.id, "grant")).toMatchObject({ status: 403, problem: { code: "FORBIDDEN_ROLE" } });
    expect(await stored()).toBe(before);
    expect(await judge(who.proposer, asked.answer.id, "grant")).toMatchObject({ status: 200, answer: { state: "granted" } });
    const record = await recordOf(id);
    expect(record.state).toBe("in_library");
    expect(record.versions).toMatchObject([
      { version: 1, supportFen: "100000000", changeId: null },
      { version: 2, supportFen: "100000000", changeId: asked.answer.id },
    ]);
    const [first] = await database.query<{ rows: number }>(
      "select jsonb_array_length(content -> 'answers' -> 'budget' -> 'rows') as rows from project_version where project = $1 and version = 1",
      [id],
    );
    expect(first?.rows).toBe(2);
  });
  it("专项资金增加：遴选和资金审定失效，组织部门之后还须财政审批，批准后回到遴选；资金处审批人不能是前一审批人", async () => {
    const id = await specialtyInLibrary();
    const asked = await api.call(who.clerk, requestChange, {
      params: { projectId: id },
      body: { kind: "budget", budget: budgetOf(120, 60), reason: "增加设备" },
    });
    expect(asked.answer).toMatchObject({ state: "to_sign", falls: ["selection", "finance"], supportDifferenceFen: "20000000" });
    await signed(asked.answer.id);
    expect(await judge(who.proposer, asked.answer.id, "grant")).toMatchObject({ answer: { state: "with_finance" } });
    expect(await recordOf(id)).toMatchObject({ state: "in_library" });
    const before = await stored();
    expect(await judge(who.proposer, asked.answer.id, "grant")).toMatchObject({ status: 403 });
    expect(await stored()).toBe(before);
    expect(await judge(finance, asked.answer.id, "grant")).toMatchObject({ status: 200, answer: { state: "granted" } });
    expect(await database.query("select state, support_fen from project where id = $1", [id])).toEqual([
      { state: "reviewed", support_fen: 120000000n },
    ]);
  });
  it("换承担单位：审核、评审、遴选全部失效，回到新单位所在地的第一级审核", async () => {
    const id = await specialtyInLibrary();
    const [{ institution: other } = { institution: "" }] = await database.query<{ institution: string }>(
      "select id as institution from institution where name like '曲沃%'",
    );
    const asked = await api.call(who.clerk, requestChange, {
      params: { projectId: id },
      body: { kind: "unit", institution: other, reason: "医院合并" },
    });
    expect(asked.answer.falls).toEqual(["checks", "review", "selection", "finance"]);
    await signed(asked.answer.id);
    await judge(who.proposer, asked.answer.id, "grant");
    await judge(finance, asked.answer.id, "grant");
    expect(await database.query("select state, institution, county from project where id = $1", [id])).toEqual([
      { state: "submitted", institution: other, county: "141021" },
    ]);
  });
  it("内容不合要求、没有变化、未入库、另一变更未决：各有拒绝，什么也没有写", async () => {
    const id = await specialtyInLibrary();
    const ask = (body: object) => api.call(who.clerk, requestChange, { params: { projectId: id }, body: body as never });
    const before = await stored();
    expect(await ask({ kind: "content", answers: { specialty: "" }, reason: "改名" })).toMatchObject({
      status: 422,
      problem: { code: "APPLICATION_INCOMPLETE" },
    });
    expect(await ask({ kind: "content", answers: { specialty: `专科${serial}` }, reason: "不变" })).toMatchObject({
      status: 422,
      problem: { code: "change-empty" },
    });
    expect(await stored()).toBe(before);
    const first = await ask({ kind: "content", answers: { plan: "分三期实施" }, reason: "工期调整" });
    expect(first).toMatchObject({ status: 201, answer: { falls: ["review"] } });
    const one = await stored();
    expect(await ask({ kind: "content", answers: { plan: "分四期实施" }, reason: "工期调整" })).toMatchObject({
      status: 409,
      problem: { code: "change-open" },
    });
    expect(await stored()).toBe(one);
  });
  it("公示期内（储备）不能申请变更：公众读到的名单不能在公示中改变，什么也没有写", async () => {
    const call = await selectionCall(database);
    at("2025-03-10");
    serial += 1;
    const more = { specialty: `公示科${serial}`, budget: budgetOf(100, 0) };
    const id = await reviewed(database, api, clock, who, call, "公示中的专科", { conclusion: "recommended", score: 8800 }, more);
    await argue(api, who.proposer, id);
    const proposed = await propose(api, who.proposer, call, [{ project: id, isChosen: true, supportFen: "1" }]);
    expect((await decide(api, who.decider, proposed.answer.id)).status).toBe(200);
    const before = await stored();
    const asked = await api.call(who.clerk, requestChange, {
      params: { projectId: id },
      body: { kind: "content", answers: { plan: "换一个方案" }, reason: "调整" },
    });
    expect(asked).toMatchObject({ status: 409, problem: { code: "CHANGE_NOT_OPEN" } });
    expect(await stored()).toBe(before);
  });
  const asksPlan = async (id: string) =>
    (
      await api.call(who.clerk, requestChange, {
        params: { projectId: id },
        body: { kind: "content", answers: { plan: "分三期实施" }, reason: "工期调整" },
      })
    ).answer;
  it("负责人签批之前不能审批；只签看到的内容，经办和外单位不能签，签过的不能再签；各有拒绝，什么也没有写", async () => {
    const id = await specialtyInLibrary();
    const { id: changeId } = await asksPlan(id);
    const { content, sha256 } = await contentOf(changeId);
    expect(content).toMatchObject({
      change: changeId,
      project: id,
      kind: "content",
      after: { plan: "分三期实施" },
      falls: ["review"],
    });
    const tasks = await database.transaction(who.head, (tx) => projectTasks(tx, who.head, "2025-03-18" as never));
    expect(tasks).toContainEqual(expect.objectContaining({ step: "核对变更内容后签批", path: `/projects/${id}?tab=library` }));
    const before = await stored();
    expect(await judge(who.proposer, changeId, "grant")).toMatchObject({ status: 409, problem: { code: "CHANGE_NOT_SIGNED" } });
    expect(await judge(who.proposer, changeId, "refuse")).toMatchObject({ status: 409, problem: { code: "CHANGE_NOT_SIGNED" } });
    expect(await sign(who.head, changeId, "0".repeat(64))).toMatchObject({ status: 409, problem: { code: "CONTENT_CHANGED" } });
    expect(await sign(who.clerk, changeId)).toMatchObject({ status: 403, problem: { code: "FORBIDDEN_ROLE" } });
    const clerkAsHead = actorAs("unit_leader", { ...who.head, userId: who.clerk.userId });
    expect(await sign(clerkAsHead, changeId)).toMatchObject({ status: 403, problem: { code: "SELF_APPROVAL" } });
    const quwoHead = actorAs("unit_leader", { ...who.quwoClerk, userId: "曲沃院长" });
    expect(await sign(quwoHead, changeId, sha256)).toMatchObject({ status: 404, problem: { code: "change-not-found" } });
    expect((await api.call(quwoHead, readChangeContent, { params: { changeId } })).status).toBe(404);
    expect(await stored()).toBe(before);
    await signed(changeId);
    expect((await recordOf(id)).changes[0]).toMatchObject({ state: "requested", signed: { name: who.head.name, sha256 } });
    const once = await stored();
    expect(await sign(who.head, changeId, sha256)).toMatchObject({ status: 409, problem: { code: "change-not-to-sign" } });
    const back = await api.call(who.head, sendBackChange, { params: { changeId }, body: { opinion: "再核对" } });
    expect(back).toMatchObject({ status: 409, problem: { code: "change-not-to-sign" } });
    const headAsOrganiser = actorAs("prov_health_dept", { userId: who.head.userId });
    expect(await judge(headAsOrganiser, changeId, "grant")).toMatchObject({ status: 403, problem: { code: "SELF_APPROVAL" } });
    expect(await stored()).toBe(once);
    expect(await judge(who.proposer, changeId, "grant")).toMatchObject({ status: 200, answer: { state: "granted" } });
    const { trail } = (await api.call(who.clerk, readProject, { params: { projectId: id } })).answer;
    expect(trail.filter(({ kind }) => kind === "change").map(({ label }) => label)).toEqual([
      "申请变更：建设内容",
      "签批变更申请",
      "变更审批：同意",
    ]);
  });
  it("负责人退回经办的不再占用，经办可以重新申请；签批前单位可撤回；项目不能变更时不能签批", async () => {
    const id = await specialtyInLibrary();
    const first = await asksPlan(id);
    const back = await api.call(who.head, sendBackChange, { params: { changeId: first.id }, body: { opinion: "理由不充分" } });
    expect(back).toMatchObject({ status: 200, answer: { state: "sent_back", sentBack: "理由不充分" } });
    const second = await asksPlan(id);
    const withdrawn = await api.call(who.clerk, withdrawChange, { params: { changeId: second.id }, body: {} });
    expect(withdrawn).toMatchObject({ status: 200, answer: { state: "withdrawn" } });
    const third = await asksPlan(id);
    await move(who.proposer, id, "suspend", { opinion: "核查期间暂停" });
    const before = await stored();
    expect(await sign(who.head, third.id)).toMatchObject({ status: 409, problem: { code: "CHANGE_NOT_OPEN" } });
    expect(await stored()).toBe(before);
  });
  it("外单位的经办看不到也不能申请", async () => {
    const id = await specialtyInLibrary();
    expect(
      await api.call(who.quwoClerk, requestChange, {
        params: { projectId: id },
        body: { kind: "content", answers: { plan: "改" }, reason: "试试" },
      }),
    ).toMatchObject({ status: 404 });
  });
});

describe("建设期一年：期满次日超期，验收后消除 [5g-2022.art5.a]", () => {
  it.each([
    ["2023-07-31", "good"],
    ["2023-08-01", "warning"],
    ["2023-08-31", "warning"],
    ["2023-09-01", "bad"],
  ])("2022-09-01开工，%s为%s", async (day, light) => {
    const { constructionTermEnd, termLight } = await import("./term.ts");
    const end = constructionTermEnd("2022-09-01" as never);
    expect(end).toBe("2023-08-31");
    expect(termLight(end, "implementing", day as never).light).toBe(light);
    expect(termLight(end, "accepted", day as never).light).toBe("neutral");
  });
});

const member = { name: "甲某", unit: "省临床检验中心", post: "主任医师", result: "passed" as const };
const upload = (projectId: string, actor = who.proposer, content: Uint8Array = pdf("验收")) =>
  api.call(actor, addAcceptanceFile, { params: { projectId } }, { file: { name: "验收报告.pdf", content } });
type AcceptanceBody = RouteInput<typeof acceptProject>["body"];
/** A complete acceptance on the day of the test's clock, with what a test wants otherwise. */
const inspect = async (projectId: string, more: Partial<AcceptanceBody> = {}, actor = who.proposer) => {
  const files = more.files ?? [(await upload(projectId)).answer.id];
  const body: AcceptanceBody = {
    version: await versionOf(projectId),
    acceptedOn: now.toISOString().slice(0, 10),
    documentNumber: "晋卫函〔2025〕70号",
    result: "passed",
    conclusion: "达到建设标准",
    members: [member],
    ...more,
    files,
  };
  return api.call(actor, acceptProject, { params: { projectId }, body });
};
/** Funded and begun on 2025-03-18. */
const implementing = async (programme?: CallDefinition["programme"], answers = specialty()): Promise<string> => {
  const call = programme === undefined ? await selectionCall(database) : await callWith(database, { ...definition, programme });
  const id = await inLibrary(call, answers);
  await database.transaction(who.proposer, (tx) =>
    takeStep(tx, who.proposer, clock, id, { action: "fund", basis: "晋财社〔2025〕10号" }),
  );
  const started = await move(who.head, id, "start");
  expect(started.status, JSON.stringify(started.problem)).toBe(200);
  return id;
};
const trailOf = async (projectId: string, actor = who.clerk) =>
  (await api.call(actor, readProject, { params: { projectId } })).answer.trail;

describe("验收：有文件、有成员、有材料，结果自动成为引擎事实", () => {
  it("验收合格的次中心成为台账事实，可供分配方案使用；材料可由看得到项目的人下载", async () => {
    const id = await implementing("township-centre");
    const done = await inspect(id);
    expect(done.status, JSON.stringify(done.problem)).toBe(201);
    expect(done.answer).toMatchObject({
      state: "accepted",
      facts: [{ register: "township-centre" }],
      acceptances: [
        { seq: 1, result: "passed", documentNumber: "晋卫函〔2025〕70号", members: [member], files: [{ name: "验收报告.pdf" }] },
      ],
    });
    const facts = await database.transaction(systemActor, (tx) => factsForEngine(tx));
    expect(facts.filter(({ type }) => type === "township-centre")).toMatchObject([
      { institution: who.hongtong, county: "141024", accepted: "2025-03-18" },
    ]);
    const params = { projectId: id, file: done.answer.acceptances[0]?.files[0]?.id ?? "" };
    const [own, other] = [
      await api.call(who.clerk, downloadAcceptanceFile, { params }),
      await api.call(who.quwoClerk, downloadAcceptanceFile, { params }),
    ];
    expect([own.status, own.bytes.equals(Buffer.from(pdf("验收"))), other.status]).toEqual([200, true, 404]);
  });
  it("没有材料、别人的材料、没有成员、承担单位的人、未来日期、无整改要求：各有拒绝，什么也没有写", async () => {
    const id = await implementing();
    const fake = await upload(id, who.proposer, Buffer.from("MZ not a pdf"));
    expect(fake).toMatchObject({ status: 415, problem: { code: "ATTACHMENT_KIND" } });
    expect((await upload(id, who.city)).problem.code).toBe("FORBIDDEN_ROLE");
    const own = (await upload(id)).answer.id;
    const before = await stored();
    const colleague = actorAs("prov_health_finance", { userId: "另一位" });
    const [{ name: unitName } = { name: "" }] = await database.query<{ name: string }>(
      "select name from institution where id = $1",
      [who.hongtong],
    );
    const cases: [Partial<AcceptanceBody>, number, string, typeof who.proposer?][] = [
      [{ files: [] }, 422, "ACCEPTANCE_INCOMPLETE"],
      [{ files: [own] }, 422, "evidence-unknown", colleague],
      [{ files: [own], members: [] }, 422, "ACCEPTANCE_INCOMPLETE"],
      [{ files: [own], members: [{ ...member, unit: unitName }] }, 422, "ACCEPTANCE_INCOMPLETE"],
      [{ files: [own], acceptedOn: "2025-03-19" }, 422, "ACCEPTANCE_INCOMPLETE"],
      [{ files: [own], result: "mend" }, 422, "ACCEPTANCE_INCOMPLETE"],
      [{ files: [own], version: 1 }, 409, "project-changed"],
      [{ files: [own] }, 403, "FORBIDDEN_ROLE", who.city],
    ];
    for (const [more, status, code, actor] of cases) {
      const refused = await inspect(id, more, actor);
      expect([refused.status, refused.problem.code]).toEqual([status, code]);
    }
    const many = await inspect(id, { files: [], members: [], result: "mend", acceptedOn: "2025-03-19" });
    expect(many.problem.problems?.map(({ path }) => path)).toEqual(["acceptedOn", "members", "files", "order", "mendBy"]);
    expect(await stored()).toBe(before);
  });
  it("限期整改：仍在实施，整改期限和要求留痕，单位报验后复验通过；三次办理都在轨迹和项目页", async () => {
    const id = await implementing();
    const early = await stored();
    expect(await move(who.head, id, "reportMended", { opinion: "已整改" })).toMatchObject({
      status: 409,
      problem: { code: "NOTHING_TO_MEND" },
    });
    expect(await stored()).toBe(early);
    const order = { result: "mend" as const, mendBy: "2025-04-17", order: "补齐设备验收单", conclusion: "资料不全" };
    const critic = { ...member, name: "乙某", result: "mend" as const, opinion: "缺设备验收单" };
    const mended = await inspect(id, { ...order, members: [member, critic] });
    expect(mended.status, JSON.stringify(mended.problem)).toBe(201);
    expect(mended.answer).toMatchObject({
      state: "implementing",
      acceptances: [{ result: "mend", mend: { by: "2025-04-17", order: "补齐设备验收单", light: "good", reported: null } }],
    });
    at("2025-04-18");
    const waiting = async (actor: typeof who.head) =>
      (await database.transaction(actor, (tx) => projectTasks(tx, actor, "2025-04-18" as never)))
        .filter(({ path, group }) => path === `/projects/${id}?tab=library` && group === "todo")
        .map(({ step, due }) => [step, due]);
    expect(await waiting(who.head)).toEqual([["按验收意见整改并报验", "2025-04-17"]]);
    expect(await waiting(who.proposer)).toEqual([["整改期限已过，单位尚未报验", "2025-04-17"]]);
    expect((await recordOf(id)).acceptances[0]?.mend).toMatchObject({ light: "bad", text: "整改已超期1天" });
    expect((await recordOf(id, who.head)).steps.map(({ action }) => action)).toContain("reportMended");
    expect(await move(who.proposer, id, "reportMended", { opinion: "替单位报" })).toMatchObject({ status: 403 });
    const reported = await move(who.head, id, "reportMended", { opinion: "设备验收单已补齐" });
    expect(reported).toMatchObject({
      status: 200,
      answer: {
        acceptances: [{ mend: { text: "2025-04-18已报整改完成（迟1天），待复验", reported: { opinion: "设备验收单已补齐" } } }],
      },
    });
    const twice = await stored();
    expect((await move(who.head, id, "reportMended", { opinion: "再报一次" })).problem.code).toBe("NOTHING_TO_MEND");
    expect(await stored()).toBe(twice);
    expect([await waiting(who.head), await waiting(who.proposer)]).toEqual([[], [["单位已报整改完成，复验", "2025-04-17"]]]);
    at("2025-04-25");
    const unchanged = await stored();
    expect(await inspect(id)).toMatchObject({ status: 409, problem: { code: "acceptance-repeated" } });
    expect(await stored()).toBe(unchanged);
    const again = await inspect(id, { documentNumber: "晋卫函〔2025〕81号" });
    expect(again.answer).toMatchObject({
      state: "accepted",
      acceptances: [
        { seq: 2, result: "passed" },
        { seq: 1, result: "mend" },
      ],
    });
    expect((await trailOf(id)).slice(-4).map(({ label, opinion, correctBy }) => [label, opinion, correctBy])).toEqual([
      ["开工实施", null, null],
      ["验收须整改", "资料不全；整改要求：补齐设备验收单", "2025-04-17"],
      ["整改完成报验", "设备验收单已补齐", null],
      ["验收通过", "达到建设标准", null],
    ]);
  });
  it("不通过：留下记录并停下，由人决定恢复或终止，不能直接再验收或结项", async () => {
    const id = await implementing("township-centre");
    const failed = await inspect(id, {
      result: "failed",
      conclusion: "主要设备未到位",
      members: [{ ...member, result: "failed", opinion: "设备未到位" }],
    });
    expect(failed.answer).toMatchObject({
      state: "suspended",
      facts: [],
      mayAccept: false,
      acceptances: [{ result: "failed", conclusion: "主要设备未到位", mend: null }],
    });
    expect(failed.answer.steps.map(({ action }) => action).sort()).toEqual(["resume", "terminate"]);
    const before = await stored();
    expect(await inspect(id)).toMatchObject({ status: 409, problem: { code: "STEP_ORDER" } });
    expect(await move(who.proposer, id, "close", { opinion: "结项" })).toMatchObject({ problem: { code: "STEP_ORDER" } });
    expect(await stored()).toBe(before);
    expect((await trailOf(id)).at(-1)).toMatchObject({ label: "验收不通过", toState: "suspended", basis: "晋卫函〔2025〕70号" });
    expect(await move(who.proposer, id, "resume", { opinion: "设备月底到位，继续建设" })).toMatchObject({
      answer: { state: "implementing", mayAccept: true },
    });
  });
});

describe("重点专科验收须与全省比较", () => {
  it("没有比较内容的验收不能提交，什么也没有写；写明位次后可以验收 [linfen-2020.tenspecialties.purpose]", async () => {
    const office = { id: "office", label: "科室", kind: "text", maxLength: 40, required: true } as const;
    const call = await callWith(database, {
      ...definition,
      programme: "linfen-ten-specialties",
      sections: [...definition.sections, { id: "where", title: "落实", questions: [office] }],
    });
    const id = await inLibrary(call, { ...specialty(), office: "心内科" });
    await database.transaction(who.proposer, (tx) =>
      takeStep(tx, who.proposer, clock, id, { action: "fund", basis: "临财社〔2025〕10号" }),
    );
    const named = await api.call(who.head, nameResponsibleOfProject, {
      params: { projectId: id },
      body: { name: "王五", post: "心内科主任", startsOn: "2025-03-18" },
    });
    expect(named.status, JSON.stringify(named.problem)).toBe(201);
    const started = await move(who.head, id, "start");
    expect(started.status, JSON.stringify(started.problem)).toBe(200);
    const before = await stored();
    expect(await inspect(id)).toMatchObject({ status: 422, problem: { code: "COMPARISON_REQUIRED" } });
    expect(await stored()).toBe(before);
    expect(await inspect(id, { comparison: "全省同专科第6位，较上年提升4位" })).toMatchObject({
      status: 201,
      answer: { state: "accepted", acceptances: [{ comparison: "全省同专科第6位，较上年提升4位" }] },
    });
  });
});

describe("验收和变更的数据库约束，逐一违反一次", () => {
  it.each([
    ["project_acceptance_append_only", "update project_acceptance set conclusion = '改了'"],
    [
      "project_acceptance_seq",
      "insert into project_acceptance select province, project, accepted_on, '晋卫函〔2025〕999号', conclusion, comparison, by_user, by_name, at, 0, 'failed' from project_acceptance limit 1",
    ],
    [
      "project_acceptance_passed_once",
      "insert into project_acceptance select province, project, accepted_on, '晋卫函〔2025〕999号', conclusion, comparison, by_user, by_name, at, 9, 'passed' from project_acceptance where result = 'passed' limit 1",
    ],
    [
      "project_acceptance_document_once",
      "insert into project_acceptance select province, project, accepted_on, document_number, conclusion, comparison, by_user, by_name, at, 9, 'failed' from project_acceptance limit 1",
    ],
    [
      "project_acceptance_result",
      "insert into project_acceptance select province, project, accepted_on, '晋卫函〔2025〕999号', conclusion, comparison, by_user, by_name, at, 9, 'perhaps' from project_acceptance limit 1",
    ],
    [
      "project_acceptance_order",
      "insert into project_acceptance select province, project, accepted_on, '晋卫函〔2025〕999号', conclusion, comparison, by_user, by_name, at, 9, 'mend' from project_acceptance limit 1",
    ],
    [
      "project_acceptance_mend_after",
      "insert into project_acceptance select province, project, accepted_on, '晋卫函〔2025〕999号', conclusion, comparison, by_user, by_name, at, 9, 'mend', accepted_on, '整改' from project_acceptance limit 1",
    ],
    ["project_acceptance_file_append_only", "delete from project_acceptance_file"],
    ["project_acceptance_member_append_only", "delete from project_acceptance_member"],
    [
      "project_acceptance_member_once",
      "insert into project_acceptance_member select province, project, seq, 99, name, unit, post, result, opinion from project_acceptance_member limit 1",
    ],
    [
      "project_acceptance_member_named",
      "insert into project_acceptance_member select province, project, seq, 99, '甲', unit, post, result, opinion from project_acceptance_member limit 1",
    ],
    [
      "project_acceptance_member_result",
      "insert into project_acceptance_member select province, project, seq, 99, '丙某', unit, post, 'perhaps', '有意见' from project_acceptance_member limit 1",
    ],
    [
      "project_acceptance_member_reason",
      "insert into project_acceptance_member select province, project, seq, 99, '丙某', unit, post, 'failed', '' from project_acceptance_member limit 1",
    ],
    ["project_change_is_fixed", "update project_change set reason = '改了理由'"],
    [
      "project_change_signed",
      "update project_change set state = 'requested', content_sha256 = null where state = 'withdrawn' and signed_by is null",
    ],
    ["project_change_sent_back_with_reason", "update project_change set sent_back = null where state = 'sent_back'"],
    [
      "project_change_by_another",
      "update project_change set signed_by = requested_by, signed_at = now(), content_sha256 = repeat('a', 64) where signed_by is null",
    ],
    ["project_change_state", "update project_change set state = 'perhaps'"],
  ])("%s", async (constraint, text) => {
    const error = await database.query(text).catch((thrown: unknown) => thrown);
    expect(violatedConstraint(error)).toBe(constraint);
  });
});

describe("没有入库的事项不能进入分配方案", () => {
  const outside = async () =>
    database.transaction(who.proposer, async (tx) => factsOutsideLibrary(tx, who.proposer, await factsForEngine(tx)));
  it("组织过申报的方向和年度：手工登记的事项列为NOT_IN_LIBRARY，入库项目的不列，终止后又列 [5g-2022.art7.a]", async () => {
    const id = await specialtyInLibrary();
    expect((await outside()).filter(({ project }) => project === id)).toEqual([]);
    await move(who.proposer, id, "terminate", { opinion: "单位放弃", basis: "晋卫函〔2025〕80号" });
    expect(await outside()).toContainEqual(expect.objectContaining({ project: id, code: "NOT_IN_LIBRARY" }));
  });
});

describe("重点项目标注随入库结果进入分配方案", () => {
  it("标注的项目以其资金方向和台账编号列为重点，未标注的不列", async () => {
    const [marked, plain] = [await specialtyInLibrary(), await specialtyInLibrary()];
    await database.query("update project set is_key = true where id = $1", [marked]);
    const entryOf = async (id: string) =>
      (await database.query<{ entry_no: string }>("select entry_no from project_fact where project = $1", [id]))[0]?.entry_no;
    const keys = await database.transaction(who.proposer, (tx) => keyClaims(tx, "14"));
    expect(keys).toEqual([{ line: "provincial-key-specialty", subject: await entryOf(marked) }]);
    expect(keys.map(({ subject }) => subject)).not.toContain(await entryOf(plain));
  });
});

describe("5G试点：支持计划、三类名单、资金申报", () => {
  const pilot = async () => inLibrary(await callWith(database, organiserOnly), { budget: budgetOf(100, 0) });
  const params = { programme: "5g-pilot", year: 2025 } as const;
  const target = { name: "连接的县级医疗集团", unit: "个", base: 0, planned: 10, actual: null };
  const save = (rows: object[], targets: object[] = [target], actor = who.proposer) =>
    api.call(actor, saveSupportPlan, { params, body: { rows, targets } as never });
  const request = (rows: object[], actor = who.proposer, documentNumber = "晋卫财函〔2025〕9号") =>
    api.call(actor, submitFundRequest, { body: { ...params, reason: "落实5G+远程医疗实施方案", documentNumber, rows } as never });
  it("申报资金：无清单、手填、未入库、计划外、县集团各有拒绝；合规的附清单提交 [5g-2022.art3.b] [5g-2022.art8.a] [5g-2022.art8.b] [5g-2022.art10]", async () => {
    const [hospital, group] = [await pilot(), await pilot()];
    const draft = await database.query<{ id: string }>("select id from project where state = 'reviewed' limit 1");
    const before = await stored();
    expect(await request([])).toMatchObject({ status: 422, problem: { code: "APPLICATION_INCOMPLETE" } });
    expect(await request([{ institution: who.hongtong, amountFen: "1" }])).toMatchObject({
      status: 422,
      problem: { code: "APPLICATION_REQUIRED" },
    });
    expect(await request([{ project: draft[0]?.id, amountFen: "1" }])).toMatchObject({
      status: 422,
      problem: { code: "NOT_IN_LIBRARY" },
    });
    expect(await request([{ project: hospital, amountFen: "1" }])).toMatchObject({
      status: 422,
      problem: { code: "PLAN_REQUIRED" },
    });
    expect(await request([{ project: hospital, amountFen: "1" }], who.city)).toMatchObject({
      status: 403,
      problem: { code: "FORBIDDEN_ROLE" },
    });
    expect(await stored()).toBe(before);
    const rows = [
      { project: hospital, part: "tertiary-hospital", amountFen: "80000000", targets: "远程会诊300例" },
      { project: group, part: "county-group", amountFen: "0", targets: "接入远程平台" },
    ];
    expect(await save([{ ...rows[1], amountFen: "1" }])).toMatchObject({ status: 422, problem: { code: "COUNTY_EQUIPMENT" } });
    expect(await save([{ ...rows[0], amountFen: "100000001" }])).toMatchObject({
      status: 422,
      problem: { code: "amount-above-decision" },
    });
    expect(await save([{ ...rows[0], project: draft[0]?.id }])).toMatchObject({
      status: 422,
      problem: { code: "NOT_IN_LIBRARY" },
    });
    expect(await stored()).toBe(before);
    expect((await save(rows)).status).toBe(200);
    expect(await request([{ project: hospital, amountFen: "1" }])).toMatchObject({ problem: { code: "PLAN_REQUIRED" } });
    const confirmed = await api.call(who.proposer, confirmSupportPlan, {
      params,
      body: { documentNumber: "晋卫函〔2025〕88号" },
    });
    expect(confirmed).toMatchObject({ status: 200, answer: { version: 1, state: "confirmed", totalFen: "80000000" } });
    expect(await request([{ project: group, amountFen: "1" }])).toMatchObject({ status: 422, problem: { code: "NOT_ON_LIST" } });
    expect(await request([{ project: hospital, amountFen: "80000001" }])).toMatchObject({
      status: 422,
      problem: { code: "PLAN_REQUIRED" },
    });
    const sent = await request([{ project: hospital, amountFen: "80000000" }]);
    expect(sent.status, JSON.stringify(sent.problem)).toBe(201);
    expect(sent.answer).toMatchObject({ totalFen: "80000000", rows: [{ project: { id: hospital } }] });
    expect(await request([{ project: hospital, amountFen: "1" }])).toMatchObject({
      status: 409,
      problem: { code: "document-number-used" },
    });
  });
  it("没有计划值的目标：TARGET_REQUIRED；名单按版本公开 [5g-2022.art5.b]", async () => {
    const id = await pilot();
    await save(
      [{ project: id, part: "township-centre", amountFen: "0", targets: "接入远程平台" }],
      [{ ...target, planned: null }],
    );
    const before = await stored();
    expect(
      await api.call(who.proposer, confirmSupportPlan, { params, body: { documentNumber: "晋卫函〔2025〕90号" } }),
    ).toMatchObject({
      status: 422,
      problem: { code: "TARGET_REQUIRED", detail: expect.stringContaining("连接的县级医疗集团") },
    });
    expect(await stored()).toBe(before);
    const seen = await api.call(undefined, listSupportPlans, { query: { year: 2025 } });
    expect(seen.answer.items.map(({ version, state }) => [version, state])).toEqual([[1, "confirmed"]]);
    expect(seen.answer.items[0]?.targets).toMatchObject([{ name: "连接的县级医疗集团", planned: 10, actual: null }]);
    const row = { project: id, part: "township-centre", amountFen: "0", targets: "接入远程平台" };
    expect((await save([row], [{ ...target, actual: 7 }])).status).toBe(200);
    const confirmed = await api.call(who.proposer, confirmSupportPlan, {
      params,
      body: { documentNumber: "晋卫函〔2025〕91号" },
    });
    expect(confirmed.status, JSON.stringify(confirmed.problem)).toBe(200);
    const [newest] = (await api.call(undefined, listSupportPlans, { query: { year: 2025 } })).answer.items;
    expect(newest?.targets).toMatchObject([{ name: "连接的县级医疗集团", planned: 10, actual: 7 }]);
    expect((await save([], [], who.city)).status).toBe(403);
  });
  it("县级应负担60万元、县财政承诺45万元：缺口15万元，不能列入名单；承诺补足60万元后可以，列入后不能撤回 [5g-2022.art2.h]", async () => {
    const call = await callWith(database, organiserOnly);
    const id = await inLibrary(call, { budget: budgetOf(100, 0, 60) });
    const row = { project: id, part: "county-group", amountFen: "0", targets: "接入远程平台" };
    expect((await save([row])).status).toBe(200);
    const commit = (wan: number) =>
      api.call(who.countyFinance, commitCountyMoney, {
        params: { projectId: id },
        body: { amountFen: `${wan}000000`, documentNumber: "洪财社〔2025〕7号", dateOn: "2025-03-01" },
      });
    const confirm = () => api.call(who.proposer, confirmSupportPlan, { params, body: { documentNumber: "晋卫函〔2025〕89号" } });
    expect((await commit(45)).status).toBe(200);
    const before = await stored();
    expect(await confirm()).toMatchObject({
      status: 422,
      problem: {
        code: "COUNTY_COMMITMENT_REQUIRED",
        clause: "5g-2022.art2.h",
        detail: expect.stringContaining("缺口15万元"),
      },
    });
    expect(await stored()).toBe(before);
    expect((await commit(60)).status).toBe(200);
    expect(await confirm()).toMatchObject({ status: 200, answer: { state: "confirmed" } });
    const withdrawn = await api.call(who.countyFinance, withdrawCountyMoney, {
      params: { projectId: id },
      body: { reason: "财力紧张" },
    });
    expect(withdrawn).toMatchObject({ status: 409, problem: { code: "COMMITMENT_IN_USE" } });
    expect(await commit(59)).toMatchObject({ status: 409, problem: { code: "COMMITMENT_IN_USE" } });
    const [shown] = (await api.call(who.countyFinance, listCountyBurdens, {})).answer.items.filter(
      ({ project }) => project.id === id,
    );
    expect(shown).toMatchObject({ neededFen: "60000000", committedFen: "60000000", gapFen: "0", isUsed: true });
  });
});

const contentOf = async (changeId: string, actor = who.head) =>
  (await api.call(actor, readChangeContent, { params: { changeId } })).answer;
const sign = async (actor: typeof who.proposer, changeId: string, sha256?: string) =>
  api.call(actor, signChange, { params: { changeId }, body: { sha256: sha256 ?? (await contentOf(changeId)).sha256 } });
const signed = async (changeId: string): Promise<void> => {
  const done = await sign(who.head, changeId);
  expect(done.status, JSON.stringify(done.problem)).toBe(200);
};
const judge = (actor: typeof who.proposer, changeId: string, outcome: "grant" | "refuse") =>
  api.call(actor, judgeChange, { params: { changeId }, body: { outcome, opinion: "经审核" } });
const row = (id: string, wan: number) => ({
  id,
  year: 2025,
  economicClass: "31003",
  source: "province",
  task: "购置设备",
  targets: [],
  amountFen: `${wan}000000`,
  reckoning: "询价",
});
