import { checkPasswordLink, createAccount, usePasswordLink } from "@qiangyi/api";
import { describe, expect, it, vi } from "vitest";
import { freshDatabase } from "../../test/fresh-database.ts";
import { setUpAdministrators } from "../../test/people.ts";
import { openDoor, readSession } from "../../test/visitor.ts";
import { systemClock } from "../platform/index.ts";
import { main } from "./main.ts";

const database = await freshDatabase();
vi.stubEnv("DATABASE_URL", database.url);
const newVisitor = await openDoor(database, systemClock);
const { sys, sec } = await setUpAdministrators(database, systemClock, newVisitor);

const run = async (...args: string[]) => {
  let printed = "";
  const problems: string[] = [];
  const status = await main(["user", ...args], {
    print: (content) => void (printed += String(content)),
    problem: (line) => void problems.push(line),
    read: async () => "",
    write: async () => {},
  });
  return { status, printed, problems, token: /password-link\?token=([\w-]{43})$/m.exec(printed)?.[1] ?? "" };
};
const kept = async () => ({
  links: await database.query("select token_hash, used_at is not null used from password_link order by created_at"),
  accounts: await database.query("select login_name from account order by 1"),
  log: (await database.query("select action from audit_entry order by sequence")).map(({ action }) => action),
});
const set = (token: string, password: string, headers: Record<string, string> = {}) =>
  newVisitor().call(usePasswordLink, { body: { token, password } }, { headers });

describe("npx qiangyi user:唯一的管理员忘了密码", () => {
  it.each([
    [[], "缺少登录名"],
    [["nobody.here"], "没有这个登录名的账号"],
    [["admin.sys", "more"], "多出“more”"],
    [["new.admin", "--role", "sys_admin"], "须同时给出"],
    [["new.admin", "--role", "prov_health_dept", "--name", "某"], "应为sys_admin"],
    [["A", "--role", "sys_admin", "--name", "某"], "登录名为4至40个字符"],
    [["new.admin", "--role", "sys_admin", "--name", " "], "姓名为1至50个字"],
    [["admin.sec", "--role", "sys_admin", "--name", "某"], "登录名已有人使用"],
  ] as const)("不合格的调用 %j 拒绝,什么都不写入", async (args, sentence) => {
    const before = await kept();
    const { status, printed, problems } = await run(...args);
    expect([status, printed]).toEqual([2, ""]);
    expect(problems.join()).toContain(sentence);
    expect(await kept()).toEqual(before);
  });

  it("不是管理员的账号由系统管理员重置,不给链接", async () => {
    await sys.call(createAccount, { body: { loginName: "clerk.one", name: "经办", level: "province" } });
    const before = await kept();
    expect((await run("clerk.one")).problems).toEqual([expect.stringContaining("请由系统管理员")]);
    await database.query("update account set state = 'inactive' where login_name = 'clerk.one'");
    expect(await kept()).toEqual(before);
  });

  it("停用的管理员不给链接", async () => {
    await run("second.sec", "--role", "sec_admin", "--name", "乙二");
    await database.query("update account set state = 'inactive' where login_name = 'second.sec'");
    const before = await kept();
    expect((await run("second.sec")).problems).toEqual([expect.stringContaining("已停用")]);
    expect(await kept()).toEqual(before);
  });

  it("链接设新密码,旧登录全部结束,锁定解除,只能用一次,都记入日志", async () => {
    const { status, token } = await run("admin.sys");
    expect([status, token.length]).toEqual([0, 43]);
    expect(JSON.stringify(await database.query("select * from password_link"))).not.toContain(token);
    expect((await newVisitor().call(checkPasswordLink, { body: { token } })).answer).toMatchObject({
      loginName: "admin.sys",
      name: "系统员",
    });
    await database.query(
      "update account set failures = 5, locked_until = now() + interval '1 hour' where login_name = 'admin.sys'",
    );

    const weak = await set(token, "short");
    expect([weak.status, weak.problem.code]).toEqual([422, "password-too-weak"]);
    const again = await set(token, "Xitong-Anquan-1");
    expect(again.problem.problems).toEqual([{ path: "password", message: "不能与最近5次用过的密码相同" }]);
    expect((await set(token, "Xin-Mima-2025!", { "sec-fetch-site": "cross-site" })).problem.code).toBe("cross-site-request");
    expect((await kept()).links.at(-1)).toMatchObject({ used: false });

    expect((await set(token, "Xin-Mima-2025!")).answer).toEqual({ loginName: "admin.sys" });
    expect((await readSession(sys)).answer.account).toBeNull();
    expect((await readSession(sec)).answer.account).not.toBeNull();
    expect((await newVisitor().signIn("admin.sys", "Xin-Mima-2025!")).status).toBe(200);
    expect((await set(token, "Ling-Yige-2025!")).problem.code).toBe("password-link-dead");
    expect((await kept()).log).toEqual(expect.arrayContaining(["password-link", "password-link-used"]));
  });

  it("新链接使旧链接失效;过期的、猜的都无效", async () => {
    const old = await run("admin.audit");
    const fresh = await run("admin.audit");
    for (const token of [old.token, "A".repeat(43), ""]) {
      expect((await set(token, "Xin-Mima-2025!")).problem.code).toBe("password-link-dead");
    }
    await database.query(
      "update password_link set created_at = now() - interval '2 days', expires_at = now() - interval '1 second' where used_at is null",
    );
    expect((await set(fresh.token, "Xin-Mima-2025!")).problem.code).toBe("password-link-dead");
    expect((await newVisitor().signIn("admin.audit", "Shenji-Rizhi-33")).status).toBe(200);
  });

  it("设立另一名管理员:先没有密码,凭链接设置后才能登录", async () => {
    const { status, printed, token } = await run("second.sys", "--role", "sys_admin", "--name", "甲二");
    expect([status, printed]).toEqual([0, expect.stringContaining("甲二（second.sys，系统管理员）")]);
    expect((await newVisitor().signIn("second.sys", "Xin-Mima-2025!")).status).toBe(401);
    expect((await set(token, "Xin-Mima-2025!")).status).toBe(200);
    expect((await newVisitor().signIn("second.sys", "Xin-Mima-2025!")).answer.account?.roles.map(({ id }) => id)).toEqual([
      "sys_admin",
    ]);
    expect((await kept()).log).toContain("administrator-by-console");
  });

  it("链接表的约束", async () => {
    const [{ id } = {}] = await database.query("select id from account where login_name = 'admin.sys'");
    const insert = (hash: string, account: unknown, expires: string) =>
      database.query(
        `insert into password_link (province, token_hash, account_id, created_at, expires_at) values ('14', $1, $2, now(), now() + $3::interval)`,
        [hash, account, expires],
      );
    const good = "0".repeat(64);
    await expect(insert("x", id, "1 hour")).rejects.toMatchObject({ constraint: "password_link_token_hash" });
    await expect(insert(good, id, "-1 hour")).rejects.toMatchObject({ constraint: "password_link_ends_later" });
    await expect(insert(good, crypto.randomUUID(), "1 hour")).rejects.toMatchObject({ constraint: "password_link_of_account" });
  });

  it("没有数据的目录里不建新库,只说明", async () => {
    vi.stubEnv("DATABASE_URL", "");
    vi.stubEnv("DATA_DIR", "/nowhere/at/all");
    expect((await run("admin.sys")).problems).toEqual([expect.stringContaining("没有强医通的数据")]);
    vi.unstubAllEnvs();
  });
});
