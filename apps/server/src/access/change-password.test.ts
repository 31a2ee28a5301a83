import { changePassword, createAccount, listAccounts, resetPassword } from "@qiangyi/api";
import { describe, expect, it } from "vitest";
import { freshDatabase } from "../../test/fresh-database.ts";
import { accountOf, openAccountOf, setUpAdministrators } from "../../test/people.ts";
import { movableClock, openDoor, type Visitor } from "../../test/visitor.ts";

const database = await freshDatabase();
const clock = movableClock("2025-03-03T01:00:00Z");
const newVisitor = await openDoor(database, clock);
const { sys, sec } = await setUpAdministrators(database, clock, newVisitor);

let people = 0;
const newPerson = async () => {
  const loginName = `person${++people}`;
  const opened = await openAccountOf(sys, sec, { loginName, roles: ["auditor"] });
  const visitor = newVisitor();
  await visitor.signIn(loginName, opened.initialPassword);
  return { ...opened, loginName, visitor };
};
const change = (visitor: Visitor, currentPassword: string, newPassword: string) =>
  visitor.call(changePassword, { body: { currentPassword, newPassword } });
const hashOf = async (accountId: string) =>
  (await database.query<{ password_hash: string }>("select password_hash from credential where account_id = $1", [accountId]))[0]
    ?.password_hash;

describe("首次登录必须改密", () => {
  it("改密前别的事都不能做,改密后可以", async () => {
    const { visitor, initialPassword, accountId } = await newPerson();
    expect(await accountOf(visitor)).toMatchObject({ mustChangePassword: true });
    const granted = await visitor.call(createAccount, { body: { loginName: "other", name: "某", level: "province" } });
    expect(granted).toMatchObject({ status: 403, problem: { code: "password-change-required" } });
    expect((await visitor.call(listAccounts, {})).problem.code).toBe("password-change-required");
    expect((await change(visitor, initialPassword, "Brand-New-Pass-1")).answer.account).toMatchObject({
      mustChangePassword: false,
    });
    expect((await visitor.call(listAccounts, {})).problem.code).toBe("FORBIDDEN_ROLE");
    expect(await hashOf(accountId)).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });
});

describe("修改密码", () => {
  it("本人其他会话随即结束,当前会话继续", async () => {
    const { visitor, initialPassword, loginName } = await newPerson();
    const other = newVisitor();
    await other.signIn(loginName, initialPassword);
    await change(visitor, initialPassword, "Brand-New-Pass-1");
    expect(await accountOf(other)).toBeNull();
    expect(await accountOf(visitor)).not.toBeNull();
  });
  it.each([
    // 情形 新密码 说明
    ["太短", "Short-1", "密码至少12个字符"],
    ["含登录名", "", "密码不能包含登录名"],
  ])("%s:不修改,并逐条说明", async (_, wanted, message) => {
    const { visitor, initialPassword, accountId, loginName } = await newPerson();
    const before = await hashOf(accountId);
    const reply = await change(visitor, initialPassword, wanted || `Xx-${loginName}-12345`);
    expect(reply).toMatchObject({ status: 422, problem: { code: "password-too-weak" } });
    expect(reply.problem.problems).toContainEqual({ path: "newPassword", message });
    expect(await hashOf(accountId)).toBe(before);
  });
  it("最近5次用过的不能再用,第6次以前的可以", async () => {
    const { visitor, initialPassword } = await newPerson();
    const password = (at: number) => `Round-Number-${at}a`;
    let current = initialPassword;
    for (let at = 1; at <= 5; at++) {
      expect((await change(visitor, current, password(at))).status).toBe(200);
      current = password(at);
    }
    for (const at of [1, 5]) {
      const reply = await change(visitor, current, password(at));
      expect(reply.problem.problems).toEqual([{ path: "newPassword", message: "不能与最近5次用过的密码相同" }]);
    }
    expect((await change(visitor, current, password(6))).status).toBe(200);
    expect((await change(visitor, password(6), password(1))).status).toBe(200);
  });
  it("当前密码不对:不修改;第5次不对,会话结束、账号锁定", async () => {
    const { visitor, initialPassword, accountId, loginName } = await newPerson();
    const before = await hashOf(accountId);
    for (let at = 0; at < 4; at++) {
      expect(await change(visitor, "Not-The-Pass-1", "Brand-New-Pass-1")).toMatchObject({
        status: 422,
        problem: { code: "current-password-wrong" },
      });
    }
    expect(await change(visitor, "Not-The-Pass-1", "Brand-New-Pass-1")).toMatchObject({
      status: 401,
      problem: { code: "session-ended" },
    });
    expect(await hashOf(accountId)).toBe(before);
    expect((await newVisitor().signIn(loginName, initialPassword, { ip: "192.0.2.77" })).status).toBe(401);
  });
});

describe("重置密码:系统管理员重置,安全管理员再启用", () => {
  it("重置后原会话结束、原密码失效,启用前新密码也进不去", async () => {
    const { visitor, initialPassword, accountId, loginName } = await newPerson();
    const reply = await sys.call(resetPassword, { params: { accountId } });
    expect(reply.status).toBe(200);
    expect(await accountOf(visitor)).toBeNull();
    expect((await newVisitor().signIn(loginName, initialPassword)).problem.code).toBe("sign-in-refused");
    expect((await newVisitor().signIn(loginName, reply.answer.initialPassword)).problem.code).toBe("account-not-active");
  });
  it("只有一名的管理员不能被重置:否则无人能再启用", async () => {
    const [only] = await database.query<{ id: string }>("select id from account where login_name = 'admin.sec'");
    const before = await hashOf(only?.id ?? "");
    expect(await sys.call(resetPassword, { params: { accountId: only?.id ?? "" } })).toMatchObject({
      status: 409,
      problem: { code: "last-administrator" },
    });
    expect(await hashOf(only?.id ?? "")).toBe(before);
  });
  it("不能重置本人的;没有的账号找不到", async () => {
    const own = (await accountOf(sys))?.id ?? "";
    expect((await sys.call(resetPassword, { params: { accountId: own } })).problem.code).toBe("own-account");
    expect((await sys.call(resetPassword, { params: { accountId: crypto.randomUUID() } })).problem.code).toBe(
      "account-not-found",
    );
  });
});
