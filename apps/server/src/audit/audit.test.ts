import { createAccount, listAccounts, listAuditEntries, verifyAudit } from "@qiangyi/api";
import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import { actorAs, testApi } from "../../test/api.ts";
import { freshDatabase } from "../../test/fresh-database.ts";
import { type Actor, fixedClock, systemActor } from "../platform/index.ts";
import { beginning } from "./chain.ts";
import { detailOf } from "./detail.ts";
import { recordEvent, verifyChain } from "./index.ts";

const clock = fixedClock("2025-03-01T02:00:00Z");
const at = clock.now();
const event = (actor: Actor, action: string, detail: unknown = {}) => ({
  actor,
  at,
  action,
  object: `/things/${action}`,
  ip: "192.0.2.1",
  detail,
});
const taiyuan = actorAs("city_health_bureau", { userId: "u-taiyuan", name: "太原市经办", city: "140100" });
const linfen = actorAs("city_health_bureau", { userId: "u-linfen", name: "临汾市经办", city: "141000" });

/** A log of its own with the given number of entries. */
const newLog = async (entries: number) => {
  const database = await freshDatabase();
  for (let n = 1; n <= entries; n++) {
    await database.transaction(taiyuan, (tx) => recordEvent(tx, event(taiyuan, `act-${n}`, { amountFen: String(n) })));
  }
  const verify = (anchor?: { sequence: number; hash: string }) =>
    database.transaction(systemActor, (tx) => verifyChain(tx, "14", anchor));
  /** What only someone with power over the database can do. */
  const tamper = async (text: string) => {
    await database.query("alter table audit_entry disable trigger all; alter table audit_head disable trigger all");
    await database.query(text);
    await database.query("alter table audit_entry enable trigger all; alter table audit_head enable trigger all");
  };
  return { database, verify, tamper };
};

describe("审计日志的校验链", () => {
  it("空的与完整的都核验通过", async () => {
    const { verify } = await newLog(0);
    expect(await verify()).toEqual({ checked: 0, lastSequence: 0, lastHash: beginning, broken: null });
    const log = await newLog(5);
    expect(await log.verify()).toMatchObject({ checked: 5, lastSequence: 5, broken: null });
  });
  it.each([
    // 手段 语句 第几条 原因
    ["改内容", `update audit_entry set detail = replace(detail, '3', '9') where sequence = 3`, 3, "内容与校验值不符"],
    ["改操作人", `update audit_entry set actor_name = '别人' where sequence = 2`, 2, "内容与校验值不符"],
    ["改时间", `update audit_entry set at = at + interval '1 hour' where sequence = 4`, 4, "内容与校验值不符"],
    ["改地区", `update audit_entry set city = '141000' where sequence = 1`, 1, "内容与校验值不符"],
    [
      "把字移到相邻栏",
      `update audit_entry set action = action || 'x', object = substr(object, 2) where sequence = 2`,
      2,
      "内容与校验值不符",
    ],
    ["删中间一条", `delete from audit_entry where sequence = 3`, 3, "这一条不见了"],
    ["删第一条", `delete from audit_entry where sequence = 1`, 1, "这一条不见了"],
    ["删最后一条", `delete from audit_entry where sequence = 5`, 5, "这一条不见了"],
    ["全部清空", `delete from audit_entry`, 1, "这一条不见了"],
    ["调换两条", `update audit_entry set sequence = 9 - sequence where sequence in (4, 5)`, 4, "与上一条接不上"],
    ["改链尾", `update audit_head set hash = repeat('a', 64)`, 5, "与链尾登记的校验值不符"],
  ])("有权限的人%s,核验指出是哪一条", async (_, statement, sequence, reason) => {
    const { verify, tamper } = await newLog(5);
    await tamper(
      statement.includes("9 - sequence") ? `alter table audit_entry drop constraint audit_entry_pkey; ${statement}` : statement,
    );
    expect((await verify()).broken).toEqual({ sequence, reason: expect.stringContaining(reason) });
  });
  it("截去末尾并改好链尾:链本身完整,与留存的校验值对照即现形", async () => {
    const { verify, tamper } = await newLog(5);
    const { lastSequence: sequence, lastHash: hash } = await verify();
    await tamper(
      "delete from audit_entry where sequence = 5; update audit_head set sequence = 4, hash = (select hash from audit_entry where sequence = 4)",
    );
    expect((await verify()).broken).toBeNull();
    expect((await verify({ sequence, hash })).broken).toEqual({ sequence: 5, reason: expect.stringContaining("末尾被截去") });
  });
  it("许多人同时写入,序号不缺不重,链不分叉", async () => {
    const { database, verify } = await newLog(0);
    await Promise.all(
      Array.from({ length: 40 }, (_, n) =>
        database.transaction(n % 2 ? linfen : taiyuan, (tx) => recordEvent(tx, event(n % 2 ? linfen : taiyuan, `c-${n}`))),
      ),
    );
    expect(await verify()).toMatchObject({ checked: 40, lastSequence: 40, broken: null });
  });
  it("业务没有成,日志也不留", async () => {
    const { database, verify } = await newLog(1);
    await database.transaction(
      taiyuan,
      (tx) => recordEvent(tx, event(taiyuan, "undone")),
      () => false,
    );
    expect(await verify()).toMatchObject({ checked: 1, broken: null });
  });
});

