import { type Fraction, fraction, isNought, over, parseDecimal, times, toFixed } from "../fraction.ts";

/** A reported value as it stands in the store. */
export interface ReportedValue {
  readonly value: string | null;
  readonly numerator: string | null;
  readonly denominator: string | null;
}

const hundred = fraction(100n);

/** Per cent of the counts that were imported; null where one of them is missing. A ratio that somebody typed is no count. */
export const countedRatio = (reported: ReportedValue | undefined): Fraction | null => {
  const [part, all] = [parseDecimal(reported?.numerator ?? ""), parseDecimal(reported?.denominator ?? "")];
  return part === undefined || all === undefined || isNought(all) ? null : over(times(part, hundred), all);
};

export const isTypedRatio = (reported: ReportedValue | undefined): boolean =>
  reported !== undefined && reported.value !== null && reported.numerator === null && reported.denominator === null;

export const percentText = (ratio: Fraction): string => `${toFixed(ratio, 1)}%`;
