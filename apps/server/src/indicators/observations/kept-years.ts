import type { PlainDate } from "@qiangyi/kernel";
import { sql } from "kysely";
import { type Actor, type Tx, within } from "../../platform/index.ts";

/** Whose values are asked about. */
export interface Series {
  readonly subject: string;
  readonly indicator: string;
}

/** A year as the rollup keeps it, with what tells whether it may stand for its periods. */
export interface KeptYear extends Series {
  readonly year: number;
  /** That the parts cover; 12 is a whole year. */
  readonly months: number;
  readonly endsOn: PlainDate;
  /** The last day of the latest month or quarter; null of a year that was reported whole or by days. */
  readonly partsEndOn: PlainDate | null;
  readonly value: string | null;
  readonly label: string | null;
  readonly numerator: string | null;
  readonly denominator: string | null;
  readonly oldestDefinition: number;
  readonly newestDefinition: number;
  /** The latest of all versions. */
  readonly reportedOn: PlainDate;
  /** From this day on the row says exactly what the periods say. */
  readonly settledOn: PlainDate;
}

/** The years of each series, the latest first. */
export const keptYears = async (tx: Tx, actor: Actor, series: readonly Series[]): Promise<KeptYear[]> => {
  if (series.length === 0) return [];
  const { rows } = await sql<KeptYear>`
    select y.subject, y.indicator, y.year, y.months, y.ends_on as "endsOn", y.parts_end_on as "partsEndOn", y.value::text as value, y.label,
      y.numerator::text as numerator, y.denominator::text as denominator, y.oldest_definition as "oldestDefinition",
      y.newest_definition as "newestDefinition", y.reported_on as "reportedOn", y.settled_on as "settledOn"
    from unnest(${series.map(({ subject }) => subject)}::text[], ${series.map(({ indicator }) => indicator)}::text[]) as asked (subject, indicator)
      join observation_year y on y.province = ${actor.province} and y.subject = asked.subject and y.indicator = asked.indicator
    where ${within(actor, "y")}
    order by y.year desc`.execute(tx);
  return rows;
};
