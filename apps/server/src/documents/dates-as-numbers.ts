import { date, daysBetween, type PlainDate } from "@qiangyi/kernel";

/** The day number that table programs keep for a date: 1 for 1 January 1900, with the 29 February 1900 that never was. */
export const dateSerial = (day: PlainDate): number => {
  const days = daysBetween(date("1900-01-01"), day) + 1;
  return days >= 60 ? days + 1 : days;
};
