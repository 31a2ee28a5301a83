import type { PlainDate } from "@qiangyi/kernel";
import { sql } from "kysely";
import { type Actor, type Tx, within } from "../../platform/index.ts";
import type { StoredObservation } from "./approved-value.ts";

interface Asked {
  readonly subjects: readonly string[];
  /** All of them when left out. */
  readonly indicators?: readonly string[] | undefined;
  readonly asOf: PlainDate;
  /** Only periods that end on this day or later. */
  readonly from?: PlainDate | undefined;
}

/**
 * What was approved by the as-of day, older versions included, by subject, indicator and period. A later correction changes nothing of it, so an old
 * report comes out the same for ever. The scope is the actor's.
 */
export const observationsFor = async (
  tx: Tx,
  actor: Actor,
  { subjects, indicators, asOf, from }: Asked,
): Promise<StoredObservation[]> => {
  if (subjects.length === 0) return [];
  const { rows } = await sql<StoredObservation>`
    select o.subject, o.indicator, o.period, o.version, o.begins_on as "beginsOn", o.ends_on as "endsOn", o.value::text as value, o.label,
      o.numerator::text as numerator, o.denominator::text as denominator, o.definition,
      (select max(d.version) from indicator_definition d where d.province = o.province and d.indicator = o.indicator and d.is_break
        and d.version <= o.definition) as "afterBreak",
      o.reported_on as "reportedOn", o.due_on as "dueOn", o.approved_on as "approvedOn", o.report, o.source, o.reason, o.recorded_name as "recordedName",
      o.version = max(o.version) over (partition by o.subject, o.indicator, o.period) as "isCurrent"
    from observation o
    where ${within(actor, "o")} and o.subject = any(${[...new Set(subjects)]}::text[])
      ${indicators === undefined ? sql`` : sql`and o.indicator = any(${[...new Set(indicators)]}::text[])`}
      and o.approved_on <= ${asOf} ${from === undefined ? sql`` : sql`and o.ends_on >= ${from}`}
    order by o.subject, o.indicator, o.period, o.version`.execute(tx);
  return rows;
};
