import swagger from "@fastify/swagger";
import { jsonSchemaTransform } from "fastify-type-provider-zod";
import { collectDefaultMetrics, Histogram, Registry } from "prom-client";
import type { Rooms } from "./rooms.ts";

/** Liveness, readiness, metrics and the OpenAPI document, outside the contract because machines read them. */
export const serveOperations = async ({ app, database }: Rooms): Promise<void> => {
  await app.register(swagger, {
    openapi: { openapi: "3.1.0", info: { title: "强医通 Qiangyi API", version: "0.1.0", license: { name: "Apache-2.0" } } },
    transform: jsonSchemaTransform,
  });
  const metrics = new Registry();
  collectDefaultMetrics({ register: metrics });
  const seconds = new Histogram({
    name: "qiangyi_http_request_seconds",
    help: "Duration of HTTP requests by route and status",
    labelNames: ["route", "status"],
    registers: [metrics],
  });
  app.addHook("onResponse", async (request, reply) => {
    seconds.observe({ route: request.routeOptions.url ?? "none", status: reply.statusCode }, reply.elapsedTime / 1000);
  });
  app.get("/healthz", { schema: { hide: true } }, async () => ({ status: "ok" }));
  app.get("/readyz", { schema: { hide: true } }, async (_request, reply) => {
    const isReady = await database.isReachable();
    return reply.code(isReady ? 200 : 503).send({ status: isReady ? "ready" : "database unreachable" });
  });
  app.get("/metrics", { schema: { hide: true } }, async (_request, reply) =>
    reply.type(metrics.contentType).send(await metrics.metrics()),
  );
  app.get("/api/openapi.json", { schema: { hide: true } }, async () => app.swagger());
};
