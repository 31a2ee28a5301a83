import { yearOf } from "@qiangyi/kernel";
import type { DatedObservation, FactsInForce } from "../facts-in-force.ts";
import { compare, decimal, type Fraction, fraction, isNought, less, nought, over, times, toFixed, total } from "../fraction.ts";
import { isOrdinalGoal, type Target } from "../target.ts";
import { coveredMonths, hasEmptySide, isFractional, partsOf, ratioOf } from "../year-value.ts";
import { trendYears, valueIn } from "./trend.ts";

/** A change in words, or the reason why two periods are not compared. */
export interface Comparison {
  readonly text: string;
  readonly note: string | null;
}

const none = (note: string): Comparison => ({ text: "—", note });

/** Values of different definitions are two series: beyond a marked break nothing is compared. */
export interface DefinitionSpan {
  readonly version: number;
  readonly effectiveFrom: string;
  readonly isBreak: boolean;
}

/** 同比: the latest year against the same months of the year before. */
export const yearOnYear = (target: Target, facts: FactsInForce, definitions: readonly DefinitionSpan[]): Comparison => {
  const year = latestYear(target, facts);
  if (year === undefined) return none("没有审定的数据");
  const broken = breakBetween(definitions, `${year - 1}-01-01`, `${year}-12-31`);
  if (broken !== undefined) return none(`口径第${broken.version}版自${broken.effectiveFrom}起执行，与上年不可比`);
  if (isByDay(target))
    return ofValues(
      target,
      valueIn(target, facts, year)?.value,
      valueIn(target, facts, year - 1)?.value,
      `${year - 1}年没有数据`,
    );
  const now = partsOf(facts.observations, year);
  const months = coveredMonths(now);
  const before = sameMonths(facts, year - 1, months);
  if (before === undefined) return none(`${year - 1}年没有相同月份的数据`);
  const note = months.size === 12 ? null : `${monthsText(months)}与上年相同月份相比`;
  return {
    ...ofValues(target, sumUp(target, now), sumUp(target, before), `${year - 1}年没有可用的数据`),
    ...(note !== null && { note }),
  };
};

/** 环比: the latest month or quarter against the one before it. */
export const lastPeriod = (target: Target, facts: FactsInForce, definitions: readonly DefinitionSpan[]): Comparison => {
  if (isByDay(target)) return none("按时点统计，不作环比");
  const now = facts.observations.findLast(({ span }) => span.kind === "month" || span.kind === "quarter");
  if (now === undefined) return none("按年报送，不作环比");
  const before = facts.observations.findLast(({ span }) => span.kind === now.span.kind && span.day < now.span.day);
  if (before === undefined || !adjoins(before, now)) return none("没有上一期的数据");
  const broken = breakBetween(definitions, before.span.day, now.span.day);
  if (broken !== undefined) return none(`口径第${broken.version}版自${broken.effectiveFrom}起执行，与上期不可比`);
  const change = ofValues(target, sumUp(target, [now]), sumUp(target, [before]), "上一期没有可用的数据");
  return change.note === null ? { text: change.text, note: `${now.period}与${before.period}相比` } : change;
};

const isByDay = ({ period }: Target): boolean =>
  period === "stock" || period === "increment" || period === "roster-share" || period === "assessment-year";

const latestYear = (target: Target, facts: FactsInForce): number | undefined => {
  const last = yearOf(facts.asOf);
  for (let year = last; year > last - trendYears; year -= 1) {
    const value = valueIn(target, facts, year)?.value;
    if (value !== undefined && value !== null) return year;
  }
  return undefined;
};

/** A break that took effect after the first day and up to the last. */
const breakBetween = (definitions: readonly DefinitionSpan[], after: string, until: string): DefinitionSpan | undefined =>
  definitions.find(({ isBreak, effectiveFrom }) => isBreak && effectiveFrom > after && effectiveFrom <= until);

/** Parts of a year that cover exactly these months. */
const sameMonths = (facts: FactsInForce, year: number, months: ReadonlySet<number>): readonly DatedObservation[] | undefined => {
  const fitting = facts.observations.filter(
    ({ span }) => span.year === year && allIn(span.firstMonth, span.lastMonth, months) && span.kind !== "day",
  );
  const parts = partsOf(fitting, year);
  return coveredMonths(parts).size === months.size && months.size > 0 ? parts : undefined;
};

const allIn = (from: number, to: number, months: ReadonlySet<number>): boolean => {
  for (let month = from; month <= to; month += 1) if (!months.has(month)) return false;
  return true;
};

const adjoins = (before: DatedObservation, now: DatedObservation): boolean => {
  const end = before.span.year * 12 + before.span.lastMonth;
  return end + 1 === now.span.year * 12 + now.span.firstMonth;
};

const sumUp = (target: Target, parts: readonly DatedObservation[]): Fraction | null => {
  if (parts.some(isFractional))
    return parts.some(hasEmptySide) || !parts.every(isFractional) ? null : ratioOf(target, parts).value;
  const isRatio = target.period === "annual-ratio" || target.unit === "%";
  if (isRatio && parts.length > 1) return null;
  return total(parts.map(({ value }) => decimal(value ?? "")));
};

const ofValues = (
  target: Target,
  now: Fraction | null | undefined,
  before: Fraction | null | undefined,
  why: string,
): Comparison => {
  if (!now || !before) return none(why);
  const difference = less(now, before);
  if (isNought(difference)) return { text: "持平", note: null };
  const sign = compare(difference, nought) > 0 ? "+" : "−";
  const magnitude = compare(difference, nought) > 0 ? difference : less(nought, difference);
  if (target.goal.op === "rank-within")
    return { text: `${sign === "+" ? "后退" : "前进"}${toFixed(magnitude, 0)}名`, note: null };
  if (isOrdinalGoal(target.goal)) return { text: `${sign}${toFixed(magnitude, 0)}级`, note: null };
  if (isSmall(target, magnitude)) return { text: "基本持平", note: null };
  if (target.unit === "%") return { text: `${sign}${toFixed(magnitude, 2)}个百分点`, note: null };
  if (target.unit === "" || target.unit === "天") return { text: `${sign}${toFixed(magnitude, 2)}${target.unit}`, note: null };
  if (isByDay(target)) return { text: `${sign}${toFixed(magnitude, 0)}${target.unit}`, note: null };
  if (isNought(before)) return none("上年为0，不算增长率");
  return { text: `${sign}${toFixed(over(times(magnitude, fraction(100n)), before), 1)}%`, note: null };
};

/** Ratios and means that differ by less than two decimals show. */
const isSmall = ({ unit }: Target, magnitude: Fraction): boolean =>
  (unit === "%" || unit === "" || unit === "天") && Number(toFixed(magnitude, 2)) === 0;

const monthsText = (months: ReadonlySet<number>): string => {
  const sorted = [...months].toSorted((a, b) => a - b);
  return `${sorted[0]}—${sorted.at(-1)}月`;
};
