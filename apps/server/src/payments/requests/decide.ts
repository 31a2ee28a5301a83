import { decidePayments, type PaymentRowResult } from "@qiangyi/api";
import { ok, type Result, refuse } from "@qiangyi/kernel";
import { sql } from "kysely";
import { type Actor, type Answers, type Clock, handle, type Rooms, type Tx, wordsOf } from "../../platform/index.ts";
import { type BookRefusal, bookAnswers, type HandlingRefusal, handlingAnswers } from "./refusals.ts";
import { addStep, changePayment, findPayment, lockPayment, type StoredPayment } from "./requests.store.ts";
import { thaw } from "./submit.ts";
import { stateName } from "./words.ts";

type DecideRefusal = BookRefusal | HandlingRefusal;
const answers: Answers<DecideRefusal> = { ...bookAnswers, ...handlingAnswers };

interface At {
  readonly tx: Tx;
  readonly actor: Actor;
  readonly clock: Clock;
}

/** 单位负责人审批: each row stands by itself; what one refuses leaves the others as they are. */
export const decideRoutes = (rooms: Rooms): void =>
  handle(rooms, decidePayments, async ({ tx, actor, clock, body: { act, rows, opinion } }) =>
    ok({
      rows: await eachRow({ tx, actor }, rows, answers, ({ id, version }) =>
        decide({ tx, actor, clock }, id, { act, version, opinion: opinion ?? null }),
      ),
    }),
  );

/** Runs a batch row by row under a savepoint each, in the order of ids, so that two batches never lock each other out. */
export const eachRow = async <Row extends { readonly id: string }, R extends DecideRefusal | { readonly code: string }>(
  { tx, actor }: Pick<At, "tx" | "actor">,
  rows: readonly Row[],
  sentences: Answers<R>,
  act: (row: Row) => Promise<Result<unknown, R>>,
): Promise<PaymentRowResult[]> => {
  const once = [...new Map(rows.map((row) => [row.id, row])).values()];
  const results = new Map<string, PaymentRowResult>();
  for (const row of once.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
    await sql`savepoint payment_row`.execute(tx);
    const done = await act(row);
    if (!done.ok) await sql`rollback to savepoint payment_row`.execute(tx);
    await sql`release savepoint payment_row`.execute(tx);
    const number = (await findPayment(tx, actor, row.id))?.number ?? null;
    results.set(
      row.id,
      done.ok
        ? { id: row.id, number, isDone: true, code: null, message: null }
        : { id: row.id, number, isDone: false, code: done.refusal.code, message: wordsOf(done.refusal, sentences).sentence },
    );
  }
  return once.flatMap(({ id }) => results.get(id) ?? []);
};

interface Decision {
  readonly act: "approve" | "return";
  readonly version: number;
  readonly opinion: string | null;
}

const decide = async (at: At, id: string, { act, version, opinion }: Decision): Promise<Result<null, DecideRefusal>> => {
  const { tx, actor, clock } = at;
  const held = await lockPayment(tx, actor, id);
  if (!held || actor.institution !== held.institution) return refuse({ code: "payment-not-found" });
  if (held.state !== "submitted") return refuse({ code: "payment-not-open", now: stateName(held.state) });
  if (held.version !== version) return refuse({ code: "changed-meanwhile" });
  if (actsFor(actor, "payments.approve").includes(held.requested_by))
    return refuse({ code: "same-person", clause: "qiangyi-2024.art10.1.a" });
  if (act === "return") {
    const thawed = await thaw(at, held);
    if (!thawed.ok) return thawed;
    await changePayment(tx, held, { state: "returned" });
  } else {
    await changePayment(tx, held, {
      state: "approved",
      approved_by: actor.userId,
      approved_name: actor.name,
      approved_at: clock.now(),
    });
  }
  await addStep(tx, actor, clock.now(), held, { act, opinion, document: null });
  return ok(null);
};

/** Who acts, and whose duty he has taken over: neither may be another pair of eyes on his own request. */
export const actsFor = (actor: Actor, permission: "payments.approve" | "payments.pay"): readonly string[] => {
  const owner = actor.delegatedFrom?.get(permission);
  return owner === undefined ? [actor.userId] : [actor.userId, owner.userId];
};

export const isPersonOf = (people: readonly string[], { requested_by, approved_by }: StoredPayment): boolean =>
  people.some((person) => person === requested_by || person === approved_by);
