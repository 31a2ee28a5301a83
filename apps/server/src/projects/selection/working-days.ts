import { addDays, ok, type PlainDate, type Refusal, type Result, refuse, yearOf } from "@qiangyi/kernel";
import { isWorkingDay, type WorkCalendar } from "@qiangyi/policy";
import { sql } from "kysely";
import type { Tx } from "../../platform/index.ts";

/** The arrangement of each year that is recorded. */
export type WorkCalendars = ReadonlyMap<number, WorkCalendar>;
export type CalendarRefusal = Refusal<"CALENDAR_UNKNOWN", { readonly year: number }>;

export const workCalendars = async (tx: Tx, province: string): Promise<WorkCalendars> => {
  // Arrays of dates as text: the driver would make instants of them.
  const { rows } = await sql<{ year: number } & WorkCalendar>`
    select year, holidays::text[] as holidays, workdays::text[] as workdays from work_calendar where province = ${province}`.execute(
    tx,
  );
  return new Map(rows.map(({ year, holidays, workdays }) => [year, { holidays, workdays }]));
};

/** The last of `count` working days, the day itself not counted. The holidays of a year that is not recorded are not guessed. */
export const addWorkingDays = (day: PlainDate, count: number, calendars: WorkCalendars): Result<PlainDate, CalendarRefusal> => {
  let [at, left] = [day, count];
  while (left > 0) {
    at = addDays(at, 1);
    const calendar = calendars.get(yearOf(at));
    if (!calendar) return refuse({ code: "CALENDAR_UNKNOWN", year: yearOf(at) });
    if (isWorkingDay(at, calendar)) left -= 1;
  }
  return ok(at);
};
