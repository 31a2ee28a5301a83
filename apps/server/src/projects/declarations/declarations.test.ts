import {
  copyAnswers,
  listCopySources,
  listDeclarations,
  readDeclaration,
  revealAnswer,
  saveAnswer,
  startDeclaration,
} from "@qiangyi/api";
import { beforeAll, describe, expect, it } from "vitest";
import { testApi } from "../../../test/api.ts";
import { freshDatabase } from "../../../test/fresh-database.ts";
import { fixedClock } from "../../platform/index.ts";
import { completeAnswers, definition, insertCall, read, setUpPeople, submit, writeDeclaration } from "./sample-declarations.ts";

const database = await freshDatabase();
const api = await testApi(database);
let people: Awaited<ReturnType<typeof setUpPeople>>;
let call: string;

beforeAll(async () => {
  people = await setUpPeople(database, api);
  call = await insertCall(database);
});

/** Everything that a refused request must have left as it was. */
const stored = async () =>
  (
    await database.query(`select (select count(*) from project) as projects, (select coalesce(sum(version), 0) from project) as versions,
      (select count(*) from project_answer) as answers, (select coalesce(sum(version), 0) from project_answer) as saved,
      (select count(*) from project_attachment) as files, (select count(*) from project_step) as steps`)
  )[0];

const save = (actor: typeof people.clerk, projectId: string, question: string, value: unknown, version = 0) =>
  api.call(actor, saveAnswer, { params: { projectId, question }, body: { value, version } });

describe("开始填报", () => {
  it("机构经办可以开始;以个人账号申报被拒绝 [linfen-2020.hundredleaders.process]", async () => {
    const before = await stored();
    const byPerson = await api.call(people.expert, startDeclaration, { body: { call } });
    expect([byPerson.status, byPerson.problem.code]).toEqual([403, "FORBIDDEN_ROLE"]);
    expect(await stored()).toEqual(before);
    const byUnit = await api.call(people.clerk, startDeclaration, { body: { call } });
    expect(byUnit.status).toBe(201);
    const { summary, isEditable, call: shown } = await read(api, people.clerk, byUnit.answer.id);
    expect(summary).toMatchObject({ state: "draft", number: null, waitsFor: "unit", title: expect.stringContaining("未命名") });
    expect([isEditable, shown.isOpen]).toEqual([true, true]);
  });

  type Refused = readonly [string, () => Promise<string>, number, string];
  it.each<Refused>([
    ["通知已截止", () => insertCall(database, { closesOn: "2025-02-28" }), 409, "CALL_CLOSED"],
    ["通知已撤销", () => insertCall(database, { state: "cancelled" }), 409, "CALL_CLOSED"],
    ["通知尚未开始受理", () => insertCall(database, { opensOn: "2025-03-02" }), 409, "CALL_NOT_OPEN"],
    ["通知尚未发布", () => insertCall(database, { state: "draft" }), 404, "call-not-found"],
    ["没有这份通知", async () => "00000000-0000-4000-8000-000000000000", 404, "call-not-found"],
  ])("%s:拒绝,什么也没有写", async (_, makeCall, status, code) => {
    const closed = await makeCall();
    const before = await stored();
    const reply = await api.call(people.clerk, startDeclaration, { body: { call: closed } });
    expect([reply.status, reply.problem.code]).toEqual([status, code]);
    expect(await stored()).toEqual(before);
  });

  it("不符合条件的单位、财务和负责人不能开始", async () => {
    const before = await stored();
    const ineligible = await api.call(people.provincialClerk, startDeclaration, { body: { call } });
    expect([ineligible.status, ineligible.problem.code, ineligible.problem.clause]).toEqual([
      422,
      "NOT_ELIGIBLE",
      "5g-2022.art2",
    ]);
    for (const actor of [people.head, people.accountant, people.county, people.province])
      expect((await api.call(actor, startDeclaration, { body: { call } })).problem.code).toBe("FORBIDDEN_ROLE");
    expect(await stored()).toEqual(before);
  });

  it("没有机构的账号即使有填报角色也不能申报:UNIT_ONLY", async () => {
    const before = await stored();
    const reply = await api.call({ ...people.clerk, institution: null }, startDeclaration, { body: { call } });
    expect([reply.status, reply.problem.code]).toEqual([403, "UNIT_ONLY"]);
    expect(await stored()).toEqual(before);
  });

  it("本单位申报名额已满", async () => {
    const limited = await insertCall(database, {
      definition: { ...definition, quotas: [{ of: "declared", per: "unit", atMost: 1 }] },
    });
    const first = await writeDeclaration(api, people.clerk, limited);
    await database.query("update project set state = 'submitted', signed_round = 1, number = 'XM-2025-900000' where id = $1", [
      first,
    ]);
    const before = await stored();
    const second = await api.call(people.clerk, startDeclaration, { body: { call: limited } });
    expect([second.status, second.problem.code]).toEqual([409, "QUOTA_REACHED"]);
    expect(await stored()).toEqual(before);
    // Another unit has its own.
    expect((await api.call(people.quwoClerk, startDeclaration, { body: { call: limited } })).status).toBe(201);
  });
});

