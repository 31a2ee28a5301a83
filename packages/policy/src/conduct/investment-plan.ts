import { formatYuan, sum, times } from "@qiangyi/kernel";
import { amountOf } from "../functions/amounts.ts";
import type { FundingLineId } from "../funding-line.ts";
import { finding, type Verdict, verdictOf } from "./requirement.ts";

export interface InvestmentPlan {
  readonly year: number;
  readonly approved: boolean;
  readonly rows: readonly PlanRow[];
}

export interface PlanRow {
  readonly line: FundingLineId;
  readonly quantity: number;
  readonly standard: string;
}

const clause = "qiangyi-2024.art5.b";

/** The total is the sum of the rows, never typed. */
export const planTotal = ({ rows }: InvestmentPlan): string =>
  formatYuan(sum(rows.map(({ line, quantity, standard }) => times(amountOf(standard, line), quantity))));

/** A proposal for a line is generated from an approved plan that holds the line. */
export const checkPlanned = (plan: InvestmentPlan | undefined, line: FundingLineId): Verdict => {
  if (plan?.approved === true && plan.rows.some((row) => row.line === line)) return verdictOf([]);
  const text = plan?.approved === true ? "项目投资计划中没有该支持项目" : "该年度没有审定的项目投资计划";
  return verdictOf([finding("PLAN_REQUIRED", clause, text, { field: "line" })]);
};
