import type { Readable } from "node:stream";
import type { Problem, Route } from "@qiangyi/api";
import type { Refusal } from "@qiangyi/kernel";
import type { FastifyReply } from "fastify";
import { problemOf } from "./problems.ts";

/** A file that goes back: bytes or a stream. */
export interface Download {
  readonly name: string;
  readonly contentType: string;
  readonly content: Uint8Array | Readable;
}

/** Status and sentence of each refusal of a use case. `satisfies`-like exhaustiveness: a new refusal does not compile without one. */
export type Answers<R extends Refusal> = {
  readonly [Code in R["code"]]: readonly [
    status: 400 | 401 | 403 | 404 | 409 | 413 | 415 | 422 | 423 | 429 | 503,
    detail: string | ((refusal: Extract<R, { code: Code }>) => string),
    remedy?: string,
  ];
};

export interface RefusalWords {
  readonly status: number;
  readonly sentence: string;
  readonly remedy: string | undefined;
}

/** What is said to whoever was refused, in an answer, a row of a batch or a cell of a workbook. */
export const wordsOf = <R extends Refusal>(refusal: R, answers: Answers<R>): RefusalWords => {
  const answer = (answers as Answers<Refusal>)[refusal.code];
  if (!answer) throw new Error(`refusal ${refusal.code} has no answer`);
  const [status, detail, remedy] = answer;
  return { status, sentence: typeof detail === "string" ? detail : detail(refusal as never), remedy };
};

/** What becomes of a request: the answer of its use case or the problem that a refusal was turned into. */
export interface Outcome {
  readonly status: number;
  readonly body: unknown;
}

export const refused = (refusal: Refusal, answers: Answers<Refusal> | undefined): Outcome => {
  const { status, sentence, remedy } = wordsOf(refusal, answers ?? {});
  const { code: _, ...facts } = refusal as Refusal & Pick<Problem, "problems" | "clause" | "current">;
  const body = problemOf(status, refusal.code, sentence, {
    ...(remedy !== undefined && { remedy }),
    ...("problems" in facts && { problems: facts.problems }),
    ...("clause" in facts && { clause: facts.clause }),
    ...("current" in facts && { current: facts.current }),
  });
  return { status, body };
};

export const send = (reply: FastifyReply, contract: Route, { status, body }: Outcome): FastifyReply => {
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
