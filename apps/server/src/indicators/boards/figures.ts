import type { ComparisonView, IndicatorKind, IndicatorView } from "@qiangyi/api";
import type { PlainDate } from "@qiangyi/kernel";
import {
  type DefinitionSpan,
  evaluateTargets,
  type Observation,
  type PeriodKind,
  type RegisterTarget,
  tellCourse,
} from "@qiangyi/policy/targets";

/** A value as a rollup keeps it. */
export interface YearFigure {
  readonly year: number;
  readonly value: string | null;
  readonly label?: string | null;
  readonly numerator: string | null;
  readonly denominator: string | null;
}

const periods: Readonly<Record<IndicatorKind, PeriodKind>> = {
  amount: "annual-flow",
  ratio: "annual-ratio",
  stock: "stock",
  share: "roster-share",
  level: "stock",
  rank: "assessment-year",
  grade: "assessment-year",
  events: "stock",
};

/**
 * Terms that ask for nothing, by which the engine computes and prints a value: a board has no arithmetic of its own. A rank is asked to be within
 * the first, so that a change of it reads as places.
 */
export const termsOf = (indicator: IndicatorView, year: number): RegisterTarget => ({
  id: indicator.code,
  subject: "",
  indicator: indicator.title,
  unit: indicator.unit,
  ...(indicator.kind === "rank"
    ? { op: "rank-within", value: "1" }
    : indicator.scale
      ? { op: "reach-level", value: indicator.scale[0] ?? "", scale: indicator.scale }
      : { op: null }),
  period: periods[indicator.kind],
  by: year,
  per: indicator.per,
  isPrintedInTenThousands: indicator.printedInTenThousands,
});

const isFraction = (kind: IndicatorKind): boolean => kind === "ratio" || kind === "share";

const observationOf = (indicator: IndicatorView, { year, value, label, numerator, denominator }: YearFigure): Observation => {
  const hasParts = isFraction(indicator.kind) && numerator !== null && denominator !== null;
  return {
    target: indicator.code,
    period: String(year),
    ...(hasParts ? { numerator, denominator } : { value: label ?? value }),
    state: "approved",
    reportedOn: `${year}-01-01` as PlainDate,
    version: 1,
  };
};

const hasValue = (indicator: IndicatorView, { value, label, numerator, denominator }: YearFigure): boolean =>
  (label ?? value) !== null || (isFraction(indicator.kind) && numerator !== null && denominator !== null);

const endOfTime = "2199-12-31" as PlainDate;

/** The value and how it reads; — where there is none. */
export const figureOf = (indicator: IndicatorView, figure: YearFigure | undefined): { value: string | null; display: string } => {
  if (figure === undefined || !hasValue(indicator, figure)) return { value: null, display: "—" };
  const [evaluation] = evaluateTargets({
    asOf: endOfTime,
    targets: [termsOf(indicator, figure.year)],
    observations: [observationOf(indicator, figure)],
  }).evaluations;
  return { value: evaluation?.value ?? null, display: evaluation?.display ?? "—" };
};

export const shownValue = (indicator: IndicatorView, figure: YearFigure): string => figureOf(indicator, figure).display;

/** 同比 of two rollups. Years that cover other months are not compared. */
export const changeOf = (
  indicator: IndicatorView,
  [now, before]: readonly [YearFigure | undefined, YearFigure | undefined],
  definitions: readonly DefinitionSpan[],
): ComparisonView => {
  if (now === undefined || !hasValue(indicator, now)) return { text: "—", note: "没有审定的数据" };
  if (before === undefined || !hasValue(indicator, before)) return { text: "—", note: `${now.year - 1}年没有数据` };
  return tellCourse({
    terms: termsOf(indicator, now.year),
    asOf: `${now.year}-12-31` as PlainDate,
    observations: [observationOf(indicator, before), observationOf(indicator, now)],
    events: [],
    definitions,
  }).yearOnYear;
};
