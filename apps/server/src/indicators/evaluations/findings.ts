import { type GoalFinding, type GoalMeasureView, verdictWords } from "@qiangyi/api";
import { type EvaluatedGoal, evaluatedGoals } from "@qiangyi/policy/targets";
import type { Actor, Tx } from "../../platform/index.ts";
import { boardFacts } from "../boards/board-facts.ts";
import {
  type ComputedGoal,
  evaluationsAt,
  goalYears,
  judgedGoals,
  nodeFigures,
  provinceTargets,
  toldView,
} from "../goals/index.ts";
import type { StoredEvaluation } from "./tables.ts";

/** What an evaluation says without its authors: kept where it was approved, computed as of its day before that. */
export const findingsOf = async (
  tx: Tx,
  actor: Actor,
  { kind, year, asOf, findings }: Pick<StoredEvaluation, "kind" | "year" | "asOf" | "findings">,
): Promise<readonly GoalFinding[]> => {
  if (findings !== null) return findings;
  const goals = evaluatedGoals(kind, year);
  const facts = await boardFacts(tx, actor, { targets: "all", asOf });
  const ofProvince = provinceTargets(actor, facts.targets);
  const evaluationAt = await evaluationsAt(tx, actor, ofProvince, { asOf, years: goalYears });
  const judged = await judgedGoals(tx, actor, { asOf, ofProvince, evaluationAt });
  const computed = new Map(judged.map((goal) => [goal.clause, goal]));
  const figures = await nodeFigures(tx, actor, { asOf, year, quarter: `${year}-Q4` });
  return goals.map((goal) => ({ ...findingOf(goal, computed.get(goal.clause)), told: toldView(figures.get(goal.clause)) }));
};

const findingOf = ({ clause, attributes }: EvaluatedGoal, computed: ComputedGoal | undefined): Omit<GoalFinding, "told"> => {
  if (computed === undefined || computed.goal.rule === "judgement") {
    const because = attributes.length > 0 ? "逐项书面评判，平台不打分" : "只列数据，平台不打分";
    return { clause, result: null, isPreview: false, because, measures: [] };
  }
  const { result, isPreview, because, measures } = computed;
  return { clause, result, isPreview, because, measures: measures.map(measureOf) };
};

const measureOf = ({ title, asked, display, verdict, done, of, missing }: GoalMeasureView): GoalFinding["measures"][number] => ({
  title,
  asked: asked ?? "",
  display,
  standing: verdict === null ? `完成${done}/${of}` : verdictWords[verdict],
  open: missing,
});
