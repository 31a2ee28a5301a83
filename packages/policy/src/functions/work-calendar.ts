import { addDays, date as dateOf, daysBetween, type PlainDate } from "@qiangyi/kernel";

/** The State Council's yearly arrangement: days off on weekdays, and weekends that are worked in exchange. */
export interface WorkCalendar {
  readonly holidays: readonly string[];
  readonly workdays: readonly string[];
}

/** The day itself when it is worked, otherwise the next one that is. */
export const workingDayFrom = (day: PlainDate, calendar: WorkCalendar): PlainDate =>
  isWorkingDay(day, calendar) ? day : workingDayFrom(addDays(day, 1), calendar);

export const isWorkingDay = (day: PlainDate, { holidays, workdays }: WorkCalendar): boolean =>
  workdays.includes(day) || !(holidays.includes(day) || isWeekend(day));

/** 2024-01-01 was a Monday. */
const isWeekend = (day: PlainDate): boolean => {
  const weekday = ((daysBetween(dateOf("2024-01-01"), day) % 7) + 7) % 7;
  return weekday >= 5;
};
