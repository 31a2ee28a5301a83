import { addDays, addMonths, dayOfMonth, monthOf, type PlainDate, yearOf } from "@qiangyi/kernel";

export interface Period {
  readonly from: PlainDate;
  readonly to: PlainDate;
}

/** A calendar year of a service: the whole months that begin in it, and how many of them another programme takes. */
export interface ServiceYear {
  readonly year: number;
  readonly served: number;
  readonly excluded: number;
}

const monthsOfYear = 12;

/**
 * A whole month runs from a day to the day before the same day of the next month, counted from the first day of the service,
 * and belongs to the year in which it begins. The remainder is dropped. Every year that the service touches gets a row.
 * The excluded periods come in order and do not overlap.
 */
export const monthsByYear = ({ from, to }: Period, excluded: readonly Period[]): readonly ServiceYear[] => {
  const months = monthOn(from, addDays(to, 1));
  const rows: ServiceYear[] = [];
  // A day that a month lacks puts the beginning off to the next month, but never from December into the next year.
  let first = 0;
  let nextYear = monthsOfYear - monthOf(from) + 1;
  for (let year = yearOf(from); year <= yearOf(to); year += 1) {
    const end = Math.min(nextYear, months);
    rows.push({ year, served: end - first, excluded: countTouched(from, { first, end }, excluded) });
    first = end;
    nextYear += monthsOfYear;
  }
  return rows;
};

/** The month of a service in which a day lies, counted from 0: as many whole months as have gone by. */
const monthOn = (from: PlainDate, day: PlainDate): number => {
  const months = (yearOf(day) - yearOf(from)) * monthsOfYear + monthOf(day) - monthOf(from);
  return dayOfMonth(from) > dayOfMonth(day) ? months - 1 : months;
};

/** How many months, from `first` to before `end`, share a day with one of the periods. */
const countTouched = (
  from: PlainDate,
  { first, end }: { readonly first: number; readonly end: number },
  periods: readonly Period[],
): number => {
  let touched = 0;
  let open = first;
  for (const period of periods) {
    const begin = Math.max(open, monthOn(from, period.from));
    open = Math.max(begin, Math.min(end, monthOn(from, period.to) + 1));
    touched += open - begin;
  }
  return touched;
};

/** The whole month number `index` of a service, counted from 0. */
export const monthFrom = (first: PlainDate, index: number): Period => ({
  from: addMonths(first, index),
  to: addDays(addMonths(first, index + 1), -1),
});
