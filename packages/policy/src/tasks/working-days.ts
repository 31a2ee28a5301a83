import { addDays, type PlainDate } from "@qiangyi/kernel";
import { isWorkingDay, type WorkCalendar } from "../functions/work-calendar.ts";

/** Days off that have the same date every year. Moving ones and exchanged weekends are of one year's arrangement and only ever make a limit later. */
const fixedHolidays = ["01-01", "05-01", "10-01", "10-02", "10-03"];

const calendarOf = (day: PlainDate): WorkCalendar => {
  const year = day.slice(0, 4);
  return { holidays: fixedHolidays.map((each) => `${year}-${each}`), workdays: [] };
};

const isWorked = (day: PlainDate): boolean => isWorkingDay(day, calendarOf(day));

/** The last of so many working days after a day, which is not counted itself. */
export const workingDaysAfter = (day: PlainDate, count: number): PlainDate => {
  let last = day;
  for (let left = count; left > 0; ) {
    last = addDays(last, 1);
    if (isWorked(last)) left -= 1;
  }
  return last;
};

/** Working days that have passed since a day, up to a limit: what is later than that is late in the same way. */
export const workingDaysLate = (due: PlainDate, asOf: PlainDate, limit = 60): number => {
  let passed = 0;
  for (let day = addDays(due, 1); day <= asOf && passed < limit; day = addDays(day, 1)) if (isWorked(day)) passed += 1;
  return passed;
};
