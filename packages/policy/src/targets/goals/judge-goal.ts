import { endOfYear, type PlainDate } from "@qiangyi/kernel";
import type { Evaluation, TargetTerms } from "../contract.ts";
import { compare, decimal, type Fraction, fraction, toFixed } from "../fraction.ts";
import type { GoalMeasure, PlanGoal } from "./goal.ts";

export type GoalResult =
  | "achieved"
  | "partly-achieved"
  | "not-achieved"
  | "improved"
  | "not-improved"
  | "not-due"
  | "not-evaluable";

/** What is known of the measures: of targets their last evaluation, of indicators the values of years. */
export interface GoalFacts {
  readonly asOf: PlainDate;
  readonly evaluationOf: (target: string) => Evaluation | undefined;
  /** What stood in the year that the plan starts from (2022), of a target; null where nothing was reported. */
  readonly baselineOf: (target: string) => string | null;
  /** The stock of an indicator at the end of the horizon, or on the as-of day if that is earlier; null where nothing is known. */
  readonly countOf: (indicator: string, onDay: PlainDate) => string | null;
  /** Who is still missing by name, where a roster of the target knows it although the target has only a number. */
  readonly openOf?: (target: string) => readonly string[];
  /** The value of a year; null where none was published. */
  readonly valueIn: (indicator: string, year: number) => string | null;
}

export interface JudgedMeasure {
  readonly measure: GoalMeasure;
  readonly done: number;
  readonly of: number;
  /** The value of 2022, or of the year that a trend is compared with; null where there is none. */
  readonly baseline: string | null;
  readonly value: string | null;
  /** What is still open, by name. */
  readonly open: readonly string[];
}

export interface JudgedGoal {
  readonly goal: PlanGoal;
  readonly result: GoalResult;
  /** Before the horizon is over the result is a preview of today's state. */
  readonly isPreview: boolean;
  readonly done: number;
  readonly of: number;
  /** Per cent with one decimal; null where nothing is counted. */
  readonly share: string | null;
  readonly measures: readonly JudgedMeasure[];
  readonly because: string;
}

export const judgeGoal = (goal: PlanGoal, facts: GoalFacts): JudgedGoal => {
  const measures = goal.measures.map((measure) => judgeMeasure(measure, goal, facts));
  const counted = measures.filter(({ measure }) => measure.kind !== "judgement");
  const done = counted.reduce((sum, each) => sum + each.done, 0);
  const of = counted.reduce((sum, each) => sum + each.of, 0);
  const share = of === 0 ? null : toFixed(fraction(BigInt(done) * 100n, BigInt(of)), 1);
  const isPreview = facts.asOf <= endOfYear(goal.horizon);
  return { goal, isPreview, done, of, share, measures, ...resultOf(goal, measures, { done, of, isPreview }) };
};

const judgeMeasure = (measure: GoalMeasure, { horizon }: PlanGoal, facts: GoalFacts): JudgedMeasure => {
  switch (measure.kind) {
    case "target": {
      const evaluation = facts.evaluationOf(measure.target);
      // An indicator without a value counts as not met (D4).
      const isMet = evaluation?.verdict === "met";
      // A roster names whoever is missing, even where the number as a whole is met: 1.5 a county may hide a county with none.
      const named = facts.openOf?.(measure.target) ?? [];
      const open = named.length > 0 ? [...named] : isMet ? [] : [...(evaluation?.missing ?? [])];
      const baseline = facts.baselineOf(measure.target);
      return { measure, done: isMet ? 1 : 0, of: 1, baseline, value: evaluation?.value ?? null, open };
    }
    case "count": {
      const value =
        "target" in measure
          ? (facts.evaluationOf(measure.target)?.value ?? null)
          : facts.countOf(measure.indicator, dayOf(horizon, facts));
      const done = Math.min(measure.of, value === null ? 0 : wholeOf(value));
      const open = done < measure.of ? [`${measure.title}还差${measure.of - done}个`] : [];
      return { measure, done, of: measure.of, baseline: null, value, open };
    }
    case "trend": {
      const baseline = facts.valueIn(measure.indicator, measure.from);
      const value = facts.valueIn(measure.indicator, horizon);
      return { measure, done: isBetter(measure, baseline, value) ? 1 : 0, of: 1, baseline, value, open: [] };
    }
    default:
      return { measure, done: 0, of: 1, baseline: null, value: null, open: [measure.title] };
  }
};

