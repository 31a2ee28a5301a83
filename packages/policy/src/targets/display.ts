import { compare, type Fraction, fraction, nought, over, printedDecimals, toDecimal, toFixed } from "./fraction.ts";
import { labelOrNumber } from "./reported-value.ts";
import type { Goal, Target } from "./target.ts";

const tenThousand = fraction(10_000n);

/** The value half up with its unit, as screens show it: it may read like the threshold and still miss it. */
export const displayOf = (target: Target, value: Fraction | null): string => {
  if (value === null) return "—";
  const { goal, unit } = target;
  if (goal.op === "reach-level" && goal.numbers !== null) return levelOf(goal, value, unit === "" ? "级" : unit);
  if (goal.op === "reach-level" || goal.op === "grade" || goal.op === "rank-within") return labelOrNumber(goal, value);
  return amountOf(target, value);
};

const levelOf = (goal: Goal & { op: "reach-level" | "grade" }, value: Fraction, unit: string): string =>
  `${labelOrNumber(goal, value)}${unit}/${labelOrNumber(goal, goal.value)}${unit}`;

/** A number of the target's unit: a value, a threshold, a gap. */
export const amountOf = ({ goal, unit, remarks }: Target, amount: Fraction): string => {
  if (remarks.isPrintedInTenThousands) return `${toDecimal(over(amount, tenThousand))}万${unit}`;
  if (unit === "" || unit === "倍") return `${toFixed(amount, 2)}${unit}`;
  if (measuredUnits.has(unit)) return `${toFixed(amount, Math.max(1, decimalsOf(goal)))}${unit}`;
  return `${grouped(toFixed(amount, 0))}${unit}`;
};

/** Units of measures; all others count things. */
const measuredUnits: ReadonlySet<string> = new Set(["%", "百分点", "天", "万元", "倍"]);

/** As many decimals as the printed threshold has. */
const decimalsOf = (goal: Goal): number => {
  if (goal.op === null) return 0;
  return "min" in goal ? Math.max(printedDecimals(goal.min), printedDecimals(goal.max)) : printedDecimals(goal.value);
};

const grouped = (digits: string): string => digits.replace(/\B(?=(\d{3})+$)/g, ",");

/** Exact, with its unit, for sentences: 249.9997万元. */
export const exactly = (target: Target, amount: Fraction): string => {
  const { goal, unit } = target;
  if (goal.op === "rank-within") return `第${toDecimal(amount)}名`;
  if (goal.op === "reach-level" || goal.op === "grade") {
    const label = labelOrNumber(goal, amount);
    return goal.op === "reach-level" && goal.numbers !== null ? `${label}${unit}` : label;
  }
  const isCount = unit !== "" && !measuredUnits.has(unit) && compare(amount, nought) >= 0 && printedDecimals(amount) === 0;
  return `${isCount ? grouped(toDecimal(amount)) : toDecimal(amount)}${unit}`;
};
