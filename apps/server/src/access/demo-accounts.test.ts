import { roles } from "@qiangyi/api";
import { describe, expect, it } from "vitest";
import { freshDatabase } from "../../test/fresh-database.ts";
import { setUpAdministrators } from "../../test/people.ts";
import { movableClock, openDoor, readSession } from "../../test/visitor.ts";
import { demoPassword, seedDemoAccounts } from "./demo-accounts.ts";
import { openAccess } from "./open-access.ts";
import { misfitsOfPassword } from "./password-rules.ts";

const clock = movableClock("2025-03-03T01:00:00Z");
const institutions = [
  { institution: "unit-one", city: "140100", county: "140121" },
  { institution: "unit-two", city: "141000", county: null },
];

describe("演示账号", async () => {
  const database = await freshDatabase();
  await seedDemoAccounts(database, clock, { isDemo: true, institutions });
  const demo = await openDoor(database, clock, true);
  const production = await openDoor(database, clock, false);

  it("每个角色都有账号,统一密码即可登录,不要求改密", async () => {
    for (const { id } of roles) {
      const reply = await demo().signIn(id, demoPassword);
      expect({ id, roles: reply.answer.account?.roles.map((role) => role.id) }).toEqual({ id, roles: [id] });
      expect(reply.answer.account?.mustChangePassword).toBe(false);
      expect(misfitsOfPassword(demoPassword, id)).toEqual([]);
    }
  });
  it("再做一次什么也不增加", async () => {
    const count = async () => (await database.query("select count(*) n from account"))[0]?.["n"];
    const before = await count();
    await seedDemoAccounts(database, clock, { isDemo: true, institutions });
    expect(await count()).toBe(before);
  });
  it("登录页与控制台给出账号表", async () => {
    const { demo: offered, needsFirstRun } = (await readSession(demo())).answer;
    expect(offered?.password).toBe(demoPassword);
    expect(offered?.accounts.length).toBeGreaterThanOrEqual(roles.length);
    expect(needsFirstRun).toBe(false);
    expect((await openAccess(database, clock, "http://x", true)).join("\n")).toMatch(/city_health_bureau_141000\s+市卫健委/);
  });
  it("同一数据库改作正式运行:演示账号登不进,已有会话失效,登录页不列账号,并要求设立管理员", async () => {
    const visitor = demo();
    await visitor.signIn("sys_admin", demoPassword);
    const stranger = production();
    stranger.cookie = visitor.cookie;
    expect((await readSession(stranger)).answer).toMatchObject({ account: null, needsFirstRun: true, isDemo: false });
    expect((await readSession(stranger)).answer.demo).toBeUndefined();
    expect(await production().signIn("sys_admin", demoPassword)).toMatchObject({
      status: 401,
      problem: { code: "sign-in-refused" },
    });
    expect((await openAccess(database, clock, "http://x", false)).join("\n")).toContain("/first-run?token=");
  });
});

describe("正式环境不生成演示账号", () => {
  it("不在演示方式下拒绝", async () => {
    const database = await freshDatabase();
    await expect(seedDemoAccounts(database, clock, { isDemo: false })).rejects.toThrow(/demonstration only/);
    expect(await database.query("select * from account")).toEqual([]);
  });
  it("库里已有真实账号,即使在演示方式下也拒绝", async () => {
    const database = await freshDatabase();
    await setUpAdministrators(database, clock, await openDoor(database, clock));
    await expect(seedDemoAccounts(database, clock, { isDemo: true })).rejects.toThrow(/real accounts/);
    expect(await database.query("select * from account where is_demo")).toEqual([]);
  });
});
