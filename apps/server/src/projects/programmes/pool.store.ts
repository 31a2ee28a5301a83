import type { PoolEvent } from "@qiangyi/projects";
import { sql } from "kysely";
import type { Actor, Tx } from "../../platform/index.ts";

export interface StoredPoolEvent extends PoolEvent {
  readonly title: string | null;
  readonly replacedTitle: string | null;
  readonly reason: string;
  readonly byName: string;
  readonly at: Date;
}

type Key = { readonly province: string; readonly call: string };

/** One writer of a pool at a time: two decisions at one moment cannot make a thirteenth candidate. */
export const lockPool = async (tx: Tx, { province, call }: Key): Promise<void> => {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`candidate-pool/${province}/${call}`}, 0))`.execute(tx);
};

export const poolEvents = async (tx: Tx, { province, call }: Key): Promise<StoredPoolEvent[]> =>
  (
    await sql<StoredPoolEvent>`
      select e.kind, e.project, e.replaces, p.title, r.title as "replacedTitle", e.reason, e.by_name as "byName", e.at
      from candidate_pool_event e
      left join project p on p.province = e.province and p.id = e.project
      left join project r on r.province = e.province and r.id = e.replaces
      where e.province = ${province} and e.call = ${call} order by e.seq`.execute(tx)
  ).rows;

export const insertPoolEvent = async (
  tx: Tx,
  { province, userId, name }: Actor,
  call: string,
  { kind, project, replaces }: PoolEvent,
  { reason, at }: { readonly reason: string; readonly at: Date },
): Promise<void> => {
  await sql`insert into candidate_pool_event (province, call, seq, kind, project, replaces, reason, by_user, by_name, at)
    select ${province}, ${call}::uuid, coalesce(max(seq), 0) + 1, ${kind}, ${project}::uuid, ${replaces}::uuid, ${reason}, ${userId}, ${name},
      ${at}::timestamptz from candidate_pool_event where province = ${province} and call = ${call}`.execute(tx);
};
