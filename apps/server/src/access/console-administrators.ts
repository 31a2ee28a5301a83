import { isAdministrator, loginName as loginNameForm, roleTitleOf } from "@qiangyi/api";
import { ok, type Refusal, type Result, refuse } from "@qiangyi/kernel";
import { recordEvent } from "../audit/index.ts";
import { type Clock, type Database, homeProvince, newId, systemActor, type Tx, violatedConstraint } from "../platform/index.ts";
import { accountsIn, findAccount, insertAccount, insertRole } from "./accounts.store.ts";
import { makePasswordLink } from "./password-link.ts";

export type ConsoleRefusal =
  | Refusal<"account-not-found">
  | Refusal<"account-not-administrator">
  | Refusal<"account-not-active">
  | Refusal<"demo-password-fixed">
  | Refusal<"login-name-taken">
  | Refusal<"account-misfit", { message: string }>;

export interface ConsoleLink {
  readonly token: string;
  readonly loginName: string;
  readonly name: string;
  readonly roles: readonly string[];
}

/*
 * What whoever can run a command on the server may do without an account: give an administrator a link to a new password, or set up another
 * administrator. Everybody else's password is in the hands of the administrators. Each act stands in the audit log.
 */

/** A link for an administrator who has forgotten the password. */
export const linkByConsole = (
  database: Database,
  clock: Clock,
  loginName: string,
): Promise<Result<ConsoleLink, ConsoleRefusal>> =>
  database.transaction(
    systemActor,
    async (tx): Promise<Result<ConsoleLink, ConsoleRefusal>> => {
      const row = await accountsIn(tx)
        .selectFrom("account")
        .select("id")
        .where("province", "=", homeProvince)
        .where("login_name", "=", loginName.toLowerCase())
        .executeTakeFirst();
      const account = row && (await findAccount(tx, homeProvince, row.id));
      if (!account) return refuse({ code: "account-not-found" });
      if (account.is_demo) return refuse({ code: "demo-password-fixed" });
      if (!account.roles.some(isAdministrator)) return refuse({ code: "account-not-administrator" });
      if (account.state !== "active") return refuse({ code: "account-not-active" });
      const token = await makePasswordLink(tx, account.id, clock.now());
      await tell(tx, clock, account.id, "password-link", { loginName: account.login_name });
      return ok({ token, loginName: account.login_name, name: account.name, roles: account.roles.map(roleTitleOf) });
    },
    ({ ok: isDone }) => isDone,
  );

interface Wanted {
  readonly loginName: string;
  readonly name: string;
  readonly role: string;
}

/** Another administrator, with a link to the first password. */
export const administratorByConsole = async (
  database: Database,
  clock: Clock,
  { loginName, name, role }: Wanted,
): Promise<Result<ConsoleLink, ConsoleRefusal>> => {
  const form = loginNameForm.safeParse(loginName);
  if (!form.success) return refuse({ code: "account-misfit", message: form.error.issues[0]?.message ?? "" });
  if (name.trim() === "" || name.trim().length > 50) return refuse({ code: "account-misfit", message: "姓名为1至50个字" });
  const account = { province: homeProvince, id: newId(), level: "province" as const };
  const at = clock.now();
  try {
    return await database.transaction(systemActor, async (tx) => {
      const place = { city: null, county: null, institution: null };
      await insertAccount(tx, {
        ...account,
        ...place,
        login_name: form.data,
        name: name.trim(),
        state: "active",
        is_demo: false,
        must_change_password: false,
        created_by: systemActor.userId,
        created_at: at,
        activated_by: systemActor.userId,
      });
      await insertRole(tx, { account, role, by: systemActor.userId, at });
      const token = await makePasswordLink(tx, account.id, at);
      await tell(tx, clock, account.id, "administrator-by-console", { loginName: form.data, name: name.trim(), role });
      return ok({ token, loginName: form.data, name: name.trim(), roles: [roleTitleOf(role)] });
    });
  } catch (error) {
    if (violatedConstraint(error) === "account_login_name_unique") return refuse({ code: "login-name-taken" });
    throw error;
  }
};

const tell = (tx: Tx, clock: Clock, accountId: string, action: string, detail: unknown): Promise<void> =>
  recordEvent(tx, { actor: systemActor, at: clock.now(), action, object: `/accounts/${accountId}`, ip: "console", detail });
