import {
  closeObjection,
  listObjections,
  raiseObjection,
  readNotice,
  readSelection,
  recordArgument,
  workbench,
} from "@qiangyi/api";
import { beforeAll, describe, expect, it } from "vitest";
import { testApi } from "../../../test/api.ts";
import { freshDatabase } from "../../../test/fresh-database.ts";
import { budgetOf } from "../checks/sample-checks.ts";
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
} from "./sample-selection.ts";

const database = await freshDatabase();
/** A Friday before the Spring Festival arrangement would be 2025-01-24; the tests move this clock. */
let now = new Date("2025-03-03T02:00:00Z");
const clock = { now: () => now, today: () => now.toISOString().slice(0, 10) as never };
const api = await testApi(database, clock);
let who: Selectors;
beforeAll(async () => {
  who = await setUpSelection(database, api);
});
const at = (day: string) => (now = new Date(`${day}T02:00:00Z`));
const answersOf = (specialty: string) => ({ specialty, budget: budgetOf(200, 60) });
const made = (
  call: string,
  title: string,
  score: number,
  conclusion: "recommended" | "revise" | "not-recommended" = "recommended",
) => reviewed(database, api, clock, who, call, title, { conclusion, score }, answersOf(title));
const stored = async () =>
  JSON.stringify(
    await database.query(
      `select (select count(*)::int from selection) as selections, (select count(*)::int from selection_row) as rows, (select count(*)::int from public_notice) as notices,
       (select string_agg(state, ',' order by id) from project) as states, (select count(*)::int from project_step) as steps, (select count(*)::int from project_version) as versions`,
    ),
  );

describe("论证 第四条（一）：必要性、可行性、规范性三项齐全才能拟选", () => {
  it("缺规范性的项目拟选被拒并点名，什么也没有写 [qiangyi-2024.art4.1.b]", async () => {
    const call = await selectionCall(database);
    const id = await made(call, "肾内科建设", 8500);
    await argue(api, who.proposer, id, { standardisation: false });
    const before = await stored();
    const refused = await propose(api, who.proposer, call, [{ project: id, isChosen: true, supportFen: "100" }]);
    expect(refused).toMatchObject({
      status: 422,
      problem: { code: "ARGUMENT_INCOMPLETE", detail: expect.stringContaining("规范性") },
    });
    expect(refused.problem.detail).not.toContain("必要性");
    expect(await stored()).toBe(before);
    const kept = await database.query("select point, passes, reason, by_name, at from project_argument where project = $1", [id]);
    expect(kept).toHaveLength(3);
    expect(kept.every(({ reason, by_name, at: when }) => reason && by_name && when)).toBe(true);
  });
  it("市卫健委登记省级项目的论证：不由其办理", async () => {
    const call = await selectionCall(database);
    const id = await made(call, "呼吸科建设", 8000);
    const refused = await api.call(who.city, recordArgument, {
      params: { projectId: id },
      body: { point: "necessity", passes: true, reason: "同意" },
    });
    expect(refused).toMatchObject({ status: 403, problem: { code: "FORBIDDEN_ROLE" } });
    expect(await database.query("select from project_argument where project = $1", [id])).toHaveLength(0);
  });
});

