import {
  decideReading,
  policyClause,
  policyDocument,
  policyReadings,
  policySettings,
  recordSetting,
  withdrawDecision,
} from "@qiangyi/api";
import { date } from "@qiangyi/kernel";
import { describe, expect, it } from "vitest";
import { actorAs, testApi } from "../../test/api.ts";
import { freshDatabase } from "../../test/fresh-database.ts";
import { publicActor } from "../platform/index.ts";
import { readingsInForce } from "./index.ts";

const database = await freshDatabase();
const api = await testApi(database);
const department = actorAs("prov_health_dept");
const decision = {
  decidedBy: "省卫生健康委",
  decidedOn: "2025-01-10",
  documentNumber: "测〔2025〕2号",
  reason: "经会议研究明确口径",
};
const source = { kind: "own-decision" } as const;

const decide = (key: string, value: string, effectiveFrom: string) =>
  api.call(department, decideReading, { params: { key }, body: { value, effectiveFrom, source, decision } });
const on = (day: string) => database.transaction(publicActor, (tx) => readingsInForce(tx, date(day)));
const rows = async () => Number((await database.query<{ n: string }>("select count(*) n from policy_decision"))[0]?.n);

describe("口径决定", () => {
  it("没有决定时口径为默认，引擎不得到任何覆盖", async () => {
    expect(await on("2025-03-01")).toEqual({});
    const { answer } = await api.call(undefined, policyReadings, {});
    expect(answer.readings.find(({ key }) => key === "county.split")).toMatchObject({
      default: "newly-qualified",
      inForce: "newly-qualified",
      isDefault: true,
      touches: [{ id: "county-tertiary" }],
      decisions: [],
    });
  });

  it("自生效之日起以最近生效的为准；撤回后回到前一项，全部撤回回到默认", async () => {
    const first = await decide("county.split", "equal", "2025-01-01");
    const second = await decide("county.split", "county", "2025-06-01");
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(await on("2024-12-31")).toEqual({});
    expect(await on("2025-01-01")).toEqual({ "county.split": "equal" });
    expect(await on("2025-06-01")).toEqual({ "county.split": "county" });

    const withdraw = (id: string, from: string) =>
      api.call(department, withdrawDecision, { params: { decision: id }, body: { from, decision } });
    const early = await withdraw(second.answer.id, "2025-05-31");
    expect([early.status, early.problem.code]).toEqual([422, "withdrawal-before-decision"]);
    expect(await rows()).toBe(2);
    expect((await withdraw(second.answer.id, "2025-07-01")).status).toBe(201);
    expect(await on("2025-06-30")).toEqual({ "county.split": "county" });
    expect(await on("2025-07-01")).toEqual({ "county.split": "equal" });
    const again = await withdraw(second.answer.id, "2025-08-01");
    expect([again.status, again.problem.code]).toEqual([409, "decision-withdrawn-already"]);
    expect((await withdraw(first.answer.id, "2025-07-01")).status).toBe(201);
    expect(await on("2025-07-01")).toEqual({});
    expect(await rows()).toBe(4);
  });

  it("同一天生效的以后记录的为准，历史全部可查", async () => {
    await decide("technique.term", "2", "2025-02-01");
    await decide("technique.term", "3", "2025-02-01");
    expect((await on("2025-02-01"))["technique.term"]).toBe("3");
    const { answer } = await api.call(undefined, policyReadings, {});
    const reading = answer.readings.find(({ key }) => key === "technique.term");
    expect(reading).toMatchObject({ inForce: "3", isDefault: false });
    expect(reading?.decisions.map(({ value, state, recordedBy }) => [value, state, recordedBy])).toEqual([
      ["3", "in-force", null],
      ["2", "superseded", null],
    ]);
    const inside = await api.call(department, policyReadings, {});
    expect(inside.answer.readings.find(({ key }) => key === "technique.term")?.decisions[0]?.recordedBy).toBe("测试员");
  });

  it.each([
    ["没有的口径", "no.such", "A", source, 404, "reading-not-found"],
    ["取不到的值", "county.split", "half", source, 422, "reading-value-unknown"],
    ["取自上位文件而不写文件", "county.split", "equal", { kind: "parent-document" } as const, 422, "SOURCE_REQUIRED"],
  ])("%s被拒绝，什么也没写入", async (_, key, value, from, status, code) => {
    const before = await rows();
    const body = { value, effectiveFrom: "2025-01-01", source: from, decision };
    const refused = await api.call(department, decideReading, { params: { key }, body });
    expect([refused.status, refused.problem.code]).toEqual([status, code]);
    expect(await rows()).toBe(before);
  });

  it("没有的决定不能撤回", async () => {
    const refused = await api.call(department, withdrawDecision, {
      params: { decision: "00000000-0000-7000-8000-000000000000" },
      body: { from: "2025-01-01", decision },
    });
    expect([refused.status, refused.problem.code]).toEqual([404, "decision-not-found"]);
  });

  it.each([
    ["访客", undefined, 401],
    ["市卫健委", actorAs("city_health_bureau", { city: "140100" }), 403],
    ["省财政厅社保处", actorAs("prov_finance_social"), 403],
    ["系统管理员", actorAs("sys_admin"), 403],
  ])("%s不能记录口径决定", async (_, actor, status) => {
    const body = { value: "equal", effectiveFrom: "2025-01-01", source, decision };
    expect((await api.call(actor, decideReading, { params: { key: "county.split" }, body })).status).toBe(status);
  });
});

