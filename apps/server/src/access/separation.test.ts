import { areExclusive, roles } from "@qiangyi/api";
import { describe, expect, it } from "vitest";
import { freshDatabase } from "../../test/fresh-database.ts";
import { newId, systemActor, type Tx, violatedConstraint } from "../platform/index.ts";
import { changeAccount, insertAccount, insertRole } from "./accounts.store.ts";
import type { AccountTable } from "./tables.ts";

const database = await freshDatabase();
const at = new Date("2025-03-01T00:00:00Z");

const open = async (change: Partial<AccountTable> = {}): Promise<AccountTable> => {
  const id = newId();
  const account: AccountTable = {
    province: "14",
    id,
    login_name: `p${id.replaceAll("-", "")}`,
    name: "某人",
    level: "province",
    city: null,
    county: null,
    institution: null,
    state: "active",
    is_demo: false,
    must_change_password: false,
    failures: 0,
    locked_until: null,
    last_sign_in_at: null,
    created_by: "opener",
    created_at: at,
    activated_by: null,
    ...change,
  };
  await database.transaction(systemActor, (tx) => insertAccount(tx, account));
  return account;
};
const grant = (account: AccountTable, role: string, by = "granter") =>
  database.transaction(systemActor, (tx) => insertRole(tx, { account, role, by, at }));
/** The name of the constraint that the work breaks. */
const broken = async (work: () => Promise<unknown>) =>
  violatedConstraint(
    await work().then(
      () => undefined,
      (error: unknown) => error,
    ),
  );
const rolesOf = async ({ id }: AccountTable) =>
  (await database.query("select role from account_role where account_id = $1 order by 1", [id])).map(({ role }) => role);
const stateOf = async ({ id }: AccountTable) =>
  (await database.query("select state from account where id = $1", [id]))[0]?.["state"];
const place = {
  unit: { city: "140100", county: "140121", institution: "i1" },
  county: { city: "140100", county: "140121" },
  city: { city: "140100" },
  province: {},
  expert: {},
};

describe("角色声明与数据库一致", () => {
  it("角色及其层级", async () => {
    const stored = await database.query<{ role: string; level: string }>("select role, level from access_role_level");
    const declared = roles.flatMap(({ id, levels }) => levels.map((level) => `${id}@${level}`));
    expect(stored.map(({ role, level }) => `${role}@${level}`).sort()).toEqual(declared.sort());
  });
  it("互斥的每一对", async () => {
    const stored = await database.query<{ role: string; other: string }>("select role, other from access_role_exclusion");
    const declared = roles.flatMap((one) =>
      roles.filter((other) => areExclusive(one.id, other.id)).map((other) => `${one.id}/${other.id}`),
    );
    expect(stored.map(({ role, other }) => `${role}/${other}`).sort()).toEqual(declared.sort());
  });
});

describe("不相容角色不得一人兼任:数据库拒绝", () => {
  const pairs = roles.flatMap((one, at) => roles.slice(at + 1).map((other) => [one, other] as const));
  const sharedLevel = pairs.flatMap(([one, other]) => {
    const level = one.levels.find((each) => other.levels.includes(each));
    return level === undefined ? [] : [[one.title, other.title, one.id, other.id, level] as const];
  });
  it.each(sharedLevel)("%s与%s", async (_, __, one, other, level) => {
    const account = await open({ level, ...place[level] });
    await grant(account, one);
    const expected = areExclusive(one, other);
    expect(await broken(() => grant(account, other))).toBe(expected ? "account_role_exclusive" : undefined);
    expect(await rolesOf(account)).toEqual(expected ? [one] : [one, other].sort());
  });
  it("两个授权同时到达也只成一个", async () => {
    const account = await open();
    const results = await Promise.all([broken(() => grant(account, "sys_admin")), broken(() => grant(account, "sec_admin"))]);
    expect(results.filter((name) => name === "account_role_exclusive")).toHaveLength(1);
    expect(await rolesOf(account)).toHaveLength(1);
  });
});

