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
  const rows: { year: number; served: number; excluded: number }[] = [];
  for (let year = yearOf(service.from); year <= yearOf(service.to); year += 1) rows.push({ year, served: 0, excluded: 0 });
  let month = monthFrom(service.from, 0);
  for (let index = 1; month.to <= service.to; index += 1) {
    const row = rows[yearOf(month.from) - yearOf(service.from)];
    if (row !== undefined) {
      row.served += 1;
      if (isServing(month, excluded)) row.excluded += 1;
    }
    month = monthFrom(service.from, index);
  }
  return rows;
};

export const monthFrom = (first: PlainDate, index: number): Period => ({
  from: addMonths(first, index),
  to: addDays(addMonths(first, index + 1), -1),
});

/** Whether any day of the month lies in one of the periods. */
const isServing = (month: Period, periods: readonly Period[]): boolean =>
  periods.some(({ from, to }) => from <= month.to && to >= month.from);
