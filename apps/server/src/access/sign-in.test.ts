import { changePassword, keepSession, listAccounts, logout, unlockAccount } from "@qiangyi/api";
import { beforeEach, describe, expect, it } from "vitest";
import { freshDatabase } from "../../test/fresh-database.ts";
import { accountOf, openAccountOf, passwords, setUpAdministrators } from "../../test/people.ts";
import { movableClock, openDoor, readSession } from "../../test/visitor.ts";

const database = await freshDatabase();
const clock = movableClock("2025-03-03T01:00:00Z");
const newVisitor = await openDoor(database, clock);
const { sys, sec } = await setUpAdministrators(database, clock, newVisitor);
const second = 1_000;
const minute = 60 * second;

/** A person with an own password, ready to work; long pauses of earlier cases ended the administrators' sessions. */
let people = 0;
const newPerson = async () => {
  await sys.signIn("admin.sys", passwords.sys, { ip: `198.51.100.${people}` });
  await sec.signIn("admin.sec", passwords.sec, { ip: `198.51.100.${people}` });
  const loginName = `person${String(++people).padStart(2, "0")}`;
  const { accountId, initialPassword } = await openAccountOf(sys, sec, { loginName, roles: ["auditor"] });
  const visitor = newVisitor();
  const ip = `203.0.113.${people}`;
  await visitor.signIn(loginName, initialPassword, { ip });
  const password = `Own-Password-${people}x`;
  const changed = await visitor.call(changePassword, { body: { currentPassword: initialPassword, newPassword: password } });
  expect(changed.status).toBe(200);
  return { accountId, loginName, password, initialPassword, visitor, ip };
};

const sessionsOf = async (accountId: string) =>
  (await database.query<{ n: bigint }>("select count(*) n from web_session where account_id = $1", [accountId]))[0]?.n;

let person: Awaited<ReturnType<typeof newPerson>>;
beforeEach(async () => {
  person = await newPerson();
});

describe("登录", () => {
  it("成功后得到会话、角色与所在地;Cookie脚本读不到、只随本站请求发送", async () => {
    const visitor = newVisitor();
    const reply = await visitor.signIn(person.loginName, person.password, { ip: person.ip });
    expect(reply.status).toBe(200);
    expect(reply.answer.account).toMatchObject({
      loginName: person.loginName,
      level: "province",
      regionCode: "140000",
      mustChangePassword: false,
    });
    expect(reply.answer.account?.permissions).toContain("audit.read");
    expect(reply.setCookie).toMatch(/^qiangyi_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/);
  });
  it("经https到达时Cookie只走https", async () => {
    const reply = await newVisitor().signIn(person.loginName, person.password, {
      ip: "127.0.0.1",
      headers: { "x-forwarded-proto": "https" },
    });
    expect(reply.setCookie).toMatch(/; Secure/);
  });
  it("登录名不分大小写", async () => {
    expect((await newVisitor().signIn(person.loginName.toUpperCase(), person.password, { ip: person.ip })).status).toBe(200);
  });
  it("库里只有会话令牌的散列,没有令牌与密码", async () => {
    const token = person.visitor.cookie?.split("=")[1] ?? "";
    const rows = await database.query("select * from web_session");
    const stored = JSON.stringify(
      [rows, await database.query("select * from credential"), await database.query("select * from audit_entry")],
      (_, value) => (typeof value === "bigint" ? String(value) : value),
    );
    expect(token).toHaveLength(43);
    for (const secret of [token, person.password, person.initialPassword, passwords.sys]) expect(stored).not.toContain(secret);
  });
  it.each([
    // 情形 登录名 密码
    ["没有这个登录名", () => ({ loginName: "nobody", password: "Whatever-1234" })],
    ["密码不对", () => ({ loginName: person.loginName, password: "Wrong-Password-1" })],
    ["密码多一个空格", () => ({ loginName: person.loginName, password: `${person.password} ` })],
  ])("%s:同一句话,不说哪一处不对,没有会话", async (_, input) => {
    const { loginName, password } = input();
    const visitor = newVisitor();
    const before = await sessionsOf(person.accountId);
    const reply = await visitor.signIn(loginName, password, { ip: "203.0.113.200" });
    expect(reply).toMatchObject({ status: 401, setCookie: undefined });
    expect(reply.problem).toMatchObject({
      code: "sign-in-refused",
      detail: expect.stringContaining("登录名或密码不正确，或账号已被锁定"),
    });
    expect(await sessionsOf(person.accountId)).toBe(before);
    expect(await accountOf(visitor)).toBeNull();
  });
  it("跨站发来的登录请求不受理", async () => {
    const attempt = (headers: Record<string, string>) =>
      newVisitor().signIn(person.loginName, person.password, { ip: person.ip, headers });
    for (const headers of [
      { "sec-fetch-site": "cross-site" },
      { "sec-fetch-site": "same-site" },
      { origin: "https://elsewhere.example" },
      { origin: "null" },
    ]) {
      const before = await sessionsOf(person.accountId);
      expect(await attempt(headers as Record<string, string>)).toMatchObject({
        status: 403,
        problem: { code: "cross-site-request" },
      });
      expect(await sessionsOf(person.accountId)).toBe(before);
    }
    expect((await attempt({ "sec-fetch-site": "same-origin" })).status).toBe(200);
  });
});

