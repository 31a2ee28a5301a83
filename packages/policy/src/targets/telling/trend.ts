import { endOfYear, yearOf } from "@qiangyi/kernel";
import { dayReading } from "../day-value.ts";
import { displayOf } from "../display.ts";
import type { FactsInForce } from "../facts-in-force.ts";
import { type Fraction, toDecimal } from "../fraction.ts";
import { positionOrNumber } from "../reported-value.ts";
import { isOrdinalGoal, type Target, thresholdOf } from "../target.ts";
import { yearReading } from "../year-value.ts";

export interface TrendPoint {
  readonly year: number;
  readonly value: string;
  readonly display: string;
  /** False of a year that is not over or has a hole: its value is what came so far. */
  readonly isComplete: boolean;
}

export interface Trend {
  readonly points: readonly TrendPoint[];
  readonly path: readonly { readonly year: number; readonly value: string }[];
  readonly threshold: { readonly min: string; readonly max: string | null } | null;
  readonly year: number;
}

/** Years that a line shows; a board does not grow with its history. */
export const trendYears = 6;

/** The value of each of the last years beside the path that leads to the threshold. */
export const trendOf = (target: Target, facts: FactsInForce): Trend => {
  const last = Math.max(yearOf(facts.asOf), 0);
  const years = Array.from({ length: trendYears }, (_, index) => last - trendYears + 1 + index);
  return {
    points: years.flatMap((year) => pointOf(target, facts, year)),
    path: pathOf(target),
    threshold: thresholdsOf(target),
    year: target.year,
  };
};

const pointOf = (target: Target, facts: FactsInForce, year: number): TrendPoint[] => {
  const found = valueIn(target, facts, year);
  if (found === undefined || found.value === null) return [];
  return [{ year, value: toDecimal(found.value), display: displayOf(target, found.value), isComplete: found.isComplete }];
};

/** The value of one year by the rules of the target's period; undefined where nothing speaks of it. */
export const valueIn = (
  target: Target,
  facts: FactsInForce,
  year: number,
): { readonly value: Fraction | null; readonly isComplete: boolean } | undefined => {
  const isOver = facts.asOf > endOfYear(year);
  switch (target.period) {
    case "stock":
    case "increment":
    case "roster-share": {
      const reading = dayReading(target, facts, isOver ? endOfYear(year) : facts.asOf);
      // A count of events stands in every year; an observation only in its own.
      return reading === undefined || reading.year !== year || year > yearOf(facts.asOf)
        ? undefined
        : { value: reading.value, isComplete: isOver };
    }
    case "assessment-year": {
      const result = facts.observations.find(({ span }) => span.year === year);
      return result && { value: positionOrNumber(target.goal, result.value ?? ""), isComplete: true };
    }
    default: {
      const reading = yearReading(target, facts, year);
      return reading && { value: reading.value, isComplete: reading.isComplete && isOver };
    }
  }
};

/** Baseline, approved 阶段目标, threshold. */
const pathOf = (target: Target): Trend["path"] => {
  const end = thresholdOf(target.goal);
  if (target.baseline === null || end === null || isOrdinalGoal(target.goal)) return [];
  const stages = target.milestones.filter(({ year }) => year > (target.baseline?.year ?? 0) && year < target.year);
  return [target.baseline, ...stages, { year: target.year, value: end }].map(({ year, value }) => ({
    year,
    value: toDecimal(value),
  }));
};

const thresholdsOf = ({ goal }: Target): Trend["threshold"] => {
  if (goal.op === null) return null;
  if ("min" in goal) return { min: toDecimal(goal.min), max: toDecimal(goal.max) };
  return { min: toDecimal(goal.value), max: null };
};
