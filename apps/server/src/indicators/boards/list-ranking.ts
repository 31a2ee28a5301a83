import { type IndicatorView, listProvinceRanking, type RankedSubject } from "@qiangyi/api";
import { ok } from "@qiangyi/kernel";
import { regionsByCode } from "@qiangyi/policy";
import type { DefinitionSpan } from "@qiangyi/policy/targets";
import { type Actor, handle, type Rooms, type Tx } from "../../platform/index.ts";
import { institutionNames } from "../../registry/index.ts";
import { dictionaryOf } from "../dictionary/index.ts";
import { countsOfBetter, type RankedYear, type RankingPlace, rankedYears, regionYears } from "../observations/index.ts";
import { definitionSpans } from "./board-facts.ts";
import { changeOf, figureOf, type YearFigure } from "./figures.ts";
import { edgesOf, ranksOf } from "./ranks.ts";
import { placeCode } from "./show-province.ts";

export const listRankingRoute = (rooms: Rooms): void =>
  handle(rooms, listProvinceRanking, async ({ tx, actor, clock, query }) => {
    const { indicator: code, year, order, after, limit } = query;
    const [indicator] = await dictionaryOf(tx, actor, { onDate: clock.today(), codes: [code] });
    if (indicator === undefined) return ok({ items: [], next: null, total: 0 });
    const page = await rankingOf(tx, actor, indicator, { year, order, after: placeFrom(after), limit });
    return ok({ ...page, total: await reported(tx, actor, code, year) });
  });

interface Asked {
  readonly year: number;
  readonly order: "best" | "worst";
  readonly after?: RankingPlace | undefined;
  readonly limit: number;
}

/** Institutions by the value of a year, the best or the worst first; where less is better the smallest is the best. */
export const rankingOf = async (
  tx: Tx,
  actor: Actor,
  indicator: IndicatorView,
  { year, order, after, limit }: Asked,
): Promise<{ readonly items: RankedSubject[]; readonly next: string | null }> => {
  const asked = {
    indicator: indicator.code,
    year,
    scale: indicator.scale,
    isLessBetter: indicator.direction === "down" || indicator.kind === "rank",
    order,
    after,
    limit: limit + 1,
  };
  const found = await rankedYears(tx, actor, asked);
  const rows = found.slice(0, limit);
  const keys = rows.map(({ key }) => key);
  const edges = edgesOf(keys);
  const ranks = ranksOf({ keys, order, better: edges.length === 0 ? new Map() : await countsOfBetter(tx, actor, asked, edges) });
  const names = await institutionNames(
    tx,
    actor,
    rows.map(({ subject }) => subject),
  );
  const definitions = (await definitionSpans(tx, actor, [indicator.code])).get(indicator.code) ?? [];
  const last = found.length > limit ? rows.at(-1) : undefined;
  return {
    items: rows.map((row, at) => rowOf(indicator, { row, year, rank: ranks[at] ?? null, names, definitions })),
    next: last === undefined ? null : `${last.isMissing ? missing : (last.key ?? "")}|${last.subject}`,
  };
};

const missing = "x";

/** A damaged cursor starts from the beginning. */
const placeFrom = (after: string | undefined): RankingPlace | undefined => {
  const parts = /^(x|-?\d+(?:\.\d+)?)?\|(.+)$/.exec(after ?? "");
  if (parts === null) return undefined;
  const [, key = null, subject = ""] = parts;
  return { key: key === missing ? null : key, subject, isMissing: key === missing };
};

/** A unit has no region of its own whose institutions are counted. */
const reported = async (tx: Tx, actor: Actor, indicator: string, year: number): Promise<number | null> => {
  if (actor.level === "unit") return null;
  const [place] = await regionYears(tx, actor, { indicators: [indicator], regions: [placeCode(actor)], from: year, to: year });
  return place?.subjects ?? 0;
};

interface RowAsked {
  readonly row: RankedYear;
  readonly year: number;
  readonly rank: number | null;
  readonly names: ReadonlyMap<string, string>;
  readonly definitions: readonly DefinitionSpan[];
}

const rowOf = (indicator: IndicatorView, { row, year, rank, names, definitions }: RowAsked): RankedSubject => {
  const { subject, city, months, numerator, denominator, before, isMissing } = row;
  const now = yearFigure(row, year);
  return {
    subject,
    name: names.get(subject) ?? subject,
    city,
    cityName: city === null ? "" : (regionsByCode.get(city)?.name ?? city),
    rank,
    isMissing,
    ...(isMissing ? { value: null, display: "未报" } : figureOf(indicator, now)),
    numerator,
    denominator,
    months,
    yearOnYear: isMissing
      ? missedOf(indicator, row, year)
      : before !== null && before.months !== months
        ? { text: "—", note: `本年${months}个月，上年${before.months}个月，不可比` }
        : changeOf(indicator, [now, before === null ? undefined : yearFigure(before, year - 1)], definitions),
  };
};

const missedOf = (indicator: IndicatorView, { before }: RankedYear, year: number): RankedSubject["yearOnYear"] => ({
  text: "—",
  note: `${year}年未报${before === null ? "" : `，${year - 1}年为${figureOf(indicator, yearFigure(before, year - 1)).display}`}`,
});

/** Sides of parts that were never combined into a value are not one. */
const yearFigure = ({ value, label, numerator, denominator }: NonNullable<RankedYear["before"]>, year: number): YearFigure =>
  value === null && label === null
    ? { year, value: null, label: null, numerator: null, denominator: null }
    : { year, value, label, numerator, denominator };
