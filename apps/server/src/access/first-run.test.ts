import { checkFirstRun, completeFirstRun } from "@qiangyi/api";
import { describe, expect, it } from "vitest";
import { freshDatabase } from "../../test/fresh-database.ts";
import { movableClock, openDoor, readSession } from "../../test/visitor.ts";
import { openAccess } from "./open-access.ts";

const database = await freshDatabase();
const clock = movableClock("2025-03-03T01:00:00Z");
const newVisitor = await openDoor(database, clock);
const start = async () =>
  /\/first-run\?token=([\w-]{43})$/m.exec((await openAccess(database, clock, "http://127.0.0.1:8086", false)).join("\n"))?.[1];
const accounts = async () =>
  (await database.query("select login_name from account order by 1")).map(({ login_name }) => login_name);

const three = (token: string) => ({
  token,
  sysAdmin: { name: "甲", loginName: "admin.sys", password: "Xitong-Anquan-1" },
  secAdmin: { name: "乙", loginName: "admin.sec", password: "Anquan-Shouquan-2" },
  auditAdmin: { name: "丙", loginName: "admin.audit", password: "Shenji-Rizhi-33" },
});
const complete = (body: ReturnType<typeof three>, headers: Record<string, string> = {}) =>
  newVisitor().call(completeFirstRun, { body }, { headers });

/** The cases share one installation and follow its life. */
describe("首次使用", () => {
  let token = "";
  it("没有管理员时,启动给出一次性链接,库里只有散列", async () => {
    token = (await start()) ?? "";
    expect(token).toHaveLength(43);
    expect((await readSession(newVisitor())).answer).toMatchObject({ needsFirstRun: true, account: null });
    expect(JSON.stringify(await database.query("select * from first_run_link"))).not.toContain(token);
    expect((await newVisitor().call(checkFirstRun, { body: { token } })).answer.expiresAt).toBe("2025-03-04T01:00:00.000Z");
  });
  it("再次启动换新链接,旧链接失效", async () => {
    const old = token;
    token = (await start()) ?? "";
    expect(await newVisitor().call(checkFirstRun, { body: { token: old } })).toMatchObject({
      status: 403,
      problem: { code: "first-run-link-dead" },
    });
    expect((await complete(three(old))).problem.code).toBe("first-run-link-dead");
    expect(await accounts()).toEqual([]);
  });
  it("24小时后过期", async () => {
    clock.pass(24 * 3_600_000);
    expect((await complete(three(token))).problem.code).toBe("first-run-link-dead");
    token = (await start()) ?? "";
    expect(await accounts()).toEqual([]);
  });
  it.each([
    ["猜的", "A".repeat(43)],
    ["空的", ""],
    ["带通配符的", "%"],
  ])("%s令牌无效", async (_, guessed) => {
    expect((await complete(three(guessed))).problem.code).toBe("first-run-link-dead");
    expect(await accounts()).toEqual([]);
  });
  it("一人兼任、同名登录、同一密码、弱密码:一次说全,什么也没设立", async () => {
    const body = three(token);
    const reply = await complete({
      ...body,
      secAdmin: { name: "甲", loginName: "admin.sys", password: "Xitong-Anquan-1" },
      auditAdmin: { ...body.auditAdmin, password: "short" },
    });
    expect(reply).toMatchObject({ status: 422, problem: { code: "first-run-misfit" } });
    expect(reply.problem.problems?.map(({ path }) => path)).toEqual([
      "secAdmin.name",
      "secAdmin.loginName",
      "secAdmin.password",
      "auditAdmin.password",
      "auditAdmin.password",
    ]);
    expect(await accounts()).toEqual([]);
  });
  it("跨站请求不受理", async () => {
    expect((await complete(three(token), { "sec-fetch-site": "cross-site" })).problem.code).toBe("cross-site-request");
    expect(await accounts()).toEqual([]);
  });
  it("两次同时提交,只成一次;三人即可登录,互不兼任", async () => {
    const replies = await Promise.all([complete(three(token)), complete(three(token))]);
    expect(replies.map(({ status }) => status).sort()).toEqual([201, 403]);
    expect(await accounts()).toEqual(["admin.audit", "admin.sec", "admin.sys"]);
    const reply = await newVisitor().signIn("admin.sys", "Xitong-Anquan-1");
    expect(reply.answer.account).toMatchObject({ roles: [{ id: "sys_admin", title: "系统管理员" }], mustChangePassword: false });
  });
  it("此后链接已死,启动不再给出链接,页面不再提示", async () => {
    expect(
      (await complete({ ...three(token), sysAdmin: { ...three(token).sysAdmin, loginName: "intruder" } })).problem.code,
    ).toBe("first-run-link-dead");
    expect(await start()).toBeUndefined();
    expect((await readSession(newVisitor())).answer.needsFirstRun).toBe(false);
    expect(await accounts()).toHaveLength(3);
  });
  it("设立经过记入审计日志,没有密码", async () => {
    const [entry] = await database.query("select action, detail from audit_entry where action = 'first-run'");
    expect(entry?.["detail"]).toContain("admin.audit");
    expect(entry?.["detail"]).not.toContain("Shenji");
  });
});
