import type { staleReasons } from "@qiangyi/api";
import type { PlainDate } from "@qiangyi/kernel";
import type { Counts, Sums } from "./cells.ts";

export type StaleReason = (typeof staleReasons)[number];

/** What the input counters said when a plan was built; readings by digest. */
export interface Revisions {
  readonly facts: string;
  readonly budgets: string;
  readonly allocated: string;
  readonly decisions: string;
  readonly readings: string;
}

export interface Plan extends Counts, Sums {
  readonly id: string;
  readonly kind: "plan" | "scenario";
  readonly basePlanId: string | null;
  readonly year: number;
  readonly title: string;
  readonly state: "draft" | "frozen" | "discarded";
  readonly version: number | null;
  readonly decisionDate: PlainDate;
  readonly revisions: Revisions;
  readonly inputSha256: string;
  readonly outputSha256: string;
  readonly rulesVersion: string | null;
  readonly builtBy: string;
  readonly builtName: string;
  readonly builtAt: Date;
  readonly frozenAt: Date | null;
  readonly note: string | null;
}

/** Why a draft no longer tells the present. A frozen version and a scenario are meant to stay what they are. */
export const staleOf = (plan: Plan, now: Revisions): StaleReason[] => {
  if (plan.state !== "draft" || plan.kind === "scenario") return [];
  const kinds = ["facts", "budgets", "allocated", "decisions", "readings"] as const;
  return kinds.filter((kind) => plan.revisions[kind] !== now[kind]);
};
