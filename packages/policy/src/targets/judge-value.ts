import type { Flag } from "./contract.ts";
import { compare, type Fraction, fraction, isNought, less, nought, over, size, times, toFixed } from "./fraction.ts";
import type { Goal } from "./target.ts";

/** How one value stands to a goal; nothing here knows periods. */
export interface Judgement {
  readonly meets: boolean;
  readonly completion: string | null;
  readonly rawRatio: string | null;
  readonly rangePosition: string | null;
  /** Null where the value meets the goal. */
  readonly gap: Fraction | null;
  readonly flags: readonly Flag[];
}

type SetGoal = Exclude<Goal, { op: null }>;

export const judgeValue = (goal: SetGoal, value: Fraction): Judgement => {
  const meets = meetsGoal(goal, value);
  const ratio = ratioOf(goal, value);
  return {
    meets,
    completion: ratio === null ? null : completionOf(goal, { meets, ratio, value }),
    rawRatio: ratio === null || ratio === "endless" ? null : toFixed(ratio, 2),
    rangePosition: rangePositionOf(goal, value),
    gap: meets ? null : gapOf(goal, value),
    flags: flagsOf(goal, value, meets),
  };
};

export const meetsGoal = (goal: SetGoal, value: Fraction): boolean => {
  switch (goal.op) {
    case "gt":
      return compare(value, goal.value) > 0;
    case "lt":
      return compare(value, goal.value) < 0;
    case "lte":
    case "rank-within":
      return compare(value, goal.value) <= 0;
    case "eq":
      return goal.tolerance === null
        ? compare(value, goal.value) === 0
        : compare(size(less(value, goal.value)), allowance(goal.value, goal.tolerance)) <= 0;
    case "range":
      return compare(value, goal.min) >= 0;
    case "range-strict":
      return compare(value, goal.min) >= 0 && compare(value, goal.max) <= 0;
    default:
      return compare(value, goal.value) >= 0;
  }
};

const hundred = fraction(100n);
const allowance = (value: Fraction, percent: Fraction): Fraction => over(times(size(value), percent), hundred);

/** In per cent. Null where the semantics give none: grades, and scales of words. "endless" where something is divided by 0. */
const ratioOf = (goal: SetGoal, value: Fraction): Fraction | "endless" | null => {
  switch (goal.op) {
    case "lt":
    case "lte":
    case "rank-within":
      return compare(value, nought) <= 0 ? hundred : percent(goal.value, value);
    case "range":
    case "range-strict":
      return percent(value, goal.min);
    case "grade":
      return null;
    case "reach-level":
      return goal.numbers === null ? null : percent(numberAt(goal.numbers, value), numberAt(goal.numbers, goal.value));
    default:
      return percent(value, goal.value);
  }
};

const percent = (part: Fraction, base: Fraction): Fraction | "endless" =>
  isNought(base) ? "endless" : over(times(part, hundred), base);

const numberAt = (numbers: readonly Fraction[], position: Fraction): Fraction => numbers[Number(position.numerator)] ?? nought;

const nearlyDone = fraction(999n, 10n);

/** Met is 100.0 whatever the ratio; not met never shows more than 99.9, however near. */
const completionOf = (
  goal: SetGoal,
  { meets, ratio, value }: { readonly meets: boolean; readonly ratio: Fraction | "endless"; readonly value: Fraction },
): string => {
  if (meets) return "100.0";
  const isBeyond =
    (goal.op === "eq" && compare(value, goal.value) > 0) || (goal.op === "range-strict" && compare(value, goal.max) > 0);
  if (isBeyond) return "99.9";
  if (ratio === "endless") return "value" in goal && compare(value, goal.value) === 0 ? "99.9" : "0.0";
  if (compare(ratio, nought) < 0) return "0.0";
  return toFixed(compare(ratio, nearlyDone) > 0 ? nearlyDone : ratio, 1);
};

const rangePositionOf = (goal: SetGoal, value: Fraction): string | null => {
  if (!("min" in goal) || compare(value, goal.min) < 0 || compare(value, goal.max) > 0) return null;
  const position = percent(less(value, goal.min), less(goal.max, goal.min));
  return position === "endless" ? null : toFixed(position, 1);
};

const gapOf = (goal: SetGoal, value: Fraction): Fraction =>
  size(less(value, "min" in goal ? (compare(value, goal.min) < 0 ? goal.min : goal.max) : goal.value));

const flagsOf = (goal: SetGoal, value: Fraction, meets: boolean): readonly Flag[] => {
  switch (goal.op) {
    case "range":
      return compare(value, goal.max) > 0 ? ["above-range"] : [];
    case "range-strict":
      return meets ? [] : [compare(value, goal.min) < 0 ? "short" : "over"];
    case "eq":
      if (!meets) return compare(value, goal.value) > 0 ? ["over"] : [];
      return compare(value, goal.value) === 0 ? [] : ["approximate"];
    default:
      return [];
  }
};

/** A sum that has passed a lower bound cannot fall below it again; above an upper bound it says nothing yet. */
export const hasFloor = ({ op }: Goal): boolean => op === "gte" || op === "gt" || op === "range";
