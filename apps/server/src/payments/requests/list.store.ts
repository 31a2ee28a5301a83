import type { PaymentState } from "@qiangyi/api";
import { type Actor, type Tx, within } from "../../platform/index.ts";
import { paymentsIn, type StoredPayment } from "./requests.store.ts";

export interface ListQuery {
  readonly state?: PaymentState | undefined;
  readonly year?: number | undefined;
  readonly line?: string | undefined;
  readonly institution?: string | undefined;
  readonly earmark?: string | undefined;
  readonly waiting?: { readonly state: PaymentState; readonly bureau?: string } | undefined;
  readonly after?: string | undefined;
  readonly limit: number;
}

const filtered = (tx: Tx, actor: Actor, { state, year, line, institution, earmark, waiting }: ListQuery, withState = true) => {
  const wanted = waiting?.state ?? state;
  return paymentsIn(tx)
    .selectFrom("payment_request")
    .where("province", "=", actor.province)
    .where(within(actor, "payment_request"))
    .$if(withState && wanted !== undefined, (query) => query.where("state", "=", wanted as PaymentState))
    .$if(waiting?.bureau !== undefined, (query) => query.where("bureau", "=", waiting?.bureau ?? ""))
    .$if(year !== undefined, (query) => query.where("year", "=", year as number))
    .$if(line !== undefined, (query) => query.where("line", "=", line as string))
    .$if(institution !== undefined, (query) => query.where("institution", "=", institution as string))
    .$if(earmark !== undefined, (query) => query.where("earmark", "=", earmark as string));
};

/** Newest first, by keyset. */
export const listedPage = async (
  tx: Tx,
  actor: Actor,
  query: ListQuery,
): Promise<{ rows: StoredPayment[]; next: string | null; total: number }> => {
  const { after, limit } = query;
  const rows = await filtered(tx, actor, query)
    .selectAll()
    .$if(after !== undefined, (page) => page.where("id", "<", after as string))
    .orderBy("id", "desc")
    .limit(limit + 1)
    .execute();
  const shown = rows.slice(0, limit);
  const { total } = await filtered(tx, actor, query)
    .select(({ fn }) => fn.countAll<bigint>().as("total"))
    .executeTakeFirstOrThrow();
  return { rows: shown, next: rows.length > limit ? (shown.at(-1)?.id ?? null) : null, total: Number(total) };
};

/** What lies in each state, under the same filters but the state. */
export const sumsByState = async (tx: Tx, actor: Actor, query: ListQuery) => {
  const rows = await filtered(tx, actor, { ...query, waiting: undefined }, false)
    .select(({ fn }) => ["state", fn.countAll<bigint>().as("count"), fn.sum<string>("amount_fen").as("amount")])
    .groupBy("state")
    .execute();
  return rows.map(({ state, count, amount }) => ({ state, count: Number(count), amount: BigInt(amount) }));
};
