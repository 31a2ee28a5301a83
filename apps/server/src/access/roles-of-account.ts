import { areExclusive, grantRole, roles, roleTitleOf, withdrawRole } from "@qiangyi/api";
import { ok, type Refusal, refuse } from "@qiangyi/kernel";
import { type Answers, handle, type Rooms, violatedConstraint } from "../platform/index.ts";
import { deleteRole, insertRole, lockAccount } from "./accounts.store.ts";
import { rolesLentTo } from "./delegations.store.ts";
import { shownAfterChange } from "./shown-account.ts";

export type GrantRoleRefusal =
  | Refusal<"account-not-found">
  | Refusal<"own-account">
  | Refusal<"role-unknown">
  | Refusal<"role-of-another-level", { role: string }>
  | Refusal<"roles-exclude-each-other", { role: string; held: string }>
  | Refusal<"second-person-needed">;

const grantAnswers: Answers<GrantRoleRefusal> = {
  "account-not-found": [404, "找不到这个账号"],
  "own-account": [409, "不能给本人授予角色", "请由另一名安全管理员办理"],
  "role-unknown": [422, "没有这个角色"],
  "role-of-another-level": [422, ({ role }) => `“${roleTitleOf(role)}”不能授予这个层级的账号`, "请核对账号的层级与角色"],
  "roles-exclude-each-other": [
    409,
    ({ role, held }) => `“${roleTitleOf(role)}”与已有的“${roleTitleOf(held)}”不能由一人兼任`,
    "请先收回已有角色，或授予另一名人员",
  ],
  "second-person-needed": [409, "开设账号的人不能给它授权", "授权须由另一名安全管理员办理"],
};

/** The database holds the same rules (migration 0002), for whatever might come around this use case. */
export const grantRoleRoute = (rooms: Rooms): void =>
  handle(
    rooms,
    grantRole,
    async ({ tx, actor, params: { accountId }, body, clock }) => {
      if (accountId === actor.userId) return refuse({ code: "own-account" });
      const role = roles.find(({ id }) => id === body.role);
      if (!role) return refuse({ code: "role-unknown" });
      const account = await lockAccount(tx, actor.province, accountId);
      if (!account) return refuse({ code: "account-not-found" });
      if (account.created_by === actor.userId) return refuse({ code: "second-person-needed" });
      if (!role.levels.includes(account.level)) return refuse({ code: "role-of-another-level", role: role.id });
      const lent = await rolesLentTo(tx, account, { from: clock.today() });
      const held = [...account.roles, ...lent].find((other) => areExclusive(role.id, other));
      if (held !== undefined) return refuse({ code: "roles-exclude-each-other", role: role.id, held });
      if (!account.roles.includes(role.id)) await insertRole(tx, { account, role: role.id, by: actor.userId, at: clock.now() });
      return ok(await shownAfterChange(tx, actor, accountId, clock.now()));
    },
    grantAnswers,
  );

export type WithdrawRoleRefusal = Refusal<"account-not-found"> | Refusal<"own-account"> | Refusal<"last-administrator">;

const withdrawAnswers: Answers<WithdrawRoleRefusal> = {
  "account-not-found": [404, "找不到这个账号"],
  "own-account": [409, "不能收回本人的角色", "请由另一名安全管理员办理"],
  "last-administrator": [409, "这是最后一名在用的此类管理员，角色没有收回", "请先设立并启用另一名同类管理员"],
};

export const withdrawRoleRoute = (rooms: Rooms): void =>
  handle(
    rooms,
    withdrawRole,
    async ({ tx, actor, params: { accountId, role }, clock }) => {
      if (accountId === actor.userId) return refuse({ code: "own-account" });
      const account = await lockAccount(tx, actor.province, accountId);
      if (!account) return refuse({ code: "account-not-found" });
      try {
        await deleteRole(tx, account, role);
      } catch (error) {
        if (violatedConstraint(error) === "account_last_administrator") return refuse({ code: "last-administrator" });
        throw error;
      }
      return ok(await shownAfterChange(tx, actor, accountId, clock.now()));
    },
    withdrawAnswers,
  );
