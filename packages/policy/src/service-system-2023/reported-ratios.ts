import { decimal, type Fraction, isNought, over, times, toDecimal, toFixed, total, whole } from "../targets/fraction.ts";
import { type DirectionLight, directionLight } from "./lights.ts";
import type { Figure, PlanPromise, PromiseRow } from "./promise.ts";
import { figure } from "./quota.ts";

/** Approved counts of one reporter in one period: "2024" or "2024-Q1". One of the two may be missing; that is no data. */
export interface ReportedRatio {
  readonly subject: string;
  readonly name: string;
  readonly period: string;
  readonly numerator: string | null;
  readonly denominator: string | null;
}

/** A promise that names a direction and no figure. */
export interface DirectionPromise extends PlanPromise {
  readonly wanted: "increase" | "decrease";
}

const isYear = (period: string): boolean => period.length === 4;
const endsOn = (period: string): string => (isYear(period) ? `${period}-Q4` : period);
export const yearBefore = (period: string): string => `${Number(period.slice(0, 4)) - 1}${period.slice(4)}`;
export const periodName = (period: string): string =>
  isYear(period) ? `${period}年` : `${period.slice(0, 4)}年第${period.slice(6)}季度`;

interface Sum {
  readonly numerator: Fraction;
  readonly denominator: Fraction;
}

const sumOf = (rows: readonly ReportedRatio[]): Sum | null => {
  const known = rows.filter(({ numerator, denominator }) => numerator !== null && denominator !== null);
  if (known.length === 0) return null;
  const part = (field: "numerator" | "denominator") => total(known.map((row) => decimal(row[field] ?? "0")));
  const denominator = part("denominator");
  return isNought(denominator) ? null : { numerator: part("numerator"), denominator };
};

const percentOfSum = ({ numerator, denominator }: Sum): Fraction => over(times(numerator, whole(100)), denominator);

/** Four quarters are a year, unless the year was reported as one. */
const withYears = (rows: readonly ReportedRatio[]): readonly ReportedRatio[] => {
  const quarters = new Map<string, ReportedRatio[]>();
  for (const row of rows) {
    const key = `${row.subject} ${row.period.slice(0, 4)}`;
    if (!isYear(row.period)) quarters.set(key, [...(quarters.get(key) ?? []), row]);
  }
  const years = new Set(rows.filter(({ period }) => isYear(period)).map(({ subject, period }) => `${subject} ${period}`));
  const sums = [...quarters].flatMap(([key, of]) => {
    const [first] = of;
    const sum = sumOf(of);
    const isWhole = of.every(({ numerator, denominator }) => numerator !== null && denominator !== null) && of.length === 4;
    if (years.has(key) || !first || !sum || !isWhole) return [];
    const { numerator, denominator } = sum;
    const period = first.period.slice(0, 4);
    return [{ ...first, period, numerator: toDecimal(numerator), denominator: toDecimal(denominator) }];
  });
  return [...rows, ...sums];
};

/** The period that ends last; where a quarter and its year end together, the year. */
export const latestPeriod = (rows: readonly ReportedRatio[]): string | null =>
  withYears(rows)
    .map(({ period }) => period)
    .toSorted((a, b) => (endsOn(a) === endsOn(b) ? a.length - b.length : endsOn(a) < endsOn(b) ? 1 : -1))[0] ?? null;

/** The ratio of all reporters together in one period: a sum over a sum, never a mean of ratios. */
export const ratioIn = (rows: readonly ReportedRatio[], period: string): Sum | null =>
  sumOf(withYears(rows).filter((row) => row.period === period));

export interface ToldRatio {
  readonly period: string;
  readonly current: Fraction | null;
  readonly previous: Fraction | null;
  readonly light: DirectionLight;
  readonly figures: readonly Figure[];
  /** 2024年60.9%，比上年同期上升2.9个百分点（相对变化5.0%）. */
  readonly sentence: string;
  /** Who is expected and has not reported the period. */
  readonly silent: readonly string[];
  readonly rows: readonly PromiseRow[];
}

interface Asked {
  readonly promise: DirectionPromise;
  readonly rows: readonly ReportedRatio[];
  /** Who owes a report; names by subject. */
  readonly reporters: ReadonlyMap<string, string>;
  readonly label: string;
  readonly numerator: string;
  readonly denominator: string;
  readonly unit: string;
}

/** Percentages and their change in percentage points, with one decimal. */
export const shown = (value: Fraction | null): string | null => (value === null ? null : toFixed(value, 1));

/** 上升2.9个百分点（相对变化5.0%）. */
export const changeText = (change: string | null, relative: string | null): string => {
  if (change === null) return "无可比数据";
  const size = toFixed(decimal(change.replace("-", "")), 1);
  if (size === "0.0" && change === "0") return "持平";
  return `${change.startsWith("-") ? "下降" : "上升"}${size}个百分点${relative === null ? "" : `（相对变化${relative.replace("-", "")}%）`}`;
};

/** One ratio of a card: the latest period, compared with the same period of the year before. Null while nobody reported. */
export const tellRatio = ({ promise, rows, reporters, label, numerator, denominator, unit }: Asked): ToldRatio | null => {
  const period = latestPeriod(rows);
  if (period === null) return null;
  const before = yearBefore(period);
  const [sum, sumBefore] = [ratioIn(rows, period), ratioIn(rows, before)];
  const [current, previous] = [sum && percentOfSum(sum), sumBefore && percentOfSum(sumBefore)];
  const light = directionLight({ previous, current, wanted: promise.wanted, strength: promise.strength });
  const reported = new Set(
    withYears(rows)
      .filter((row) => row.period === period && row.numerator !== null && row.denominator !== null)
      .map(({ subject }) => subject),
  );
  const isComparable = previous !== null && current !== null;
  return {
    period,
    current,
    previous,
    light,
    figures: [
      figure(`${label}（${periodName(period)}）`, shown(current), "%"),
      figure(numerator, sum && toDecimal(sum.numerator), unit),
      figure(denominator, sum && toDecimal(sum.denominator), unit),
      figure(`上年同期（${periodName(before)}）`, shown(previous), "%"),
    ],
    sentence: `${label}${periodName(period)}${current === null ? "没有数据" : `${shown(current)}%`}，${
      isComparable ? `比上年同期${changeText(light.change, light.relative)}` : "没有上年同期可比"
    }`,
    silent: [...reporters].flatMap(([subject, name]) => (reported.has(subject) ? [] : [name])),
    rows: subjectRows({ promise, rows, reporters }, period),
  };
};

const subjectRows = (
  { promise, rows, reporters }: Pick<Asked, "promise" | "rows" | "reporters">,
  period: string,
): readonly PromiseRow[] => {
  const names = new Map([...rows.map(({ subject, name }) => [subject, name] as const), ...reporters]);
  return [...names].map(([subject, name]) => {
    const own = rows.filter((row) => row.subject === subject);
    const value = (at: string): Fraction | null => {
      const sum = ratioIn(own, at);
      return sum && percentOfSum(sum);
    };
    const [current, previous] = [value(period), value(yearBefore(period))];
    const { light, change, relative } = directionLight({
      previous,
      current,
      wanted: promise.wanted,
      strength: promise.strength,
    });
    return {
      name,
      figures: [figure(periodName(period), shown(current), "%"), figure(periodName(yearBefore(period)), shown(previous), "%")],
      light,
      remark: current === null ? "未报" : change === null ? null : changeText(change, relative),
    };
  });
};
