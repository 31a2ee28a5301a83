import { yearOf } from "@qiangyi/kernel";
import type { Signal } from "./contract.ts";
import type { FactsInForce } from "./facts-in-force.ts";
import { latestCompleteYear } from "./finding.ts";
import { compare, type Fraction, fraction, isNought, less, over, plus, times, whole } from "./fraction.ts";
import { inYearTotal } from "./in-year-total.ts";
import { meetsGoal } from "./judge-value.ts";
import { type Goal, type Target, thresholdOf, type YearPoint } from "./target.ts";

/** 正常、有风险、滞后、无法预测, and the figures behind it. A signal is a forecast, never a verdict. */
export interface Forecast {
  readonly signal: Signal;
  readonly required: Fraction | null;
  readonly projected: Fraction | null;
  readonly pathRatio: Fraction | null;
}

type SetGoal = Exclude<Goal, { op: null }>;

export const forecast = (target: Target, goal: SetGoal, facts: FactsInForce, latest: Fraction | null): Forecast => {
  if (target.period === "annual-flow" && yearOf(facts.asOf) === target.year) {
    const sum = inYearTotal(target, facts);
    if (sum !== undefined) return inYear(goal, sum, latest);
  }
  const { baseline } = target;
  const point = baseline === null ? undefined : latestCompleteYear(target, facts, { after: baseline.year, upTo: target.year });
  return baseline === null || point === undefined ? withoutPath(goal, latest) : alongPath(target, goal, { baseline, point });
};

const withoutPath = (goal: SetGoal, latest: Fraction | null): Forecast => ({
  signal: latest !== null && meetsGoal(goal, latest) ? "on-track" : "unpredictable",
  required: null,
  projected: null,
  pathRatio: null,
});

const one = fraction(1n);
/** 有风险 begins here (semantics, section 8, default limit). */
const atRiskFrom = fraction(9n, 10n);

const inYear = (goal: SetGoal, { projected }: { readonly projected: Fraction | null }, latest: Fraction | null): Forecast => {
  const isReached = (goal.op === "gte" || goal.op === "gt" || goal.op === "range") && latest !== null && meetsGoal(goal, latest);
  const signal = isReached ? "on-track" : projected === null ? "unpredictable" : signalOfTotal(goal, projected);
  return { signal, required: null, projected, pathRatio: null };
};

const signalOfTotal = (goal: SetGoal, projected: Fraction): Signal => {
  if (meetsGoal(goal, projected)) return "on-track";
  const threshold = thresholdOf(goal);
  if (threshold === null) return "unpredictable";
  const [part, base] = goal.op === "lt" || goal.op === "lte" ? [threshold, projected] : [projected, threshold];
  return isNought(base) || compare(over(part, base), atRiskFrom) >= 0 ? "at-risk" : "behind";
};

interface PathPoints {
  readonly baseline: YearPoint;
  readonly point: YearPoint;
}

const alongPath = (target: Target, goal: SetGoal, { baseline, point }: PathPoints): Forecast => {
  const required = requiredIn(target, goal, baseline, point.year);
  const change = less(point.value, baseline.value);
  const projected = plus(point.value, times(over(change, whole(point.year - baseline.year)), whole(target.year - point.year)));
  const needed = less(required, baseline.value);
  const pathRatio = isNought(needed) ? null : over(change, needed);
  return { signal: signalOnPath(goal, { baseline, point, projected, pathRatio }), required, projected, pathRatio };
};

const signalOnPath = (
  goal: SetGoal,
  { baseline, point, projected, pathRatio }: PathPoints & Pick<Forecast, "pathRatio"> & { readonly projected: Fraction },
): Signal => {
  if (meetsGoal(goal, point.value)) return "on-track";
  // What was there at the start and is lost is behind, however short the way back.
  if (meetsGoal(goal, baseline.value)) return "behind";
  // A path without a slope (a strict target whose baseline is the threshold): only the forecast can tell.
  if (pathRatio === null) return meetsGoal(goal, projected) ? "on-track" : "at-risk";
  if (compare(pathRatio, atRiskFrom) < 0) return "behind";
  return compare(pathRatio, one) >= 0 && meetsGoal(goal, projected) ? "on-track" : "at-risk";
};

/** On the line through the baseline, the approved 阶段目标 and the threshold in the target year. */
const requiredIn = (target: Target, goal: SetGoal, baseline: YearPoint, year: number): Fraction => {
  const end = { year: target.year, value: thresholdOf(goal) ?? baseline.value };
  const stages = target.milestones.filter((each) => each.year > baseline.year && each.year < target.year);
  const last = target.milestones.find((each) => each.year === target.year) ?? end;
  const points = [baseline, ...stages, last];
  const next = points.findIndex((each) => each.year >= year);
  const [from, to] = [points[next - 1] ?? baseline, points[next] ?? last];
  const share = over(whole(year - from.year), whole(to.year - from.year));
  return plus(from.value, times(less(to.value, from.value), share));
};
