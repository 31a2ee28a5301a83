import {
  activateAccount,
  createAccount,
  deactivateAccount,
  grantRole,
  keepSession,
  listAccounts,
  unlockAccount,
  withdrawRole,
} from "@qiangyi/api";
import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import { actorAs } from "../../test/api.ts";
import { freshDatabase } from "../../test/fresh-database.ts";
import { accountOf, openAccountOf, setUpAdministrators } from "../../test/people.ts";
import { movableClock, openDoor } from "../../test/visitor.ts";
import { publicActor, systemActor } from "../platform/index.ts";
import { loadRegions } from "../registry/index.ts";
import { findAccount } from "./accounts.store.ts";

const database = await freshDatabase();
const clock = movableClock("2025-03-03T01:00:00Z");
const newVisitor = await openDoor(database, clock);
await database.transaction(systemActor, (tx) => loadRegions(tx));
const { sys, sec, audit } = await setUpAdministrators(database, clock, newVisitor);

const accounts = async () => (await database.query<{ n: bigint }>("select count(*) n from account"))[0]?.n;
const rolesOf = async (id: string) =>
  (await database.query("select role from account_role where account_id = $1 order by 1", [id])).map(({ role }) => role);
const stateOf = async (id: string) => (await database.query("select state from account where id = $1", [id]))[0]?.["state"];
const create = (body: Partial<{ loginName: string; name: string; level: string; regionCode: string; institution: string }>) =>
  sys.call(createAccount, { body: { loginName: "someone", name: "某人", level: "province", ...body } as never });

describe("系统管理员开设账号", () => {
  it("给出一次性显示的初始密码;账号待启用、无角色、什么也不能做", async () => {
    const reply = await create({ loginName: "ty.health", level: "city", regionCode: "140100" });
    expect(reply.status).toBe(201);
    const { accountId, initialPassword } = reply.answer;
    const stored = await database.query("select * from audit_entry");
    expect(stored.some(({ detail }) => String(detail).includes(initialPassword))).toBe(false);
    expect(await database.query("select * from idempotency_key")).toEqual([]);
    expect((await newVisitor().signIn("ty.health", initialPassword)).problem.code).toBe("account-not-active");
    expect([await stateOf(accountId), await rolesOf(accountId)]).toEqual(["waiting", []]);
  });
  it.each([
    // 情形 内容 代码
    ["没有这个区划", { level: "city", regionCode: "149900" }, 422, "region-unknown"],
    ["没有给区划", { level: "county" }, 422, "region-unknown"],
    ["市级账号选了县", { level: "city", regionCode: "140121" }, 422, "region-of-another-level"],
    ["县级账号选了市", { level: "county", regionCode: "140100" }, 422, "region-of-another-level"],
    ["市级账号选了省", { level: "city", regionCode: "140000" }, 422, "region-of-another-level"],
    ["没有这个机构", { level: "unit", institution: "none" }, 422, "institution-unknown"],
    ["登录名已有人用", { loginName: "admin.sys" }, 409, "login-name-taken"],
    ["登录名含大写", { loginName: "Someone" }, 400, "invalid-request"],
    ["没有姓名", { name: " " }, 400, "invalid-request"],
  ])("%s:不开设", async (_, body, status, code) => {
    const before = await accounts();
    expect(await create(body)).toMatchObject({ status, problem: { code } });
    expect(await accounts()).toBe(before);
  });
});

