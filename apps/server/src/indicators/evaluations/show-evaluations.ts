import { type EvaluatedGoalView, type EvaluationSummary, listEvaluations, type RouteAnswer, showEvaluation } from "@qiangyi/api";
import { ok, type Refusal, refuse } from "@qiangyi/kernel";
import { type EvaluatedGoal, evaluatedGoals, evaluationTitle, missingJudgements } from "@qiangyi/policy/targets";
import { type Actor, type Answers, handle, type Rooms, type Tx } from "../../platform/index.ts";
import { evaluationById, evaluationsOf, judgementsOf, resultsOf } from "./evaluations.store.ts";
import { findingsOf } from "./findings.ts";
import { hadAHandIn } from "./settle-evaluation.ts";
import type { StoredEvaluation, StoredJudgement, StoredResult } from "./tables.ts";

export type ShownEvaluation = RouteAnswer<typeof showEvaluation>;
export type ShowRefusal = Refusal<"evaluation-not-found">;
export const showAnswers: Answers<ShowRefusal> = { "evaluation-not-found": [404, "没有这份评估，或不在您的查看范围"] };

export const showEvaluationsRoutes = (rooms: Rooms): void => {
  handle(rooms, listEvaluations, async ({ tx, actor, clock }) =>
    ok({
      items: (await evaluationsOf(tx, actor)).map(summaryOf),
      today: clock.today(),
      mayWrite: actor.permissions.has("evaluations.write"),
      isVisible: actor.level === "province" || actor.level === "system",
    }),
  );
  handle(
    rooms,
    showEvaluation,
    async ({ tx, actor, params: { id } }) => {
      const shown = await shownEvaluation(tx, actor, id);
      return shown === undefined ? refuse({ code: "evaluation-not-found" }) : ok(shown);
    },
    showAnswers,
  );
};

export const shownEvaluation = async (tx: Tx, actor: Actor, id: string): Promise<ShownEvaluation | undefined> => {
  const evaluation = await evaluationById(tx, actor, id);
  if (evaluation === undefined) return undefined;
  const [judgements, results] = [await judgementsOf(tx, actor, [id]), await resultsOf(tx, actor, [id])];
  const findings = new Map((await findingsOf(tx, actor, evaluation)).map((finding) => [finding.clause, finding]));
  const goals = evaluatedGoals(evaluation.kind, evaluation.year);
  const { state, reason, returnedName, returnedAt, returnReason } = evaluation;
  const mayWrite = state === "draft" && actor.permissions.has("evaluations.write");
  const isWaiting = state === "submitted" && actor.permissions.has("evaluations.approve");
  return {
    ...summaryOf(evaluation),
    reason,
    returned:
      returnedName === null || returnedAt === null
        ? null
        : { by: returnedName, at: returnedAt.toISOString(), reason: returnReason ?? "" },
    goals: goals.flatMap((goal): EvaluatedGoalView[] => {
      const finding = findings.get(goal.clause);
      return finding === undefined ? [] : [goalView(goal, finding, { judgements, results })];
    }),
    missing: missingJudgements(goals, judgements).map(({ goal, attribute }) => ({
      clause: goal.clause,
      goal: goal.title,
      attribute,
    })),
    mayWrite,
    maySubmit: mayWrite,
    mayApprove: isWaiting && !hadAHandIn(actor, evaluation, [...judgements, ...results]),
    mayReturn: isWaiting,
  };
};

const act = (by: string | null, at: Date | null) => (by === null || at === null ? null : { by, at: at.toISOString() });

const summaryOf = (evaluation: StoredEvaluation): EvaluationSummary => {
  const { id, kind, year, version, asOf, state } = evaluation;
  return {
    id,
    title: evaluationTitle(kind, year) ?? "",
    kind,
    year,
    version,
    asOf,
    state,
    drafted: act(evaluation.draftedName, evaluation.draftedAt),
    submitted: state === "draft" ? null : act(evaluation.submittedName, evaluation.submittedAt),
    approved: act(evaluation.approvedName, evaluation.approvedAt),
  };
};

interface Written {
  readonly judgements: readonly StoredJudgement[];
  readonly results: readonly StoredResult[];
}

const goalView = (
  { clause, title, isRated, isScored, results: choices, attributes }: EvaluatedGoal,
  finding: EvaluatedGoalView["finding"],
  { judgements, results }: Written,
): EvaluatedGoalView => {
  const given = results.find(({ goal }) => goal === clause);
  return {
    clause,
    title,
    isRated,
    isScored,
    results: [...choices],
    finding,
    judgements: attributes.map((attribute) => {
      const found = judgements.find((each) => each.goal === clause && each.attribute === attribute);
      const { rating = null, text = "", version = 0 } = found ?? {};
      return { attribute, rating, text, version, written: act(found?.writtenName ?? null, found?.writtenAt ?? null) };
    }),
    result: given?.result ?? null,
    reason: given?.reason ?? null,
    resultVersion: given?.version ?? 0,
    decided: act(given?.writtenName ?? null, given?.writtenAt ?? null),
  };
};
