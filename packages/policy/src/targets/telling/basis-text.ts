import { type Period, parsePeriod } from "../period.ts";

/** The periods behind a value: 2024年, 2024年1—9月, 2024-12-31. A correction is said: 2024年（更正）. */
export const basisText = (used: readonly string[]): string => {
  const spans = used.flatMap((each) => parsePeriod(each.split("#")[0] ?? "") ?? []);
  if (spans.length === 0) return "";
  const years = [...new Set(spans.map(({ year }) => year))].toSorted((a, b) => a - b);
  const corrected = used.some((each) => each.includes("#")) ? "（含更正）" : "";
  return years.map((year) => ofYear(year, spans)).join("、") + corrected;
};

const ofYear = (year: number, all: readonly Period[]): string => {
  const spans = all.filter((each) => each.year === year);
  const last = spans.at(-1);
  if (last?.kind === "day") return last.day;
  if (spans.some(({ kind }) => kind === "year")) return `${year}年`;
  const months = new Set(spans.flatMap(({ firstMonth, lastMonth }) => range(firstMonth, lastMonth)));
  return months.size === 12 ? `${year}年` : `${year}年${runs([...months].toSorted((a, b) => a - b)).join("、")}月`;
};

const range = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, index) => from + index);

/** [1,2,3,5] → 1—3, 5: a hole in the months is seen. */
const runs = (months: readonly number[]): string[] => {
  const found: [number, number][] = [];
  for (const month of months) {
    const last = found.at(-1);
    if (last && last[1] === month - 1) last[1] = month;
    else found.push([month, month]);
  }
  return found.map(([from, to]) => (from === to ? String(from) : `${from}—${to}`));
};
