import { addDays, addMonths, date, monthOf, type PlainDate, yearOf } from "@qiangyi/kernel";
import { workingDaysAfter } from "./working-days.ts";

/** How often a task is reported. The documents set no cadence; half a year is the platform's default. */
export const cadences = { 1: "每月", 3: "每季度", 6: "每半年", 12: "每年" } as const;
export type Cadence = keyof typeof cadences;
export const defaultCadence: Cadence = 6;

/** Working days after the end of a period within which it is reported. */
export const reportDays = 10;

export interface ReportPeriod {
  /** 2024-H1, 2024-Q3, 2024-07, 2024: sorts within one cadence. */
  readonly code: string;
  readonly title: string;
  readonly begins: PlainDate;
  readonly ends: PlainDate;
  readonly dueOn: PlainDate;
}

/** The period of a cadence that a day lies in. */
export const periodAt = (day: PlainDate, every: Cadence): ReportPeriod => {
  const nth = Math.floor((monthOf(day) - 1) / every);
  const begins = date(`${yearOf(day)}-${String(nth * every + 1).padStart(2, "0")}-01`);
  const ends = addDays(addMonths(begins, every), -1);
  return { ...named(yearOf(day), nth + 1, every), begins, ends, dueOn: workingDaysAfter(ends, reportDays) };
};

const named = (year: number, nth: number, every: Cadence): Pick<ReportPeriod, "code" | "title"> => {
  switch (every) {
    case 12:
      return { code: `${year}`, title: `${year}年` };
    case 6:
      return { code: `${year}-H${nth}`, title: `${year}年${nth === 1 ? "上" : "下"}半年` };
    case 3:
      return { code: `${year}-Q${nth}`, title: `${year}年第${nth}季度` };
    case 1:
      return { code: `${year}-${String(nth).padStart(2, "0")}`, title: `${year}年${nth}月` };
  }
};

/** How far back a missing report is looked for. */
const monthsLookedBack = 12;

/** Periods that are over and not older than a year, the oldest first. The one in which the work began is the first. */
export const periodsOver = (from: PlainDate, every: Cadence, asOf: PlainDate): readonly ReportPeriod[] => {
  const earliest = addMonths(asOf, -monthsLookedBack);
  const periods: ReportPeriod[] = [];
  for (let period = periodAt(from > earliest ? from : earliest, every); period.ends < asOf; period = next(period, every))
    periods.push(period);
  return periods;
};

const next = ({ ends }: ReportPeriod, every: Cadence): ReportPeriod => periodAt(addDays(ends, 1), every);

/** What may be reported on a day: periods that are over, and the running one in its last month. */
export const periodsToReport = (from: PlainDate, every: Cadence, asOf: PlainDate): readonly ReportPeriod[] => {
  const running = periodAt(asOf, every);
  const isNearEnd = asOf >= addMonths(addDays(running.ends, 1), -1);
  return isNearEnd && running.ends >= from
    ? [...periodsOver(from, every, asOf).filter(({ code }) => code !== running.code), running]
    : periodsOver(from, every, asOf);
};

/** The last day of the period that a code names. */
export const periodEndOf = (code: string): PlainDate => {
  const [year = "", part] = code.split("-");
  const [every, nth]: readonly [Cadence, number] =
    part === undefined
      ? [12, 1]
      : part.startsWith("H")
        ? [6, Number(part.slice(1))]
        : part.startsWith("Q")
          ? [3, Number(part.slice(1))]
          : [1, Number(part)];
  return periodAt(date(`${year}-${String((nth - 1) * every + 1).padStart(2, "0")}-01`), every).ends;
};
