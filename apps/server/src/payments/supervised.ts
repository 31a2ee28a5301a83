import { type Fen, fen, type PlainDate } from "@qiangyi/kernel";
import { sql } from "kysely";
import { type Actor, type Tx, within } from "../platform/index.ts";

/* What supervision asks of the payments: what was stopped, what came back, and whether a suspension still stands. */

export interface SuspensionState {
  readonly liftedBy: string;
  readonly liftedAt: Date;
  readonly liftedReason: string;
}

/** Of some suspensions those that were lifted, whichever way it was done. */
export const liftedSuspensions = async (
  tx: Tx,
  actor: Actor,
  ids: readonly string[],
): Promise<ReadonlyMap<string, SuspensionState>> => {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<SuspensionState & { readonly id: string }>`
    select id, lifted_name as "liftedBy", lifted_at as "liftedAt", lifted_reason as "liftedReason" from payment_suspension
    where ${within(actor, "payment_suspension")} and id = any(${[...ids]}::uuid[]) and lifted_at is not null`.execute(tx);
  return new Map(rows.map(({ id, ...state }) => [id, state]));
};

export interface StoppedInPlace {
  /** County of the unit; the city, or the province, where it belongs to none. */
  readonly region: string;
  /** Payments that were refused, with what was asked for. */
  readonly blocked: number;
  readonly blockedAmount: Fen;
  /** Suspensions of units that stand today. */
  readonly suspensions: number;
}

/** 拦截 of a year and 暂停 in force, by place. */
export const stoppedByPlace = async (
  tx: Tx,
  actor: Actor,
  { from, to }: { readonly from: PlainDate; readonly to: PlainDate },
): Promise<readonly StoppedInPlace[]> => {
  const { rows } = await sql<{ region: string; blocked: number; amount: bigint; suspensions: number }>`
    select coalesce(county, city, ${`${actor.province}0000`}) as region, sum(blocked)::integer as blocked, sum(amount)::bigint as amount, sum(suspensions)::integer as suspensions from (
      select city, county, 1 as blocked, amount_fen as amount, 0 as suspensions from payment_refusal
      where ${within(actor, "payment_refusal")} and (at at time zone 'Asia/Shanghai')::date between ${from}::date and ${to}::date
      union all
      select city, county, 0, 0, 1 from payment_suspension where ${within(actor, "payment_suspension")} and lifted_at is null) stopped
    group by 1 order by 1`.execute(tx);
  return rows.map(({ amount, ...row }) => ({ ...row, blockedAmount: fen(amount) }));
};

export interface CameBack {
  readonly payment: string;
  readonly at: Date;
  readonly on: PlainDate;
  readonly document: string;
  readonly amount: Fen;
}

/** Money that a unit gave back of what was paid from a page, recorded since an instant; oldest first. */
export const cameBack = async (
  tx: Tx,
  actor: Actor,
  { institution, earmark, since }: { readonly institution: string; readonly earmark: string; readonly since: Date },
): Promise<readonly CameBack[]> => {
  const { rows } = await sql<Omit<CameBack, "amount"> & { readonly amount: bigint }>`
    select r.id as payment, m.at, m.happened_on::text as on, m.voucher_number as document, m.amount_fen as amount
    from payment_movement m join payment_request r on r.province = m.province and r.id = m.request
    where ${within(actor, "m")} and m.kind in ('refund', 'recovery') and r.institution = ${institution} and r.earmark = ${earmark}
      and m.at >= ${since} order by m.at, m.id`.execute(tx);
  return rows.map(({ amount, ...row }) => ({ ...row, amount: fen(amount) }));
};
