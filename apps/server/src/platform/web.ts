import fastifyStatic from "@fastify/static";
import type { FastifyInstance } from "fastify";
import { notFoundProblem } from "./http.ts";

/** Serves the built web app; every address that is not the API's belongs to its router. */
export const serveWeb = async (app: FastifyInstance, folder: string | undefined): Promise<void> => {
  if (folder !== undefined) {
    await app.register(fastifyStatic, {
      root: folder,
      wildcard: false,
      index: false,
      maxAge: "1y",
      immutable: true,
      preCompressed: true,
    });
  }
  app.setNotFoundHandler((request, reply) => {
    if (
      folder === undefined ||
      request.method !== "GET" ||
      request.url.startsWith("/api/") ||
      isAsset(request.url.split("?")[0] ?? "")
    ) {
      const problem = { ...notFoundProblem(request), requestId: request.id };
      return reply.code(404).type("application/problem+json").send(JSON.stringify(problem));
    }
    return reply.header("cache-control", "no-cache").sendFile("index.html", { maxAge: 0, immutable: false });
  });
};

/** A file of the build that is not there. Clause ids in addresses have dots as well, so not every ending makes a file. */
const isAsset = (path: string): boolean => /\.(js|css|map|json|html|txt|ico|svg|png|jpg|webp|woff2?)$/.test(path);
