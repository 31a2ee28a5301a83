import type { PlainDate } from "@qiangyi/kernel";
import type { Institution } from "@qiangyi/policy";
import { type RawBuilder, sql } from "kysely";
import { type Actor, type Tx, within } from "../platform/index.ts";

interface Row extends Institution {
  /** Written since: what stands today may not be what stood on the day. */
  readonly isLater: boolean;
}

/**
 * The institutions that the actor may see today, as their records stood at the end of a day in Shanghai: an old report does not change when a hospital is
 * promoted, renamed or moved. One that was registered later stands as it was registered at first: it had its class before somebody entered it.
 */
export const institutionsAsOf = (tx: Tx, actor: Actor, day: PlainDate): Promise<Institution[]> =>
  recordsAsOf(tx, actor, day, sql`true`);

/** The same, of those that existed on the day: rosters that promises are counted by leave out what has ended or had not begun. */
export const institutionsOn = (tx: Tx, actor: Actor, day: PlainDate): Promise<Institution[]> =>
  recordsAsOf(
    tx,
    actor,
    day,
    sql`(i.valid_from is null or i.valid_from <= ${day}) and (i.valid_to is null or i.valid_to > ${day})`,
  );

const recordsAsOf = async (tx: Tx, actor: Actor, day: PlainDate, which: RawBuilder<unknown>): Promise<Institution[]> => {
  const end = sql`((${day}::date + 1)::timestamp at time zone 'Asia/Shanghai')`;
  const { rows } = await sql<Row>`
    select i.id, i.name, i.ownership, i.affiliation, i.tier, i.class, i.region, i.changed_at >= ${end} as "isLater"
    from institution i where ${within(actor, "i", "id")} and ${which} order by i.id`.execute(tx);
  const later = rows.filter(({ isLater }) => isLater).map(({ id }) => id);
  if (later.length === 0) return rows.map(plain);
  const versions = await sql<Institution>`
    select distinct on (v.institution) v.institution as id, v.record ->> 'name' as name, v.record ->> 'ownership' as ownership,
      v.record ->> 'affiliation' as affiliation, v.record ->> 'tier' as tier, v.record ->> 'class' as class, v.record ->> 'region' as region
    from institution_version v where v.province = ${actor.province} and v.institution = any(${later}::text[])
    order by v.institution, v.at < ${end} desc, case when v.at < ${end} then -v.version else v.version end`.execute(tx);
  const then = new Map(versions.rows.map((each) => [each.id, each]));
  return rows.map((row) => then.get(row.id) ?? plain(row));
};

const plain = (row: Row): Institution => {
  const { isLater: _, ...institution } = row;
  return institution;
};
