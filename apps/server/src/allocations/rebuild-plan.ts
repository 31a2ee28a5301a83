import { previewRebuild, rebuildPlan } from "@qiangyi/api";
import { ok, type PlainDate, type Refusal, type Result, refuse } from "@qiangyi/kernel";
import type { Actor, Rooms, Tx } from "../platform/index.ts";
import { type Computed, compute } from "./compute.ts";
import { handleAtDesk } from "./desk.ts";
import type { Plan } from "./plan.ts";
import { changesBetween } from "./plan-changes.ts";
import { allLines } from "./plan-lines.store.ts";
import { draftAnswers, draftPlan, planAnswers, readablePlan } from "./plan-refusals.ts";
import { gatherInput, revisionsNow } from "./sources.ts";
import { linesOf, replacePlan } from "./store-plan.ts";

const scenarioKept = [409, "情景保留它建立时的台账，不能重建", "请从原方案重新试算"] as const;

/** 重建: the draft as the registers stand now; manual amounts stay with their claims. */
export const rebuildPlanRoutes = (rooms: Rooms): void => {
  handleAtDesk(
    rooms,
    rebuildPlan,
    async ({ tx, actor, params, body, clock }) => {
      const found = notScenario(await draftPlan(tx, actor.province, params.planId));
      if (!found.ok) return found;
      const plan = found.value;
      const decisionDate = (body.decisionDate ?? plan.decisionDate) as PlainDate;
      const revisions = await revisionsNow(tx, actor.province, decisionDate);
      const { computed, outside, changes } = await computeAnew(tx, actor, plan, decisionDate);
      await replacePlan(tx, plan, computed, { actor, at: clock.now(), revisions, standards: null, outside });
      return ok(changes);
    },
    { ...draftAnswers, "scenario-not-rebuilt": scenarioKept },
  );

  handleAtDesk(
    rooms,
    previewRebuild,
    async ({ tx, actor, params }) => {
      const found = notScenario(await readablePlan(tx, actor.province, params.planId));
      if (!found.ok) return found;
      return ok((await computeAnew(tx, actor, found.value, found.value.decisionDate)).changes);
    },
    { ...planAnswers, "scenario-not-rebuilt": scenarioKept },
  );
};

type ScenarioKept = Refusal<"scenario-not-rebuilt">;

const notScenario = <F extends Refusal>(found: Result<Plan, F>): Result<Plan, F | ScenarioKept> =>
  found.ok && found.value.kind === "scenario" ? refuse({ code: "scenario-not-rebuilt" }) : found;

const computeAnew = async (tx: Tx, actor: Actor, plan: Plan, decisionDate: PlainDate) => {
  const { input, outside } = await gatherInput(tx, actor, plan.year, decisionDate);
  const computed: Computed = compute(input, null);
  const before = await allLines(tx, actor.province, plan.id);
  const after = await linesOf(tx, actor.province, plan.id, computed);
  return { computed, outside, changes: changesBetween(before, after) };
};
