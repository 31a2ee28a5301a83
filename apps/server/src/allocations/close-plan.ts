import { discardPlan, freezePlan, verifyPlan } from "@qiangyi/api";
import { ok, type Refusal, type Result, refuse } from "@qiangyi/kernel";
import { type EvaluateInput, evaluate, toJson } from "@qiangyi/policy";
import type { Actor, Answers, Clock, Rooms, Tx } from "../platform/index.ts";
import type { Obstacle } from "./budget-check.ts";
import { sha256, unpack } from "./canonical.ts";
import { overridesOf } from "./compute.ts";
import { handleAtDesk } from "./desk.ts";
import { staleOf } from "./plan.ts";
import { allCells } from "./plan-cells.store.ts";
import { draftAnswers, draftPlan, type PlanClosed, type PlanNotFound, planAnswers, readablePlan } from "./plan-refusals.ts";
import { closePlan, findSnapshot, nextVersion } from "./plans.store.ts";
import { budgetFrame, planObstacles } from "./read-plan.ts";
import type { RowProblem } from "./recorded-row.ts";
import { revisionsNow } from "./sources.ts";

interface Blocked {
  readonly problems: readonly RowProblem[];
  readonly text: string;
  readonly clause: string;
}

type FreezeRefusal =
  | PlanNotFound
  | PlanClosed
  | Refusal<"scenario-not-frozen">
  | Refusal<"plan-stale">
  | Refusal<"TOTAL_BUDGET_EXCEEDED", Blocked>
  | Refusal<"LINE_BUDGET_MISSING", Blocked>
  | Refusal<"PLAN_REQUIRED", Blocked>;

const freezeAnswers: Answers<FreezeRefusal> = {
  ...draftAnswers,
  "scenario-not-frozen": [409, "情景只供测算，不能定稿", "口径或标准确需改变的，先在政策库记录决定，再生成方案"],
  "plan-stale": [409, "台账、预算、口径或决定在方案生成后有变化", "请先重建并核对变化；确认按生成时的数据定稿的，请勾选说明"],
  TOTAL_BUDGET_EXCEEDED: [
    422,
    ({ text }) => text,
    "请按重点项目在先调整金额并写明理由，或由财政部门登记追加的预算；系统不按比例压减",
  ],
  LINE_BUDGET_MISSING: [422, ({ text }) => text, "请由财政部门登记该支持项目的年度预算"],
  PLAN_REQUIRED: [422, ({ text }) => text, "请先登记经内部审定的项目投资计划"],
};

/** 定稿, 废弃, 重算核对. */
export const closePlanRoutes = (rooms: Rooms): void => {
  handleAtDesk(
    rooms,
    freezePlan,
    ({ tx, actor, params, body, clock }) =>
      freeze(tx, actor, clock, params.planId, { title: body.title, note: body.note ?? null, isStaleAccepted: body.acceptStale }),
    freezeAnswers,
  );

  handleAtDesk(
    rooms,
    discardPlan,
    async ({ tx, actor, params, body }) => {
      const found = await draftPlan(tx, actor.province, params.planId);
      if (!found.ok) return found;
      await closePlan(tx, actor.province, params.planId, { state: "discarded", note: body.reason });
      return ok({ id: params.planId });
    },
    draftAnswers,
  );

  handleAtDesk(
    rooms,
    verifyPlan,
    async ({ tx, actor, params }) => {
      const found = await readablePlan(tx, actor.province, params.planId);
      if (!found.ok) return found;
      return ok(await recompute(tx, actor.province, params.planId, found.value));
    },
    planAnswers,
  );
};

const freeze = async (
  tx: Tx,
  actor: Actor,
  clock: Clock,
  planId: string,
  { title, note, isStaleAccepted }: { title: string; note: string | null; isStaleAccepted: boolean },
): Promise<Result<{ version: number; inputSha256: string; outputSha256: string }, FreezeRefusal>> => {
  const found = await draftPlan(tx, actor.province, planId);
  if (!found.ok) return found;
  const plan = found.value;
  if (plan.kind === "scenario") return refuse({ code: "scenario-not-frozen" });
  const stale = staleOf(plan, await revisionsNow(tx, actor.province, plan.decisionDate));
  if (stale.length > 0 && !isStaleAccepted) return refuse({ code: "plan-stale" });
  const obstacles = planObstacles(await allCells(tx, actor.province, planId), await budgetFrame(tx, actor.province, plan.year));
  const [first] = obstacles;
  if (first) return refuse({ code: first.code, ...blockedBy(first, obstacles) });
  const version = await nextVersion(tx, actor.province, plan.year);
  await closePlan(tx, actor.province, planId, { state: "frozen", version, title, note, at: clock.now() });
  return ok({ version, inputSha256: plan.inputSha256, outputSha256: plan.outputSha256 });
};

/** The first obstacle speaks, all of them are listed. */
const blockedBy = (first: Obstacle, all: readonly Obstacle[]): Blocked => ({
  text: first.text,
  clause: first.clause,
  problems: all.map(({ line, text, code }) => ({ path: line ?? "fund", message: `${text}（${code}）` })),
});

/** Computes once more from the stored bytes; equal digests mean the same engine on the same facts. */
const recompute = async (tx: Tx, province: string, planId: string, kept: { inputSha256: string; outputSha256: string }) => {
  const snapshot = await findSnapshot(tx, province, planId);
  if (!snapshot) throw new Error(`plan ${planId} has no snapshot`);
  const inputText = await unpack(snapshot.input);
  const storedOutput = await unpack(snapshot.output);
  const output = toJson(evaluate(JSON.parse(inputText) as EvaluateInput, { standards: overridesOf(snapshot.standards) }));
  return {
    isIdentical: sha256(inputText) === kept.inputSha256 && output === storedOutput && sha256(output) === kept.outputSha256,
    inputSha256: kept.inputSha256,
    outputSha256: kept.outputSha256,
    storedInputSha256: sha256(inputText),
    recomputedSha256: sha256(output),
    bytes: Buffer.byteLength(output),
  };
};