describe("逐题保存", () => {
  it("保存即更新名称、合计和起止日期", async () => {
    const projectId = await writeDeclaration(api, people.clerk, call);
    const { summary, findings } = await read(api, people.clerk, projectId);
    expect(summary).toMatchObject({
      title: "县域远程会诊",
      totalFen: "60000000",
      supportFen: "60000000",
      startsOn: "2025-09-01",
      endsOn: "2026-08-31",
    });
    expect(findings.map(({ path, code }) => [path, code])).toEqual([["material:approvals", "APPLICATION_INCOMPLETE"]]);
    const renamed = await save(people.clerk, projectId, "title", "远程会诊二期", 1);
    expect(renamed.answer).toMatchObject({ answer: { version: 2 }, project: { title: "远程会诊二期" } });
  });

  it("两人同改一题:后保存者得到对方的内容、姓名和时间,对方的内容没有被覆盖", async () => {
    const projectId = await writeDeclaration(api, people.clerk, call, { title: "甲" });
    expect((await save(people.colleague, projectId, "title", "乙", 1)).status).toBe(200);
    const before = await stored();
    const late = await save(people.clerk, projectId, "title", "丙", 1);
    expect([late.status, late.problem.code]).toEqual([409, "ANSWER_CHANGED"]);
    expect(late.problem.current).toMatchObject({ value: "乙", version: 2, by: "洪洞经办二", at: "2025-03-01T02:00:00.000Z" });
    expect(await stored()).toEqual(before);
    // Another question of the same form is nobody's conflict.
    expect((await save(people.clerk, projectId, "basics", "丁", 0)).status).toBe(200);
  });

  it("两个页面同时保存同一题:恰有一份成功,另一份得到成功的那份", async () => {
    const projectId = await writeDeclaration(api, people.clerk, call, { title: "原" });
    const replies = await Promise.all(["左", "右"].map((value) => save(people.clerk, projectId, "title", value, 1)));
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 409]);
    const won = replies.find(({ status }) => status === 200)?.answer.answer.value;
    expect(replies.find(({ status }) => status === 409)?.problem.current?.value).toBe(won);
    expect((await read(api, people.clerk, projectId)).answers[0]).toMatchObject({ value: won, version: 2 });
  });

  it.each([
    ["十万字的文本", "basics", "字".repeat(100_000), 422, "ANSWER_MISFIT", "“基本情况”最多2000个字,现有100000个字"],
    ["不存在的日期", "startsOn", "2025-02-30", 422, "ANSWER_MISFIT", "“计划启动时间”应为日历上存在的日期"],
    ["控制字符", "title", "a\u0000b", 422, "ANSWER_MISFIT", "“项目名称”含有不可见的控制字符"],
    ["残缺的预算", "budget", { rows: [{ id: "1" }], statedTotals: [] }, 422, "ANSWER_MISFIT", "预算第1行不完整或过长"],
    ["通知没有的问题", "salary", "1", 404, "UNKNOWN_QUESTION", "申报通知没有这个问题"],
  ])("%s:拒绝并指明哪一项,什么也没有写", async (_, question, value, status, code, sentence) => {
    const projectId = await writeDeclaration(api, people.clerk, call, {});
    const before = await stored();
    const reply = await save(people.clerk, projectId, question, value);
    expect([reply.status, reply.problem.code, reply.problem.detail.replaceAll("，", ",")]).toEqual([status, code, sentence]);
    expect(await stored()).toEqual(before);
  });

  it("别的单位的编号写进地址:一律答复没有,什么也不透露、什么也没有写", async () => {
    const projectId = await writeDeclaration(api, people.clerk, call);
    const before = await stored();
    const read = await api.call(people.quwoClerk, readDeclaration, { params: { projectId } });
    const write = await save(people.quwoClerk, projectId, "title", "夺取", 1);
    const handIn = await submit(api, people.quwoClerk, projectId);
    const nothing = await api.call(people.quwoClerk, readDeclaration, {
      params: { projectId: "00000000-0000-4000-8000-000000000000" },
    });
    const { requestId: _, ...unknown } = nothing.problem;
    for (const reply of [read, write, handIn]) {
      const { requestId: __, ...problem } = reply.problem;
      expect([reply.status, problem]).toEqual([404, unknown]);
    }
    expect(await stored()).toEqual(before);
  });

  it("上级看不到没有签批过的草稿;财务和负责人不能代填", async () => {
    const projectId = await writeDeclaration(api, people.clerk, call);
    for (const actor of [people.county, people.city, people.province])
      expect((await api.call(actor, readDeclaration, { params: { projectId } })).status).toBe(404);
    const before = await stored();
    for (const actor of [people.head, people.accountant])
      expect((await save(actor, projectId, "title", "代填", 1)).problem.code).toBe("FORBIDDEN_ROLE");
    expect(await stored()).toEqual(before);
  });
});

