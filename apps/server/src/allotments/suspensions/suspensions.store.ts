import type { PlainDate } from "@qiangyi/kernel";
import { sql } from "kysely";
import type { Actor, Tx } from "../../platform/index.ts";

/** 暂停拨付 of one line in one place. */
export interface Suspension {
  readonly id: string;
  readonly line: string;
  /** Null: the whole province. */
  readonly city: string | null;
  /** Null: the whole city. */
  readonly county: string | null;
  readonly setLevel: "province" | "city" | "county";
  readonly reason: string;
  readonly documentNumber: string;
  readonly startsOn: PlainDate;
  readonly endsOn: PlainDate | null;
  readonly setName: string;
  readonly setAt: Date;
  readonly liftedName: string | null;
  readonly liftedAt: Date | null;
  readonly liftedReason: string | null;
}

const columns = sql`id, line, city, county, set_level as "setLevel", reason, document_number as "documentNumber", starts_on as "startsOn",
  ends_on as "endsOn", set_name as "setName", set_at as "setAt", lifted_name as "liftedName", lifted_at as "liftedAt", lifted_reason as "liftedReason"`;

/** Those that the actor stands under or has set, the newest first; row-level security keeps other places' apart. */
export const suspensionsInSight = async (tx: Tx, { province }: Actor): Promise<readonly Suspension[]> =>
  (
    await sql<Suspension>`
      select ${columns} from line_suspension where province = ${province} order by lifted_at is not null, id desc limit 500`.execute(
      tx,
    )
  ).rows;

export const suspensionsInForce = async (tx: Tx, { province }: Actor, today: PlainDate): Promise<readonly Suspension[]> =>
  (
    await sql<Suspension>`
      select ${columns} from line_suspension
      where province = ${province} and lifted_at is null and starts_on <= ${today}::date and (ends_on is null or ends_on >= ${today}::date)
      order by set_at`.execute(tx)
  ).rows;

export const findOpenSuspension = async (tx: Tx, { province }: Actor, id: string): Promise<Suspension | undefined> =>
  (
    await sql<Suspension>`
      select ${columns} from line_suspension where province = ${province} and id = ${id}::uuid and lifted_at is null`.execute(tx)
  ).rows[0];

export const insertSuspension = async (
  tx: Tx,
  actor: Actor,
  now: Date,
  {
    id,
    line,
    city,
    county,
    reason,
    documentNumber,
    startsOn,
    endsOn,
  }: Pick<Suspension, "id" | "line" | "city" | "county" | "reason" | "documentNumber" | "startsOn" | "endsOn">,
): Promise<void> => {
  await sql`
    insert into line_suspension (province, id, line, city, county, set_level, reason, document_number, starts_on, ends_on, set_by, set_name, set_at)
    values (${actor.province}, ${id}::uuid, ${line}, ${city}, ${county}, ${actor.level}, ${reason}, ${documentNumber}, ${startsOn}::date,
      ${endsOn}::date, ${actor.userId}, ${actor.name}, ${now})`.execute(tx);
};

/** False where somebody else was faster. */
export const markLifted = async (tx: Tx, actor: Actor, now: Date, id: string, reason: string): Promise<boolean> =>
  (
    await sql`
      update line_suspension set lifted_by = ${actor.userId}, lifted_name = ${actor.name}, lifted_at = ${now}, lifted_reason = ${reason}
      where province = ${actor.province} and id = ${id}::uuid and lifted_at is null returning id`.execute(tx)
  ).rows.length === 1;
