import { addDays, addMonths, type PlainDate, yearOf } from "@qiangyi/kernel";

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

/**
 * A whole month runs from a day to the day before the same day of the next month, counted from the first day of the service,
 * and belongs to the year in which it begins. The remainder is dropped. Every year that the service touches gets a row.
 */
export const monthsByYear = (service: Period, excluded: readonly Period[]): readonly ServiceYear[] => {
  const firstYear = yearOf(service.from);
  const rows: { year: number; served: number; excluded: number }[] = [];
  for (let year = firstYear; year <= yearOf(service.to); year += 1) rows.push({ year, served: 0, excluded: 0 });
  // A month is kept as its first day and the first day of the next one, so that no date is counted back by a day.
  const after = addDays(service.to, 1);
  let from = service.from;
  let next = addMonths(service.from, 1);
  for (let index = 2; next <= after; index += 1) {
    const row = rows[yearOf(from) - firstYear];
    if (row !== undefined) {
      row.served += 1;
      if (excluded.length > 0 && touches(from, next, excluded)) row.excluded += 1;
    }
    from = next;
    next = addMonths(service.from, index);
  }
  return rows;
};

/** Whether a day from `from` to the day before `next` lies in one of the periods. */
const touches = (from: PlainDate, next: PlainDate, periods: readonly Period[]): boolean =>
  periods.some((period) => period.from < next && period.to >= from);

/** The whole month number `index` of a service, counted from 0. */
export const monthFrom = (first: PlainDate, index: number): Period => ({
  from: addMonths(first, index),
  to: addDays(addMonths(first, index + 1), -1),
});