describe("依据文件与配置来源", () => {
  const record = (key: string, body: object) =>
    api.call(department, recordSetting, { params: { key }, body: { effectiveFrom: "2025-01-01", decision, ...body } as never });

  it("政策页列出两个依据文号；取自上位文件而不写明的配置被拒绝 [qiangyi-2024.notice.2]", async () => {
    const page = await api.call(undefined, policyDocument, { params: { document: "qiangyi-2024" } });
    expect(page.answer.basis.map(({ number }) => number)).toEqual(["晋财省直预〔2020〕38号", "晋卫医发〔2023〕20号"]);
    const before = await rows();
    const refused = await record("recognition.bodies", { value: ["国家某中心"], source: { kind: "parent-document" } });
    expect([refused.status, refused.problem.code]).toEqual([422, "SOURCE_REQUIRED"]);
    expect(await rows()).toBe(before);
    const named = { kind: "parent-document", document: "晋财省直预〔2020〕38号" };
    expect((await record("recognition.bodies", { value: ["国家某中心"], source: named })).status).toBe(201);
  });

  it("5G办法列出四个依据；取自依据文件而不写明的配置被拒绝 [5g-2022.notice.2]", async () => {
    const page = await api.call(undefined, policyDocument, { params: { document: "5g-2022" } });
    expect(page.answer.basis).toHaveLength(4);
    const before = await rows();
    const refused = await record("carryover.rules", { value: "按两年结转", source: { kind: "parent-document", document: " " } });
    expect([refused.status, refused.problem.code]).toEqual([422, "SOURCE_REQUIRED"]);
    expect(await rows()).toBe(before);
  });

  it("5G印发日期未录入为POLICY_DATE_UNSET，录入后文件有了施行日期", async () => {
    const state = async () =>
      (await api.call(undefined, policySettings, {})).answer.settings.find(({ key }) => key === "5g.issueDate");
    expect(await state()).toMatchObject({ inForce: null, inForceText: "未录入", unsetCode: "POLICY_DATE_UNSET" });
    const paper = { kind: "this-document", article: "版记" };
    expect((await record("5g.issueDate", { value: "2022-05-20", source: paper })).status).toBe(201);
    expect(await state()).toMatchObject({ inForce: "2022-05-20", unsetCode: null });
    const page = await api.call(undefined, policyDocument, { params: { document: "5g-2022" } });
    expect(page.answer).toMatchObject({ issued: "2022-05-20", effectiveFrom: "2022-05-20", validity: { state: "in-force" } });
  });

  it.each([
    ["没有的配置项", "no.such", { value: "x", source }, 404, "setting-not-found"],
    ["不存在的日期", "5g.issueDate", { value: "2022-02-30", source }, 422, "setting-misfit"],
    ["不是市的代码", "5g.pilotCities", { value: ["149900"], source }, 422, "setting-misfit"],
    ["期限倒置", "carryover.rules", { value: "某规定", source, effectiveTo: "2024-12-31" }, 422, "period-reversed"],
    ["没有决定记录", "carryover.rules", { value: "某规定", source, decision: undefined }, 422, "DECISION_REQUIRED"],
  ])("%s被拒绝，什么也没写入", async (_, key, body, status, code) => {
    const before = await rows();
    const refused = await record(key, body);
    expect([refused.status, refused.problem.code]).toEqual([status, code]);
    expect(await rows()).toBe(before);
  });

  it("条款页指向须录入的配置", async () => {
    const { answer } = await api.call(undefined, policyClause, { params: { clause: "5g-2022.art21.a" } });
    expect(answer.places).toContainEqual({
      kind: "setting",
      name: "5G试点办法的印发日期",
      role: "须录入",
      href: "/policy/settings#5g.issueDate",
    });
  });
});