describe("授权的规矩:数据库拒绝", () => {
  it("层级不符的角色 account_role_fits_level", async () => {
    const county = await open({ level: "county", ...place.county });
    expect(await broken(() => grant(county, "prov_health_dept"))).toBe("account_role_fits_level");
    expect(await rolesOf(county)).toEqual([]);
  });
  it("冒用别的层级 account_role_of_account", async () => {
    const county = await open({ level: "county", ...place.county });
    expect(await broken(() => grant({ ...county, level: "province" }, "prov_health_dept"))).toBe("account_role_of_account");
  });
  it("授予本人 account_role_not_by_oneself", async () => {
    const account = await open();
    expect(await broken(() => grant(account, "auditor", account.id))).toBe("account_role_not_by_oneself");
    expect(await rolesOf(account)).toEqual([]);
  });
  it("开设账号的人授权 account_role_second_person", async () => {
    const account = await open();
    expect(await broken(() => grant(account, "auditor", "opener"))).toBe("account_role_second_person");
    expect(await rolesOf(account)).toEqual([]);
  });
  it("启用本人 account_not_activated_by_oneself", async () => {
    const account = await open({ state: "waiting" });
    const activate = (tx: Tx) => changeAccount(tx, "14", account.id, { state: "active", activated_by: account.id });
    expect(await broken(() => database.transaction(systemActor, activate))).toBe("account_not_activated_by_oneself");
    expect(await stateOf(account)).toBe("waiting");
  });
  it.each<[string, Partial<AccountTable>]>([
    ["account_place_fits_level", { level: "city" }],
    ["account_place_fits_level", { level: "county", city: "140100" }],
    ["account_place_fits_level", { level: "unit", city: "140100" }],
    ["account_place_fits_level", { city: "140100" }],
    ["account_login_name_form", { login_name: "Z 1" }],
    ["account_name_present", { name: "" }],
    ["account_state_known", { state: "deleted" as never }],
  ])("%s %j", async (constraint, change) => {
    expect(await broken(() => open(change))).toBe(constraint);
  });
  it("登录名不重复 account_login_name_unique", async () => {
    const { login_name } = await open();
    expect(await broken(() => open({ login_name }))).toBe("account_login_name_unique");
  });
});

describe("每类管理员的最后一名不能离开:数据库拒绝", () => {
  const deactivate = (account: AccountTable) =>
    broken(() => database.transaction(systemActor, (tx) => changeAccount(tx, "14", account.id, { state: "inactive" })));
  const withdraw = (account: AccountTable, role: string) =>
    broken(() => database.query("delete from account_role where account_id = $1 and role = $2", [account.id, role]));

  it.each(["sys_admin", "sec_admin", "audit_admin"])("%s", async (role) => {
    await database.query(
      "begin; alter table account_role disable trigger administrators_remain; delete from account_role; alter table account_role enable trigger administrators_remain; commit",
    );
    const [first, second] = [await open(), await open()];
    await grant(first, role);
    await grant(second, role);
    // Both at once: the later one sees that the earlier one has gone.
    const results = await Promise.all([deactivate(first), deactivate(second)]);
    expect(results.filter((name) => name === "account_last_administrator")).toHaveLength(1);
    const last = (await stateOf(first)) === "active" ? first : second;
    expect(await withdraw(last, role)).toBe("account_last_administrator");
    expect(await deactivate(last)).toBe("account_last_administrator");
    expect([await stateOf(last), await rolesOf(last)]).toEqual(["active", [role]]);
  });
  it("业务角色不受此限", async () => {
    const account = await open();
    await grant(account, "auditor");
    expect(await deactivate(account)).toBeUndefined();
  });
});

describe("凭据与会话:任何人的权限都看不到,应用角色改不了规矩", () => {
  it.each(["credential", "web_session", "sign_in_address", "first_run_link"])("%s只有系统自己能读写", async (table) => {
    const [row] = await database.query("select qual from pg_policies where tablename = $1", [table]);
    expect(row?.["qual"]).toBe("is_system(province)");
    const [forced] = await database.query(
      "select relforcerowsecurity and relrowsecurity as on from pg_class where relname = $1",
      [table],
    );
    expect(forced?.["on"]).toBe(true);
  });
  it.each([
    "delete from account",
    "update account_role set role = 'sys_admin'",
    "delete from access_role_exclusion",
    "insert into access_role_level values ('sys_admin', 'county')",
    "alter table account_role disable trigger all",
  ])("应用角色不能:%s", async (text) => {
    const { sql } = await import("kysely");
    await expect(database.transaction(systemActor, (tx) => sql.raw(text).execute(tx))).rejects.toThrow(
      /permission denied|must be owner/,
    );
  });
});
