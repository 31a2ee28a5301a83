import {
  answerCorrection,
  confirmFinding,
  dismissFinding,
  findingsBoard,
  listFindings,
  type Route,
  raiseFinding,
  readFinding,
  readFindingFile,
  recordSetting,
  returnCorrection,
  verifyCorrection,
  withdrawFinding,
  workbench,
} from "@qiangyi/api";
import { beforeAll, describe, expect, it } from "vitest";
import { testApi } from "../../test/api.ts";
import { freshDatabase } from "../../test/fresh-database.ts";
import { settableClock } from "../payments/sample-payments.ts";
import type { Actor } from "../platform/index.ts";
import { confirmed, evidence, facts, people, raise, rowsOf, setUpPlaces } from "./sample-findings.ts";

const database = await freshDatabase();
const clock = settableClock("2025-05-31T02:00:00Z");
const api = await testApi(database, clock);
const {
  county,
  county2,
  countyHealth,
  otherCounty,
  cityFinance,
  cityFinance2,
  finance,
  clerk,
  neighbour,
  supervision,
  auditor,
  discipline,
} = people;
const nobody = "0198a3f0-0000-7000-8000-000000000000";
beforeAll(() => setUpPlaces(database));

const read = async (actor: Actor, findingId: string) => (await api.call(actor, readFinding, { params: { findingId } })).answer;
const confirm = (actor: Actor, findingId: string, body: object = {}) =>
  api.call(actor, confirmFinding, { params: { findingId }, body: { opinion: "属实", owner: { institution: "H1" }, ...body } });
const act = (actor: Actor, route: typeof dismissFinding | typeof withdrawFinding | typeof returnCorrection, findingId: string) =>
  api.call(actor, route, { params: { findingId }, body: { reason: "理由充分" } });
const answer = (actor: Actor, findingId: string, files: readonly string[]) =>
  api.call(actor, answerCorrection, { params: { findingId }, body: { note: "已退回票据并调账", files: [...files] } });
const verify = (actor: Actor, findingId: string) =>
  api.call(actor, verifyCorrection, { params: { findingId }, body: { opinion: "整改到位" } });
const tasks = async (actor: Actor) =>
  (await api.call(actor, workbench, {})).answer.items.filter(({ path }) => path.startsWith("/findings/"));

/** Refused with a code, and nothing of the room has changed. */
const refusedWith = async (code: string, call: () => Promise<{ status: number; problem: { code: string } }>) => {
  const before = await rowsOf(database);
  const { problem } = await call();
  expect(problem.code).toBe(code);
  expect(await rowsOf(database)).toEqual(before);
};