describe("预算锁定 [5g-2022.art8.2.c]", () => {
  it("入库以后改预算的一行:BUDGET_LOCKED,原预算不变", async () => {
    const projectId = await writeDeclaration(api, people.clerk, call);
    for (const state of ["in_library", "funded", "implementing", "accepted", "closed"]) {
      await database.query(
        "update project set state = $2, review_conclusion = 'recommended', signed_round = 1, number = coalesce(number, 'XM-2025-900001') where id = $1",
        [projectId, state],
      );
      const before = await stored();
      const reply = await save(people.clerk, projectId, "budget", completeAnswers["budget"], 1);
      expect([reply.status, reply.problem.code, reply.problem.clause]).toEqual([423, "BUDGET_LOCKED", "5g-2022.art8.2.c"]);
      expect((await save(people.clerk, projectId, "title", "改名", 1)).problem.code).toBe("NOT_EDITABLE");
      expect(await stored()).toEqual(before);
    }
  });
});

describe("个人信息", () => {
  const idNumber = "11010519491231002X";

  it("证件号码加密存放,任何答复和日志都没有原文;查看须本单位经办,并留痕", async () => {
    const projectId = await writeDeclaration(api, people.clerk, call, {});
    const params = { projectId, question: "idNumber" };
    const wrong = await api.call(people.clerk, saveAnswer, { params, body: { secretValue: "110105194912310021", version: 0 } });
    expect(wrong.problem.detail).toContain("“身份证号”不是有效的18位公民身份号码");
    const saved = await api.call(people.clerk, saveAnswer, { params, body: { secretValue: idNumber, version: 0 } });
    expect(saved.answer.answer).toMatchObject({ masked: "110***********002X" });
    expect(saved.answer.answer.value).toBeUndefined();
    const everything = await database.query<{ text: string }>(`
      select (select string_agg(value::text, '') from project_answer) || (select string_agg(detail::text, '') from audit_entry)
        || coalesce((select string_agg(body::text, '') from idempotency_key), '') as text`);
    expect(everything[0]?.text).toContain("110***********002X");
    expect(everything[0]?.text).not.toContain(idNumber);
    expect(JSON.stringify(await read(api, people.clerk, projectId))).not.toContain(idNumber);

    const revealed = await api.call(people.clerk, revealAnswer, { params });
    expect(revealed.answer).toEqual({ secretValue: idNumber });
    expect((await api.call(people.quwoClerk, revealAnswer, { params })).status).toBe(404);
    expect((await api.call(people.province, revealAnswer, { params })).problem.code).toBe("FORBIDDEN_ROLE");
    const log = await database.query<{ actor_name: string; detail: string }>(
      "select actor_name, detail::text from audit_entry where action = 'unmask'",
    );
    expect(log).toEqual([{ actor_name: "洪洞经办", detail: expect.not.stringContaining(idNumber) }]);
  });

  it("电话、出生日期对本单位以外一律掩码;查重用的人员标识是带密钥的摘要", async () => {
    const projectId = await writeDeclaration(api, people.clerk, call, {
      lead: "演示甲",
      born: "1980-05-06",
      phone: "13800005678",
    });
    await database.query("update project set state = 'submitted', signed_round = 1, number = 'XM-2025-900002' where id = $1", [
      projectId,
    ]);
    const own = (await read(api, people.clerk, projectId)).answers;
    expect(own.find(({ question }) => question === "phone")).toMatchObject({ value: "13800005678", masked: null });
    const above = await read(api, people.province, projectId);
    expect(above.answers.find(({ question }) => question === "phone")).toMatchObject({ masked: "138****5678" });
    expect(above.answers.find(({ question }) => question === "born")).toMatchObject({ masked: "1980-**-**" });
    expect(JSON.stringify(above)).not.toMatch(/13800005678|1980-05-06/);
    const [row] = await database.query<{ identities: string[] }>("select identities from project where id = $1", [projectId]);
    expect(row?.identities).toEqual([expect.stringMatching(/^person:[0-9a-f]{64}$/)]);
  });
});

