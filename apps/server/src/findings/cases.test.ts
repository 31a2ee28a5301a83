import { addCaseStep, listAuditEntries, listCases, openCase, readCase, removeCaseLog, transferCase } from "@qiangyi/api";
import { beforeAll, describe, expect, it } from "vitest";
import { testApi } from "../../test/api.ts";
import { freshDatabase } from "../../test/fresh-database.ts";
import { settableClock } from "../payments/sample-payments.ts";
import type { Actor } from "../platform/index.ts";
import { confirmed, people, raise, rowsOf, setUpPlaces } from "./sample-findings.ts";

const database = await freshDatabase();
const clock = settableClock("2025-05-12T02:00:00Z");
const api = await testApi(database, clock);
const { finance, finance2, health, county, cityFinance, clerk, auditor, discipline, supervision } = people;
let finding = "";
let log: number[] = [];
beforeAll(async () => {
  await setUpPlaces(database);
  finding = await confirmed(api, [finance, finance2]);
  const { items } = (await api.call(auditor, listAuditEntries, { query: { object: `/findings/${finding}` } })).answer;
  log = items.map(({ sequence }) => sequence);
  expect(log).toHaveLength(1);
});

const open = (actor: Actor, change: object = {}, findingId = finding) =>
  api.call(actor, openCase, {
    params: { findingId },
    body: {
      subjectKind: "person",
      subject: "演示人员",
      violation: "favouritism",
      facts: "审核时徇私（演示）",
      logEntries: log,
      ...change,
    },
  });
const opened = async (change: object = {}): Promise<string> => {
  const made = await open(finance, change);
  expect(made.status, JSON.stringify(made.problem)).toBe(201);
  return made.answer.id;
};
const read = (actor: Actor, caseId: string) => api.call(actor, readCase, { params: { caseId } });
const transfer = (caseId: string, change: object = {}) =>
  api.call(finance, transferCase, {
    params: { caseId },
    body: { note: "涉嫌犯罪", authority: "演示市公安局", document: "晋财移〔2025〕1号", doneOn: "2025-05-12", ...change },
  });
const step = (caseId: string, change: object = {}) =>
  api.call(health, addCaseStep, { params: { caseId }, body: { act: "conclude", note: "给予警告（演示）", ...change } });
const refusedWith = async (code: string, call: () => Promise<{ problem: { code: string } }>) => {
  const before = await rowsOf(database);
  expect((await call()).problem?.code).toBe(code);
  expect(await rowsOf(database)).toEqual(before);
};
const removal = (actor: Actor, caseId: string) => api.call(actor, removeCaseLog, { params: { caseId, sequence: log[0] ?? 0 } });
/** Past the application too: the trigger of the log stands in the way of its owner. */
const logStands = async () =>
  expect(database.query(`delete from audit_entry where sequence = ${log[0]}`)).rejects.toMatchObject({
    constraint: "audit_entry_append_only",
  });

describe("责任追究", () => {
  it("就徇私舞弊立案并关联审批记录；无关人员得到FORBIDDEN_ROLE；删除审批记录被拒绝：LOG_IMMUTABLE [qiangyi-2024.art12]", async () => {
    const id = await opened();
    expect((await read(discipline, id)).answer).toMatchObject({
      violation: "favouritism",
      state: "open",
      log: [{ sequence: log[0], actorName: "省财政乙", object: `/findings/${finding}/confirmation` }],
      steps: [{ act: "open" }],
      may: { act: false },
    });
    for (const actor of [clerk, county, cityFinance, supervision, auditor]) {
      expect((await read(actor, id)).problem.code).toBe("FORBIDDEN_ROLE");
      expect((await api.call(actor, listCases, {})).problem.code).toBe("FORBIDDEN_ROLE");
      await refusedWith("FORBIDDEN_ROLE", () => open(actor));
    }
    await refusedWith("FORBIDDEN_ROLE", () => open(discipline));
    await refusedWith("LOG_IMMUTABLE", () => removal(finance, id));
    await refusedWith("FORBIDDEN_ROLE", () => removal(clerk, id));
    await logStands();
    await expect(database.query("delete from accountability_step")).rejects.toMatchObject({
      constraint: "accountability_step_append_only",
    });
    await expect(database.query("update accountability_case set subject = '别人'")).rejects.toMatchObject({
      constraint: "accountability_case_append_only",
    });
  });

  it("向不符合条件的单位分配：案件引用三部法律；删除记录被拒绝：LOG_IMMUTABLE [5g-2022.art20.a]", async () => {
    const id = await opened({ violation: "unqualified", subjectKind: "department", subject: "演示科室" });
    expect((await read(finance, id)).answer).toMatchObject({
      violation: "unqualified",
      laws: ["公务员法", "监察法", "财政违法行为处罚处分条例"],
    });
    await refusedWith("LOG_IMMUTABLE", () => removal(finance, id));
    await logStands();
  });

  it("标记涉嫌犯罪而没有移送记录：TRANSFER_REQUIRED；移送后案件锁定：CASE_LOCKED [5g-2022.art20.b]", async () => {
    const id = await opened();
    for (const missing of ["authority", "document", "doneOn"])
      await refusedWith("TRANSFER_REQUIRED", () => transfer(id, { [missing]: undefined }));
    await refusedWith("in-future", () => transfer(id, { doneOn: "2025-05-13" }));
    expect((await transfer(id)).status).toBe(201);
    expect((await read(finance, id)).answer).toMatchObject({ state: "transferred", may: { act: false } });
    await refusedWith("CASE_LOCKED", () => step(id));
    await refusedWith("CASE_LOCKED", () => transfer(id));
    await expect(
      database.query(
        `insert into accountability_step (province, case_id, seq, act, note, by_user, by_name, by_office, at) values ('14', '${id}', 9, 'conclude', '结果', 'x', 'x', 'x', now())`,
      ),
    ).rejects.toMatchObject({ constraint: "accountability_case_locked" });
  });

  it("移交要写明机关、日期、文号；处理结果留在案件里；未核实的问题、不存在的记录不能立案", async () => {
    const id = await opened();
    await refusedWith("REFERRAL_INCOMPLETE", () => step(id, { act: "refer" }));
    const given = { act: "refer", authority: "演示纪检监察机关", document: "晋财函〔2025〕9号", doneOn: "2025-05-12" };
    expect((await step(id, given)).status).toBe(201);
    expect((await step(id)).status).toBe(201);
    expect((await read(health, id)).answer).toMatchObject({
      state: "concluded",
      steps: [{ act: "open" }, { act: "refer" }, { act: "conclude" }],
    });
    await refusedWith("log-not-found", () => open(finance, { logEntries: [999_999] }));
    const question = await raise(api, finance);
    await refusedWith("NOT_CONFIRMED", () => open(finance, {}, question));
    const nobody = "0198a3f0-0000-7000-8000-000000000000";
    await refusedWith("finding-not-found", () => open(finance, {}, nobody));
    await refusedWith("case-not-found", () => step(nobody));
    await refusedWith("case-not-found", () => removal(finance, nobody));
  });
});
