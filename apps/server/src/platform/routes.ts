import { problem, type Route, type RouteAnswer, type RouteRequest } from "@qiangyi/api";
import type { Refusal, Result } from "@qiangyi/kernel";
import type { FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import type { Actor } from "./actor.ts";
import { admission, admittedAs } from "./admission.ts";
import type { Clock } from "./clock.ts";
import { repeated, type Tx } from "./database.ts";
import { findRepeated, keepForRepetition } from "./idempotency.ts";
import { type Answers, type Download, type Outcome, refused, send } from "./outcome.ts";
import type { Rooms } from "./rooms.ts";
import { receiveFile, type UploadedFile } from "./uploads.ts";

export interface Call<R extends Route> extends RouteRequest<R> {
  readonly tx: Tx;
  readonly actor: Actor;
  readonly clock: Clock;
  /** Present on routes that declare `upload`. */
  readonly file: R["upload"] extends object ? UploadedFile : undefined;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

type Answer<R extends Route> = R["download"] extends true ? Download : RouteAnswer<R>;

/**
 * Registers a route of the contract. One request is one transaction as its actor: a refusal rolls it back, a success commits the
 * business rows, the audit entry and the idempotency record together.
 */
export function handle<const R extends Route>(
  rooms: Rooms,
  contract: R,
  run: (call: Call<R>) => Promise<Result<Answer<R>, never>>,
): void;
export function handle<const R extends Route, F extends Refusal>(
  rooms: Rooms,
  contract: R,
  run: (call: Call<R>) => Promise<Result<Answer<R>, F>>,
  answers: Answers<F>,
): void;
// Two signatures, because a rest parameter that depends on F is counted before the compiler has looked into `run`.
export function handle<const R extends Route, F extends Refusal>(
  rooms: Rooms,
  contract: R,
  run: (call: Call<R>) => Promise<Result<Answer<R>, F>>,
  answers?: Answers<F>,
): void {
  const writes = contract.method !== "GET";
  rooms.app.route({
    method: contract.method,
    url: `/api${contract.url}`,
    schema: schemaOf(contract),
    onRequest: admission(rooms, contract),
    handler: async (request, reply) => {
      const actor = admittedAs(request);
      const upload = contract.upload ? await receiveFile(request, contract.upload.maxBytes) : undefined;
      try {
        const inTransaction = async (tx: Tx): Promise<Outcome> => {
          const known = writes ? await findRepeated(tx, actor, request, upload?.file) : undefined;
          if (known) return known;
          // The schema above has validated the three parts; the cast states what the type system cannot follow through Fastify.
          const call = {
            tx,
            actor,
            clock: rooms.clock,
            params: request.params,
            query: request.query,
            body: request.body,
            file: upload?.file,
            request,
            reply,
          };
          const result = await run(call as unknown as Call<R>);
          if (!result.ok) return refused(result.refusal, answers as Answers<Refusal> | undefined);
          if (!writes) return { status: contract.status ?? 200, body: result.value as unknown };
          return await settle(rooms, contract, tx, actor, request, upload?.file, result.value);
        };
        const outcome = await repeated(() => rooms.database.transaction(actor, inTransaction, ({ status }) => status < 400));
        return send(reply, contract, outcome);
      } finally {
        await upload?.discard();
      }
    },
  });
}

/** A call whose use case opens its own transactions. */
export type LoneCall<R extends Route> = Omit<Call<R>, "tx" | "file">;

export function handleAlone<const R extends Route>(
  rooms: Rooms,
  contract: R,
  run: (call: LoneCall<R>) => Promise<Result<Answer<R>, never>>,
): void;
export function handleAlone<const R extends Route, F extends Refusal>(
  rooms: Rooms,
  contract: R,
  run: (call: LoneCall<R>) => Promise<Result<Answer<R>, F>>,
  answers: Answers<F>,
): void;
/**
 * Registers a route outside the one transaction of `handle`, for what must keep something although it refuses (a failed sign-in is
 * counted) and for passwords: neither the request's hash nor its answer is stored to answer a repetition. The use case records itself.
 */
export function handleAlone<const R extends Route, F extends Refusal>(
  rooms: Rooms,
  contract: R,
  run: (call: LoneCall<R>) => Promise<Result<Answer<R>, F>>,
  answers?: Answers<F>,
): void {
  rooms.app.route({
    method: contract.method,
    url: `/api${contract.url}`,
    schema: schemaOf(contract),
    onRequest: admission(rooms, contract),
    handler: async (request, reply) => {
      const actor = admittedAs(request);
      const { params, query, body } = request;
      const result = await run({ actor, clock: rooms.clock, params, query, body, request, reply } as unknown as LoneCall<R>);
      const outcome = result.ok
        ? { status: contract.status ?? 200, body: result.value }
        : refused(result.refusal, answers as Answers<Refusal> | undefined);
      return send(reply, contract, outcome);
    },
  });
}

/** Writes what belongs to every write that succeeded: its entry in the log, and its answer for a repetition. */
const settle = async (
  rooms: Rooms,
  contract: Route,
  tx: Tx,
  actor: Actor,
  request: FastifyRequest,
  file: UploadedFile | undefined,
  value: unknown,
): Promise<Outcome> => {
  const outcome = { status: contract.status ?? 200, body: value };
  const action = `${contract.method} ${contract.url}`;
  const sent = {
    params: request.params,
    query: request.query,
    body: request.body,
    ...(file && { file: { name: file.name, sha256: file.sha256 } }),
  };
  const answer = contract.download ? null : (value ?? null);
  await rooms.record(tx, { actor, at: rooms.clock.now(), action, url: request.url, ip: request.ip, request: sent, answer });
  if (!contract.download) await keepForRepetition(tx, actor, request, file, { status: outcome.status, body: answer });
  return outcome;
};

const schemaOf = ({ room, summary, params, query, body, answer, status = 200, upload, download }: Route) => ({
  tags: [room],
  summary,
  ...(params && { params }),
  ...(query && { querystring: query }),
  ...(body && { body }),
  ...(upload && { consumes: ["multipart/form-data"] }),
  response: { ...(download ? {} : { [status]: answer ?? z.null() }), "4xx": problem },
});