describe("只能追加:应用角色改不了、删不了、退不回", async () => {
  const { database } = await newLog(2);
  it.each([
    ["update audit_entry set detail = 'x'", /permission denied/],
    ["delete from audit_entry", /permission denied/],
    ["truncate audit_entry", /permission denied/],
    ["delete from audit_head", /permission denied/],
    ["update audit_head set sequence = 0", /moves on by one/],
    ["alter table audit_entry disable trigger all", /must be owner/],
  ])("%s", async (statement, reason) => {
    await expect(database.transaction(systemActor, (tx) => sql.raw(statement).execute(tx))).rejects.toThrow(reason);
    expect(await database.query("select sequence from audit_entry")).toHaveLength(2);
  });
  it("连表的主人也不能直接改:audit_entry_append_only", async () => {
    await expect(database.query("update audit_entry set detail = 'x'")).rejects.toMatchObject({
      constraint: "audit_entry_append_only",
    });
    await expect(database.query("delete from audit_entry")).rejects.toMatchObject({ constraint: "audit_entry_append_only" });
    await expect(database.query("truncate audit_entry")).rejects.toMatchObject({ constraint: "audit_entry_append_only" });
  });
});

describe("记下什么", () => {
  it("密码与令牌不记,不论藏得多深", () => {
    const text = detailOf({
      body: { loginName: "a", password: "p1", nested: [{ newPassword: "p2", csrfToken: "p3" }] },
      answer: { initialPassword: "p4" },
    });
    expect(text).not.toMatch(/p[1-4]/);
    expect(JSON.parse(text)).toMatchObject({ body: { loginName: "a", password: "〔不记录〕" } });
  });
  it("很长的内容只留开头和散列", () => {
    const text = detailOf({ rows: Array.from({ length: 5_000 }, (_, n) => `第${n}行`) });
    expect(text.length).toBeLessThan(5_000);
    expect(JSON.parse(text)).toMatchObject({ abridged: true, sm3: expect.stringMatching(/^[0-9a-f]{64}$/) });
  });
});

describe("查阅与核验", async () => {
  const { database, tamper } = await newLog(3);
  const api = await testApi(database, clock);
  const auditor = actorAs("auditor", { userId: "u-auditor", name: "省审计" });
  const cityAuditor = actorAs("auditor", { level: "city", city: "141000" });
  await database.transaction(linfen, (tx) => recordEvent(tx, event(linfen, "act-linfen")));
  const actions = async (actor: Actor, query: Record<string, unknown> = {}) =>
    (await api.call(actor, listAuditEntries, { query })).answer.items.map(({ action }) => action);

  it("新的在前,按序号翻页", async () => {
    const first = await api.call(auditor, listAuditEntries, { query: { limit: 3 } });
    expect(first.answer.items.map(({ sequence }) => sequence)).toEqual([4, 3, 2]);
    const rest = await api.call(auditor, listAuditEntries, { query: { limit: 3, after: first.answer.next ?? "" } });
    expect(rest.answer).toMatchObject({ items: [{ sequence: 1, actorName: "太原市经办", outcome: "done" }], next: null });
  });
  it.each([
    ["按人(姓名开头)", { person: "临汾" }, ["act-linfen"]],
    ["按人(编号)", { person: "u-linfen" }, ["act-linfen"]],
    ["通配符只是普通字", { person: "%" }, []],
    ["按操作", { action: "act-2" }, ["act-2"]],
    ["按对象", { object: "/things/act-1" }, ["act-1"]],
    ["按日期(当天)", { from: "2025-03-01", to: "2025-03-01", action: "act-3" }, ["act-3"]],
    ["按日期(次日起)", { from: "2025-03-02" }, []],
    ["按日期(到前一日)", { to: "2025-02-28" }, []],
    ["按结果", { outcome: "refused" }, []],
  ])("%s", async (_, query, expected) => expect(await actions(auditor, query)).toEqual(expected));
  it("市级审计只看到本市人员的操作,但可以核验全链", async () => {
    expect(await actions(cityAuditor)).toEqual(["act-linfen"]);
    expect((await api.call(cityAuditor, verifyAudit, {})).answer).toMatchObject({ isIntact: true, checked: 4, lastSequence: 4 });
  });
  it("被拒绝的访问记入日志", async () => {
    await api.call(linfen, listAccounts, {});
    await expect.poll(() => actions(auditor, { action: "access-refused" })).toEqual(["access-refused"]);
    const { answer } = await api.call(auditor, listAuditEntries, { query: { action: "access-refused" } });
    expect(answer.items[0]).toMatchObject({ actorId: linfen.userId, outcome: "refused", object: "GET /accounts" });
  });
  it("写操作连同内容记入,初始密码不在其中", async () => {
    const made = await api.call(actorAs("sys_admin"), createAccount, {
      body: { loginName: "newcomer", name: "新人", level: "province" },
    });
    const { answer } = await api.call(auditor, listAuditEntries, { query: { action: "POST /accounts" } });
    expect(answer.items[0]?.detail).toContain("newcomer");
    expect(answer.items[0]?.detail).not.toContain(made.answer.initialPassword);
  });
  it("篡改后,接口指出是哪一条", async () => {
    await tamper("update audit_entry set outcome = 'refused' where sequence = 2");
    expect((await api.call(auditor, verifyAudit, {})).answer).toMatchObject({ isIntact: false, broken: { sequence: 2 } });
  });
});
