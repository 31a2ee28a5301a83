import { ok, type Refusal, type Result, refuse } from "@qiangyi/kernel";
import type { Tx } from "../platform/index.ts";
import type { Plan } from "./plan.ts";
import { findPlan, lockPlan } from "./plans.store.ts";

export type PlanNotFound = Refusal<"plan-not-found">;
export type PlanClosed = Refusal<"plan-closed">;

export const planAnswers = {
  "plan-not-found": [404, "没有这个方案，或者它已经废弃"],
} as const;

export const draftAnswers = {
  ...planAnswers,
  "plan-closed": [409, "方案已经定稿，不能再改动", "需要修改时请新建一个方案，定稿后成为新的版本"],
} as const;

export const readablePlan = async (tx: Tx, province: string, id: string): Promise<Result<Plan, PlanNotFound>> => {
  const plan = await findPlan(tx, province, id);
  return plan ? ok(plan) : refuse({ code: "plan-not-found" });
};

/** A draft, locked for the one who changes it. */
export const draftPlan = async (tx: Tx, province: string, id: string): Promise<Result<Plan, PlanNotFound | PlanClosed>> => {
  const plan = await lockPlan(tx, province, id);
  if (!plan) return refuse({ code: "plan-not-found" });
  return plan.state === "draft" ? ok(plan) : refuse({ code: "plan-closed" });
};