describe("连续失败锁定", () => {
  const fail = (times: number) =>
    Promise.all(
      Array.from({ length: times }, (_, at) =>
        newVisitor().signIn(person.loginName, "Wrong-Password-1", { ip: `192.0.2.${100 + at}` }),
      ),
    );
  const tryRight = () => newVisitor().signIn(person.loginName, person.password, { ip: person.ip });

  it("第4次失败后还能登录,登录后重新计数", async () => {
    await fail(4);
    expect((await tryRight()).status).toBe(200);
    await fail(4);
    expect((await tryRight()).status).toBe(200);
  });
  it("第5次失败后锁定:密码正确也进不去,说法与密码错误相同", async () => {
    await fail(5);
    expect(await tryRight()).toMatchObject({ status: 401, problem: { code: "sign-in-refused" } });
    clock.pass(15 * minute - second);
    expect((await tryRight()).status).toBe(401);
  });
  it("满15分钟自动解除,且重新从0计数", async () => {
    await fail(5);
    clock.pass(15 * minute);
    await fail(4);
    expect((await tryRight()).status).toBe(200);
  });
  it("同时发来20次,也只有5次真正比对密码", async () => {
    const replies = await fail(20);
    expect(replies.every(({ status }) => status === 401)).toBe(true);
    const rows = await database.query<{ failures: number }>("select failures from account where id = $1", [person.accountId]);
    expect(rows[0]?.failures).toBe(5);
  });
  it("安全管理员可以提前解除", async () => {
    await fail(5);
    const unlocked = await sec.call(unlockAccount, { params: { accountId: person.accountId } });
    expect(unlocked).toMatchObject({ status: 200, answer: { lockedUntil: null } });
    expect((await tryRight()).status).toBe(200);
  });
});

describe("同一地址连续失败", () => {
  it("10次后要等,等待逐次加倍,15分钟后忘记;别的地址不受影响", async () => {
    const ip = "198.18.0.9";
    const attempt = (from = ip) => newVisitor().signIn("nobody", "Whatever-1234", { ip: from });
    for (let at = 0; at < 10; at++) expect((await attempt()).status).toBe(401);
    expect(await attempt()).toMatchObject({
      status: 429,
      problem: { code: "sign-in-too-often", detail: expect.stringContaining("请1秒后再试") },
    });
    clock.pass(second);
    expect((await attempt()).status).toBe(401);
    expect((await attempt()).problem.detail).toContain("请2秒后再试");
    expect((await attempt("198.18.0.10")).status).toBe(401);
    clock.pass(16 * minute);
    expect((await attempt()).status).toBe(401);
    expect((await attempt()).status).toBe(401);
  });
});

describe("会话的时限", () => {
  it("空闲29分59秒还在,满30分钟结束", async () => {
    clock.pass(30 * minute - second);
    expect((await person.visitor.call(keepSession, {})).status).toBe(200);
    clock.pass(30 * minute);
    expect(await person.visitor.call(keepSession, {})).toMatchObject({ status: 401, problem: { code: "not-signed-in" } });
    expect(await accountOf(person.visitor)).toBeNull();
  });
  it("读取会话状态不延长会话,并告知还剩多少秒", async () => {
    clock.pass(20 * minute);
    expect((await readSession(person.visitor)).answer.secondsLeft).toBe(600);
    clock.pass(10 * minute);
    expect((await readSession(person.visitor)).answer.account).toBeNull();
  });
  it("一直使用,满12小时也要重新登录", async () => {
    for (let at = 0; at < 36; at++) {
      expect((await person.visitor.call(keepSession, {})).status).toBe(200);
      clock.pass(20 * minute);
    }
    expect((await person.visitor.call(keepSession, {})).status).toBe(401);
  });
  it("一分钟内至多记一次活动", async () => {
    const seen = async () =>
      (
        await database.query<{ seen_at: Date }>("select seen_at from web_session where account_id = $1", [person.accountId])
      )[0]?.seen_at.getTime();
    const start = await seen();
    clock.pass(59 * second);
    await person.visitor.call(keepSession, {});
    expect(await seen()).toBe(start);
    clock.pass(second);
    await person.visitor.call(keepSession, {});
    expect(await seen()).toBe((start ?? 0) + minute);
  });
  it("退出后原Cookie立即失效", async () => {
    const cookie = person.visitor.cookie;
    const reply = await person.visitor.call(logout, {});
    expect(reply).toMatchObject({ status: 200, answer: { account: null, csrfToken: "" } });
    person.visitor.cookie = cookie;
    expect(await accountOf(person.visitor)).toBeNull();
    expect(await sessionsOf(person.accountId)).toBe(0n);
  });
});

describe("写操作须带与会话绑定的令牌", () => {
  it.each(["", "x", "A".repeat(43)])("令牌为“%s”:不受理,什么也没发生", async (csrfToken) => {
    expect(await person.visitor.call(logout, {}, { csrfToken })).toMatchObject({
      status: 403,
      problem: { code: "csrf-token-invalid" },
    });
    expect(await accountOf(person.visitor)).not.toBeNull();
  });
  it("别人会话的令牌不行", async () => {
    const other = newVisitor();
    const { answer } = await other.signIn(person.loginName, person.password, { ip: person.ip });
    expect((await person.visitor.call(logout, {}, { csrfToken: answer.csrfToken })).status).toBe(403);
  });
  it("读取不需要令牌", async () => {
    expect((await sys.call(listAccounts, {})).status).toBe(200);
  });
});