describe("数据库守住决定记录", () => {
  const insertDecision = (more: Record<string, unknown>) => {
    const row = {
      province: "14",
      id: crypto.randomUUID(),
      subject: "reading",
      key: "k",
      decided_by: "某机关",
      decided_on: "2025-01-01",
      reason: "足够长的理由",
      recorded_by: "u",
      recorded_by_name: "u",
      recorded_at: "2025-01-01",
      ...more,
    };
    const names = Object.keys(row);
    return database.query(
      `insert into policy_decision (${names.join(",")}) values (${names.map((_, index) => `$${index + 1}`).join(",")})`,
      Object.values(row),
    );
  };
  const insertSetting = (more: Record<string, unknown>) => {
    const row = {
      province: "14",
      decision_id: crypto.randomUUID(),
      subject: "reading",
      key: "k",
      value: '"v"',
      effective_from: "2025-01-01",
      source_kind: "own-decision",
      ...more,
    };
    const names = Object.keys(row);
    return database.query(
      `insert into policy_setting (${names.join(",")}) values (${names.map((_, index) => `$${index + 1}`).join(",")})`,
      Object.values(row),
    );
  };

  it.each([
    ["policy_decision_subject", { subject: "other" }],
    ["policy_decision_reason", { reason: "短" }],
    ["policy_decision_withdrawal_dated", { withdrawn_from: "2025-01-01" }],
    ["policy_decision_withdraws_same_matter", { withdraws: crypto.randomUUID(), withdrawn_from: "2025-01-01" }],
  ])("%s", async (constraint, more) => expect(insertDecision(more)).rejects.toMatchObject({ constraint }));

  it.each([
    ["policy_setting_has_decision", {}],
    ["policy_setting_period", { effective_to: "2024-12-31" }],
    ["policy_setting_source_kind", { source_kind: "rumour" }],
    ["policy_setting_source_named", { source_kind: "parent-document" }],
  ])("%s", async (constraint, more) => expect(insertSetting(more)).rejects.toMatchObject({ constraint }));

  it("同一项决定只能撤回一次，编号不能重复", async () => {
    const id = crypto.randomUUID();
    await insertDecision({ id });
    await insertDecision({ withdraws: id, withdrawn_from: "2025-02-01" });
    await expect(insertDecision({ withdraws: id, withdrawn_from: "2025-03-01" })).rejects.toMatchObject({
      constraint: "policy_decision_withdrawn_once",
    });
    await expect(insertDecision({ id })).rejects.toMatchObject({ constraint: "policy_decision_pkey" });
  });

  it("决定和配置只增不改不删", async () => {
    for (const table of ["policy_decision", "policy_setting"]) {
      await expect(database.query(`update ${table} set key = 'x'`)).rejects.toMatchObject({ constraint: `${table}_append_only` });
      await expect(database.query(`delete from ${table}`)).rejects.toMatchObject({ constraint: `${table}_append_only` });
    }
  });
});
