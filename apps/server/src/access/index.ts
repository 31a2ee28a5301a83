import type { FastifyRequest } from "fastify";
import type { Actor, Clock, Database, Rooms } from "../platform/index.ts";

export const accessRoutes = (_rooms: Rooms): void => {};

/** Who sends a request, from its session cookie. */
export const makeIdentify =
  (_database: Database, _clock: Clock) =>
  async (_request: FastifyRequest): Promise<Actor | undefined> =>
    undefined;
