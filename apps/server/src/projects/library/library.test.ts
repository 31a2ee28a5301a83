import {
  acceptProject,
  confirmSupportPlan,
  judgeChange,
  listProjects,
  listSupportPlans,
  moveProject,
  nameResponsibleOfProject,
  previewChange,
  readLibraryRecord,
  requestChange,
  saveSupportPlan,
  submitFundRequest,
} from "@qiangyi/api";
import type { CallDefinition } from "@qiangyi/projects";
import { beforeAll, describe, expect, it } from "vitest";
import { actorAs, testApi } from "../../../test/api.ts";
import { freshDatabase } from "../../../test/fresh-database.ts";
import { systemActor } from "../../platform/index.ts";
import { factsForEngine } from "../../registers/index.ts";
import { budgetOf, callWith, organiserOnly } from "../checks/sample-checks.ts";
import { pdf } from "../declarations/sample-declarations.ts";
import {
  argue,
  conclude,
  decide,
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
       (select count(*)::int from support_plan_row) as rows, (select count(*)::int from fund_request) as requests,
       (select count(*)::int from project_acceptance) as acceptances, (select sum(octet_length(value::text))::int from project_answer) as answers`,
    ),
  );
const move = async (
  actor: typeof who.proposer,
  projectId: string,
  action: "renew" | "start" | "close" | "suspend" | "resume" | "terminate",
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
    expect(asked.answer).toMatchObject({ falls: ["selection", "finance"], supportDifferenceFen: "20000000" });
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

describe("验收：有文件有附件，结果自动成为引擎事实", () => {
  const township: CallDefinition["programme"] = "township-centre";
  const accepted = (
    id: string,
    version: number,
    more: Readonly<Record<string, string>> = {},
    content: Uint8Array = pdf("验收"),
  ) =>
    api.call(
      who.proposer,
      acceptProject,
      {
        params: { projectId: id },
        query: { version, acceptedOn: "2025-03-18", documentNumber: "晋卫函〔2025〕70号", conclusion: "达到建设标准", ...more },
      },
      { file: { name: "验收报告.pdf", content } },
    );
  it("验收合格的次中心成为台账事实，可供分配方案使用", async () => {
    const { definition } = await import("../selection/sample-selection.ts");
    const call = await callWith(database, { ...definition, programme: township });
    const id = await inLibrary(call, specialty());
    await database.transaction(who.proposer, (tx) =>
      takeStep(tx, who.proposer, clock, id, { action: "fund", basis: "晋财社〔2025〕10号" }),
    );
    expect((await move(who.head, id, "start")).status).toBe(200);
    const before = await stored();
    const fake = await accepted(id, await versionOf(id), {}, Buffer.from("MZ not a pdf"));
    expect(fake).toMatchObject({ status: 415, problem: { code: "ATTACHMENT_KIND" } });
    expect(await accepted(id, await versionOf(id), { acceptedOn: "2025-03-19" })).toMatchObject({
      status: 422,
      problem: { code: "acceptance-in-future" },
    });
    expect(await stored()).toBe(before);
    const done = await accepted(id, await versionOf(id));
    expect(done.status, JSON.stringify(done.problem)).toBe(201);
    expect(done.answer).toMatchObject({
      state: "accepted",
      facts: [{ register: "township-centre" }],
      acceptance: { documentNumber: "晋卫函〔2025〕70号" },
    });
    const facts = await database.transaction(systemActor, (tx) => factsForEngine(tx));
    expect(facts.filter(({ type }) => type === "township-centre")).toMatchObject([
      { institution: who.hongtong, county: "141024", accepted: "2025-03-18" },
    ]);
  });
});

describe("重点专科验收须与全省比较", () => {
  it("没有比较内容的验收不能提交，什么也没有写；写明位次后可以验收 [linfen-2020.tenspecialties.purpose]", async () => {
    const { definition } = await import("../selection/sample-selection.ts");
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
    const accept = async (more: Readonly<Record<string, string>>) =>
      api.call(
        who.proposer,
        acceptProject,
        {
          params: { projectId: id },
          query: {
            version: await versionOf(id),
            acceptedOn: "2025-03-18",
            documentNumber: "临卫函〔2025〕70号",
            conclusion: "达到建设目标",
            ...more,
          },
        },
        { file: { name: "验收报告.pdf", content: pdf("专科验收") } },
      );
    const before = await stored();
    expect(await accept({})).toMatchObject({ status: 422, problem: { code: "COMPARISON_REQUIRED" } });
    expect(await stored()).toBe(before);
    expect(await accept({ comparison: "全省同专科第6位，较上年提升4位" })).toMatchObject({
      status: 201,
      answer: { state: "accepted", acceptance: { comparison: "全省同专科第6位，较上年提升4位" } },
    });
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
    expect((await save([], [], who.city)).status).toBe(403);
  });
});

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
