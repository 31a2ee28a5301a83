import { sql } from "kysely";
import { type Actor, type Tx, within } from "../../platform/index.ts";

/** The year of a subject as the rollup keeps it: what boards compare and rank, at the same cost however long the history is. */
export interface SubjectYear {
  readonly subject: string;
  readonly indicator: string;
  readonly year: number;
  readonly city: string | null;
  readonly county: string | null;
  readonly institution: string | null;
  /** That the parts cover; 12 is a whole year. */
  readonly months: number;
  /** Ten decimals for a ratio; numerator and denominator are exact. */
  readonly value: string | null;
  readonly label: string | null;
  readonly numerator: string | null;
  readonly denominator: string | null;
  readonly definition: number;
  readonly hasBreak: boolean;
  readonly isCorrected: boolean;
  readonly lateDays: number;
}

interface YearsAsked {
  readonly subjects?: readonly string[] | undefined;
  readonly indicators?: readonly string[] | undefined;
  readonly from?: number | undefined;
  readonly to?: number | undefined;
}

export const subjectYears = async (
  tx: Tx,
  actor: Actor,
  { subjects, indicators, from, to }: YearsAsked,
): Promise<SubjectYear[]> => {
  const { rows } = await sql<SubjectYear>`
    select y.subject, y.indicator, y.year, y.city, y.county, y.institution, y.months, trim_scale(y.value)::text as value, y.label,
      y.numerator::text as numerator, y.denominator::text as denominator, y.definition, y.has_break and exists (select from indicator_definition d
        where d.province = y.province and d.indicator = y.indicator and d.is_break and d.version > y.oldest_definition and d.version <= y.newest_definition)
        as "hasBreak",
      y.is_corrected as "isCorrected", y.late_days as "lateDays"
    from observation_year y where ${within(actor, "y")}
      ${subjects === undefined ? sql`` : sql`and y.subject = any(${[...new Set(subjects)]}::text[])`}
      ${indicators === undefined ? sql`` : sql`and y.indicator = any(${[...new Set(indicators)]}::text[])`}
      ${from === undefined ? sql`` : sql`and y.year >= ${from}`} ${to === undefined ? sql`` : sql`and y.year <= ${to}`}
    order by y.subject, y.indicator, y.year`.execute(tx);
  return rows;
};

/** The institutions of a region together: sums, never means of ratios. */
export interface RegionYear {
  readonly region: string;
  readonly indicator: string;
  readonly year: number;
  readonly subjects: number;
  readonly value: string;
  readonly numerator: string;
  readonly denominator: string;
}

export const regionYears = async (
  tx: Tx,
  actor: Actor,
  { indicators, regions, from, to }: Omit<YearsAsked, "subjects"> & { readonly regions?: readonly string[] | undefined },
): Promise<RegionYear[]> => {
  const { rows } = await sql<RegionYear>`
    select y.region, y.indicator, y.year, y.subjects, trim_scale(y.value)::text as value, trim_scale(y.numerator)::text as numerator,
      trim_scale(y.denominator)::text as denominator
    from region_year y where ${within(actor, "y", "county")}
      ${indicators === undefined ? sql`` : sql`and y.indicator = any(${[...new Set(indicators)]}::text[])`}
      ${regions === undefined ? sql`` : sql`and y.region = any(${[...new Set(regions)]}::text[])`}
      ${from === undefined ? sql`` : sql`and y.year >= ${from}`} ${to === undefined ? sql`` : sql`and y.year <= ${to}`}
    order by y.indicator, y.year, y.region`.execute(tx);
  return rows;
};