describe("沿用以往申报", () => {
  it("只沿用没有填过的答案,逐项注明来源,改动后来源消失;承诺、日期和证件号码不沿用;预算年度顺延", async () => {
    const lastYear = await insertCall(database, {
      year: 2024,
      definition: { ...definition, budget: { ...definition.budget, years: [2024] } as never },
    });
    const from = await writeDeclaration(api, people.clerk, lastYear, {
      ...completeAnswers,
      budget: {
        rows: [{ ...(completeAnswers["budget"] as { rows: object[] }).rows[0], year: 2024 }],
        statedTotals: [{ year: 2024, amountFen: "30000000" }],
      },
    });
    const sources = await api.call(people.clerk, listCopySources, { query: { call } });
    expect(sources.answer.items.map(({ id }) => id)).toContain(from);
    expect(
      (await api.call(people.quwoClerk, listCopySources, { query: { call } })).answer.items.map(({ id }) => id),
    ).not.toContain(from);

    const projectId = await writeDeclaration(api, people.clerk, call, { title: "今年的名称" });
    const copied = await api.call(people.clerk, copyAnswers, { params: { projectId }, body: { from } });
    expect(copied.answer).toEqual({ copied: 4 });
    const { answers, summary } = await read(api, people.clerk, projectId);
    const of = (id: string) => answers.find(({ question }) => question === id);
    expect(summary).toMatchObject({ title: "今年的名称", totalFen: "30000000" });
    expect(of("basics")).toMatchObject({
      value: completeAnswers["basics"],
      copiedFrom: { id: from, year: 2024, title: "县域远程会诊" },
    });
    expect(of("budget")).toMatchObject({ value: { rows: [{ year: 2025 }], statedTotals: [{ year: 2025 }] } });
    expect([of("pledge"), of("startsOn"), of("title")?.copiedFrom]).toEqual([undefined, undefined, null]);
    await save(people.clerk, projectId, "basics", "今年的情况", 1);
    const touched = (await read(api, people.clerk, projectId)).answers.find(({ question }) => question === "basics");
    expect(touched).toMatchObject({ value: "今年的情况", copiedFrom: null });
  });

  it("别的单位的、或别的项目类别的申报不能沿用", async () => {
    const projectId = await writeDeclaration(api, people.quwoClerk, call, {});
    const from = await writeDeclaration(api, people.clerk, call, { title: "甲" });
    const before = await stored();
    const reply = await api.call(people.quwoClerk, copyAnswers, { params: { projectId }, body: { from } });
    expect([reply.status, reply.problem.code]).toEqual([404, "copy-source-not-found"]);
    expect(await stored()).toEqual(before);
  });
});

describe("我的申报", () => {
  it("只列本单位;翻页不重不漏;按状态、年度、通知和文字查找", async () => {
    const own = await insertCall(database);
    const made: string[] = [];
    for (let n = 0; n < 5; n++) made.push(await writeDeclaration(api, people.quwoClerk, own, { title: `第${n}项远程` }));
    const list = (query: object) => api.call(people.quwoClerk, listDeclarations, { query: { call: own, ...query } });
    const seen: string[] = [];
    for (let after: string | undefined; ; ) {
      const { answer } = await list({ limit: 2, ...(after !== undefined && { after }) });
      seen.push(...answer.items.map(({ id }) => id));
      if (answer.next === null) break;
      after = answer.next;
    }
    expect([...seen].sort()).toEqual([...made].sort());
    expect((await list({ q: "第3项" })).answer.items.map(({ id }) => id)).toEqual([made[3]]);
    expect((await list({ state: "submitted" })).answer.items).toEqual([]);
    expect((await list({ year: 2024 })).answer.items).toEqual([]);
    expect((await api.call(people.clerk, listDeclarations, { query: { call: own } })).answer.items).toEqual([]);
  });

  it("截止以后草稿仍可填写,不能提交,填过的都在", async () => {
    const late = await testApi(database, fixedClock("2025-04-01T02:00:00Z"));
    const projectId = await writeDeclaration(api, people.clerk, call, { title: "没有赶上" });
    const kept = await late.call(people.clerk, saveAnswer, {
      params: { projectId, question: "basics" },
      body: { value: "继续写", version: 0 },
    });
    expect(kept.status).toBe(200);
    const before = await stored();
    const reply = await submit(late, people.clerk, projectId);
    expect([reply.status, reply.problem.code]).toEqual([409, "CALL_CLOSED"]);
    expect(await stored()).toEqual(before);
    expect((await read(late, people.clerk, projectId)).answers.map(({ value }) => value)).toEqual(["继续写", "没有赶上"]);
  });
});