describe("问题的提出与核实：一个人提出，另一个人核实", () => {
  it("提出人自己不能核实或认定不成立：SELF_APPROVAL，什么都没有写入", async () => {
    const id = await raise(api, county);
    await refusedWith("SELF_APPROVAL", () => confirm(county, id));
    await refusedWith("SELF_APPROVAL", () => act(county, dismissFinding, id));
    expect((await confirm(county2, id)).answer).toMatchObject({ state: "correcting" });
  });

  it("数据库也守住这一条", async () => {
    const id = await raise(api, county);
    const step = (act: string, by: string) =>
      database.query(
        `insert into finding_step (province, finding, seq, act, note, to_state, by_user, by_name, by_office, at) values ('14', '${id}', 9, '${act}', '理由', 'dismissed', '${by}', 'x', 'x', now())`,
      );
    for (const judged of ["confirm", "dismiss"])
      await expect(step(judged, county.userId)).rejects.toMatchObject({ constraint: "finding_judged_by_another" });
  });

  it("监管处、审计、纪检只能提出疑点，不能核实、检查、采取措施", async () => {
    for (const actor of [supervision, auditor, discipline]) {
      const id = await raise(api, actor);
      for (const call of [() => confirm(actor, id), () => act(actor, dismissFinding, id), () => verify(actor, id)])
        await refusedWith("FORBIDDEN_ROLE", call);
      expect((await act(actor, withdrawFinding, id)).answer).toMatchObject({ state: "withdrawn" });
    }
  });

  it("未核实的是疑点：单位和提出层级以下看不到；省级提出的由省级核实", async () => {
    const id = await raise(api, auditor);
    for (const actor of [clerk, county, cityFinance])
      expect((await api.call(actor, readFinding, { params: { findingId: id } })).status).toBe(404);
    await refusedWith("finding-not-found", () => confirm(cityFinance, id));
    expect((await confirm(finance, id)).status).toBe(200);
    expect(await read(clerk, id)).toMatchObject({ state: "correcting", raised: { office: "山西省审计机关" } });
    const ofCity = await raise(api, supervision);
    expect((await read(cityFinance, ofCity)).raised.office).toBe("省财政厅太原市监管处");
    expect((await api.call(county, readFinding, { params: { findingId: ofCity } })).status).toBe(404);
  });

  it("不成立的、撤回的、已核实的不能再核实：STEP_ORDER", async () => {
    const dismissed = await raise(api, county);
    expect((await act(county2, dismissFinding, dismissed)).answer).toMatchObject({ state: "dismissed" });
    await refusedWith("STEP_ORDER", () => confirm(county2, dismissed));
    const open = await confirmed(api);
    await refusedWith("STEP_ORDER", () => confirm(county2, open));
    await refusedWith("STEP_ORDER", () => verify(county2, open));
    const withdrawn = await raise(api, county);
    await refusedWith("FORBIDDEN_ROLE", () => act(county2, withdrawFinding, withdrawn));
    await act(county, withdrawFinding, withdrawn);
    await refusedWith("STEP_ORDER", () => act(county, withdrawFinding, withdrawn));
  });

  it.each([
    ["clause-unknown", { clause: "没有这一条" }],
    ["page-not-found", { earmark: "99" }],
    ["FORBIDDEN_ROLE", { institution: "Y1" }],
    ["FORBIDDEN_ROLE", { institution: undefined, region: "140122" }],
    ["matter-not-found", { auditMatter: nobody }],
    ["INSPECTION_UNRELATED", { inspection: nobody }],
  ])("登记被拒绝：%s", async (code, change) => {
    await refusedWith(code, () => api.call(county, raiseFinding, { body: { institution: "H1", ...facts, ...change } as never }));
  });

  it("整改责任单位须在问题所在地；不能是下达整改的部门自己；期限不能已过", async () => {
    const id = await raise(api, county);
    await refusedWith("party-elsewhere", () => confirm(county2, id, { owner: { institution: "Y1" } }));
    await refusedWith("party-elsewhere", () => confirm(county2, id, { owner: { institution: "H2" } }));
    await refusedWith("party-elsewhere", () => confirm(county2, id, { owner: { department: "health", region: "140122" } }));
    await refusedWith("OWNER_IS_KEEPER", () => confirm(county2, id, { owner: { department: "finance", region: "140121" } }));
    await refusedWith("due-passed", () => confirm(county2, id, { dueOn: "2025-05-30" }));
    await refusedWith("finding-not-found", () => confirm(county2, nobody));
    expect((await confirm(county2, id, { owner: { department: "health", region: "140121" } })).answer).toMatchObject({
      correction: { owner: { name: "清徐县卫生健康局", department: "health", region: "140121" } },
    });
    expect(await read(countyHealth, id)).toMatchObject({ may: { answer: true } });
    expect(await read(county, id)).toMatchObject({ may: { answer: false } });
  });
});

