import { endOfYear } from "@qiangyi/kernel";
import { type Evaluation, type Flag, flags as flagOrder, type Verdict } from "./contract.ts";
import { displayOf } from "./display.ts";
import { explainTarget } from "./explain-target.ts";
import { daysLate, type FactsInForce, nameOf } from "./facts-in-force.ts";
import { type Finding, findTarget, findYear } from "./finding.ts";
import { type Forecast, forecast } from "./forecast.ts";
import { type Fraction, toDecimal, toFixed } from "./fraction.ts";
import { judgeValue } from "./judge-value.ts";
import { labelOrNumber } from "./reported-value.ts";
import type { Goal, Target } from "./target.ts";

/** One evaluation, by the target year; of a target of each year one for every closed year and then the whole. */
export const evaluateTarget = (target: Target, facts: FactsInForce): readonly Evaluation[] => {
  if (target.period !== "each-year") {
    const finding = findTarget(target, facts);
    return [evaluationOf(target, finding, { year: target.year, ahead: ahead(target, facts, finding.value) })];
  }
  const closed = Array.from({ length: target.year - target.from + 1 }, (_, index) => target.from + index)
    .filter((year) => facts.asOf > endOfYear(year))
    .map((year) => ({ year, finding: findYear(target, facts, year) }));
  const whole = wholeOf(
    target,
    facts,
    closed.map(({ finding }) => finding),
  );
  return [...closed.map(({ year, finding }) => evaluationOf(target, finding, { year, ahead: null })), whole];
};

/** Every year is judged alone and a surplus is not carried over, so the whole has a verdict and no value. */
const wholeOf = (target: Target, facts: FactsInForce, years: readonly Finding[]): Evaluation => {
  const finding: Finding = {
    verdict: verdictOfAll(target, years),
    value: null,
    used: years.flatMap(({ used }) => used),
    flags: [],
    missing: null,
  };
  const latest = years.findLast(({ value }) => value !== null)?.value ?? null;
  const path = ahead(target, facts, latest);
  // A year that failed cannot be made good by later ones, whatever their course.
  const isLost = finding.verdict === "not-met" && path?.signal != null;
  return evaluationOf(target, finding, { year: null, ahead: isLost ? { ...path, signal: "behind" } : path });
};

const verdictOfAll = (target: Target, years: readonly Finding[]): Verdict => {
  if (years.some(({ verdict }) => verdict === "not-met")) return "not-met";
  const isAllMet = years.length === target.year - target.from + 1 && years.every(({ verdict }) => verdict === "met");
  return isAllMet ? "met" : "pending";
};

type Ahead = Omit<Forecast, "signal"> & { readonly signal: Forecast["signal"] | null };

/** The path stays to be seen after the target day; the signal ends with it. */
const ahead = (target: Target, facts: FactsInForce, latest: Fraction | null): Ahead | null => {
  if (target.goal.op === null) return null;
  const path = forecast(target, target.goal, facts, latest);
  return facts.asOf > target.day ? { ...path, signal: null } : path;
};

const evaluationOf = (
  target: Target,
  finding: Finding,
  { year, ahead: path }: { readonly year: number | null; readonly ahead: Ahead | null },
): Evaluation => {
  const { goal, clause } = target;
  const value = finding.value === null ? null : labelOrNumber(goal, finding.value);
  const display = displayOf(target, finding.value);
  if (goal.op === null) return { ...unset, target: target.id, year, value, display };
  const judged = finding.value === null ? null : judgeValue(goal, finding.value);
  const lateDays = Math.max(0, ...finding.used.map(daysLate));
  const listed = sorted([
    ...finding.flags,
    ...(judged?.flags ?? []),
    ...(lateDays > 0 ? (["late-report"] as const) : []),
    ...(finding.used.some(({ version }) => version > 1) ? (["corrected"] as const) : []),
    ...(target.remarks.isInferred ? (["inferred"] as const) : []),
  ]);
  return {
    target: target.id,
    year,
    verdict: finding.verdict,
    value,
    display,
    completion: judged?.completion ?? null,
    rawRatio: judged?.rawRatio ?? null,
    rangePosition: judged?.rangePosition ?? null,
    gap: judged?.gap ? { value: toDecimal(judged.gap), unit: gapUnit(target), strict: isStrict(goal) } : null,
    flags: listed,
    lateDays: lateDays > 0 ? lateDays : null,
    missing: finding.missing,
    signal: path?.signal ?? null,
    required: path?.required ? toDecimal(path.required) : null,
    projected: path?.projected ? toDecimal(path.projected) : null,
    pathRatio: path?.pathRatio ? toFixed(path.pathRatio, 3) : null,
    used: finding.used.map(nameOf).toSorted(),
    clauses: clause === null ? [] : [clause],
    explanation: explainTarget(target, { finding: { ...finding, flags: listed }, year, signal: path?.signal ?? null }),
  };
};

/** 未设目标: the value is shown and nothing is judged. */
const unset = {
  target: "",
  year: null,
  verdict: "no-target",
  value: null,
  display: "—",
  completion: null,
  rawRatio: null,
  rangePosition: null,
  gap: null,
  flags: [],
  lateDays: null,
  missing: null,
  signal: null,
  required: null,
  projected: null,
  pathRatio: null,
  used: [],
  clauses: [],
  explanation: [],
} as const;

const sorted = (found: readonly Flag[]): readonly Flag[] => flagOrder.filter((flag) => found.includes(flag));

const gapUnit = ({ goal, unit }: Target): string => {
  if (goal.op === "rank-within") return "名";
  if (goal.op === "reach-level" || goal.op === "grade") return "级";
  return unit === "%" ? "百分点" : unit;
};

const isStrict = ({ op }: Goal): boolean => op === "gt" || op === "lt";
