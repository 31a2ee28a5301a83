import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
// Its types add `file` and `isMultipart` to the request.
import type {} from "@fastify/multipart";
import { type Problem, problem, type Route, type RouteAnswer, type RouteRequest } from "@qiangyi/api";
import type { Refusal, Result } from "@qiangyi/kernel";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { sql } from "kysely";
import { z } from "zod";
import { type Actor, publicActor } from "./actor.ts";
import type { Clock } from "./clock.ts";
import type { Database, Tx } from "./database.ts";
import { ProblemError, problemOf } from "./problems.ts";

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

/** A file that came with the request, on disk until the request ends. */
export interface UploadedFile {
  readonly path: string;
  readonly name: string;
  readonly contentType: string;
  readonly sizeBytes: number;
  readonly sha256: string;
}

/** A file that goes back: bytes or a stream. */
export interface Download {
  readonly name: string;
  readonly contentType: string;
  readonly content: Uint8Array | Readable;
}

export interface Call<R extends Route> extends RouteRequest<R> {
  readonly tx: Tx;
  readonly actor: Actor;
  readonly clock: Clock;
  /** Present on routes that declare `upload`. */
  readonly file: R["upload"] extends object ? UploadedFile : undefined;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/** Status and sentence of each refusal of a use case. `satisfies`-like exhaustiveness: a new refusal does not compile without one. */
export type Answers<R extends Refusal> = {
  readonly [Code in R["code"]]: readonly [
    status: 400 | 401 | 403 | 404 | 409 | 413 | 415 | 422 | 423 | 429 | 503,
    detail: string | ((refusal: Extract<R, { code: Code }>) => string),
    remedy?: string,
  ];
};

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
        const outcome = await rooms.database.transaction(
          actor,
          async (tx) => {
            const repeated = writes ? await findRepeated(tx, actor, request, upload?.file) : undefined;
            if (repeated) return repeated;
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
          },
          (value) => value.status < 400,
        );
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

interface Outcome {
  readonly status: number;
  readonly body: unknown;
}

const admit = async (rooms: Rooms, { access }: Route, request: FastifyRequest): Promise<Actor> => {
  const actor = await rooms.identify(request);
  if (access === "public") return actor ?? publicActor;
  if (!actor) throw new ProblemError(problemOf(401, "not-signed-in", "请先登录", { remedy: "登录后重试；已填写的内容不会丢失" }));
  if (access !== "signed-in" && !actor.permissions.has(access)) {
    throw new ProblemError(
      problemOf(403, "FORBIDDEN_ROLE", "您的角色不能做这件事", { remedy: "请由有此职责的人员办理，或请安全管理员核对角色" }),
    );
  }
  return actor;
};

const admitted = new WeakMap<FastifyRequest, Actor>();

/** Before the body is read or validated: whoever may not come in learns nothing about what would fit, and costs little. */
const admission =
  (rooms: Rooms, contract: Route) =>
  async (request: FastifyRequest): Promise<void> => {
    admitted.set(request, await admit(rooms, contract, request));
  };

const admittedAs = (request: FastifyRequest): Actor => {
  const actor = admitted.get(request);
  if (!actor) throw new Error("a route was reached without admission");
  return actor;
};

const keyOf = (request: FastifyRequest): string | undefined => {
  const header = request.headers["idempotency-key"];
  if (header === undefined) return undefined;
  if (typeof header === "string" && header.length >= 8 && header.length <= 200) return header;
  throw new ProblemError(problemOf(400, "idempotency-key-invalid", "Idempotency-Key应为8至200个字符"));
};

const hashOf = (request: FastifyRequest, file: UploadedFile | undefined): string =>
  createHash("sha256")
    .update(`${request.method} ${request.url} ${file?.sha256 ?? ""} ${JSON.stringify(request.body ?? null)}`)
    .digest("hex");

const findRepeated = async (
  tx: Tx,
  actor: Actor,
  request: FastifyRequest,
  file: UploadedFile | undefined,
): Promise<Outcome | undefined> => {
  const key = keyOf(request);
  if (key === undefined) return undefined;
  // Two copies of one request that arrive together are taken one after the other.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${actor.province}/${actor.userId}/${key}`}, 0))`.execute(tx);
  const { rows } = await sql<{ request_hash: string; status: number; body: unknown }>`
    select request_hash, status, body from idempotency_key
    where province = ${actor.province} and user_id = ${actor.userId} and key = ${key}`.execute(tx);
  const [earlier] = rows;
  if (!earlier) return undefined;
  if (earlier.request_hash === hashOf(request, file)) return { status: earlier.status, body: earlier.body };
  throw new ProblemError(
    problemOf(422, "idempotency-key-reused", "这个请求编号已用于另一项内容不同的操作", { remedy: "请刷新页面后重新提交" }),
  );
};

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
  const key = keyOf(request);
  if (key !== undefined && !contract.download) {
    await sql`insert into idempotency_key (province, user_id, key, request_hash, status, body)
      values (${actor.province}, ${actor.userId}, ${key}, ${hashOf(request, file)}, ${outcome.status}, ${JSON.stringify(answer)}::jsonb)`.execute(
      tx,
    );
  }
  return outcome;
};

