import { daysInMonth, type PlainDate, parseDate } from "@qiangyi/kernel";

/** The span that an observation speaks of. `day` is its last day. */
export interface Period {
  readonly kind: "year" | "quarter" | "month" | "day";
  readonly year: number;
  /** Months of the year, 1 to 12, first and last; of a day its own. */
  readonly firstMonth: number;
  readonly lastMonth: number;
  readonly day: PlainDate;
}

/** Reads YYYY, YYYY-Qn, YYYY-MM or YYYY-MM-DD; undefined for a period that the calendar does not have. */
export const parsePeriod = (text: string): Period | undefined => {
  const day = parseDate(text);
  if (day !== undefined) {
    const [year = 0, month = 0] = text.split("-").map(Number);
    return { kind: "day", year, firstMonth: month, lastMonth: month, day };
  }
  const match = /^(\d{4})(?:-(?:Q([1-4])|(\d{2})))?$/.exec(text);
  if (!match || Number(match[1]) < 1900 || Number(match[1]) > 2199) return undefined;
  const year = Number(match[1]);
  if (match[2] !== undefined) return span("quarter", year, Number(match[2]) * 3 - 2, Number(match[2]) * 3);
  if (match[3] === undefined) return span("year", year, 1, 12);
  const month = Number(match[3]);
  return month >= 1 && month <= 12 ? span("month", year, month, month) : undefined;
};

const span = (kind: Period["kind"], year: number, firstMonth: number, lastMonth: number): Period => ({
  kind,
  year,
  firstMonth,
  lastMonth,
  day: `${year}-${String(lastMonth).padStart(2, "0")}-${daysInMonth(year, lastMonth)}` as PlainDate,
});