describe("安全管理员授予与收回角色", () => {
  it("启用并授予后,本人立即有相应权限;收回后立即没有", async () => {
    const { accountId, initialPassword } = await openAccountOf(sys, sec, {
      loginName: "lf.health",
      level: "city",
      regionCode: "141000",
    });
    const visitor = newVisitor();
    await visitor.signIn("lf.health", initialPassword);
    expect((await accountOf(visitor))?.permissions).toEqual([]);
    await sec.call(grantRole, { params: { accountId }, body: { role: "city_health_bureau" } });
    expect(await accountOf(visitor)).toMatchObject({
      regionName: "临汾市",
      roles: [{ id: "city_health_bureau" }],
      permissions: expect.arrayContaining(["facts.write"]),
    });
    await sec.call(withdrawRole, { params: { accountId, role: "city_health_bureau" } });
    expect((await accountOf(visitor))?.permissions).toEqual([]);
  });
  it("再授予同一角色不改变什么", async () => {
    const { accountId } = await openAccountOf(sys, sec, { loginName: "twice", roles: ["auditor"] });
    expect((await sec.call(grantRole, { params: { accountId }, body: { role: "auditor" } })).status).toBe(200);
    expect(await rolesOf(accountId)).toEqual(["auditor"]);
  });
  it("停用后会话立即结束,再启用后可重新登录", async () => {
    const { accountId, initialPassword } = await openAccountOf(sys, sec, { loginName: "leaver", roles: ["auditor"] });
    const visitor = newVisitor();
    await visitor.signIn("leaver", initialPassword);
    const reply = await sec.call(deactivateAccount, { params: { accountId }, body: { reason: "调离岗位" } });
    expect(reply.answer.state).toBe("inactive");
    expect((await visitor.call(keepSession, {})).status).toBe(401);
    expect((await newVisitor().signIn("leaver", initialPassword)).problem.code).toBe("account-not-active");
    await sec.call(activateAccount, { params: { accountId } });
    expect((await newVisitor().signIn("leaver", initialPassword)).status).toBe(200);
  });
  it.each([
    // 角色 状态 代码
    ["no_such_role", 422, "role-unknown"],
    ["county_health_bureau", 422, "role-of-another-level"],
    ["sys_admin", 409, "roles-exclude-each-other"],
  ])("授予%s:不授予", async (role, status, code) => {
    const { accountId } = await openAccountOf(sys, sec, { loginName: `holder.${code}`, roles: ["auditor"] });
    const reply = await sec.call(grantRole, { params: { accountId }, body: { role } });
    expect(reply).toMatchObject({ status, problem: { code } });
    expect(await rolesOf(accountId)).toEqual(["auditor"]);
  });
  it("开设人后来成了安全管理员,也不能给自己开设的账号授权", async () => {
    const { accountId } = await openAccountOf(sys, sec, { loginName: "opened" });
    await database.query("update account set created_by = $1 where id = $2", [(await accountOf(sec))?.id, accountId]);
    expect((await sec.call(grantRole, { params: { accountId }, body: { role: "auditor" } })).problem.code).toBe(
      "second-person-needed",
    );
    expect(await rolesOf(accountId)).toEqual([]);
  });
  it("不能办理本人的账号", async () => {
    const accountId = (await accountOf(sec))?.id ?? "";
    const replies = [
      await sec.call(grantRole, { params: { accountId }, body: { role: "auditor" } }),
      await sec.call(withdrawRole, { params: { accountId, role: "sec_admin" } }),
      await sec.call(activateAccount, { params: { accountId } }),
      await sec.call(deactivateAccount, { params: { accountId }, body: { reason: "试试" } }),
      await sec.call(unlockAccount, { params: { accountId } }),
    ];
    for (const reply of replies) expect(reply).toMatchObject({ status: 409, problem: { code: "own-account" } });
    expect(await rolesOf(accountId)).toEqual(["sec_admin"]);
  });
  it("没有的账号一律找不到", async () => {
    const accountId = crypto.randomUUID();
    const replies = [
      await sec.call(grantRole, { params: { accountId }, body: { role: "auditor" } }),
      await sec.call(withdrawRole, { params: { accountId, role: "auditor" } }),
      await sec.call(activateAccount, { params: { accountId } }),
      await sec.call(deactivateAccount, { params: { accountId }, body: { reason: "试试" } }),
      await sec.call(unlockAccount, { params: { accountId } }),
    ];
    for (const reply of replies) expect(reply).toMatchObject({ status: 404, problem: { code: "account-not-found" } });
  });
  it("最后一名系统管理员停不了,也收不回角色", async () => {
    const accountId = (await accountOf(sys))?.id ?? "";
    const stopped = await sec.call(deactivateAccount, { params: { accountId }, body: { reason: "试试" } });
    const withdrawn = await sec.call(withdrawRole, { params: { accountId, role: "sys_admin" } });
    for (const reply of [stopped, withdrawn])
      expect(reply).toMatchObject({ status: 409, problem: { code: "last-administrator" } });
    expect([await stateOf(accountId), await rolesOf(accountId)]).toEqual(["active", ["sys_admin"]]);
  });
});

