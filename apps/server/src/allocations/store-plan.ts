import type { Actor, Tx } from "../platform/index.ts";
import type { FactOutside } from "../projects/index.ts";
import { currentAdjustments } from "./adjustments.store.ts";
import { pack } from "./canonical.ts";
import { cellsOf } from "./cells.ts";
import type { Computed, StandardsText } from "./compute.ts";
import { keyProjects } from "./key-projects.store.ts";
import { directoryOf, placeClaims } from "./placed-claims.ts";
import type { Plan, Revisions } from "./plan.ts";
import { replaceCells } from "./plan-cells.store.ts";
import { type PlanLine, planLines } from "./plan-line.ts";
import { replaceLines } from "./plan-lines.store.ts";
import { insertPlan, type NewPlan, saveSnapshot, sumUpPlan, updateBuilt } from "./plans.store.ts";

export interface Building {
  readonly actor: Actor;
  readonly at: Date;
  readonly revisions: Revisions;
  readonly standards: StandardsText | null;
  readonly outside: readonly FactOutside[];
}

const newPlan = (
  plan: Pick<Plan, "id" | "kind" | "basePlanId" | "year" | "title" | "decisionDate">,
  computed: Computed,
  { actor, at, revisions }: Building,
): NewPlan => ({
  ...plan,
  revisions,
  inputSha256: computed.inputSha256,
  outputSha256: computed.outputSha256,
  builtBy: actor.userId,
  builtName: actor.name,
  builtAt: at,
});

export const createPlan = async (
  tx: Tx,
  plan: Pick<Plan, "id" | "kind" | "basePlanId" | "year" | "title" | "decisionDate">,
  computed: Computed,
  building: Building,
): Promise<void> => {
  await insertPlan(tx, building.actor.province, newPlan(plan, computed, building));
  await storeResults(tx, plan.id, computed, building);
};

export const replacePlan = async (tx: Tx, plan: Plan, computed: Computed, building: Building): Promise<void> => {
  const decided = { ...plan, decisionDate: computed.input.decisionDate };
  await updateBuilt(tx, building.actor.province, newPlan(decided, computed, building));
  await storeResults(tx, plan.id, computed, building);
};

/** Lines of what was computed, with the manual amounts and key marks that stand. */
export const linesOf = async (tx: Tx, province: string, planId: string, { input, output }: Computed): Promise<PlanLine[]> => {
  const directory = directoryOf(input);
  return planLines(placeClaims(output, directory), {
    institutionName: (id) => directory.institutions.get(id)?.name ?? id,
    adjustments: await currentAdjustments(tx, province, planId),
    keyProjects: await keyProjects(tx, province),
  });
};

const storeResults = async (
  tx: Tx,
  planId: string,
  computed: Computed,
  { actor, standards, outside }: Building,
): Promise<void> => {
  const { province } = actor;
  const [input, output] = await Promise.all([pack(computed.inputText), pack(computed.outputText)]);
  await saveSnapshot(tx, province, planId, { input, output, standards, outside });
  const lines = await linesOf(tx, province, planId, computed);
  await replaceLines(tx, province, planId, lines);
  await replaceCells(tx, province, planId, cellsOf(lines));
  await sumUpPlan(tx, province, planId);
};
