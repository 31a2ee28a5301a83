// Its types add cookies to request and reply.
import type {} from "@fastify/cookie";
import type { FastifyReply, FastifyRequest } from "fastify";
import { type Actor, type Clock, type Database, homeProvince, ProblemError, problemOf, systemActor } from "../platform/index.ts";
import { actorOf } from "./account.ts";
import { hours, idleMinutes, longestHours, minutes } from "./limits.ts";
import { findSession, type StoredSession, touchSession } from "./sessions.store.ts";
import { csrfTokenOf, hashOfToken, isSameText, isToken } from "./tokens.ts";

export const cookieName = "qiangyi_session";

export interface OpenSession extends StoredSession {
  readonly token: string;
  readonly tokenHash: string;
}

/** Sessions of one server process: the database holds them, a short memory spares most requests the question. */
export interface Sessions {
  /** Who sends a request; undefined without a live session. Throws where the session may not do this. */
  identify(request: FastifyRequest): Promise<Actor | undefined>;
  /** The live session of a request, its account included, with no check of what it may do. */
  find(request: FastifyRequest): Promise<OpenSession | undefined>;
  /** Seconds until the session ends if nothing more is done. */
  secondsLeft(session: StoredSession): number;
  /** Forgets what was remembered: after a sign-out and whenever an account, its roles or its password changed. */
  purge(): void;
}

/**
 * How long a session that was read is believed. Decision: a withdrawn role or an ended session acts at once in the process that did it
 * (`purge`) and within this time in every other; in return a page's burst of requests costs one query.
 */
const rememberMilliseconds = 5_000;
const rememberedAtMost = 10_000;

export const openSessions = (database: Database, clock: Clock, isDemo: boolean): Sessions => {
  const remembered = new Map<string, { readonly at: number; readonly read: Promise<StoredSession | undefined> }>();
  const system = { ...systemActor, province: homeProvince };

  const read = (tokenHash: string): Promise<StoredSession | undefined> => {
    const now = clock.now().getTime();
    const known = remembered.get(tokenHash);
    if (known && now - known.at < rememberMilliseconds) return known.read;
    const fresh = database.transaction(system, (tx) => findSession(tx, homeProvince, tokenHash));
    if (remembered.size >= rememberedAtMost) remembered.clear();
    remembered.set(tokenHash, { at: now, read: fresh });
    const forget = () => {
      if (remembered.get(tokenHash)?.read === fresh) remembered.delete(tokenHash);
    };
    // Neither a failure nor a guessed token is worth remembering.
    fresh.then((found) => found ?? forget(), forget);
    return fresh;
  };

  const endsAt = ({ startedAt, seenAt }: StoredSession): number =>
    Math.min(seenAt.getTime() + minutes(idleMinutes), startedAt.getTime() + hours(longestHours));

  const find = async (request: FastifyRequest): Promise<OpenSession | undefined> => {
    const token = request.cookies[cookieName];
    if (token === undefined || !isToken(token)) return undefined;
    const tokenHash = hashOfToken(token);
    const stored = await read(tokenHash);
    if (!stored || clock.now().getTime() >= endsAt(stored) || stored.account.state !== "active") return undefined;
    // A database that once served a demonstration: its published password opens nothing here.
    if (stored.account.is_demo && !isDemo) return undefined;
    return { ...stored, token, tokenHash };
  };

  /** A person at work keeps the session alive; written at most once a minute, whatever the number of requests. */
  const touch = async (session: OpenSession): Promise<void> => {
    const at = clock.now();
    if (at.getTime() - session.seenAt.getTime() < minutes(1)) return;
    remembered.set(session.tokenHash, {
      at: at.getTime(),
      read: Promise.resolve({ account: session.account, startedAt: session.startedAt, seenAt: at }),
    });
    await database.transaction(system, (tx) => touchSession(tx, homeProvince, session.tokenHash, at));
  };

  return {
    find,
    secondsLeft: (session) => Math.max(0, Math.floor((endsAt(session) - clock.now().getTime()) / 1_000)),
    purge: () => remembered.clear(),
    async identify(request) {
      const session = await find(request);
      if (!session) return undefined;
      if (request.method !== "GET") requireCsrfToken(request, session.token);
      const route = request.routeOptions.url;
      if (session.account.must_change_password && !isOpenBeforeChange(route)) throw new ProblemError(changeFirst);
      if (!isReadingOfSession(request.method, route)) await touch(session);
      return actorOf(session.account, clock.today());
    },
  };
};

const requireCsrfToken = (request: FastifyRequest, token: string): void => {
  const sent = request.headers["x-csrf-token"];
  if (typeof sent === "string" && isSameText(sent, csrfTokenOf(token))) return;
  throw new ProblemError(
    problemOf(403, "csrf-token-invalid", "页面与登录会话对不上，操作没有执行", {
      remedy: "请刷新页面后重试；如仍不行，请退出后重新登录",
    }),
  );
};

const changeFirst = problemOf(403, "password-change-required", "首次登录请先修改初始密码", { remedy: "修改后即可使用" });

const isOpenBeforeChange = (route: string | undefined): boolean =>
  route === "/api/session" || route === "/api/session/password" || route === "/api/session/activity";

/** The page asks how much time is left: the question must not prolong what it asks about. */
const isReadingOfSession = (method: string, route: string | undefined): boolean => method === "GET" && route === "/api/session";

export const setSessionCookie = (request: FastifyRequest, reply: FastifyReply, token: string): void => {
  reply.setCookie(cookieName, token, { path: "/", httpOnly: true, sameSite: "strict", secure: request.protocol === "https" });
};

export const clearSessionCookie = (reply: FastifyReply): void => {
  reply.clearCookie(cookieName, { path: "/", httpOnly: true, sameSite: "strict" });
};
