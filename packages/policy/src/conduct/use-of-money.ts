import { categoryLabel } from "./expense-categories.ts";
import type { FundSource } from "./fund-sources.ts";
import { type Finding, finding, isStated, type Verdict, verdictOf } from "./requirement.ts";
import { type UseScopeId, useScopes } from "./use-scopes.ts";

/** Whom a payment serves. Only the funded project itself may be served. */
export const beneficiaries = {
  project: "本项目",
  "other-project": "其他项目",
  "other-department": "其他科室",
  "other-unit": "其他单位",
  "own-staff": "受援医院本院职工",
} as const;
export type Beneficiary = keyof typeof beneficiaries;

export interface MoneyUse {
  readonly line: UseScopeId;
  /** The approved project that is charged. */
  readonly project: string | null;
  /** A category of the list; a text of one's own lies outside every scope. */
  readonly category: string;
  readonly beneficiary?: Beneficiary;
  /** Provincial money unless told otherwise; a unit's own revenue is its own to spend. */
  readonly source?: FundSource;
  readonly reason?: string;
}

export interface MoneyUseVerdict extends Verdict {
  readonly outcome: "accepted" | "accepted-with-reason" | "reason-required" | "refused";
}

/** 第二条, 第七条: is this a use that the line allows? */
export const useOfMoney = (use: MoneyUse): MoneyUseVerdict => {
  if (use.source === "hospital-revenue") return { outcome: "accepted", ...verdictOf([]) };
  const outside = outsideScope(use);
  if (outside) return { outcome: "refused", ...verdictOf([outside]) };
  const { clause, main } = useScopes[use.line];
  if (main.some((category) => category === use.category)) return { outcome: "accepted", ...verdictOf([]) };
  if (isStated(use.reason)) return { outcome: "accepted-with-reason", ...verdictOf([]) };
  const text = `“${categoryLabel(use.category)}”不属主要用途，须说明与项目实施的关系`;
  return { outcome: "reason-required", ...verdictOf([finding("JUSTIFICATION_REQUIRED", clause, text, { field: "reason" })]) };
};

const outsideScope = ({ line, project, category, beneficiary = "project" }: MoneyUse): Finding | undefined => {
  const { clause, mainUse, main, withReason, outside } = useScopes[line];
  if (!isStated(project))
    return finding("USE_OUT_OF_SCOPE", "qiangyi-2024.art2.c", "没有对应的强医工程项目，不得使用该资金", { field: "project" });
  if (beneficiary !== "project")
    return finding(outside, clause, `用于${beneficiaries[beneficiary]}，不属本项目的支出`, { field: "beneficiary" });
  if ([...main, ...withReason].some((allowed) => allowed === category)) return undefined;
  const text =
    outside === "COST_BORNE_BY_SENDER"
      ? `“${categoryLabel(category)}”由派出单位负担，省级资金只付学费`
      : `“${categoryLabel(category)}”与项目无关，资金主要用于${mainUse}`;
  return finding(outside, clause, text, { field: "category" });
};

export interface BudgetMove {
  readonly line: UseScopeId;
  readonly from: { readonly project: string; readonly category: string };
  readonly to: { readonly project: string; readonly category: string };
  readonly reason?: string;
}

/** 第七条首句: within one project money may move between categories that the line allows, never to another project. */
export const moveOfBudget = ({ line, from, to, reason }: BudgetMove): MoneyUseVerdict => {
  if (from.project === to.project)
    return useOfMoney({ line, project: to.project, category: to.category, ...(reason !== undefined && { reason }) });
  const text = "资金只能在同一项目的费用之间统筹，不得调到其他项目";
  return {
    outcome: "refused",
    ...verdictOf([finding("USE_OUT_OF_SCOPE", "qiangyi-2024.art7.0", text, { field: "to" })]),
  };
};
