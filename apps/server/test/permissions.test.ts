import * as api from "@qiangyi/api";
import { type Route, roles } from "@qiangyi/api";
import { describe, expect, it } from "vitest";
import { actorAs, testApi } from "./api.ts";
import { freshDatabase } from "./fresh-database.ts";

const isRoute = (value: unknown): value is Route =>
  typeof value === "object" && value !== null && "method" in value && "url" in value && "access" in value;

/** Everything that the contract exports: a route that is added tomorrow stands in this table tomorrow. */
const routes = Object.values(api as Record<string, unknown>).filter(isRoute);

const places = {
  province: {},
  city: { city: "140100" },
  county: { city: "140100", county: "140121" },
  unit: { city: "140100", county: "140121", institution: "nowhere" },
  expert: {},
} as const;
const actors = roles.flatMap((role) =>
  role.levels.map((level) => ({ role, level, actor: actorAs(role.id, { level, ...places[level] }) })),
);

const database = await freshDatabase();
const server = await testApi(database);

type Reception = "in" | "unknown" | "forbidden" | "not served";

/** Admission comes before validation, so a request with nothing fitting in it is enough: whoever is let in gets another answer. */
const knock = async (actor: (typeof actors)[number]["actor"] | undefined, route: Route): Promise<Reception> => {
  const params = Object.fromEntries([...route.url.matchAll(/:(\w+)/g)].map(([, name]) => [name, "!"]));
  const { status, problem } = await server.call(actor, route as Route & { body: never }, { params, body: [] } as never);
  if (status === 401 && problem.code === "not-signed-in") return "unknown";
  if (status === 404 && (problem.code ?? "not-found") === "not-found") return "not served";
  return status === 403 && problem.code === "FORBIDDEN_ROLE" ? "forbidden" : "in";
};

const expected = (route: Route, holds?: readonly string[]): Reception => {
  if (route.access === "public") return "in";
  if (holds === undefined) return "unknown";
  return route.access === "signed-in" || holds.includes(route.access) ? "in" : "forbidden";
};

describe("权限矩阵:每个接口 × 每个角色 × 每个层级,由声明生成", () => {
  it("接口与角色都在表中,没有重名的接口", () => {
    expect(routes.length).toBeGreaterThan(20);
    expect(actors.length).toBeGreaterThanOrEqual(roles.length);
    const addresses = routes.map(({ method, url }) => `${method} ${url}`);
    expect(new Set(addresses).size).toBe(addresses.length);
  });
  it.each(routes.map((route) => [`${route.method} ${route.url}`, route] as const))("%s", async (_, route) => {
    expect({ 访客: await knock(undefined, route) }).toEqual({ 访客: expected(route) });
    for (const { role, level, actor } of actors) {
      const who = `${role.title}(${level})`;
      expect({ [who]: await knock(actor, route) }).toEqual({ [who]: expected(route, role.holds) });
    }
  });
});