const dayOf = (horizon: number, { asOf }: GoalFacts): PlainDate => (asOf < endOfYear(horizon) ? asOf : endOfYear(horizon));

const wholeOf = (value: string): number => Math.max(0, Math.trunc(Number(value)));

const isBetter = ({ direction }: GoalMeasure & { kind: "trend" }, baseline: string | null, value: string | null): boolean => {
  if (baseline === null || value === null) return false;
  const change = compare(decimal(value), decimal(baseline));
  return direction === "up" ? change > 0 : change < 0;
};

interface Sum {
  readonly done: number;
  readonly of: number;
  readonly isPreview: boolean;
}

const partlyFrom: Fraction = fraction(7n, 10n);

const resultOf = (goal: PlanGoal, measures: readonly JudgedMeasure[], sum: Sum): { result: GoalResult; because: string } => {
  if (goal.rule === "judgement")
    return sum.isPreview
      ? { result: "not-due", because: "到期由评估组逐项书面评判，平台不打分" }
      : { result: "not-evaluable", because: "须逐项书面评判，平台不打分" };
  if (goal.rule === "improvement") return improvement(measures, sum);
  const { done, of } = sum;
  const told = `${of}项中完成${done}项`;
  const blocked = measures.find(
    ({ measure, done: got, of: asked }) => measure.kind === "count" && measure.isEssential && got < asked,
  );
  const worse = measures.find(
    ({ measure, done: got, value, baseline }) => measure.kind === "trend" && got === 0 && value !== null && baseline !== null,
  );
  if (of > 0 && done === of) return { result: "achieved", because: told };
  const reached = of > 0 && compare(fraction(BigInt(done), BigInt(of)), partlyFrom) >= 0;
  const why = blocked ? `，${titleOf(blocked)}未完成` : worse ? `，${titleOf(worse)}未改善` : "";
  return { result: reached ? "partly-achieved" : "not-achieved", because: `${told}${why}；七成以上为部分实现` };
};

const improvement = (measures: readonly JudgedMeasure[], { isPreview }: Sum): { result: GoalResult; because: string } => {
  const unknown = measures.filter(({ baseline, value }) => baseline === null || value === null);
  if (unknown.length > 0) {
    const names = unknown.map(titleOf).join("、");
    return isPreview
      ? { result: "not-due", because: `${names}的到期值尚未公布` }
      : { result: "not-evaluable", because: `${names}尚未公布` };
  }
  const worse = measures.filter(({ done }) => done === 0);
  return worse.length === 0
    ? { result: "improved", because: "各项都比对比年好转" }
    : { result: "not-improved", because: `${worse.map(titleOf).join("、")}没有好转` };
};

const titleOf = ({ measure }: JudgedMeasure): string =>
  measure.kind === "trend" ? measure.indicator : measure.kind === "target" ? measure.target : measure.title;

/** Results of a group of targets at two horizons side by side: 回落 where the later one is below the earlier. */
export interface GroupResult {
  readonly group: string;
  readonly of: number;
  readonly earlier: number;
  readonly later: number;
  readonly hasFallen: boolean;
}

/** One row for each task group of the plan (二（一）至（五）), by the met targets on the two days. */
export const groupResults = (
  terms: readonly TargetTerms[],
  earlier: (target: string) => Evaluation | undefined,
  later: (target: string) => Evaluation | undefined,
): readonly GroupResult[] => {
  const groups = new Map<string, string[]>();
  for (const { id } of terms) {
    const group = /\.s(\d)\./.exec(id)?.[1];
    if (group !== undefined) groups.set(group, [...(groups.get(group) ?? []), id]);
  }
  return [...groups]
    .toSorted(([a], [b]) => a.localeCompare(b))
    .map(([group, ids]) => {
      const met = (find: typeof earlier): number => ids.filter((id) => find(id)?.verdict === "met").length;
      const [before, after] = [met(earlier), met(later)];
      return { group, of: ids.length, earlier: before, later: after, hasFallen: after < before };
    });
};
