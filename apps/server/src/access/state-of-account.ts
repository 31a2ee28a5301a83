import { activateAccount, deactivateAccount, unlockAccount } from "@qiangyi/api";
import { ok, type Refusal, refuse } from "@qiangyi/kernel";
import { type Answers, handle, type Rooms, violatedConstraint } from "../platform/index.ts";
import { changeAccount, lockAccount } from "./accounts.store.ts";
import { deleteSessionsOf } from "./sessions.store.ts";
import { shownAfterChange } from "./shown-account.ts";
import { withSystemRights } from "./system-rights.ts";

type NotMine = Refusal<"account-not-found"> | Refusal<"own-account">;

const notMine: Answers<NotMine> = {
  "account-not-found": [404, "找不到这个账号"],
  "own-account": [409, "不能办理本人的账号", "请由另一名安全管理员办理"],
};

/** What the security administrator decides about an account: in use, out of use, unlocked. */
export const stateOfAccountRoutes = (rooms: Rooms): void => {
  handle<typeof activateAccount, NotMine>(
    rooms,
    activateAccount,
    async ({ tx, actor, params: { accountId }, clock }) => {
      if (accountId === actor.userId) return refuse({ code: "own-account" });
      const account = await lockAccount(tx, actor.province, accountId);
      if (!account) return refuse({ code: "account-not-found" });
      await changeAccount(tx, actor.province, accountId, { state: "active", activated_by: actor.userId });
      return ok(await shownAfterChange(tx, actor, accountId, clock.now()));
    },
    notMine,
  );

  handle<typeof deactivateAccount, NotMine | Refusal<"last-administrator">>(
    rooms,
    deactivateAccount,
    async ({ tx, actor, params: { accountId }, clock }) => {
      if (accountId === actor.userId) return refuse({ code: "own-account" });
      const account = await lockAccount(tx, actor.province, accountId);
      if (!account) return refuse({ code: "account-not-found" });
      try {
        await changeAccount(tx, actor.province, accountId, { state: "inactive" });
      } catch (error) {
        if (violatedConstraint(error) === "account_last_administrator") return refuse({ code: "last-administrator" });
        throw error;
      }
      await withSystemRights(tx, actor, () => deleteSessionsOf(tx, actor.province, accountId));
      return ok(await shownAfterChange(tx, actor, accountId, clock.now()));
    },
    { ...notMine, "last-administrator": [409, "这是最后一名在用的此类管理员，账号没有停用", "请先设立并启用另一名同类管理员"] },
  );

  handle<typeof unlockAccount, NotMine>(
    rooms,
    unlockAccount,
    async ({ tx, actor, params: { accountId }, clock }) => {
      if (accountId === actor.userId) return refuse({ code: "own-account" });
      const account = await lockAccount(tx, actor.province, accountId);
      if (!account) return refuse({ code: "account-not-found" });
      await changeAccount(tx, actor.province, accountId, { failures: 0, locked_until: null });
      return ok(await shownAfterChange(tx, actor, accountId, clock.now()));
    },
    notMine,
  );
};
