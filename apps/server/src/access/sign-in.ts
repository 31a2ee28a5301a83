import { login } from "@qiangyi/api";
import { ok, type Refusal, refuse } from "@qiangyi/kernel";
import { recordEvent } from "../audit/index.ts";
import { type Answers, handleAlone, homeProvince, publicActor, type Rooms, systemActor, type Tx } from "../platform/index.ts";
import { actorOf, type HeldAccount } from "./account.ts";
import { changeAccount } from "./accounts.store.ts";
import { failuresToLock, hours, idleMinutes, lockMinutes, longestHours, minutes } from "./limits.ts";
import { isPassword } from "./passwords.ts";
import { crossSiteAnswer, isSameOrigin } from "./same-origin.ts";
import { sessionStateOf } from "./session-state.ts";
import { deleteSession, deleteStaleSessions, findSession, insertSession } from "./sessions.store.ts";
import { type Sessions, setSessionCookie } from "./sessions.ts";
import { type Attempt, countFailureOf, openAttempt, pauseOf } from "./sign-in-attempts.ts";
import { hashOfToken, newToken } from "./tokens.ts";

export type SignInRefusal =
  | Refusal<"cross-site-request">
  | Refusal<"sign-in-too-often", { seconds: number }>
  /** One answer for an unknown name, a wrong password, a lock and a demonstration account outside it: it tells a stranger nothing. */
  | Refusal<"sign-in-refused">
  /** Told only to whoever knew the password. */
  | Refusal<"account-not-active">;

const answers: Answers<SignInRefusal> = {
  "cross-site-request": crossSiteAnswer,
  "sign-in-too-often": [429, ({ seconds }) => `登录失败次数过多，请${seconds}秒后再试`],
  "sign-in-refused": [
    401,
    `登录没有成功：登录名或密码不正确，或账号已被锁定。连续${failuresToLock}次失败将锁定${lockMinutes}分钟`,
    "请核对后重试；忘记密码请联系系统管理员重置，账号被锁定可请安全管理员解除",
  ],
  "account-not-active": [403, "账号尚未启用或已停用", "请联系安全管理员启用账号"],
};

/** The password is checked between two short transactions, so that 40 ms of hashing hold neither a lock nor a connection. */
export const signInRoute = (rooms: Rooms, sessions: Sessions): void =>
  handleAlone(
    rooms,
    login,
    async ({ body, request, reply, clock }) => {
      if (!isSameOrigin(request)) return refuse({ code: "cross-site-request" });
      const { database, isDemo } = rooms;
      const { ip } = request;
      const now = clock.now();
      const opened = await database.transaction(systemActor, async (tx) => {
        const seconds = await pauseOf(tx, ip, now);
        return seconds > 0 ? seconds : openAttempt(tx, body.loginName, now);
      });
      if (typeof opened === "number") return refuse({ code: "sign-in-too-often", seconds: opened });
      const isRight = await isPassword(opened.hash, body.password);
      const { account } = opened;
      const isAdmitted = isRight && !opened.isLocked && account !== undefined && (!account.is_demo || isDemo);
      if (!isAdmitted) {
        await database.transaction(systemActor, (tx) => recordFailure(tx, opened, ip, clock.now()));
        return refuse({ code: "sign-in-refused" });
      }
      if (account.state !== "active") {
        await database.transaction(systemActor, (tx) => recordInactive(tx, account, ip, clock.now()));
        return refuse({ code: "account-not-active" });
      }
      const token = newToken();
      const tokenHash = hashOfToken(token);
      const earlier = await sessions.find(request);
      const stored = await database.transaction(systemActor, async (tx) => {
        if (earlier) await deleteSession(tx, homeProvince, earlier.tokenHash);
        await startSession(tx, account, { tokenHash, ip, at: clock.now() });
        return findSession(tx, homeProvince, tokenHash);
      });
      if (!stored) throw new Error("a new session was not found again");
      setSessionCookie(request, reply, token);
      sessions.purge();
      return ok(await sessionStateOf({ database, sessions, isDemo, clock }, { ...stored, token, tokenHash }));
    },
    answers,
  );

const startSession = async (tx: Tx, account: HeldAccount, { tokenHash, ip, at }: { tokenHash: string; ip: string; at: Date }) => {
  const { province, id } = account;
  await changeAccount(tx, province, id, { failures: 0, locked_until: null, last_sign_in_at: at });
  const startedBefore = new Date(at.getTime() - hours(longestHours));
  await deleteStaleSessions(tx, province, { startedBefore, seenBefore: new Date(at.getTime() - minutes(idleMinutes)) });
  await insertSession(tx, { province, tokenHash, accountId: id, ip, at });
  await recordEvent(tx, { actor: actorOf(account), at, action: "sign-in", object: `/accounts/${id}`, ip, detail: {} });
};

const recordFailure = async (tx: Tx, { account, isLocked, isLast }: Attempt, ip: string, at: Date): Promise<void> => {
  await countFailureOf(tx, ip, at);
  // The typed name of an unknown account is not kept: people type passwords into the wrong field.
  await recordEvent(tx, {
    actor: account ? actorOf(account) : publicActor,
    at,
    action: isLast ? "account-locked" : "sign-in-failed",
    object: account ? `/accounts/${account.id}` : "/accounts",
    outcome: "refused",
    ip,
    detail: { known: account !== undefined, wasLocked: isLocked },
  });
};

const recordInactive = async (tx: Tx, account: HeldAccount, ip: string, at: Date): Promise<void> => {
  await changeAccount(tx, account.province, account.id, { failures: 0, locked_until: null });
  const object = `/accounts/${account.id}`;
  await recordEvent(tx, {
    actor: actorOf(account),
    at,
    action: "sign-in-failed",
    object,
    outcome: "refused",
    ip,
    detail: { state: account.state },
  });
};
