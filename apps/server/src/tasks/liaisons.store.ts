import { sql } from "kysely";
import type { Actor, Tx } from "../platform/index.ts";

export interface Liaison {
  readonly user: string;
  readonly unit: string;
  readonly byName: string;
  readonly at: Date;
}

/** The latest word on each account. */
export const liaisonsOf = async (tx: Tx, { province }: Actor): Promise<readonly Liaison[]> => {
  const { rows } = await sql<Liaison>`
    select distinct on (user_id) user_id as "user", unit, by_name as "byName", at
    from task_liaison where province = ${province} order by user_id, seq desc`.execute(tx);
  return rows;
};

export const liaisonUnitOf = async (tx: Tx, { province, userId }: Actor): Promise<string | undefined> => {
  const { rows } = await sql<{ unit: string }>`
    select unit from task_liaison where province = ${province} and user_id = ${userId} order by seq desc limit 1`.execute(tx);
  return rows[0]?.unit;
};

export const insertLiaison = async (
  tx: Tx,
  actor: Actor,
  { user, unit, at }: { readonly user: string; readonly unit: string; readonly at: Date },
): Promise<void> => {
  await sql`
    insert into task_liaison (province, user_id, seq, unit, by_user, by_name, at)
    select ${actor.province}, ${user}, coalesce(max(seq), 0) + 1, ${unit}, ${actor.userId}, ${actor.name}, ${at}
    from task_liaison where province = ${actor.province} and user_id = ${user}`.execute(tx);
};
