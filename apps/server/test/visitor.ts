import { login, type Problem, type Route, type RouteAnswer, type RouteInput, session } from "@qiangyi/api";
import { afterAll } from "vitest";
import { buildApp } from "../src/app.ts";
import type { Clock } from "../src/platform/index.ts";
import type { TestDatabase } from "./fresh-database.ts";

/** A clock that a test moves by hand. */
export const movableClock = (instant: string): Clock & { pass(milliseconds: number): void } => {
  let now = new Date(instant).getTime();
  const at = (): Date => new Date(now);
  return {
    now: at,
    today: () => new Date(now + 8 * 3_600_000).toISOString().slice(0, 10) as ReturnType<Clock["today"]>,
    pass: (milliseconds) => {
      now += milliseconds;
    },
  };
};

interface Sending {
  readonly headers?: Record<string, string>;
  readonly ip?: string;
  /** What to send as `x-csrf-token`; by default the token of the session. */
  readonly csrfToken?: string;
}

interface Reply<R extends Route> {
  readonly status: number;
  readonly answer: RouteAnswer<R>;
  readonly problem: Problem;
  readonly setCookie: string | undefined;
}

/** A browser as the server sees it: keeps its cookie and the token of its session. */
export interface Visitor {
  call<const R extends Route>(route: R, input: RouteInput<R>, sending?: Sending): Promise<Reply<R>>;
  signIn(loginName: string, password: string, sending?: Sending): Promise<Reply<typeof login>>;
  cookie: string | undefined;
}

/** The real server with real sessions; each call of the result is another browser. */
export const openDoor = async (database: TestDatabase, clock: Clock, isDemo = false): Promise<() => Visitor> => {
  const app = await buildApp({ database, clock, isDemo, log: false, webFolder: undefined });
  afterAll(() => app.close());
  return () => {
    let csrfToken = "";
    const visitor: Visitor = {
      cookie: undefined,
      async call(route, input, sending = {}) {
        const { params = {}, query = {}, body } = input as { params?: object; query?: Record<string, unknown>; body?: object };
        const values = params as Record<string, unknown>;
        const response = await app.inject({
          method: route.method,
          url: `/api${route.url.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(values[name])))}`,
          query: Object.fromEntries(Object.entries(query).map(([key, value]) => [key, String(value)])),
          remoteAddress: sending.ip ?? "192.0.2.1",
          headers: {
            ...(visitor.cookie !== undefined && { cookie: visitor.cookie }),
            ...(route.method !== "GET" && { "x-csrf-token": sending.csrfToken ?? csrfToken }),
            ...sending.headers,
          },
          ...(route.method !== "GET" && { payload: body ?? {} }),
        });
        const setCookie = [response.headers["set-cookie"]].flat()[0];
        if (setCookie !== undefined) visitor.cookie = setCookie.split(";")[0];
        const parsed = response.json();
        if (typeof parsed?.csrfToken === "string") csrfToken = parsed.csrfToken;
        return { status: response.statusCode, answer: parsed, problem: parsed, setCookie };
      },
      signIn: (loginName, password, sending) => visitor.call(login, { body: { loginName, password } }, sending),
    };
    return visitor;
  };
};

export const readSession = (visitor: Visitor) => visitor.call(session, {});
