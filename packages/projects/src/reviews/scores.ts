import { ok, type Refusal, type Result, refuse } from "@qiangyi/kernel";

/** Points are whole hundredths everywhere: no total may differ between two machines. */
export interface SheetItem {
  readonly id: string;
  readonly title: string;
  readonly maxPoints: number;
}

export interface Sheet {
  readonly items: readonly SheetItem[];
  readonly vetoes: readonly { readonly id: string; readonly title: string }[];
}

export interface SheetEntries {
  readonly items: Readonly<Record<string, number | null>>;
  readonly vetoes: Readonly<Record<string, boolean | null>>;
}

export type SheetRefusal =
  | Refusal<"REVIEW_INCOMPLETE", { readonly missing: readonly string[] }>
  | Refusal<"SCORE_OUT_OF_RANGE", { readonly items: readonly string[] }>;

/** Items without a score and compulsory questions without an answer, by title. */
export const missingOf = (sheet: Sheet, entries: SheetEntries): string[] => [
  ...sheet.vetoes.filter(({ id }) => (entries.vetoes[id] ?? null) === null).map(({ title }) => title),
  ...sheet.items.filter(({ id }) => (entries.items[id] ?? null) === null).map(({ title }) => title),
];

/**
 * The total out of 100 of a full sheet. Weights are the items' own maxima: five items of 100 give their sum divided by five
 * (5g-2022.art9.2), items that add up to 100 give their sum. Half a hundredth rounds up.
 */
export const totalOf = (sheet: Sheet, entries: SheetEntries): Result<number, SheetRefusal> => {
  const outside = sheet.items.filter(({ id, maxPoints }) => {
    const points = entries.items[id] ?? 0;
    return !Number.isInteger(points) || points < 0 || points > maxPoints * 100;
  });
  if (outside.length > 0) return refuse({ code: "SCORE_OUT_OF_RANGE", items: outside.map(({ title }) => title) });
  const missing = missingOf(sheet, entries);
  if (missing.length > 0) return refuse({ code: "REVIEW_INCOMPLETE", missing });
  const sum = sheet.items.reduce((points, { id }) => points + (entries.items[id] ?? 0), 0);
  const most = sheet.items.reduce((points, { maxPoints }) => points + maxPoints, 0);
  return ok(divideRounded(sum * 100, most));
};

/** From five scores on one highest and one lowest are left out. */
export const dropsExtremes = (count: number): boolean => count >= 5;

/** Mean of totals in hundredths, after dropping one highest and one lowest where there are five or more. */
export const meanOf = (totals: readonly number[]): number | undefined => {
  if (totals.length === 0) return undefined;
  const ordered = totals.toSorted((a, b) => a - b);
  const counted = dropsExtremes(ordered.length) ? ordered.slice(1, -1) : ordered;
  return divideRounded(
    counted.reduce((sum, total) => sum + total, 0),
    counted.length,
  );
};

/** 极差 in hundredths. */
export const spreadOf = (totals: readonly number[]): number | undefined =>
  totals.length === 0 ? undefined : Math.max(...totals) - Math.min(...totals);

/** A spread of exactly the limit does not ask for a second review; one hundredth more does. */
export const needsSecondReview = (totals: readonly number[], limitPoints: number): boolean =>
  (spreadOf(totals) ?? 0) > limitPoints * 100;

export const suggestionOf = (mean: number, { pass, revise }: { pass: number; revise: number }): "pass" | "revise" | "fail" =>
  mean >= pass ? "pass" : mean >= revise ? "revise" : "fail";

/** Half away from zero; exact for whole numbers below 2^53. */
export const divideRounded = (dividend: number, divisor: number): number =>
  Math.sign(dividend) * Math.floor((2 * Math.abs(dividend) + divisor) / (2 * divisor));