describe("遴选：与评审排序不一致的逐项写明理由和条款，提出人不得审定", () => {
  const three = async () => {
    const call = await selectionCall(database, [{ of: "chosen", per: "call", atMost: 2 }]);
    const ids = [
      await made(call, "甲科建设", 9000),
      await made(call, "乙科建设", 8500),
      await made(call, "丙科建设", 8200),
    ] as const;
    for (const id of ids) await argue(api, who.proposer, id);
    return { call, ids };
  };
  it("越过名次而没有理由：退回并点名两项；写明理由和条款后可以提出", async () => {
    const { call, ids } = await three();
    const [a, b, c] = ids;
    const before = await stored();
    const rows = [
      { project: a, isChosen: true, supportFen: "1" },
      { project: b, isChosen: false, reason: "已有国家专科支持" },
      { project: c, isChosen: true, supportFen: "1" },
    ];
    const refused = await propose(api, who.proposer, call, rows);
    expect(refused).toMatchObject({ status: 422, problem: { code: "JUSTIFICATION_REQUIRED" } });
    expect(refused.problem.problems?.map(({ path }) => path).sort()).toEqual([b, c].sort());
    expect(await stored()).toBe(before);
    const clause = "qiangyi-2024.art7.1.4.c";
    const accepted = await propose(
      api,
      who.proposer,
      call,
      rows.map((row) => (row.project === a ? row : { ...row, reason: row.reason ?? "补齐区域布局", clause })),
    );
    expect(accepted).toMatchObject({ status: 201, answer: { state: "proposed", chosen: 2, totalFen: "2" } });
  });
  it("超过名额、没有写全、金额高于申报、条款不存在：各有拒绝，什么也没有写", async () => {
    const { call, ids } = await three();
    const [a, b, c] = ids;
    const before = await stored();
    const all = ids.map((project) => ({ project, isChosen: true, supportFen: "1" }));
    expect(await propose(api, who.proposer, call, all)).toMatchObject({ status: 422, problem: { code: "QUOTA_EXCEEDED" } });
    const two = [
      { project: a, isChosen: true, supportFen: "1" },
      { project: b, isChosen: true, supportFen: "1" },
    ];
    expect(await propose(api, who.proposer, call, two)).toMatchObject({ status: 422, problem: { code: "selection-incomplete" } });
    const rich = [
      ...two.map((row) => ({ ...row, supportFen: "200000001" })),
      { project: c, isChosen: false, reason: "名额已满" },
    ];
    expect(await propose(api, who.proposer, call, rich)).toMatchObject({ status: 422, problem: { code: "support-above-asked" } });
    const invented = [
      { project: a, isChosen: false, reason: "另有安排", clause: "qiangyi-2024.art99" },
      { project: b, isChosen: true, supportFen: "1", reason: "布局", clause: "qiangyi-2024.art99" },
      { project: c, isChosen: false, reason: "名额已满" },
    ];
    expect(await propose(api, who.proposer, call, invented)).toMatchObject({
      status: 422,
      problem: { code: "JUSTIFICATION_REQUIRED" },
    });
    expect(await stored()).toBe(before);
  });
  it("提出人审定被拒；另一人凭会议纪要审定，入选的储备两年，未选的结束", async () => {
    const { call, ids } = await three();
    const [a, b, c] = ids;
    const proposed = await propose(api, who.proposer, call, [
      { project: a, isChosen: true, supportFen: "200000000" },
      { project: b, isChosen: true, supportFen: "150000000" },
      { project: c, isChosen: false, reason: "名额已满" },
    ]);
    const tasksOf = async (actor: typeof who.proposer) =>
      (await api.call(actor, workbench, {})).answer.items.filter(({ path }) => path === `/projects/calls/${call}/selection`);
    expect(await tasksOf(who.proposer)).toEqual([]);
    expect(await tasksOf(who.decider)).toMatchObject([{ group: "todo", step: "审定拟选名单" }]);
    const before = await stored();
    expect(await decide(api, who.proposer, proposed.answer.id)).toMatchObject({
      status: 403,
      problem: { code: "SELF_APPROVAL" },
    });
    expect(await stored()).toBe(before);
    expect(await decide(api, who.decider, proposed.answer.id)).toMatchObject({
      status: 200,
      answer: { state: "decided", minutesNumber: "党组会议纪要2025年第6号", totalFen: "350000000" },
    });
    const states = await database.query(
      "select id, state, support_fen, reserved_until::text from project where id = any($1) order by title",
      [ids],
    );
    expect(states).toEqual([
      { id: c, state: "rejected", support_fen: 200000000n, reserved_until: null },
      { id: b, state: "reserved", support_fen: 150000000n, reserved_until: "2027-03-03" },
      { id: a, state: "reserved", support_fen: 200000000n, reserved_until: "2027-03-03" },
    ]);
    expect(await decide(api, who.decider, proposed.answer.id)).toMatchObject({
      status: 409,
      problem: { code: "selection-closed" },
    });
  });
  it("分批遴选不改变名次，也不重新计名额：先选两项后名额已满，后评完的仍排在全部申报中", async () => {
    const { call, ids } = await three();
    const [a, b, c] = ids;
    const first = await propose(api, who.proposer, call, [
      { project: a, isChosen: true, supportFen: "1" },
      { project: b, isChosen: true, supportFen: "1" },
      { project: c, isChosen: false, reason: "名额已满" },
    ]);
    expect((await decide(api, who.decider, first.answer.id)).status).toBe(200);
    const late = await made(call, "丁科建设", 8700);
    await argue(api, who.proposer, late);
    const seen = await api.call(who.proposer, readSelection, { params: { callId: call } });
    expect(seen.answer).toMatchObject({ quota: 0, candidates: [{ project: { id: late }, rank: 2 }] });
    const before = await stored();
    expect(await propose(api, who.proposer, call, [{ project: late, isChosen: true, supportFen: "1" }])).toMatchObject({
      status: 422,
      problem: { code: "QUOTA_EXCEEDED" },
    });
    expect(await stored()).toBe(before);
  });
  it("没有评审结论的项目列入名单：REVIEW_REQUIRED，什么也没有写 [qiangyi-2024.art6.b]", async () => {
    const call = await selectionCall(database);
    const stranger = "019a0000-0000-7000-8000-000000000000";
    const before = await stored();
    expect(await propose(api, who.proposer, call, [{ project: stranger, isChosen: true }])).toMatchObject({
      status: 422,
      problem: { code: "REVIEW_REQUIRED" },
    });
    expect(await stored()).toBe(before);
  });
  it("市卫健委看不到、也不能提出省级遴选", async () => {
    const call = await selectionCall(database);
    expect(await api.call(who.city, readSelection, { params: { callId: call } })).toMatchObject({ status: 404 });
    expect(await propose(api, who.city, call, [{ project: call, isChosen: true }])).toMatchObject({ status: 404 });
  });
});

