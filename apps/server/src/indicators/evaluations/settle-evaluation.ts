import { approveEvaluation, type GoalFinding, type Problem, returnEvaluation, submitEvaluation } from "@qiangyi/api";
import { ok, type Refusal, refuse } from "@qiangyi/kernel";
import { evaluatedGoals, isRaised, missingJudgements } from "@qiangyi/policy/targets";
import { type Actor, type Answers, handle, type Rooms } from "../../platform/index.ts";
import { evaluationById, judgementsOf, markApproved, markReturned, markSubmitted, resultsOf } from "./evaluations.store.ts";
import { findingsOf } from "./findings.ts";
import type { StoredEvaluation, StoredJudgement, StoredResult } from "./tables.ts";

type NotFound = Refusal<"evaluation-not-found">;
type NotSubmitted = NotFound | Refusal<"evaluation-not-submitted"> | Refusal<"same-person">;
type Gaps = { readonly problems: NonNullable<Problem["problems"]>; readonly clause: string };
type ApproveRefusal =
  | NotSubmitted
  | Refusal<"JUDGEMENT_MISSING", Gaps & { readonly first: string; readonly count: number }>
  | Refusal<"RAISE_NEEDS_REASON", Gaps>;

const notFound = [404, "没有这份评估，或不在您的查看范围"] as const;
const submitAnswers: Answers<NotFound | Refusal<"evaluation-not-draft">> = {
  "evaluation-not-found": notFound,
  "evaluation-not-draft": [409, "这份评估已经送审"],
};
const returnAnswers: Answers<NotFound | Refusal<"evaluation-not-submitted">> = {
  "evaluation-not-found": notFound,
  "evaluation-not-submitted": [409, "这份评估没有送审，或已经审定"],
};
const approveAnswers: Answers<ApproveRefusal> = {
  ...returnAnswers,
  "same-person": [403, "编写或送审的人不能审定同一份评估", "请由没有参与编写的另一人审定"],
  JUDGEMENT_MISSING: [
    422,
    ({ first, count }) => `${first}${count > 1 ? `等${count}项书面评判没有写` : "的书面评判没有写"}，不能审定`,
    "请退回，补写后再送审",
  ],
  RAISE_NEEDS_REASON: [422, "有的结果高于平台现在计算的结果，没有写明理由", "请退回，写明理由或改低后再送审"],
};

/** Whoever had a hand in it: its opener, its submitter, and the authors of its parts. */
export const hadAHandIn = (
  { userId }: Actor,
  { draftedBy, submittedBy }: Pick<StoredEvaluation, "draftedBy" | "submittedBy">,
  written: readonly Pick<StoredJudgement, "writtenBy">[],
): boolean => [draftedBy, submittedBy, ...written.map(({ writtenBy }) => writtenBy)].includes(userId);

export const settleEvaluationRoutes = (rooms: Rooms): void => {
  handle(
    rooms,
    submitEvaluation,
    async ({ tx, actor, clock, params: { id } }) => {
      const evaluation = await evaluationById(tx, actor, id, { isLocked: true });
      if (evaluation === undefined) return refuse({ code: "evaluation-not-found" });
      if (evaluation.state !== "draft") return refuse({ code: "evaluation-not-draft" });
      await markSubmitted(tx, actor, id, clock.now());
      return ok({ state: "submitted" as const });
    },
    submitAnswers,
  );
  handle(
    rooms,
    returnEvaluation,
    async ({ tx, actor, clock, params: { id }, body: { reason } }) => {
      const evaluation = await evaluationById(tx, actor, id, { isLocked: true });
      if (evaluation === undefined) return refuse({ code: "evaluation-not-found" });
      if (evaluation.state !== "submitted") return refuse({ code: "evaluation-not-submitted" });
      await markReturned(tx, actor, id, { reason, at: clock.now() });
      return ok({ state: "draft" as const });
    },
    returnAnswers,
  );
  handle(
    rooms,
    approveEvaluation,
    async ({ tx, actor, clock, params: { id } }) => {
      const evaluation = await evaluationById(tx, actor, id, { isLocked: true });
      if (evaluation === undefined) return refuse({ code: "evaluation-not-found" });
      if (evaluation.state !== "submitted") return refuse({ code: "evaluation-not-submitted" });
      const [judgements, results] = [await judgementsOf(tx, actor, [id]), await resultsOf(tx, actor, [id])];
      if (hadAHandIn(actor, evaluation, [...judgements, ...results])) return refuse({ code: "same-person" });
      const gaps = judgementGaps(evaluation, judgements);
      if (gaps !== undefined) return refuse({ code: "JUDGEMENT_MISSING", ...gaps });
      const findings = await findingsOf(tx, actor, evaluation);
      const raised = raisedSilently(evaluation, findings, results);
      if (raised !== undefined) return refuse({ code: "RAISE_NEEDS_REASON", ...raised });
      await markApproved(tx, actor, id, { findings, at: clock.now() });
      return ok({ state: "approved" as const });
    },
    approveAnswers,
  );
};

const judgementGaps = ({ kind, year }: StoredEvaluation, judgements: readonly StoredJudgement[]) => {
  const missing = missingJudgements(evaluatedGoals(kind, year), judgements);
  const [first] = missing;
  if (first === undefined) return undefined;
  return {
    first: `“${first.goal.title}”的“${first.attribute}”`,
    count: missing.length,
    clause: first.goal.clause,
    problems: missing.map(({ goal, attribute, lacksOnlyRating }) => ({
      path: `${goal.clause} ${attribute}`,
      message: `“${goal.title}”缺“${attribute}”的${lacksOnlyRating ? "等次" : "书面评判"}`,
    })),
  };
};

/** Reports may be corrected between the choice and the approval: what was no raise then may be one now. */
const raisedSilently = (
  { kind, year }: StoredEvaluation,
  findings: readonly GoalFinding[],
  results: readonly StoredResult[],
): Gaps | undefined => {
  const problems = evaluatedGoals(kind, year).flatMap((goal) => {
    const given = results.find((each) => each.goal === goal.clause);
    const computed = findings.find((each) => each.clause === goal.clause)?.result ?? null;
    if (!given || given.result === null || given.reason !== null || !isRaised(goal, computed, given.result)) return [];
    return [{ path: goal.clause, message: `“${goal.title}”调高没有写明理由` }];
  });
  const [first] = problems;
  return first === undefined ? undefined : { problems, clause: first.path };
};
