import type { FastifyInstance, FastifyRequest } from "fastify";
import type { Actor } from "./actor.ts";
import type { Clock } from "./clock.ts";
import type { Database, Tx } from "./database.ts";

/** Everything that a room needs to add its routes. */
export interface Rooms {
  readonly app: FastifyInstance;
  readonly database: Database;
  readonly clock: Clock;
  /** Who sends this request; undefined without a valid session. Throws a ProblemError where the session may not do this at all. */
  readonly identify: (request: FastifyRequest) => Promise<Actor | undefined>;
  /** Called inside the transaction of every write that succeeded. */
  readonly record: (tx: Tx, event: WriteEvent) => Promise<void>;
  /** 演示: labels, accounts on the sign-in page and other things that a production installation must not have. */
  readonly isDemo: boolean;
}

export interface WriteEvent {
  readonly actor: Actor;
  readonly at: Date;
  readonly action: string;
  readonly url: string;
  readonly ip: string;
  readonly request: unknown;
  readonly answer: unknown;
}