const refused = (refusal: Refusal, answers: Answers<Refusal> | undefined): Outcome => {
  const answer = answers?.[refusal.code];
  if (!answer) throw new Error(`refusal ${refusal.code} has no answer`);
  const [status, detail, remedy] = answer;
  const { code: _, ...facts } = refusal as Refusal & Pick<Problem, "problems" | "clause" | "current">;
  const body = problemOf(status, refusal.code, typeof detail === "string" ? detail : detail(refusal as never), {
    ...(remedy !== undefined && { remedy }),
    ...("problems" in facts && { problems: facts.problems }),
    ...("clause" in facts && { clause: facts.clause }),
    ...("current" in facts && { current: facts.current }),
  });
  return { status, body };
};

const send = (reply: FastifyReply, contract: Route, { status, body }: Outcome): FastifyReply => {
  if (status >= 400) {
    return reply
      .code(status)
      .type("application/problem+json")
      .send(JSON.stringify({ ...(body as object), requestId: reply.request.id }));
  }
  if (contract.download && body && typeof body === "object" && "content" in body) {
    const { name, contentType, content } = body as Download;
    return reply
      .code(status)
      .type(contentType)
      .header("content-disposition", `attachment; filename*=UTF-8''${encodeURIComponent(name)}`)
      .header("cache-control", "no-store")
      .send(content instanceof Uint8Array ? Buffer.from(content.buffer, content.byteOffset, content.byteLength) : content);
  }
  return reply.code(status).send(body ?? null);
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

const receiveFile = async (
  request: FastifyRequest,
  maxBytes: number,
): Promise<{ file: UploadedFile; discard: () => Promise<void> }> => {
  if (!request.isMultipart()) throw new ProblemError(problemOf(415, "file-expected", "请以表单方式上传一个文件"));
  const part = await request.file({ limits: { fileSize: maxBytes } });
  if (!part) throw new ProblemError(problemOf(400, "file-missing", "没有收到文件，请选择文件后重试"));
  const folder = await mkdtemp(join(tmpdir(), "qiangyi-upload-"));
  const discard = () => rm(folder, { recursive: true, force: true });
  try {
    const path = join(folder, "upload");
    const hash = createHash("sha256");
    let sizeBytes = 0;
    part.file.on("data", (chunk: Buffer) => {
      hash.update(chunk);
      sizeBytes += chunk.length;
    });
    await pipeline(part.file, createWriteStream(path, { mode: 0o600 }));
    if (part.file.truncated) {
      throw new ProblemError(
        problemOf(413, "file-too-large", `文件超过${Math.floor(maxBytes / 1_048_576)}MB上限`, { remedy: "请拆分或压缩后再上传" }),
      );
    }
    return {
      file: { path, name: part.filename.slice(-200), contentType: part.mimetype, sizeBytes, sha256: hash.digest("hex") },
      discard,
    };
  } catch (error) {
    await discard();
    throw error;
  }
};
