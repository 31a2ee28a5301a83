import { resetPassword } from "@qiangyi/api";
import { ok, type Refusal, refuse } from "@qiangyi/kernel";
import { type Answers, handleAlone, type Rooms, violatedConstraint } from "../platform/index.ts";
import { changeAccount, lockAccount } from "./accounts.store.ts";
import { saveHash } from "./credentials.store.ts";
import { hashPassword, newPassword } from "./passwords.ts";
import { deleteSessionsOf } from "./sessions.store.ts";
import { withSystemRights } from "./system-rights.ts";

export type ResetPasswordRefusal =
  | Refusal<"account-not-found">
  | Refusal<"own-account">
  | Refusal<"demo-password-fixed">
  | Refusal<"last-administrator">;

const answers: Answers<ResetPasswordRefusal> = {
  "account-not-found": [404, "找不到这个账号"],
  "own-account": [409, "不能重置本人的密码", "请在“我的账号”中修改密码"],
  "demo-password-fixed": [409, "演示账号使用统一公布的密码，不能重置"],
  "last-administrator": [
    409,
    "这是最后一名在用的此类管理员，重置后将无人履行该职责，密码没有重置",
    "请先设立并启用另一名同类管理员",
  ],
};

/**
 * The system administrator hands out a new initial password. Whoever knows it could sign in with the other's powers, so the account
 * waits until the security administrator, a second person, activates it again.
 */
export const resetPasswordRoute = (rooms: Rooms): void =>
  handleAlone<typeof resetPassword, ResetPasswordRefusal>(
    rooms,
    resetPassword,
    async ({ actor, params: { accountId }, request, clock }) => {
      if (accountId === actor.userId) return refuse({ code: "own-account" });
      const at = clock.now();
      const { province } = actor;
      const initialPassword = newPassword();
      const hash = await hashPassword(initialPassword);
      return rooms.database
        .transaction(
          actor,
          async (tx) => {
            const account = await lockAccount(tx, province, accountId);
            if (!account) return refuse({ code: "account-not-found" });
            if (account.is_demo) return refuse({ code: "demo-password-fixed" });
            const state = account.state === "active" ? "waiting" : account.state;
            await changeAccount(tx, province, accountId, { state, must_change_password: true, failures: 0, locked_until: null });
            await withSystemRights(tx, actor, async () => {
              await saveHash(tx, { province, accountId }, hash, at);
              await deleteSessionsOf(tx, province, accountId);
            });
            const answer = { accountId, loginName: account.login_name, initialPassword };
            const action = `${resetPassword.method} ${resetPassword.url}`;
            await rooms.record(tx, {
              actor,
              at,
              action,
              url: request.url,
              ip: request.ip,
              request: { params: { accountId } },
              answer,
            });
            return ok(answer);
          },
          (result) => result.ok,
        )
        .catch((error: unknown) => {
          if (violatedConstraint(error) === "account_last_administrator") return refuse({ code: "last-administrator" });
          throw error;
        });
    },
    answers,
  );
