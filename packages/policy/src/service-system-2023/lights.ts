import { daysBetween, type PlainDate } from "@qiangyi/kernel";
import {
  compare,
  type Fraction,
  fraction,
  isNought,
  less,
  over,
  size,
  times,
  toDecimal,
  toFixed,
  whole,
} from "../targets/fraction.ts";
import { workingDaysLate } from "../tasks/working-days.ts";

/**
 * The lights of the provincial plan. Every threshold here is a default of the platform, not text of the plan. A day is judged as
 * it stands at its end, so the last day of a period is the first on which the period is over.
 */

/** grey: not due yet, or nothing to judge by; none: the clause only asks to report. */
export type Light = "green" | "yellow" | "red" | "grey" | "none";

/** aspirational 力争, encouraged 鼓励: never red for a value. */
export type Strength = "binding" | "progressive" | "aspirational" | "encouraged";

export interface QuotaTerms {
  /** Counted from a roster; null while nobody keeps the roster. */
  readonly achieved: number | null;
  /** What has to be reached in all: the lower bound of a range. */
  readonly lower: number;
  /** First day of the period that the quota grows over; null for a milestone, of which nothing is expected before its day. */
  readonly from: PlainDate | null;
  /** Last day of the period or day of the milestone; null where the plan names none and none may be inferred. */
  readonly to: PlainDate | null;
  readonly asOf: PlainDate;
  readonly strength: Strength;
}

export interface QuotaLight {
  readonly light: Light;
  /** What should stand by now, to ten decimals; null while nothing is due. */
  readonly expected: string | null;
  /** achieved / expected, cut (never rounded up) to two decimals, so that 0.90 is never shown of a yellow light. */
  readonly ratio: string | null;
}

const greenFrom = fraction(9n, 10n);
const yellowFrom = fraction(7n, 10n);

/**
 * expected = lower × elapsed days / days of the period, both days included; all of it from the day of a milestone on. Green from
 * 0.90, yellow from 0.70, red below. Once the period is over only the quota itself counts: red below it, whatever the ratio.
 * A quota that is met is green at any time; one that is not and has no date stays grey, since nothing is overdue.
 */
export const quotaLight = ({ achieved, lower, from, to, asOf, strength }: QuotaTerms): QuotaLight => {
  const expected = expectedBy({ lower, from, to, asOf });
  const ratio = achieved === null || expected === null || isNought(expected) ? null : over(whole(achieved), expected);
  const told = { expected: expected && toDecimal(expected), ratio: ratio && cut(ratio) };
  const hasBegun = from === null || asOf >= from;
  if (achieved === null || !hasBegun) return { light: "grey", ...told };
  if (achieved >= lower) return { light: "green", ...told };
  if (to !== null && asOf >= to) return { light: softened("red", strength), ...told };
  return { light: ratio === null ? "grey" : softened(byRatio(ratio), strength), ...told };
};

const expectedBy = ({ lower, from, to, asOf }: Pick<QuotaTerms, "lower" | "from" | "to" | "asOf">): Fraction | null => {
  if (to === null || asOf < (from ?? to)) return null;
  if (from === null || asOf >= to) return whole(lower);
  return fraction(BigInt(lower) * BigInt(daysBetween(from, asOf) + 1), BigInt(daysBetween(from, to) + 1));
};

const byRatio = (ratio: Fraction): Light =>
  compare(ratio, greenFrom) >= 0 ? "green" : compare(ratio, yellowFrom) >= 0 ? "yellow" : "red";

const softened = (light: Light, strength: Strength): Light =>
  light === "red" && (strength === "aspirational" || strength === "encouraged") ? "yellow" : light;

/** A ratio is never negative. */
const cut = ({ numerator, denominator }: Fraction): string => {
  const hundredths = String((numerator * 100n) / denominator).padStart(3, "0");
  return `${hundredths.slice(0, -2)}.${hundredths.slice(-2)}`;
};

export interface DirectionTerms {
  /** The value of the same period one year before; null where nobody reported. */
  readonly previous: Fraction | null;
  readonly current: Fraction | null;
  readonly wanted: "increase" | "decrease";
  readonly strength: Strength;
}

export interface DirectionLight {
  readonly light: Light;
  /** current - previous, exact to ten decimals, in the unit of the values. */
  readonly change: string | null;
  /** The change in per cent of the previous value, to one decimal; null of a previous value of 0. */
  readonly relative: string | null;
}

const tolerated = fraction(5n, 100n);

/**
 * Green when the value moves as wanted, yellow when it stands still or is worse by up to 5 per cent of the previous value
 * (5.0 included, compared exactly), red beyond. Anything worse than a previous 0 is beyond.
 */
export const directionLight = ({ previous, current, wanted, strength }: DirectionTerms): DirectionLight => {
  if (previous === null || current === null) return { light: "grey", change: null, relative: null };
  const change = less(current, previous);
  const told = {
    change: toDecimal(change),
    relative: isNought(previous) ? null : toFixed(over(times(change, whole(100)), size(previous)), 1),
  };
  const direction = compare(current, previous) * (wanted === "increase" ? 1 : -1);
  if (direction > 0) return { light: "green", ...told };
  const isWithin = compare(size(change), times(size(previous), tolerated)) <= 0;
  return { light: isWithin ? "yellow" : softened("red", strength), ...told };
};

export interface CoverageTerms extends Omit<QuotaTerms, "achieved" | "lower"> {
  /** Null while nobody keeps the roster. */
  readonly covered: number | null;
  /** Members of the roster; of an empty one nothing can be said. */
  readonly members: number;
}

export interface CoverageLight extends QuotaLight {
  /** To one decimal; 100.0 only of a roster that is covered whole, and 0.0 only of one that is not covered at all. */
  readonly percent: string | null;
}

/** 全覆盖: the quota is the whole roster. */
export const coverageLight = ({ covered, members, ...terms }: CoverageTerms): CoverageLight => {
  if (members === 0 || covered === null) return { light: "grey", expected: null, ratio: null, percent: null };
  return { ...quotaLight({ achieved: covered, lower: members, ...terms }), percent: percentOf(covered, members) };
};

/** part of whole in per cent, half up to one decimal, yet never 100.0 of less than all nor 0.0 of something. */
export const percentOf = (part: number, all: number): string | null => {
  if (all === 0) return null;
  const rounded = toFixed(fraction(BigInt(part) * 100n, BigInt(all)), 1);
  if (rounded === "100.0" && part < all) return "99.9";
  return rounded === "0.0" && part > 0 ? "0.1" : rounded;
};

/** Working days by which a report may be late and is at best yellow; later it is red, whatever its value and its strength. */
const daysOfYellow = 10;

/** Green in time or not yet due, yellow 1 to 10 working days late, red later; what has not come is as late as the day itself. */
export const reportLight = (dueOn: PlainDate, reportedOn: PlainDate | null, asOf: PlainDate): Light => {
  const late = workingDaysLate(dueOn, reportedOn !== null && reportedOn <= asOf ? reportedOn : asOf);
  return late === 0 ? "green" : late <= daysOfYellow ? "yellow" : "red";
};

const severity: readonly Light[] = ["none", "grey", "green", "yellow", "red"];

/** The worst of several: a task of several leads, a promise of several years or places. None where there is none. */
export const worstLight = (lights: readonly Light[]): Light =>
  lights.reduce<Light>((worst, light) => (severity.indexOf(light) > severity.indexOf(worst) ? light : worst), "none");
