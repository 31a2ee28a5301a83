import { exactly } from "../display.ts";
import type { Fraction } from "../fraction.ts";
import { decimal, toDecimal, toFixed } from "../fraction.ts";
import { labelOrNumber } from "../reported-value.ts";
import type { Target } from "../target.ts";

const tenThousand = decimal("10000");

/** What a target asks, short enough for a cell: 高于35%, 150万—200万人次, 前100名. Says whether the number itself is enough. */
export const askedText = (target: Target): string => {
  const { goal } = target;
  const say = (value: Fraction): string => amountText(target, value);
  switch (goal.op) {
    case null:
      return "未设目标";
    case "gte":
      return `不低于${say(goal.value)}`;
    case "gt":
      return `高于${say(goal.value)}`;
    case "lte":
      return `不高于${say(goal.value)}`;
    case "lt":
      return `低于${say(goal.value)}`;
    case "eq":
      return goal.tolerance === null ? say(goal.value) : `约${say(goal.value)}`;
    case "range":
    case "range-strict":
      return `${bare(target, goal.min)}—${say(goal.max)}`;
    case "rank-within":
      return `前${toDecimal(goal.value)}名`;
    default:
      return `达到${labelOrNumber(goal, goal.value)}${goal.numbers === null ? "" : target.unit || "级"}`;
  }
};

/** A number of the target as it is printed: in 万 where the document prints 万. */
export const amountText = (target: Target, value: Fraction): string => {
  if (!target.remarks.isPrintedInTenThousands) return exactly(target, value);
  return `${bare(target, value)}${target.unit}`;
};

const bare = ({ remarks }: Target, value: Fraction): string =>
  remarks.isPrintedInTenThousands
    ? `${toDecimal({ numerator: value.numerator, denominator: value.denominator * tenThousand.numerator })}万`
    : toDecimal(value);

/** A computed number of the target: two decimals are enough to read, more where they would hide that there is something. */
export const roundedText = (target: Target, value: Fraction): string => {
  const isInTenThousands = target.remarks.isPrintedInTenThousands === true;
  const shown = isInTenThousands ? { numerator: value.numerator, denominator: value.denominator * tenThousand.numerator } : value;
  const rounded = toFixed(shown, 2);
  const text = Number(rounded) === 0 ? toDecimal(shown) : rounded.replace(/\.?0+$/, "");
  return `${text}${isInTenThousands ? "万" : ""}${target.unit}`;
};

/** 2024年, or the day that a target names. */
export const dueText = ({ day, year }: Target, isDay: boolean): string => (isDay ? day : `${year}年`);
