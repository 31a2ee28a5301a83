import { changePassword } from "@qiangyi/api";
import { ok, type Refusal, refuse } from "@qiangyi/kernel";
import { recordEvent } from "../audit/index.ts";
import { type Answers, handleAlone, homeProvince, type Rooms, systemActor } from "../platform/index.ts";
import { actorOf } from "./account.ts";
import { changeAccount, lockAccount } from "./accounts.store.ts";
import { findHashes, saveHash } from "./credentials.store.ts";
import { misfitsOfPassword } from "./password-rules.ts";
import { hashPassword, isOneOf, isPassword } from "./passwords.ts";
import { sessionStateOf } from "./session-state.ts";
import { deleteSession, deleteSessionsOf, findSession } from "./sessions.store.ts";
import { clearSessionCookie, type Sessions } from "./sessions.ts";
import { openAttempt } from "./sign-in-attempts.ts";

interface Problems {
  readonly problems: readonly { readonly path: string; readonly message: string }[];
}

export type ChangePasswordRefusal =
  | Refusal<"session-ended">
  | Refusal<"demo-password-fixed">
  | Refusal<"current-password-wrong", Problems>
  | Refusal<"password-too-weak", Problems>;

const answers: Answers<ChangePasswordRefusal> = {
  "session-ended": [401, "登录已结束", "请重新登录"],
  "demo-password-fixed": [409, "演示账号使用统一公布的密码，不能修改"],
  "current-password-wrong": [422, "当前密码不正确，密码没有修改"],
  "password-too-weak": [422, "新密码不符合要求，密码没有修改"],
};

/** Changes one's own password and ends all other sessions of the account: whoever else is in there is out. */
export const changePasswordRoute = (rooms: Rooms, sessions: Sessions): void =>
  handleAlone(
    rooms,
    changePassword,
    async ({ body: { currentPassword, newPassword }, request, reply, clock }) => {
      const { database, isDemo } = rooms;
      const open = await sessions.find(request);
      if (!open) return refuse({ code: "session-ended" });
      const { account, tokenHash } = open;
      if (account.is_demo) return refuse({ code: "demo-password-fixed" });
      const owner = { province: homeProvince, accountId: account.id };
      const now = clock.now();
      // Counted like a sign-in: an open screen must not become a place to try passwords.
      const attempt = await database.transaction(systemActor, (tx) => openAttempt(tx, account.login_name, now));
      if (attempt.isLocked || !(await isPassword(attempt.hash, currentPassword))) {
        if (attempt.isLocked || attempt.isLast) {
          await database.transaction(systemActor, (tx) => deleteSession(tx, homeProvince, tokenHash));
          sessions.purge();
          clearSessionCookie(reply);
          return refuse({ code: "session-ended" });
        }
        return refuse({ code: "current-password-wrong", problems: [{ path: "currentPassword", message: "与现在的密码不一致" }] });
      }
      await database.transaction(systemActor, (tx) =>
        changeAccount(tx, homeProvince, account.id, { failures: 0, locked_until: null }),
      );
      const misfits = misfitsOfPassword(newPassword, account.login_name);
      const earlier = await database.transaction(systemActor, (tx) => findHashes(tx, owner));
      if (await isOneOf(earlier, newPassword)) misfits.push("不能与最近5次用过的密码相同");
      if (misfits.length > 0) {
        return refuse({ code: "password-too-weak", problems: misfits.map((message) => ({ path: "newPassword", message })) });
      }
      const hash = await hashPassword(newPassword);
      const stored = await database.transaction(systemActor, async (tx) => {
        await lockAccount(tx, homeProvince, account.id);
        await saveHash(tx, owner, hash, now);
        await changeAccount(tx, homeProvince, account.id, { must_change_password: false });
        await deleteSessionsOf(tx, homeProvince, account.id, tokenHash);
        const current = await findSession(tx, homeProvince, tokenHash);
        const object = `/accounts/${account.id}`;
        await recordEvent(tx, {
          actor: actorOf(account),
          at: now,
          action: "password-changed",
          object,
          ip: request.ip,
          detail: {},
        });
        return current;
      });
      sessions.purge();
      return ok(
        await sessionStateOf({ database, sessions, isDemo, clock }, stored && { ...stored, token: open.token, tokenHash }),
      );
    },
    answers,
  );
