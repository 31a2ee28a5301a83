import type { PlainDate } from "@qiangyi/kernel";
import { sql } from "kysely";
import { type Actor, type Tx, within } from "../platform/index.ts";

export interface ClockStop {
  readonly clock: string;
  readonly stoppedOn: PlainDate;
  readonly evidence: string;
}

/** The stops in force, by clock: a later record corrects an earlier one. */
export const stopsByClock = async (tx: Tx, actor: Actor): Promise<ReadonlyMap<string, ClockStop>> => {
  const { rows } = await sql<ClockStop>`
    select distinct on (clock) clock, stopped_on::text as "stoppedOn", evidence from clock_stop as s
    where ${placed(actor)} order by clock, corrections desc`.execute(tx);
  return new Map(rows.map((row) => [row.clock, row]));
};

/** The table has no institution: units keep no clock that is stopped by hand. */
const placed = (actor: Actor) => (actor.level === "unit" ? sql<boolean>`false` : within(actor, "s"));

export const insertStop = async (
  tx: Tx,
  actor: Actor,
  { clock, stoppedOn, evidence, at }: ClockStop & { readonly at: Date },
): Promise<void> => {
  await sql`
    insert into clock_stop (province, clock, city, county, stopped_on, evidence, corrections, recorded_by, recorded_name, recorded_at)
    select ${actor.province}, ${clock}, ${actor.city}, ${actor.county}, ${stoppedOn}, ${evidence}, count(*), ${actor.userId}, ${actor.name}, ${at}
    from clock_stop where province = ${actor.province} and clock = ${clock}`.execute(tx);
};
