import type { Figure } from "./centre-figures.ts";

interface Part {
  readonly period: string;
  readonly figure: Figure;
}

/** Winter brings more patients than the weeks around the spring festival; parts of a thousand, month by month. */
const seasons = [84, 68, 86, 84, 83, 81, 84, 85, 82, 84, 88, 91] as const;

/** Cuts the figure of a year, or of the first half of 2026, into the periods of its cycle; the parts sum up to it exactly. */
export const spread = (span: string, figure: Figure, cycle: string): Part[] => {
  const isHalf = span.endsWith("-H1");
  const year = span.slice(0, 4);
  if (typeof figure === "string" || cycle === "year" || cycle === "day") return isHalf ? [] : [{ period: year, figure }];
  const months = seasons.slice(0, isHalf ? 6 : 12);
  const width = cycle === "month" ? 1 : 3;
  const weights = Array.from({ length: months.length / width }, (_, at) =>
    months.slice(at * width, (at + 1) * width).reduce((sum, each) => sum + each, 0),
  );
  const name = (at: number) => (cycle === "month" ? `${year}-${String(at + 1).padStart(2, "0")}` : `${year}-Q${at + 1}`);
  if (typeof figure === "number") return shares(figure, weights).map((part, at) => ({ period: name(at), figure: part }));
  const [numerators, denominators] = [shares(figure[0], weights), shares(figure[1], weights)];
  return numerators.map((part, at) => ({ period: name(at), figure: [part, denominators[at] ?? 0] }));
};

/** Whole numbers in proportion; the last one takes what is left. */
const shares = (total: number, weights: readonly number[]): number[] => {
  const all = weights.reduce((sum, each) => sum + each, 0);
  const parts = weights.map((weight) => Math.floor((total * weight) / all));
  const left = total - parts.reduce((sum, each) => sum + each, 0);
  return parts.map((part, at) => (at === parts.length - 1 ? part + left : part));
};
