import { type PlainDate, yearOf } from "@qiangyi/kernel";
import type { RegisterTarget } from "@qiangyi/policy/targets";
import type { KeptYear } from "../observations/index.ts";

/** A promise, as far as it tells which periods of its series are looked at one by one. */
export interface AskedSeries {
  readonly terms: Pick<RegisterTarget, "period" | "unit" | "from" | "by">;
  /** Of the indicator. */
  readonly kind: string;
}

interface Known {
  readonly asOf: PlainDate;
  /** Versions of the definition that break the series. */
  readonly breaks: readonly number[];
}

/** "all", or the years whose periods have to be read; the sum of any other year says the same as its periods. */
export type YearsInFull = "all" | ReadonlySet<number>;

/**
 * The engine names periods of the judged year and of the latest whole year before it; 同比 and 环比 compare periods of the latest years, the seasonal share
 * those of the year before. Every other year is only a value on the line. A year that was not settled by the as-of day, is not whole or does not add up is
 * read in full, because its row does not say the same as its periods.
 */
export const yearsInFull = (target: AskedSeries, kept: readonly KeptYear[], { asOf, breaks }: Known): YearsInFull => {
  const years = yearsThatCount(target, kept, { asOf, breaks });
  if (years === "unknown" || !isCondensed(target)) return "all";
  const standsForItsPeriods = (year: KeptYear): boolean =>
    year.settledOn <= asOf && isOneSeries(target, year, breaks) && saysTheSame(target, year);
  const settled = years.filter(standsForItsPeriods).toSorted((a, b) => b.year - a.year);
  const newest = (before: number): number[] =>
    settled
      .filter(({ year }) => year < before)
      .slice(0, 1)
      .map(({ year }) => year);
  const { by, from } = yearsOf(target.terms);
  const now = yearOf(asOf);
  return new Set([
    ...years.filter((each) => each.year >= now || !standsForItsPeriods(each)).map(({ year }) => year),
    ...range(target.terms.period === "each-year" ? from : by, by),
    ...newest(Math.min(by, now)),
    ...newest(now + 1),
    ...(isByDay(target) ? [] : [by - 1, ...latestParts(settled)]),
  ]);
};

/** The year of the latest month or quarter; where that one opens the year, the year before has the one to compare it with. */
const latestParts = (settled: readonly KeptYear[]): number[] => {
  const latest = settled.find(({ partsEndOn }) => partsEndOn !== null);
  if (latest?.partsEndOn == null) return [];
  return latest.partsEndOn <= `${latest.year}-03-31` ? [latest.year, latest.year - 1] : [latest.year];
};

const yearsOf = ({ by, from }: AskedSeries["terms"]) => {
  const year = typeof by === "number" ? by : yearOf(by);
  return { by: year, from: from ?? year };
};

const range = (from: number, to: number): number[] => Array.from({ length: Math.max(0, to - from + 1) }, (_, at) => from + at);

const isByDay = ({ terms: { period } }: AskedSeries): boolean =>
  period === "stock" || period === "increment" || period === "roster-share";

const kindsOfDays: ReadonlySet<string> = new Set(["stock", "share", "level"]);

/** A period that adds up needs an indicator that adds up, one of days an indicator of days. Assessments have one value a year anyway. */
const isCondensed = (target: AskedSeries): boolean => {
  const { period, unit } = target.terms;
  if (isByDay(target)) return kindsOfDays.has(target.kind);
  if (period === "assessment-year") return false;
  // Ready-made ratios of parts of a year are not added up, amounts are.
  return target.kind === "ratio" || (target.kind === "amount" && period !== "annual-ratio" && unit !== "%");
};

/** The definition since which values are one series: the latest break up to a version. */
export const seriesOf = (definition: number, breaks: readonly number[]): number =>
  Math.max(0, ...breaks.filter((version) => version <= definition));

/**
 * Without the years of an older series, which are not compared; each year of a target of each year is judged alone, so all of them count. A newer series of
 * which nobody knew on the as-of day leaves open which one counted then.
 */
const yearsThatCount = (
  { terms }: AskedSeries,
  kept: readonly KeptYear[],
  { asOf, breaks }: Known,
): readonly KeptYear[] | "unknown" => {
  if (terms.period === "each-year") return kept;
  const newestSeries = (years: readonly KeptYear[]): number =>
    Math.max(0, ...years.map(({ newestDefinition }) => seriesOf(newestDefinition, breaks)));
  const series = newestSeries(kept.filter(({ settledOn }) => settledOn <= asOf));
  if (newestSeries(kept) > series) return "unknown";
  return kept.filter(({ newestDefinition }) => seriesOf(newestDefinition, breaks) === series);
};

const isOneSeries = (
  { terms }: AskedSeries,
  { oldestDefinition, newestDefinition }: KeptYear,
  breaks: readonly number[],
): boolean => terms.period === "each-year" || seriesOf(oldestDefinition, breaks) === seriesOf(newestDefinition, breaks);

const saysTheSame = (target: AskedSeries, { months, value, label, numerator, denominator }: KeptYear): boolean => {
  const hasParts = numerator !== null && denominator !== null;
  const hasNoPart = numerator === null && denominator === null;
  switch (target.kind) {
    case "amount":
      return months === 12 && value !== null && hasNoPart;
    case "ratio":
      return months === 12 && value !== null && (hasParts || hasNoPart);
    case "share":
      return value !== null && (hasParts || hasNoPart);
    default:
      return hasNoPart && (label ?? value) !== null;
  }
};

/** The year in place of its periods, as an approved value of the whole year; of a stock as one of the day it is of. */
export const inPlaceOfPeriods = (target: AskedSeries, kept: KeptYear) => {
  const { year, endsOn, value, label, numerator, denominator, newestDefinition, reportedOn } = kept;
  const hasParts = numerator !== null;
  return {
    subject: kept.subject,
    indicator: kept.indicator,
    period: isByDay(target) ? endsOn : String(year),
    version: 1,
    value: hasParts ? null : value,
    label,
    numerator,
    denominator,
    definition: newestDefinition,
    reportedOn,
    dueOn: null,
  };
};
