import type { PaymentDraft } from "@qiangyi/api";
import type { FastifyRequest } from "fastify";
import { recordEvent } from "../../audit/index.ts";
import { type Actor, newId, type Rooms } from "../../platform/index.ts";
import { pagesOf } from "../pages.ts";
import { paymentsIn } from "./requests.store.ts";
import type { SubmitRefusal } from "./submit.ts";

interface Attempt {
  readonly actor: Actor;
  readonly draft: PaymentDraft;
  readonly refusal: SubmitRefusal;
}

/** Refused requests that are about to be answered: their own transaction is rolled back, the record needs another. */
const attempts = new WeakMap<FastifyRequest, Attempt>();

export const rememberRefused = (request: FastifyRequest, actor: Actor, draft: PaymentDraft, refusal: SubmitRefusal): void => {
  if ("sentence" in refusal) attempts.set(request, { actor, draft, refusal });
};

/** 拦截: what the checks refused is kept, without any account, before its answer goes out (qiangyi-2024.art2.c). */
export const recordRefusedPayments = (rooms: Rooms): void => {
  rooms.app.addHook("onSend", async (request) => {
    const attempt = attempts.get(request);
    if (!attempt) return;
    attempts.delete(request);
    await keep(rooms, request, attempt).catch((error: unknown) =>
      request.log.error({ err: error }, "refused payment was not recorded"),
    );
  });
};

const keep = (rooms: Rooms, { ip }: FastifyRequest, { actor, draft, refusal }: Attempt): Promise<void> =>
  rooms.database.transaction(actor, async (tx) => {
    const { institution, province, city, county } = actor;
    if (institution === null || !("sentence" in refusal)) return;
    const page = (await pagesOf(tx, actor, institution)).find(({ earmarkId }) => earmarkId === draft.earmark);
    const at = rooms.clock.now();
    const facts = {
      code: refusal.code,
      clause: refusal.clause ?? null,
      sentence: refusal.sentence,
      purpose: draft.purpose,
      line: page?.line ?? null,
      project: page?.project ?? null,
    };
    await paymentsIn(tx)
      .insertInto("payment_refusal")
      .values({
        ...facts,
        province,
        id: newId(),
        city,
        county,
        institution,
        amount_fen: BigInt(draft.amountFen),
        by_user: actor.userId,
        by_name: actor.name,
        at,
      })
      .execute();
    const detail = { ...facts, amountFen: draft.amountFen };
    await recordEvent(tx, { actor, at, action: "payment-refused", object: "/payments/requests", outcome: "refused", ip, detail });
  });
