import { type Permission, type Problem, type Route, type RouteAnswer, type RouteInput, roles } from "@qiangyi/api";
import { afterAll } from "vitest";
import { buildApp } from "../src/app.ts";
import { type Actor, type Clock, fixedClock } from "../src/platform/index.ts";
import { actorAt, type TestDatabase } from "./fresh-database.ts";

type Reply<R extends Route> = {
  status: number;
  answer: RouteAnswer<R>;
  problem: Problem;
  bytes: Buffer;
  headers: Record<string, unknown>;
};

interface Sending {
  readonly idempotencyKey?: string;
  readonly file?: { name: string; content: Uint8Array; contentType?: string };
  /** Of the body; application/json when left out. */
  readonly contentType?: string;
}

export interface TestApi {
  /** Sends one request as `actor` (undefined: an anonymous visitor) through the real server to the real database. */
  call<const R extends Route>(actor: Actor | undefined, route: R, input: RouteInput<R>, sending?: Sending): Promise<Reply<R>>;
}

export const testApi = async (
  database: TestDatabase,
  clock: Clock = fixedClock("2025-03-01T02:00:00Z"),
  isDemo = false,
): Promise<TestApi> => {
  let current: Actor | undefined;
  const app = await buildApp({ database, clock, isDemo, log: false, webFolder: undefined, identify: async () => current });
  afterAll(() => app.close());
  return {
    async call(actor, route, input, { idempotencyKey, file, contentType } = {}) {
      const {
        params = {},
        query = {},
        body,
      } = input as { params?: Record<string, unknown>; query?: Record<string, unknown>; body?: unknown };
      current = actor;
      const multipart = file ? encodeFile(file) : undefined;
      const response = await app.inject({
        method: route.method,
        url: `/api${route.url.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params[name])))}`,
        query: Object.fromEntries(
          Object.entries(query).flatMap(([key, value]) => (value === undefined ? [] : [[key, String(value)]])),
        ),
        headers: {
          ...(idempotencyKey !== undefined && { "idempotency-key": idempotencyKey }),
          ...(contentType !== undefined && { "content-type": contentType }),
          ...multipart?.headers,
        },
        ...(multipart ? { payload: multipart.payload } : body === undefined ? {} : { payload: body as object }),
      });
      const isJson = String(response.headers["content-type"] ?? "").includes("json");
      const parsed = isJson ? response.json() : undefined;
      return {
        status: response.statusCode,
        answer: parsed,
        problem: parsed,
        bytes: response.rawPayload,
        headers: response.headers,
      };
    },
  };
};

const encodeFile = ({ name, content, contentType = "application/octet-stream" }: NonNullable<Sending["file"]>) => {
  const boundary = "----qiangyi-test-boundary";
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\nContent-Type: ${contentType}\r\n\r\n`;
  return {
    headers: { "content-type": `multipart/form-data; boundary=${boundary}` },
    payload: Buffer.concat([Buffer.from(head), Buffer.from(content), Buffer.from(`\r\n--${boundary}--\r\n`)]),
  };
};

/** An actor who holds one role at a place: actorAs("city_health_bureau", { city: "140100" }). */
export const actorAs = (roleId: string, place: Partial<Actor> = {}): Actor => {
  const role = roles.find(({ id }) => id === roleId);
  if (!role) throw new Error(`no role ${roleId}`);
  const level = place.level ?? role.levels[0] ?? "province";
  return actorAt({ userId: `user-${roleId}`, ...place, level, roles: [roleId], permissions: new Set<Permission>(role.holds) });
};