describe("公示：按工作日计期，异议未办结不能入库", () => {
  const decided = async (count = 2) => {
    const call = await selectionCall(database);
    const ids: string[] = [];
    for (let n = 0; n < count; n += 1) ids.push(await made(call, `公示${call.slice(-4)}第${n + 1}科`, 9000 - n));
    for (const id of ids) await argue(api, who.proposer, id);
    const proposed = await propose(
      api,
      who.proposer,
      call,
      ids.map((project) => ({ project, isChosen: true, supportFen: "100" })),
    );
    expect(proposed.status, JSON.stringify(proposed.problem)).toBe(201);
    expect((await decide(api, who.decider, proposed.answer.id)).status).toBe(200);
    return { call, ids, selection: proposed.answer.id };
  };

  it("五个工作日跨清明：2025-04-01发布，04-09截止（4日为假日，5、6日周末）", async () => {
    at("2025-04-01");
    const { selection } = await decided(1);
    const notice = await publish(api, who.proposer, selection, "2025-04-01");
    expect(notice).toMatchObject({ status: 201, answer: { closesOn: "2025-04-09", workingDays: 5, state: "open" } });
  });
  it("未登记节假日安排的年份不猜：拒绝，什么也没有写", async () => {
    at("2025-04-02");
    const { selection } = await decided(1);
    at("2027-12-28");
    const before = await stored();
    expect(await publish(api, who.proposer, selection, "2027-12-28")).toMatchObject({
      status: 422,
      problem: { code: "CALENDAR_UNKNOWN" },
    });
    expect(await stored()).toBe(before);
  });
  it("未审定不能公示；公示期内、有未决异议都不能入库；办结并期满后入库存第一版并成为台账事实", async () => {
    at("2025-03-10");
    const { call, ids, selection } = await decided(2);
    const notice = await publish(api, who.proposer, selection, "2025-03-10");
    const noticeId = notice.answer.id;
    expect(notice.answer.closesOn).toBe("2025-03-17");
    const running = await stored();
    expect(await conclude(api, who.proposer, noticeId)).toMatchObject({ status: 409, problem: { code: "NOTICE_RUNNING" } });
    const [number] = (await database.query("select number from project where id = $1", [ids[1]])).map((row) => row["number"]);
    const raised = await api.call(undefined, raiseObjection, {
      params: { noticeId },
      body: { projectNumber: number, content: "该科室与去年已获支持的项目内容相同", sender: "李四", contact: "13800005678" },
    });
    expect(raised).toMatchObject({ status: 201, answer: { number: "YY20250310001", dueOn: "2025-03-31" } });
    at("2025-03-18");
    expect(await conclude(api, who.proposer, noticeId)).toMatchObject({ status: 409, problem: { code: "OBJECTION_OPEN" } });
    expect(await stored()).toBe(running);
    const cases = await api.call(who.proposer, listObjections, { params: { noticeId } });
    expect(cases.answer.items).toMatchObject([{ sender: "李*", contact: "****5678", state: "open", project: { id: ids[1] } }]);
    const objectionId = cases.answer.items[0]?.id ?? "";
    expect(
      await api.call(who.proposer, closeObjection, {
        params: { objectionId },
        body: { outcome: "dismissed", finding: "内容不同，不属重复" },
      }),
    ).toMatchObject({ status: 200, answer: { state: "dismissed" } });
    expect(await conclude(api, who.proposer, noticeId)).toMatchObject({ status: 200, answer: { stored: 2 } });
    const rows = await database.query(
      `select p.state, v.version, f.register, e.state as entry, e.document_number from project p join project_version v on v.project = p.id
       join project_fact f on f.project = p.id join register_entry e on e.id = f.entry where p.call = $1`,
      [call],
    );
    expect(rows).toEqual([
      { state: "in_library", version: 1, register: "key-specialty", entry: "confirmed", document_number: "晋卫函〔2025〕66号" },
      { state: "in_library", version: 1, register: "key-specialty", entry: "confirmed", document_number: "晋卫函〔2025〕66号" },
    ]);
  });
  it("异议成立：不能直接入库，去掉该项目后重新公示，原公示被取代", async () => {
    at("2025-05-06");
    const { ids, selection } = await decided(2);
    const first = await publish(api, who.proposer, selection, "2025-05-06");
    const noticeId = first.answer.id;
    const number = first.answer.rows[1]?.number ?? "";
    await api.call(undefined, raiseObjection, {
      params: { noticeId },
      body: { projectNumber: number, content: "申报材料中的设备并不存在" },
    });
    const [open] = (await api.call(who.proposer, listObjections, { params: { noticeId } })).answer.items;
    const objectionId = open?.id ?? "";
    expect(await publish(api, who.proposer, selection, "2025-05-06", [ids[1] ?? ""])).toMatchObject({
      status: 409,
      problem: { code: "notice-running" },
    });
    await api.call(who.proposer, closeObjection, {
      params: { objectionId },
      body: { outcome: "upheld", finding: "现场核查属实" },
    });
    at("2025-05-20");
    expect(await conclude(api, who.proposer, noticeId)).toMatchObject({ status: 409, problem: { code: "objection-upheld" } });
    const before = await stored();
    expect(await publish(api, who.proposer, selection, "2025-05-20", [ids[0] ?? ""])).toMatchObject({
      status: 422,
      problem: { code: "notice-without-reason" },
    });
    expect(await stored()).toBe(before);
    const second = await publish(api, who.proposer, selection, "2025-05-20", [ids[1] ?? ""]);
    expect(second).toMatchObject({ status: 201, answer: { chosen: 1, supersedes: noticeId } });
    expect((await api.call(undefined, readNotice, { params: { noticeId } })).answer.state).toBe("superseded");
    expect(await database.query("select state from project where id = $1", [ids[1]])).toEqual([{ state: "terminated" }]);
    at("2025-05-28");
    expect(await conclude(api, who.proposer, second.answer.id)).toMatchObject({ status: 200, answer: { stored: 1 } });
  });
  it("公示对访客公开，不含个人证件、电话；公示期外提出异议被拒，什么也没有写", async () => {
    at("2025-06-09");
    const { selection } = await decided(1);
    const notice = await publish(api, who.proposer, selection, "2025-06-09");
    const shown = await api.call(undefined, readNotice, { params: { noticeId: notice.answer.id } });
    expect(Object.keys(shown.answer.rows[0] ?? {}).sort()).toEqual([
      "departure",
      "institution",
      "isChosen",
      "number",
      "place",
      "rank",
      "supportFen",
      "title",
    ]);
    at("2025-06-30");
    const before = (await database.query("select count(*) from objection"))[0];
    expect(
      await api.call(undefined, raiseObjection, {
        params: { noticeId: notice.answer.id },
        body: { content: "期满以后才看到这份公示" },
      }),
    ).toMatchObject({ status: 409, problem: { code: "NOTICE_CLOSED" } });
    expect((await database.query("select count(*) from objection"))[0]).toEqual(before);
    expect(await api.call(who.county, listObjections, { params: { noticeId: notice.answer.id } })).toMatchObject({ status: 403 });
  });
  it("已发布的公示在数据库中改不了；有未决异议的公示结束不了", async () => {
    at("2025-07-01");
    const { selection } = await decided(1);
    const notice = await publish(api, who.proposer, selection, "2025-07-01");
    await api.call(undefined, raiseObjection, {
      params: { noticeId: notice.answer.id },
      body: { content: "请核实配套资金是否到账" },
    });
    await expect(
      database.query("update public_notice set closes_on = closes_on - 1 where id = $1", [notice.answer.id]),
    ).rejects.toMatchObject({
      constraint: "public_notice_is_fixed",
    });
    await expect(
      database.query("update public_notice set state = 'concluded', concluded_at = now() where id = $1", [notice.answer.id]),
    ).rejects.toMatchObject({ constraint: "public_notice_without_open_objection" });
  });
});
