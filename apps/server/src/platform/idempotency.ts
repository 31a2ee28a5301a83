import { createHash } from "node:crypto";
import type { FastifyRequest } from "fastify";
import { sql } from "kysely";
import type { Actor } from "./actor.ts";
import type { Tx } from "./database.ts";
import type { Outcome } from "./outcome.ts";
import { ProblemError, problemOf } from "./problems.ts";
import type { UploadedFile } from "./uploads.ts";

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

/** The answer that this very request was given before, if it was. One key for two different requests is a mistake that someone must see. */
export const findRepeated = async (
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

/** Keeps the answer of a request that names itself, in the transaction of its effect. */
export const keepForRepetition = async (
  tx: Tx,
  actor: Actor,
  request: FastifyRequest,
  file: UploadedFile | undefined,
  { status, body }: Outcome,
): Promise<void> => {
  const key = keyOf(request);
  if (key === undefined) return;
  await sql`insert into idempotency_key (province, user_id, key, request_hash, status, body)
    values (${actor.province}, ${actor.userId}, ${key}, ${hashOf(request, file)}, ${status}, ${JSON.stringify(body)}::jsonb)`.execute(
    tx,
  );
};
