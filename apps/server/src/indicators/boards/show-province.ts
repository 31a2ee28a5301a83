import { type IndicatorView, type RegionFigure, type RouteAnswer, showProvinceBoard } from "@qiangyi/api";
import { ok, type PlainDate, yearOf } from "@qiangyi/kernel";
import { regionsByCode } from "@qiangyi/policy";
import type { DefinitionSpan } from "@qiangyi/policy/targets";
import { sql } from "kysely";
import { type Actor, handle, type Rooms, type Tx, within } from "../../platform/index.ts";
import { dictionaryOf } from "../dictionary/index.ts";
import { type RegionYear, regionYears } from "../observations/index.ts";
import { definitionSpans } from "./board-facts.ts";
import { changeOf, figureOf, type YearFigure } from "./figures.ts";

export type ProvinceBoard = RouteAnswer<typeof showProvinceBoard>;

interface Asked {
  readonly indicator?: string | undefined;
  readonly year?: number | undefined;
}

export const showProvinceRoute = (rooms: Rooms): void =>
  handle(rooms, showProvinceBoard, async ({ tx, actor, clock, query }) =>
    ok(await provinceBoard(tx, actor, query, clock.today())),
  );

/** One indicator over all institutions, from the rollups of regions alone: it costs the same with ten times the institutions or the history. */
export const provinceBoard = async (tx: Tx, actor: Actor, asked: Asked, today: PlainDate): Promise<ProvinceBoard> => {
  const reported = await yearsByIndicator(tx, actor);
  const dictionary = (await dictionaryOf(tx, actor, { onDate: today })).filter(({ code }) => reported.has(code));
  const chosen = dictionary.find(({ code }) => code === asked.indicator) ?? widest(dictionary, reported);
  const years = reported.get(chosen?.code ?? "")?.years ?? [];
  const lastFullYear = yearOf(today) - 1;
  const year = asked.year ?? (years.includes(lastFullYear) ? lastFullYear : (years[0] ?? lastFullYear));
  const listed = { asOf: today, today, newestReport: null, year, years, indicators: dictionary.map(briefly) };
  if (chosen === undefined) return { ...listed, indicator: null, comparability: null, total: null, cities: [] };
  return { ...listed, ...(await figuresOf(tx, actor, chosen, { year, isOpen: year >= yearOf(today) })) };
};

const briefly = ({ code, title, unit, category, direction }: IndicatorView) => ({ code, title, unit, category, direction });

interface Reported {
  readonly years: number[];
  readonly subjects: number;
}

/** What most institutions report is what most people look for first. */
const widest = (dictionary: readonly IndicatorView[], reported: ReadonlyMap<string, Reported>): IndicatorView | undefined =>
  dictionary.toSorted(
    (a, b) =>
      (reported.get(b.code)?.subjects ?? 0) - (reported.get(a.code)?.subjects ?? 0) ||
      Number(b.kind === "amount") - Number(a.kind === "amount"),
  )[0];

/** The years with data of every indicator that the actor may see something of, the latest first. */
const yearsByIndicator = async (tx: Tx, actor: Actor): Promise<ReadonlyMap<string, Reported>> => {
  const { rows } = await sql<Reported & { indicator: string }>`
    select y.indicator, array_agg(distinct y.year order by y.year desc) as years,
      max(${actor.level === "unit" ? sql`1` : sql`y.subjects`})::integer as subjects from ${ownRollup(actor)} y
    where ${within(actor, "y", actor.level === "unit" ? "institution" : "county")} ${ownRegion(actor)}
    group by y.indicator`.execute(tx);
  return new Map(rows.map(({ indicator, ...reported }) => [indicator, reported]));
};

/** A unit has no region of its own to read the sums of. */
const ownRollup = ({ level }: Actor) => (level === "unit" ? sql.ref("observation_year") : sql.ref("region_year"));
const ownRegion = (actor: Actor) => (actor.level === "unit" ? sql`` : sql`and y.region = ${placeCode(actor)}`);
/** The region whose sums the actor reads. */
export const placeCode = ({ province, city, county }: Actor): string => county ?? city ?? `${province}0000`;

interface YearAsked {
  readonly year: number;
  /** Not over: the sums of its months are not compared with a whole year. */
  readonly isOpen: boolean;
}

const figuresOf = async (tx: Tx, actor: Actor, indicator: IndicatorView, { year, isOpen }: YearAsked) => {
  const definitions = (await definitionSpans(tx, actor, [indicator.code])).get(indicator.code) ?? [];
  const places = [...(actor.level === "unit" ? [] : [placeCode(actor)]), ...placesBelow(actor)];
  const regions = await regionYears(tx, actor, { indicators: [indicator.code], regions: places, from: year - 1, to: year });
  const isAdded = indicator.kind === "amount" || indicator.kind === "stock";
  const hasParts = indicator.kind === "ratio" || indicator.kind === "share";
  const region = (code: string): RegionFigure => regionFigure(indicator, { code, year, isOpen, regions, isAdded, definitions });
  return {
    indicator: { ...briefly(indicator), formula: indicator.formula, definition: indicator.definition, isAdded, hasParts },
    comparability: comparabilityOf(definitions, year),
    total: actor.level === "unit" || !isSummable(indicator) ? null : region(placeCode(actor)),
    cities: isSummable(indicator) ? placesBelow(actor).map(region) : [],
  };
};

const isSummable = ({ kind }: IndicatorView): boolean =>
  kind === "amount" || kind === "stock" || kind === "ratio" || kind === "share";

const placesBelow = (actor: Actor): string[] => {
  if (actor.level === "unit" || actor.level === "county") return [];
  const parent = placeCode(actor);
  return [...regionsByCode.values()].filter((region) => region.parent === parent).map(({ code }) => code);
};

interface RegionAsked extends YearAsked {
  readonly code: string;
  readonly regions: readonly RegionYear[];
  readonly isAdded: boolean;
  readonly definitions: readonly DefinitionSpan[];
}

const regionFigure = (
  indicator: IndicatorView,
  { code, year, isOpen, regions, isAdded, definitions }: RegionAsked,
): RegionFigure => {
  const of = (wanted: number): YearFigure | undefined => {
    const found = regions.find((each) => each.region === code && each.year === wanted && each.subjects > 0);
    return found && { ...found, value: isAdded ? found.value : null };
  };
  const now = of(year);
  return {
    code,
    name: regionsByCode.get(code)?.name ?? code,
    subjects: regions.find((each) => each.region === code && each.year === year)?.subjects ?? 0,
    ...figureOf(indicator, now),
    yearOnYear: isOpen
      ? { text: "—", note: `${year}年未满，全年数据审定后再与上年比` }
      : changeOf(indicator, [now, of(year - 1)], definitions),
  };
};

const comparabilityOf = (definitions: readonly DefinitionSpan[], year: number): string | null => {
  const broken = definitions.find(
    ({ isBreak, effectiveFrom }) => isBreak && effectiveFrom > `${year - 1}-01-01` && effectiveFrom <= `${year}-12-31`,
  );
  return broken === undefined
    ? null
    : `口径第${broken.version}版自${broken.effectiveFrom}起执行，${year}年与${year - 1}年的数值不可比，同比不列。`;
};
