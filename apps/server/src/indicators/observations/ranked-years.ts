import { type RawBuilder, sql } from "kysely";
import { type Actor, type Tx, within } from "../../platform/index.ts";

/** The institutions of one indicator and year, by value. */
export interface RankingAsked {
  readonly indicator: string;
  readonly year: number;
  /** Of levels and grades, the lowest first; their order is not that of numbers. */
  readonly scale: readonly string[] | null;
  /** Where the smallest comes first: less is better, or a rank. */
  readonly isLessBetter: boolean;
  readonly order: "best" | "worst";
  readonly after: RankingPlace | undefined;
  readonly limit: number;
}

/** Where a page ended: its last row, with a value, without one, or among those that did not report. */
export interface RankingPlace {
  readonly key: string | null;
  readonly subject: string;
  readonly isMissing: boolean;
}

export interface RankedYear {
  readonly subject: string;
  readonly city: string | null;
  /** What it is ordered by; null without a value. */
  readonly key: string | null;
  /** Reported in the year before and not in this one. */
  readonly isMissing: boolean;
  readonly months: number;
  readonly value: string | null;
  readonly label: string | null;
  readonly numerator: string | null;
  readonly denominator: string | null;
  /** The year before; null where nothing was reported. */
  readonly before: Pick<RankedYear, "months" | "value" | "label" | "numerator" | "denominator"> | null;
}

const keyOf = ({ scale }: Pick<RankingAsked, "scale">) =>
  scale === null
    ? sql`y.value`
    : sql`case when y.label is not null then coalesce(array_position(${[...scale]}::text[], y.label), 0)::numeric end`;

const ofYear = (actor: Actor, { indicator, year }: Pick<RankingAsked, "indicator" | "year">) =>
  sql`${within(actor, "y")} and y.indicator = ${indicator} and y.year = ${year} and y.institution is not null`;

/**
 * One page in order: those with a value, those without, and at the end those that reported last year and not this year. Read along the index by value, so that it costs the same however many institutions there
 * are; only the labels of a scale are put in order for each page.
 */
export const rankedYears = async (tx: Tx, actor: Actor, asked: RankingAsked): Promise<RankedYear[]> => {
  const { after, limit } = asked;
  if (after?.isMissing) return missingYears(tx, actor, asked);
  const valued = after?.key === null ? [] : await pageOf(tx, actor, asked, valuedFrom(asked));
  if (valued.length >= limit) return valued;
  const rest = sql`and ${keyOf(asked)} is null ${after?.key === null ? sql`and y.subject > ${after.subject}` : sql``}`;
  const found = [...valued, ...(await pageOf(tx, actor, { ...asked, limit: limit - valued.length }, rest))];
  return found.length >= limit
    ? found
    : [...found, ...(await missingYears(tx, actor, { ...asked, limit: limit - found.length }))];
};

/** Whoever has ended since owes nothing and is not missed. */
const missingYears = async (tx: Tx, actor: Actor, { indicator, year, after, limit }: RankingAsked): Promise<RankedYear[]> => {
  const { rows } = await sql<RankedYear>`
    select y.subject, y.city, null as key, true as "isMissing", 0 as months, null as value, null as label, null as numerator, null as denominator,
      jsonb_build_object('months', y.months, 'value', trim_scale(y.value)::text, 'label', y.label, 'numerator', y.numerator::text,
        'denominator', y.denominator::text) as before
    from observation_year y
    where ${ofYear(actor, { indicator, year: year - 1 })} ${after?.isMissing ? sql`and y.subject > ${after.subject}` : sql``}
      and not exists (select from observation_year now where now.province = y.province and now.indicator = y.indicator and now.year = ${year}
        and now.subject = y.subject)
      and not exists (select from institution i where i.province = y.province and i.id = y.institution and i.valid_to < make_date(${year}, 1, 1))
    order by y.subject limit ${limit}`.execute(tx);
  return rows;
};

const isRising = ({ isLessBetter, order }: RankingAsked): boolean => isLessBetter === (order === "best");

const valuedFrom = (asked: RankingAsked) => {
  const key = keyOf(asked);
  const { after } = asked;
  return after === undefined || after.key === null
    ? sql`and ${key} is not null`
    : isRising(asked)
      ? sql`and ${key} >= ${after.key}::numeric and (${key} > ${after.key}::numeric or y.subject > ${after.subject})`
      : sql`and ${key} <= ${after.key}::numeric and (${key} < ${after.key}::numeric or y.subject > ${after.subject})`;
};

const pageOf = async (tx: Tx, actor: Actor, asked: RankingAsked, rest: RawBuilder<unknown>): Promise<RankedYear[]> => {
  const direction = isRising(asked) ? sql`asc` : sql`desc`;
  const { rows } = await sql<RankedYear>`
    select page.subject, page.city, trim_scale(page.key)::text as key, false as "isMissing", page.months, trim_scale(page.value)::text as value, page.label,
      page.numerator::text as numerator, page.denominator::text as denominator,
      case when b.subject is not null then jsonb_build_object('months', b.months, 'value', trim_scale(b.value)::text, 'label', b.label,
        'numerator', b.numerator::text, 'denominator', b.denominator::text) end as before
    from (select y.*, ${keyOf(asked)} as key from observation_year y
        where ${ofYear(actor, asked)} ${rest} order by ${keyOf(asked)} ${direction}, y.subject limit ${asked.limit}) page
      left join observation_year b on b.province = page.province and b.indicator = page.indicator and b.year = page.year - 1 and b.subject = page.subject
    order by page.key ${direction}, page.subject`.execute(tx);
  return rows;
};

/** How many have a better value than each of these keys. */
export const countsOfBetter = async (
  tx: Tx,
  actor: Actor,
  asked: RankingAsked,
  keys: readonly string[],
): Promise<ReadonlyMap<string, number>> => {
  const better = asked.isLessBetter ? sql`<` : sql`>`;
  const { rows } = await sql<{ key: string; count: number }>`
    select wanted.key, (select count(*)::integer from observation_year y where ${ofYear(actor, asked)} and ${keyOf(asked)} ${better} wanted.key::numeric) as count
    from unnest(${[...new Set(keys)]}::text[]) as wanted (key)`.execute(tx);
  return new Map(rows.map(({ key, count }) => [key, count]));
};
