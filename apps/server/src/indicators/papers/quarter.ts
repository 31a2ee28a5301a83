import { addDays, date, daysBetween, type PlainDate } from "@qiangyi/kernel";
import { periodBefore, periodDays } from "@qiangyi/projects";

/** The days by which a quarter's report and the one before it judge: both look equally long after their quarter's end. */
export interface QuarterDays {
  readonly ends: PlainDate;
  readonly asOf: PlainDate;
  readonly before: string;
  readonly beforeAsOf: PlainDate;
}

export const quarterDays = (quarter: string, asOf: PlainDate | undefined): QuarterDays => {
  const ends = date(periodDays(quarter).ends);
  const before = periodBefore(quarter);
  const day = asOf ?? ends;
  return { ends, asOf: day, before, beforeAsOf: addDays(date(periodDays(before).ends), daysBetween(ends, day)) };
};
