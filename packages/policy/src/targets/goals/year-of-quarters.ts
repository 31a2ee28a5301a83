import { parseDecimal, toDecimal, total } from "../fraction.ts";
import type { ReportedValue } from "./counted-ratio.ts";

/**
 * A year of counts: as it was reported whole, otherwise the sums of its four quarters. A year of which a quarter is missing, or was reported as a typed
 * ratio, is not reported: a part of a year is no year.
 */
export const yearOfQuarters = (
  valueIn: (period: string) => ReportedValue | undefined,
  year: number,
): ReportedValue | undefined => {
  const whole = valueIn(String(year));
  if (whole !== undefined) return whole;
  const quarters = [1, 2, 3, 4].map((nth) => valueIn(`${year}-Q${nth}`));
  const sumOf = (side: "numerator" | "denominator"): string | undefined => {
    const counts = quarters.flatMap((each) => parseDecimal(each?.[side] ?? "") ?? []);
    return counts.length === quarters.length ? toDecimal(total(counts)) : undefined;
  };
  const [numerator, denominator] = [sumOf("numerator"), sumOf("denominator")];
  return numerator === undefined || denominator === undefined ? undefined : { value: null, numerator, denominator };
};
