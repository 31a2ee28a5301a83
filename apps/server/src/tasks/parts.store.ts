import type { PlainDate } from "@qiangyi/kernel";
import type { Cadence } from "@qiangyi/policy/tasks";
import { sql } from "kysely";
import type { Actor, Tx } from "../platform/index.ts";
import { mine } from "./records.store.ts";

export type PartState = "open" | "closing" | "closed";

interface Key {
  readonly task: string;
  readonly part: string;
}

/** The part as it stands, kept from others until this request is done; undefined while nobody answers for it. */
export const lockPart = async (tx: Tx, actor: Actor, { task, part }: Key): Promise<PartState | undefined> => {
  const { rows } = await sql<{ state: PartState }>`
    select p.state from task_part p where ${mine(actor, "p")} and p.task = ${task} and p.part = ${part} for update`.execute(tx);
  return rows[0]?.state;
};

/** Makes the row of a part if it is the first time, and locks it. */
export const openPart = async (
  tx: Tx,
  { province }: Actor,
  { task, part, city }: Key & { readonly city: string | null },
): Promise<PartState> => {
  await sql`insert into task_part (province, task, part, city) values (${province}, ${task}, ${part}, ${city}) on conflict do nothing`.execute(
    tx,
  );
  const { rows } = await sql<{ state: PartState }>`
    select state from task_part where province = ${province} and task = ${task} and part = ${part} for update`.execute(tx);
  return rows[0]?.state ?? "open";
};

export const movePart = async (tx: Tx, { province }: Actor, { task, part }: Key, state: PartState): Promise<void> => {
  await sql`update task_part set state = ${state} where province = ${province} and task = ${task} and part = ${part}`.execute(tx);
};

export interface NewAssignment extends Key {
  readonly city: string | null;
  readonly unit: string;
  readonly person: string;
  readonly startsOn: string;
  readonly dueOn: string | null;
  readonly target: string;
  readonly everyMonths: Cadence;
  readonly reason: string | null;
  readonly onDay: PlainDate;
  readonly at: Date;
}

export const insertAssignment = async (tx: Tx, actor: Actor, one: NewAssignment): Promise<void> => {
  await sql`
    insert into task_assignment (province, task, part, seq, city, unit, person, starts_on, due_on, target, every_months, reason, on_day, by_user, by_name, at)
    select ${actor.province}, ${one.task}, ${one.part}, coalesce(max(seq), 0) + 1, ${one.city}, ${one.unit}, ${one.person}, ${one.startsOn}::date,
      ${one.dueOn}::date, ${one.target}, ${one.everyMonths}::smallint, ${one.reason}, ${one.onDay}::date, ${actor.userId}, ${actor.name}, ${one.at}
    from task_assignment where province = ${actor.province} and task = ${one.task} and part = ${one.part}`.execute(tx);
};
