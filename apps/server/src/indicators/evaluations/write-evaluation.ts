import { type Problem, type RouteAnswer, settleGoalResult, writeJudgement } from "@qiangyi/api";
import { ok, type Refusal, type Result, refuse } from "@qiangyi/kernel";
import { type EvaluatedGoal, evaluatedGoals, isRaised } from "@qiangyi/policy/targets";
import { type Actor, type Answers, handle, type Rooms, type Tx } from "../../platform/index.ts";
import { evaluationById, judgementsOf, resultsOf, saveJudgement, saveResult } from "./evaluations.store.ts";
import { findingsOf } from "./findings.ts";
import type { StoredEvaluation } from "./tables.ts";

type DraftRefusal = Refusal<"evaluation-not-found"> | Refusal<"evaluation-not-draft"> | Refusal<"goal-not-in-evaluation">;
type Changed = Refusal<"changed-meanwhile", { readonly current: NonNullable<Problem["current"]> }>;
type JudgementRefusal = DraftRefusal | Changed | Refusal<"attribute-unknown"> | Refusal<"not-rated">;
type ResultRefusal =
  | DraftRefusal
  | Changed
  | Refusal<"GOAL_NOT_SCORED", { readonly clause: string }>
  | Refusal<"result-misfit">
  | Refusal<"RAISE_NEEDS_REASON", { readonly clause: string }>;

const draftAnswers: Answers<DraftRefusal> = {
  "evaluation-not-found": [404, "没有这份评估，或不在您的查看范围"],
  "evaluation-not-draft": [409, "评估已送审，不能再改", "请审定人退回后修改"],
  "goal-not-in-evaluation": [422, "这份评估不评这个目标"],
};
const changed = [409, "这一项刚才已被另一人改写，请先看他写的", "核对后再保存"] as const;
const judgementAnswers: Answers<JudgementRefusal> = {
  ...draftAnswers,
  "attribute-unknown": [422, "这个目标没有这一方面的评判"],
  "not-rated": [422, "这一项只写评判，不评等次"],
  "changed-meanwhile": changed,
};
const resultAnswers: Answers<ResultRefusal> = {
  ...draftAnswers,
  "changed-meanwhile": changed,
  GOAL_NOT_SCORED: [422, "2035年的目标在此以前只书面评判，不给结果"],
  "result-misfit": [422, "这个目标没有这种结果"],
  RAISE_NEEDS_REASON: [422, "评估结果高于平台计算的结果，须写明调高的理由", "调低不需要理由；没有计算结果的，给结果也须写明理由"],
};

interface OpenGoal {
  readonly evaluation: StoredEvaluation;
  readonly goal: EvaluatedGoal;
}

/** Locked, a draft, and about this goal; or why not. */
const goalToWrite = async (
  tx: Tx,
  actor: Actor,
  { id, clause }: { readonly id: string; readonly clause: string },
): Promise<Result<OpenGoal, DraftRefusal>> => {
  const evaluation = await evaluationById(tx, actor, id, { isLocked: true });
  if (evaluation === undefined) return refuse({ code: "evaluation-not-found" });
  if (evaluation.state !== "draft") return refuse({ code: "evaluation-not-draft" });
  const goal = evaluatedGoals(evaluation.kind, evaluation.year).find((each) => each.clause === clause);
  return goal === undefined ? refuse({ code: "goal-not-in-evaluation" }) : ok({ evaluation, goal });
};

interface Standing {
  readonly version: number;
  readonly writtenName: string;
  readonly writtenAt: Date;
}

const changedBy = (value: unknown, { version, writtenName, writtenAt }: Standing): Changed => ({
  code: "changed-meanwhile",
  current: { value, masked: null, version, by: writtenName, at: writtenAt.toISOString() },
});

export const writeEvaluationRoutes = (rooms: Rooms): void => {
  handle(
    rooms,
    writeJudgement,
    async ({
      tx,
      actor,
      clock,
      params: { id },
      body: { goal: clause, attribute, rating, text, version },
    }): Promise<Result<RouteAnswer<typeof writeJudgement>, JudgementRefusal>> => {
      const found = await goalToWrite(tx, actor, { id, clause });
      if (!found.ok) return found;
      const { goal } = found.value;
      if (!goal.attributes.includes(attribute)) return refuse({ code: "attribute-unknown" });
      if (rating !== null && !goal.isRated) return refuse({ code: "not-rated" });
      const standing = (await judgementsOf(tx, actor, [id])).find((each) => each.goal === clause && each.attribute === attribute);
      if (standing !== undefined && standing.version !== version)
        return refuse(changedBy({ rating: standing.rating, text: standing.text }, standing));
      const next = (standing?.version ?? 0) + 1;
      await saveJudgement(tx, actor, { evaluation: id, goal: clause, attribute, rating, text, version: next, at: clock.now() });
      return ok({ version: next });
    },
    judgementAnswers,
  );
  handle(
    rooms,
    settleGoalResult,
    async ({
      tx,
      actor,
      clock,
      params: { id },
      body: { goal: clause, result, reason, version },
    }): Promise<Result<RouteAnswer<typeof settleGoalResult>, ResultRefusal>> => {
      const found = await goalToWrite(tx, actor, { id, clause });
      if (!found.ok) return found;
      const { evaluation, goal } = found.value;
      const given = reason === null || reason === "" ? null : reason;
      if (result !== null) {
        if (!goal.isScored) return refuse({ code: "GOAL_NOT_SCORED", clause });
        if (!goal.results.includes(result)) return refuse({ code: "result-misfit" });
        const computed = (await findingsOf(tx, actor, evaluation)).find((each) => each.clause === clause)?.result ?? null;
        if (given === null && isRaised(goal, computed, result)) return refuse({ code: "RAISE_NEEDS_REASON", clause });
      }
      const standing = (await resultsOf(tx, actor, [id])).find((each) => each.goal === clause);
      if (standing !== undefined && standing.version !== version)
        return refuse(changedBy({ result: standing.result, reason: standing.reason }, standing));
      const next = (standing?.version ?? 0) + 1;
      await saveResult(tx, actor, { evaluation: id, goal: clause, result, reason: given, version: next, at: clock.now() });
      return ok({ version: next });
    },
    resultAnswers,
  );
};
