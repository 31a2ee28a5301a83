import type { PlainDate } from "@qiangyi/kernel";
import { sql } from "kysely";
import { type Actor, type Tx, within } from "../../platform/index.ts";
import type { StoredObservation } from "./approved-value.ts";
import type { Series } from "./kept-years.ts";

/** What an evaluation reads of a value; screens that show where a value comes from read `StoredObservation`. */
export type ObservedValue = Pick<
  StoredObservation,
  | "subject"
  | "indicator"
  | "period"
  | "version"
  | "value"
  | "label"
  | "numerator"
  | "denominator"
  | "definition"
  | "reportedOn"
  | "dueOn"
>;

/** From this year to this year, both included. */
export interface YearsOfSeries extends Series {
  readonly from: number;
  readonly to: number;
}

/** The periods of these years as they were approved by the as-of day, older versions included. */
export const observationsOfYears = async (
  tx: Tx,
  actor: Actor,
  { years, asOf }: { readonly years: readonly YearsOfSeries[]; readonly asOf: PlainDate },
): Promise<ObservedValue[]> => {
  if (years.length === 0) return [];
  const { rows } = await sql<ObservedValue>`
    select o.subject, o.indicator, o.period, o.version, o.value::text as value, o.label, o.numerator::text as numerator,
      o.denominator::text as denominator, o.definition, o.reported_on as "reportedOn", o.due_on as "dueOn"
    from unnest(${years.map(({ subject }) => subject)}::text[], ${years.map(({ indicator }) => indicator)}::text[],
        ${years.map(({ from }) => String(from))}::text[], ${years.map(({ to }) => String(to + 1))}::text[]) as asked (subject, indicator, first, after)
      join observation o on o.province = ${actor.province} and o.subject = asked.subject and o.indicator = asked.indicator
        and o.period >= asked.first and o.period < asked.after
    where ${within(actor, "o")} and o.approved_on <= ${asOf}
    order by o.subject, o.indicator, o.period, o.version`.execute(tx);
  return rows;
};

/** Of each of these indicators the versions that break its series, the earliest first. */
export const breaksOf = async (
  tx: Tx,
  { province }: Actor,
  indicators: readonly string[],
): Promise<ReadonlyMap<string, readonly number[]>> => {
  const { rows } = await sql<{ indicator: string; versions: number[] }>`
    select indicator, array_agg(version order by version) as versions from indicator_definition
    where province = ${province} and is_break and indicator = any(${[...new Set(indicators)]}::text[]) group by indicator`.execute(
    tx,
  );
  return new Map(rows.map(({ indicator, versions }) => [indicator, versions]));
};