describe("整改：责任单位报告，下达部门验收", () => {
  it("附佐证报告，退回后再报，验收销号；每一步都留在办理过程里", async () => {
    const id = await confirmed(api);
    await refusedWith("EVIDENCE_REQUIRED", () => answer(clerk, id, []));
    const foreign = await evidence(api, county, id);
    await refusedWith("EVIDENCE_REQUIRED", () => answer(clerk, id, [foreign]));
    const first = await evidence(api, clerk, id);
    expect((await answer(clerk, id, [first])).answer).toMatchObject({ state: "answered" });
    await refusedWith("FORBIDDEN_ROLE", () => verify(countyHealth, id));
    await refusedWith("FORBIDDEN_ROLE", () => verify(cityFinance, id));
    expect((await act(county2, returnCorrection, id)).answer).toMatchObject({ state: "correcting" });
    await refusedWith("EVIDENCE_REQUIRED", () => answer(clerk, id, [first]));
    await answer(clerk, id, [await evidence(api, clerk, id)]);
    const settled = await verify(county, id);
    expect(settled.answer).toMatchObject({ state: "settled", flag: null, may: { verify: false, addEvidence: false } });
    expect(settled.answer.trail.map(({ act: name }) => name)).toEqual([
      "verify",
      "answer",
      "return",
      "answer",
      "confirm",
      "raise",
    ]);
    await refusedWith("STEP_ORDER", () => verify(county, id));
    expect(settled.answer.evidence.filter(({ isAnswer }) => isAnswer)).toHaveLength(2);
  });

  it("邻院、邻县不能报告也看不到；文件随问题可见", async () => {
    const id = await confirmed(api);
    const file = await evidence(api, clerk, id);
    await refusedWith("finding-not-found", () => answer(neighbour, id, [file]));
    await refusedWith("FORBIDDEN_ROLE", () => answer(county, id, [file]));
    expect((await api.call(otherCounty, readFinding, { params: { findingId: id } })).status).toBe(404);
    const open = (actor: Actor) => api.call(actor, readFindingFile, { params: { findingId: id, file } });
    expect((await open(cityFinance)).bytes.subarray(0, 4).toString()).toBe("%PDF");
    expect((await open(otherCounty)).problem.code).toBe("file-not-found");
  });

  it("部门自己报告的整改，不能由报告人自己验收：数据库也守住", async () => {
    const id = await raise(api, cityFinance);
    await confirm(cityFinance2, id, { owner: { department: "finance", region: "140121" } });
    await answer(county, id, [await evidence(api, county, id)]);
    const verified = database.query(
      `insert into finding_step (province, finding, seq, act, note, to_state, by_user, by_name, by_office, at) values ('14', '${id}', 9, 'verify', '到位', 'settled', '${county.userId}', 'x', 'x', now())`,
    );
    await expect(verified).rejects.toMatchObject({ constraint: "finding_judged_by_another" });
    expect((await verify(cityFinance2, id)).answer).toMatchObject({ state: "settled" });
  });

  it("同一请求编号重发，只办一次", async () => {
    const body = { institution: "H1", ...facts };
    const once = await api.call(county, raiseFinding, { body }, { idempotencyKey: "findings-once-1" });
    const before = await rowsOf(database);
    const twice = await api.call(county, raiseFinding, { body }, { idempotencyKey: "findings-once-1" });
    expect(twice.answer).toEqual(once.answer);
    expect(await rowsOf(database)).toEqual(before);
  });

  it("办结的问题不能再补充材料", async () => {
    const id = await raise(api, county);
    await act(county2, dismissFinding, id);
    await expect(evidence(api, county, id)).rejects.toThrow(/finding-ended/);
  });
});