describe("三员各司其职", () => {
  it("系统管理员不能授权,安全管理员不能开户,审计管理员两样都不能", async () => {
    const { accountId } = await openAccountOf(sys, sec, { loginName: "subject" });
    const body = { loginName: "by.other", name: "某", level: "province" as const };
    for (const visitor of [sys, audit]) {
      expect((await visitor.call(grantRole, { params: { accountId }, body: { role: "auditor" } })).problem.code).toBe(
        "FORBIDDEN_ROLE",
      );
    }
    for (const visitor of [sec, audit]) expect((await visitor.call(createAccount, { body })).problem.code).toBe("FORBIDDEN_ROLE");
    expect(await rolesOf(accountId)).toEqual([]);
  });
});

describe("账号只在本人范围内可见", () => {
  it("列表按登录名翻页,可按姓名、状态、角色筛选", async () => {
    const first = await sec.call(listAccounts, { query: { limit: 2 } });
    expect(first.answer.items.map(({ loginName }) => loginName)).toEqual(["admin.audit", "admin.sec"]);
    const second = await sec.call(listAccounts, { query: { limit: 2, after: first.answer.next ?? "" } });
    expect(second.answer.items[0]?.loginName).toBe("admin.sys");
    expect((await sec.call(listAccounts, { query: { role: "audit_admin" } })).answer.items).toHaveLength(1);
    expect((await sec.call(listAccounts, { query: { text: "审计员" } })).answer.items.map(({ loginName }) => loginName)).toEqual([
      "admin.audit",
    ]);
    expect(
      (await sec.call(listAccounts, { query: { state: "waiting" } })).answer.items.every(({ state }) => state === "waiting"),
    ).toBe(true);
  });
  it("行级安全:市看本市,县看本县,访客看不到;没有写在查询里的范围由数据库补上", async () => {
    for (const [loginName, regionCode] of [
      ["rls.taiyuan", "140121"],
      ["rls.linfen", "141024"],
    ] as const) {
      await openAccountOf(sys, sec, { loginName, level: "county", regionCode });
    }
    const seenBy = async (actor: typeof publicActor) =>
      (
        await database.transaction(actor, (tx) =>
          sql<{ login_name: string }>`select login_name from account order by 1`.execute(tx),
        )
      ).rows.map((row) => row.login_name);
    expect(await seenBy(actorAs("city_health_bureau", { city: "140100" }))).toEqual(["rls.taiyuan", "ty.health"]);
    expect(await seenBy(actorAs("county_health_bureau", { city: "141000", county: "141024" }))).toEqual(["rls.linfen"]);
    expect(await seenBy(publicActor)).toEqual([]);
    expect((await seenBy(actorAs("auditor"))).length).toBe(Number(await accounts()));
  });
  it("省以下不能写账号与角色,即使应用放行", async () => {
    const [row] = await database.query<{ id: string }>("select id from account where login_name = 'rls.taiyuan'");
    const city = actorAs("city_health_bureau", { city: "140100" });
    const changed = await database.transaction(city, (tx) =>
      sql`update account set name = '改了' where id = ${row?.id}`.execute(tx),
    );
    expect(changed.numAffectedRows).toBe(0n);
    const grant = database.transaction(city, (tx) =>
      sql`insert into account_role values ('14', ${row?.id}, 'county_health_bureau', 'county', 'x', now())`.execute(tx),
    );
    await expect(grant).rejects.toThrow(/row-level security/);
    expect((await database.transaction(actorAs("auditor"), (tx) => findAccount(tx, "14", row?.id ?? "")))?.roles).toEqual([]);
  });
});
