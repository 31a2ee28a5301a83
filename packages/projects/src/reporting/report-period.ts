export const reportCycles = { month: "月报", quarter: "季报", year: "年报" } as const;
export type ReportCycle = keyof typeof reportCycles;

/** YYYY, YYYY-Qn or YYYY-MM; undefined for a text that no calendar has as a period. */
export const cycleOfPeriod = (period: string): ReportCycle | undefined => {
  if (/^(19|20|21)\d\d$/.test(period)) return "year";
  if (/^(19|20|21)\d\d-Q[1-4]$/.test(period)) return "quarter";
  return /^(19|20|21)\d\d-(0[1-9]|1[0-2])$/.test(period) ? "month" : undefined;
};

export const yearOfPeriod = (period: string): number => Number(period.slice(0, 4));

const quarterNames = ["一", "二", "三", "四"];

/** "2026年第一季度", "2026年3月", "2026年". */
export const periodTitle = (period: string): string => {
  const year = `${period.slice(0, 4)}年`;
  const rest = period.slice(5);
  if (rest === "") return year;
  return rest.startsWith("Q") ? `${year}第${quarterNames[Number(rest[1]) - 1] ?? ""}季度` : `${year}${Number(rest)}月`;
};

/** All periods of a year in their order. */
export const periodsOfYear = (cycle: ReportCycle, year: number): readonly string[] => {
  if (cycle === "year") return [String(year)];
  const numbers = Array.from({ length: cycle === "quarter" ? 4 : 12 }, (_, index) => index + 1);
  return numbers.map((number) => (cycle === "quarter" ? `${year}-Q${number}` : `${year}-${String(number).padStart(2, "0")}`));
};

/** The period before, of the same length. */
export const periodBefore = (period: string): string => {
  const year = yearOfPeriod(period);
  const cycle = cycleOfPeriod(period) ?? "year";
  const periods = periodsOfYear(cycle, year);
  const at = periods.indexOf(period);
  return at > 0 ? (periods[at - 1] ?? period) : (periodsOfYear(cycle, year - 1).at(-1) ?? period);
};

/** 上年同期. */
export const periodYearBefore = (period: string): string => `${yearOfPeriod(period) - 1}${period.slice(4)}`;

/** First and last day as YYYY-MM-DD. */
export const periodDays = (period: string): { readonly begins: string; readonly ends: string } => {
  const year = yearOfPeriod(period);
  const rest = period.slice(5);
  const [first, last] =
    rest === "" ? [1, 12] : rest.startsWith("Q") ? [Number(rest[1]) * 3 - 2, Number(rest[1]) * 3] : [Number(rest), Number(rest)];
  const two = (month: number) => String(month).padStart(2, "0");
  const length = new Date(Date.UTC(year, last, 0)).getUTCDate();
  return { begins: `${year}-${two(first)}-01`, ends: `${year}-${two(last)}-${length}` };
};
