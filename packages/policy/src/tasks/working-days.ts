import { addDays, date, daysBetween, type PlainDate, yearOf } from "@qiangyi/kernel";
import { isWorkingDay } from "../functions/work-calendar.ts";

/** Days off that have the same date every year. Moving ones and exchanged weekends are of one year's arrangement and only ever make a limit later. */
const fixedHolidays = ["01-01", "05-01", "10-01", "10-02", "10-03"];

const holidaysOf = (year: number): readonly PlainDate[] => fixedHolidays.map((each) => date(`${year}-${each}`));
const isWeekday = (day: PlainDate): boolean => isWorkingDay(day, { holidays: [], workdays: [] });
const isWorked = (day: PlainDate): boolean => isWeekday(day) && !holidaysOf(yearOf(day)).includes(day);

/** The last of so many working days after a day, which is not counted itself. */
export const workingDaysAfter = (day: PlainDate, count: number): PlainDate => {
  let last = day;
  for (let left = count; left > 0; ) {
    last = addDays(last, 1);
    if (isWorked(last)) left -= 1;
  }
  return last;
};

/** Working days from the day after one to another; five in each whole week, so that a delay of years costs no more than one of days. */
export const workingDaysLate = (due: PlainDate, asOf: PlainDate): number => {
  const days = daysBetween(due, asOf);
  if (days <= 0) return 0;
  const weeks = Math.floor(days / 7);
  let weekdays = weeks * 5;
  for (let day = addDays(due, weeks * 7 + 1); day <= asOf; day = addDays(day, 1)) if (isWeekday(day)) weekdays += 1;
  let holidays = 0;
  for (let year = yearOf(due); year <= yearOf(asOf); year += 1)
    holidays += holidaysOf(year).filter((day) => day > due && day <= asOf && isWeekday(day)).length;
  return weekdays - holidays;
};
