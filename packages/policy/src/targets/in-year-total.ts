import type { DatedObservation, FactsInForce } from "./facts-in-force.ts";
import { decimal, type Fraction, fraction, isNought, over, times, total } from "./fraction.ts";
import type { Target } from "./target.ts";
import { coveredMonths, partsOf, yearReading } from "./year-value.ts";

/**
 * What the sum of the months so far comes to by the end of the target year: by the seasonal share of the year before, or evenly.
 * `projected` is null over a hole; undefined where no months of the year are there to project.
 */
export const inYearTotal = (target: Target, facts: FactsInForce): { readonly projected: Fraction | null } | undefined => {
  const parts = partsOf(facts.observations, target.year);
  if (parts.length === 0 || parts.some(({ span }) => span.kind === "year")) return undefined;
  const months = coveredMonths(parts).size;
  const last = Math.max(...parts.map(({ span }) => span.lastMonth));
  if (last !== months) return { projected: null };
  const sum = sumOf(parts);
  const share = seasonalShare(target, facts, months);
  return { projected: share === undefined ? times(sum, fraction(12n, BigInt(months))) : over(sum, share) };
};

const sumOf = (parts: readonly DatedObservation[]): Fraction => total(parts.map(({ value }) => decimal(value ?? "")));

/** The same months' share of the previous full year; undefined where that year does not tell its months apart. */
const seasonalShare = (target: Target, facts: FactsInForce, months: number): Fraction | undefined => {
  const before = yearReading(target, facts, target.year - 1);
  if (before === undefined || !before.isComplete || before.value === null || isNought(before.value)) return undefined;
  const same = before.used.filter(({ span }) => span.lastMonth <= months);
  if (coveredMonths(same).size !== months) return undefined;
  const share = over(sumOf(same), before.value);
  return isNought(share) ? undefined : share;
};
