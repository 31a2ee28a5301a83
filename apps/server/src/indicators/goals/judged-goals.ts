import type { GoalMeasureView, GoalView } from "@qiangyi/api";
import type { PlainDate } from "@qiangyi/kernel";
import { type Evaluation, type JudgedMeasure, judgeGoal, type PlanGoal, planGoals, valueOfYear } from "@qiangyi/policy/targets";
import type { Actor, Tx } from "../../platform/index.ts";
import type { BoardTarget } from "../boards/board-facts.ts";
import { evaluateInForce } from "../targets/index.ts";
import { type GoalIndicators, goalIndicators } from "./goal-indicators.ts";
import { rosterGaps } from "./roster-gaps.ts";

/** What a target of the province says at the end of a year. */
export type EvaluationAt = (target: string, year: number) => Evaluation | undefined;

/**
 * The province's terms judged at the end of other years than their own: the quotas of 2025 are what 2027 is measured by. Lists are counted again on that
 * day. What is asked of each year has no other year.
 */
export const evaluationsAt = async (
  tx: Tx,
  actor: Actor,
  ofProvince: ReadonlyMap<string, BoardTarget>,
  { asOf, years }: { readonly asOf: PlainDate; readonly years: readonly number[] },
): Promise<EvaluationAt> => {
  const byYear = new Map<number, ReadonlyMap<string, Evaluation>>();
  for (const year of years) {
    const moved = [...ofProvince.values()]
      .filter(({ target, evaluation }) => target.terms.period !== "each-year" && evaluation.year !== year)
      .map(({ target }) => ({ ...target, terms: { ...target.terms, by: year } }));
    const evaluations = moved.length === 0 ? [] : (await evaluateInForce(tx, actor, moved, { asOf })).evaluations;
    byYear.set(year, new Map(evaluations.map((each) => [each.target, each])));
  }
  return (target, year) => {
    const own = ofProvince.get(target)?.evaluation;
    return own?.year === year ? own : byYear.get(year)?.get(target);
  };
};

interface GoalKnown {
  readonly asOf: PlainDate;
  readonly ofProvince: ReadonlyMap<string, BoardTarget>;
  readonly evaluationAt: EvaluationAt;
  readonly known: GoalIndicators;
  /** Who is missing by name, by target. */
  readonly gaps: ReadonlyMap<string, readonly string[]>;
}

/** A goal as the platform computes it, before any evaluation speaks of it. */
export type ComputedGoal = Omit<GoalView, "light" | "evaluated" | "told"> & { readonly goal: PlanGoal };

/** All goals of the plan as of a day, from the province's own targets. */
export const judgedGoals = async (
  tx: Tx,
  actor: Actor,
  { asOf, ofProvince, evaluationAt }: Pick<GoalKnown, "asOf" | "ofProvince" | "evaluationAt">,
): Promise<readonly ComputedGoal[]> => {
  const known = await goalIndicators(tx, actor, { subject: `${actor.province}0000`, asOf });
  const gaps = await rosterGaps(tx, actor, asOf);
  return planGoals.map((goal) => goalView(goal, { asOf, ofProvince, evaluationAt, known, gaps }));
};

export const provinceTargets = ({ province }: Actor, targets: readonly BoardTarget[]): ReadonlyMap<string, BoardTarget> =>
  new Map(targets.filter(({ target }) => target.subject === `${province}0000`).map((each) => [each.target.target, each]));

/** The years at whose end goals are judged. */
export const goalYears = [2025, 2027] as const;

const goalView = (goal: PlanGoal, { asOf, ofProvince, evaluationAt, known, gaps }: GoalKnown): ComputedGoal => {
  // A target of each year has only its whole, whatever the horizon.
  const evaluationOf = (id: string): Evaluation | undefined =>
    goal.horizon === 2025 ? ofProvince.get(id)?.evaluation : evaluationAt(id, goal.horizon);
  const baselineOf = (id: string): string | null => {
    const found = ofProvince.get(id);
    return found === undefined ? null : (valueOfYear(factsOf(found, asOf), 2022)?.display ?? null);
  };
  const {
    measures,
    goal: _,
    ...judged
  } = judgeGoal(goal, {
    asOf,
    evaluationOf,
    baselineOf,
    countOf: known.countOf,
    valueIn: known.valueIn,
    openOf: (target) => gaps.get(target) ?? [],
  });
  return {
    ...judged,
    goal,
    clause: goal.clause,
    title: goal.title,
    horizon: goal.horizon,
    measures: measures.map((each) => measureView(each, ofProvince, evaluationOf)),
  };
};

const factsOf = ({ target, facts }: BoardTarget, asOf: PlainDate) => ({
  terms: { ...target.terms, id: target.target },
  asOf,
  observations: facts.observations ?? [],
  events: facts.events ?? [],
});

const measureView = (
  { measure, done, of, baseline, value, open }: JudgedMeasure,
  ofProvince: ReadonlyMap<string, BoardTarget>,
  evaluationOf: (id: string) => Evaluation | undefined,
): GoalMeasureView => {
  const id = "target" in measure ? measure.target : null;
  const found = id === null ? undefined : ofProvince.get(id);
  const evaluation = id === null ? undefined : evaluationOf(id);
  const unit = measure.kind === "trend" ? measure.unit : "个";
  return {
    kind: measure.kind === "count" && "indicator" in measure ? "milestones" : measure.kind,
    title:
      measure.kind === "trend"
        ? measure.indicator
        : measure.kind === "target"
          ? (found?.cell.title ?? measure.target)
          : measure.title,
    done,
    of,
    verdict: evaluation?.verdict ?? null,
    signal: evaluation?.signal ?? null,
    flags: [...(evaluation?.flags ?? [])],
    asked:
      measure.kind === "trend"
        ? `比${measure.from}年${measure.direction === "up" ? "提高" : "降低"}`
        : (found?.cell.asked ?? askedUnits(measure, of)),
    baseline: measure.kind === "trend" && baseline !== null ? `${baseline}${unit}` : (baseline ?? "—"),
    display: evaluation?.display ?? (value === null ? "—" : `${value}${unit}`),
    missing: [...open],
    target: id,
    clause: "clause" in measure ? measure.clause : id,
  };
};

const askedUnits = ({ kind }: JudgedMeasure["measure"], of: number): string => (kind === "judgement" ? "书面评判" : `${of}个`);
