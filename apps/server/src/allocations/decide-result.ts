import { decideResult, listDecisions } from "@qiangyi/api";
import { fen, ok, type PlainDate, type Refusal, type Result, refuse } from "@qiangyi/kernel";
import { acceptsReading, readingsByKey } from "@qiangyi/policy";
import { type Actor, type Clock, newId, type Rooms, type Tx } from "../platform/index.ts";
import { lockEvidence } from "./budgets.store.ts";
import { compute } from "./compute.ts";
import { currentDecisions, type DecisionRow, findDecisions, insertDecision } from "./decisions.store.ts";
import { handleAtDesk } from "./desk.ts";
import { claimKey } from "./placed-claims.ts";
import type { Plan } from "./plan.ts";
import type { PlanLine } from "./plan-line.ts";
import { findLine } from "./plan-lines.store.ts";
import { openPlan } from "./plan-memory.ts";
import { draftAnswers, draftPlan, type PlanClosed, type PlanNotFound } from "./plan-refusals.ts";
import { outsideOf } from "./plans.store.ts";
import { recordedBy } from "./recorded-row.ts";
import { decisionsForEngine, revisionsNow } from "./sources.ts";
import { replacePlan } from "./store-plan.ts";
import { decisionView } from "./views.ts";

type DecideRefusal =
  | PlanNotFound
  | PlanClosed
  | Refusal<"line-not-found">
  | Refusal<"no-decision-asked">
  | Refusal<"decided-after-plan", { on: PlainDate }>
  | Refusal<"reading-not-of-result">;

type DecisionBody = Pick<DecisionRow, "decidedBy" | "decidedOn" | "reason" | "documentNumber" | "reading" | "amount">;

/** A decision on what the text leaves open: recorded for good, and the draft answers at once. */
export const decideResultRoutes = (rooms: Rooms): void => {
  handleAtDesk(
    rooms,
    decideResult,
    ({ tx, actor, params, body, clock }) =>
      decide(
        tx,
        { actor, clock, planId: params.planId, lineNo: params.lineNo },
        {
          amount: fen(BigInt(body.amountFen)),
          reading: body.reading ?? null,
          decidedBy: body.decidedBy,
          decidedOn: body.decidedOn as PlainDate,
          reason: body.reason,
          documentNumber: body.documentNumber ?? null,
        },
      ),
    {
      ...draftAnswers,
      "line-not-found": [404, "方案中没有这一条"],
      "no-decision-asked": [409, "这一条不需要决定", "金额与标准不同的，请使用手工金额并写明理由"],
      "decided-after-plan": [
        422,
        ({ on }) => `决定日期晚于方案的分配决定日${on}，决定在方案中不起作用`,
        "请核对决定日期，或者以新的分配决定日重建方案",
      ],
      "reading-not-of-result": [422, "所选口径不是这一条结果涉及的口径", "请从说明中列出的口径里选择"],
    },
  );

  handleAtDesk(rooms, listDecisions, async ({ tx, actor, query }) => {
    const { year, line, subject } = query;
    return ok({ items: (await findDecisions(tx, actor.province, { year, line, subject })).map(decisionView) });
  });
};

const decide = async (
  tx: Tx,
  { actor, clock, planId, lineNo }: { actor: Actor; clock: Clock; planId: string; lineNo: number },
  body: DecisionBody,
): Promise<Result<{ decisionId: string }, DecideRefusal>> => {
  const found = await draftPlan(tx, actor.province, planId);
  if (!found.ok) return found;
  const plan = found.value;
  const line = await findLine(tx, actor.province, planId, lineNo);
  if (!line) return refuse({ code: "line-not-found" });
  await lockEvidence(tx, actor.province, "decisions");
  const earlier = (await currentDecisions(tx, actor.province)).find((row) => claimKey(row) === claimKey(line));
  // A result that a decision has lifted may be decided anew: the correction is a later row.
  if (line.status !== "decision_required" && !earlier) return refuse({ code: "no-decision-asked" });
  if (body.decidedOn > plan.decisionDate) return refuse({ code: "decided-after-plan", on: plan.decisionDate });
  if (body.reading !== null && !isReadingOf(line, body.reading)) return refuse({ code: "reading-not-of-result" });
  const decisionId = newId();
  const { subject, year } = line;
  const corrections = earlier ? earlier.corrections + 1 : 0;
  const by = recordedBy(actor, clock.now());
  await insertDecision(tx, actor.province, { id: decisionId, line: line.line, subject, year, corrections, ...body, ...by });
  await applyDecisions(tx, plan, actor, clock);
  return ok({ decisionId });
};

const isReadingOf = (line: PlanLine, value: string): boolean =>
  line.readings.some((stated) => {
    const reading = readingsByKey.get(stated.slice(0, stated.indexOf("=")));
    return reading !== undefined && acceptsReading(reading, value);
  });

/** The same facts with the decisions of now; whatever else has moved keeps the draft marked as stale. */
const applyDecisions = async (tx: Tx, plan: Plan, actor: Actor, clock: Clock): Promise<void> => {
  const { input, standards } = await openPlan(tx, actor.province, plan);
  const computed = compute({ ...input, decisions: await decisionsInOrder(tx, actor.province) }, standards);
  const { decisions } = await revisionsNow(tx, actor.province, plan.decisionDate);
  const revisions = { ...plan.revisions, decisions };
  const outside = await outsideOf(tx, actor.province, plan.id);
  await replacePlan(tx, plan, computed, { actor, at: clock.now(), revisions, standards, outside });
};

const decisionsInOrder = async (tx: Tx, province: string) =>
  (await decisionsForEngine(tx, province)).toSorted((a, b) => (claimKey(a) < claimKey(b) ? -1 : 1));
