import { type Fraction, isNought, less, over, size, times, toFixed, whole } from "../fraction.ts";

const signed = (text: string): string => (/^-|^0(\.0+)?$/.test(text) ? text : `+${text}`);

/** 91.4 after 90.1 is +1.3: the difference in the unit of the values, one decimal. */
export const changeInPoints = (previous: Fraction, current: Fraction): string => signed(toFixed(less(current, previous), 1));

/** 132 after 120 is +10.0%; undefined after a year of none, of which no percentage can be taken. */
export const changeInPercent = (previous: Fraction, current: Fraction): string | undefined =>
  isNought(previous) ? undefined : `${signed(toFixed(over(times(less(current, previous), whole(100)), size(previous)), 1))}%`;