describe("整改逾期 [qiangyi-2024.art11.c]", () => {
  it("期限2025-06-30，2025-07-01仍未验收：CORRECTION_OVERDUE，排在最前，责任单位和下达部门都收到待办", async () => {
    clock.set("2025-05-31T02:00:00Z");
    const id = await confirmed(api);
    const later = await confirmed(api, [county, county2], { dueOn: "2025-12-31" });
    expect(await read(county, id)).toMatchObject({
      dueOn: "2025-06-30",
      flag: null,
      correction: { dueSource: "条文只要求“及时”，按默认30日" },
    });
    clock.set("2025-06-30T02:00:00Z");
    expect((await read(county, id)).flag).toBeNull();
    const late = async () => {
      const { items } = (await api.call(county, listFindings, { query: { overdue: "true" } })).answer;
      const { total } = (await api.call(county, findingsBoard, { query: { year: 2025 } })).answer;
      expect(total.overdue).toBe(items.length);
      return items.map((item) => item.id);
    };
    expect(await late()).not.toContain(id);
    clock.set("2025-07-01T02:00:00Z");
    expect(await read(county, id)).toMatchObject({ flag: "CORRECTION_OVERDUE", daysLate: 1 });
    expect(await late()).toContain(id);
    const { items } = (await api.call(county, listFindings, { query: { institution: "H1" } })).answer;
    const flags = items.map(({ flag }) => flag !== null);
    expect(flags).toEqual(flags.toSorted((a, b) => Number(b) - Number(a)));
    expect(items.findIndex((item) => item.id === id)).toBeLessThan(items.findIndex((item) => item.id === later));
    expect(
      (await api.call(county, listFindings, { query: { overdue: "true" } })).answer.items.every(({ flag }) => flag !== null),
    ).toBe(true);
    const taskOf = async (actor: Actor) => (await tasks(actor)).find(({ path }) => path === `/findings/${id}`);
    expect(await taskOf(clerk)).toMatchObject({ group: "todo", due: "2025-06-30", step: "报告整改情况，附佐证" });
    expect((await taskOf(clerk))?.title).toContain("整改逾期1日");
    expect(await taskOf(county2)).toMatchObject({ group: "due", step: "督促整改责任单位" });
    expect(await taskOf(countyHealth)).toBeUndefined();
    await answer(clerk, id, [await evidence(api, clerk, id)]);
    expect(await read(county, id)).toMatchObject({ state: "answered", flag: "CORRECTION_OVERDUE" });
    await verify(county2, id);
    expect(await read(county, id)).toMatchObject({ state: "settled", flag: null });
  });

  it("省里录入决定后，按录入的天数", async () => {
    const recorded = await api.call(people.health, recordSetting, {
      params: { key: "findings.correctionDays" },
      body: {
        value: 15,
        effectiveFrom: "2025-07-01",
        source: { kind: "own-decision" },
        decision: {
          decidedBy: "省财政厅、省卫生健康委",
          decidedOn: "2025-07-01",
          documentNumber: "晋财社〔2025〕20号",
          reason: "统一整改期限",
        },
      },
    });
    expect(recorded.status, JSON.stringify(recorded.problem)).toBe(201);
    const id = await confirmed(api);
    expect(await read(county, id)).toMatchObject({ dueOn: "2025-07-16", correction: { dueSource: "按已录入的决定15日" } });
  });
});

describe("问题的约束，逐条违反一次", () => {
  const refused = (constraint: string) => expect.objectContaining({ constraint });
  it("内容不能改，状态只沿着表走，记录不能删改", async () => {
    const id = await raise(api, county);
    const change = (set: string) => database.query(`update finding set ${set} where id = '${id}'`);
    await expect(change("title = '别的'")).rejects.toEqual(refused("finding_kept"));
    await expect(change("state = 'settled'")).rejects.toEqual(refused("finding_kept"));
    await expect(database.query(`delete from finding_step where finding = '${id}'`)).rejects.toEqual(
      refused("finding_step_append_only"),
    );
  });
  it.each([
    ["finding_grade", "grade", "'severe'"],
    ["finding_amount", "amount_fen", "0"],
    ["finding_said", "facts", "' '"],
    ["finding_page_of_unit", "earmark", "'1'"],
    ["finding_place", "city", "null"],
    ["finding_source", "source", "'inspection'"],
    ["finding_raised_level", "raised_level", "'unit'"],
    ["finding_raised_office", "raised_office", "'press'"],
    ["finding_state", "state", "'forgotten'"],
  ])("%s", async (constraint, column, value) => {
    const columns: Record<string, string> = {
      province: "'14'",
      id: "gen_random_uuid()",
      number: "gen_random_uuid()::text",
      year: "2025",
      source: "'raised'",
      city: "'140100'",
      county: "'140121'",
      title: "'标题'",
      facts: "'事实'",
      clause: "'x'",
      grade: "'low'",
      raised_level: "'county'",
      raised_office: "'finance'",
      raised_by: "'x'",
      raised_name: "'x'",
      raised_at: "now()",
      state: "'raised'",
      [column]: value,
    };
    await expect(
      database.query(`insert into finding (${Object.keys(columns)}) values (${Object.values(columns)})`),
    ).rejects.toEqual(refused(constraint));
  });
});

it("没有权限的角色，写入一律 FORBIDDEN_ROLE", async () => {
  const id = await confirmed(api);
  const routes: readonly Route[] = [confirmFinding, dismissFinding, withdrawFinding, returnCorrection, verifyCorrection];
  for (const route of routes)
    await refusedWith("FORBIDDEN_ROLE", () => api.call(clerk, route as never, { params: { findingId: id }, body: {} } as never));
});
