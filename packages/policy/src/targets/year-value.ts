import type { DatedObservation, FactsInForce } from "./facts-in-force.ts";
import { decimal, type Fraction, isNought, over, times, total } from "./fraction.ts";
import type { Target } from "./target.ts";

/** What the facts say of a target in a year or on a day. */
export interface Reading {
  /** Null where they give no number: an empty denominator, ready-made ratios of parts of a year. */
  readonly value: Fraction | null;
  /** A denominator is missing or 0: neither zero nor an error, but no data. */
  readonly isUnusable: boolean;
  readonly used: readonly DatedObservation[];
}

export interface YearReading extends Reading {
  /** The observations cover the year without a hole. */
  readonly isComplete: boolean;
}

/** The value of a calendar year; undefined where nothing usable speaks of it. Monthly results are added up, never averaged. */
export const yearReading = (target: Target, facts: FactsInForce, year: number): YearReading | undefined => {
  const used = partsOf(facts.observations, year);
  if (used.length === 0) return undefined;
  const isComplete = coveredMonths(used).size === 12;
  return { ...combine(target, used), used, isComplete };
};

/** The observation of a year replaces its quarters and months, that of a quarter its months. */
export const partsOf = (observations: readonly DatedObservation[], year: number): readonly DatedObservation[] => {
  const ofYear = observations.filter(({ span }) => span.year === year);
  const whole = ofYear.filter(({ span }) => span.kind === "year");
  if (whole.length > 0) return whole;
  const quarters = ofYear.filter(({ span }) => span.kind === "quarter");
  const inQuarters = coveredMonths(quarters);
  return ofYear.filter(({ span }) => span.kind === "quarter" || (span.kind === "month" && !inQuarters.has(span.firstMonth)));
};

export const coveredMonths = (parts: readonly DatedObservation[]): ReadonlySet<number> => {
  const months = new Set<number>();
  for (const { span } of parts) for (let month = span.firstMonth; month <= span.lastMonth; month += 1) months.add(month);
  return months;
};

const combine = (target: Target, parts: readonly DatedObservation[]): Omit<Reading, "used"> => {
  const isRatio = target.period === "annual-ratio" || target.unit === "%" || parts.some(isFractional);
  if (!isRatio) return { value: total(parts.map(({ value }) => decimal(value ?? ""))), isUnusable: false };
  if (parts.some(hasEmptySide)) return { value: null, isUnusable: true };
  const [first, ...rest] = parts;
  if (parts.every(isFractional)) return ratioOf(target, parts);
  // A ready-made ratio of a part of the year cannot be weighed against the others, so only one that stands alone is a value.
  return { value: rest.length === 0 ? decimal(first?.value ?? "") : null, isUnusable: false };
};

export const isFractional = ({ value }: DatedObservation): boolean => value === undefined || value === null;

export const hasEmptySide = (each: DatedObservation): boolean => isFractional(each) && (!each.numerator || !each.denominator);

/** `per` × the sum of the numerators / the sum of the denominators. */
export const ratioOf = ({ per }: Target, parts: readonly DatedObservation[]): Omit<Reading, "used"> => {
  const numerator = total(parts.map((each) => decimal(each.numerator ?? "")));
  const denominator = total(parts.map((each) => decimal(each.denominator ?? "")));
  return isNought(denominator)
    ? { value: null, isUnusable: true }
    : { value: over(times(per, numerator), denominator), isUnusable: false };
};
