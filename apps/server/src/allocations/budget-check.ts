import { type Fen, inWanYuan, minus } from "@qiangyi/kernel";
import type { FundingLine } from "@qiangyi/policy";

export type BudgetCode = "TOTAL_BUDGET_EXCEEDED" | "LINE_BUDGET_MISSING";

/**
 * A line against its budget: a line of the annual-budget mode needs an item (qiangyi-2024.art7.1.3.d, 7.1.4.d, 7.1.5.d), and no line may go
 * beyond the item that it has. Nothing is cut to fit: a person decides.
 */
export const budgetCodeOf = (line: Pick<FundingLine, "mode">, proposed: Fen, budget: Fen | undefined): BudgetCode | undefined => {
  if (budget === undefined) return line.mode === "ANNUAL_BUDGET" && proposed > 0n ? "LINE_BUDGET_MISSING" : undefined;
  return proposed > budget ? "TOTAL_BUDGET_EXCEEDED" : undefined;
};

export interface Obstacle {
  readonly code: BudgetCode | "PLAN_REQUIRED";
  readonly line: string | null;
  readonly text: string;
  readonly clause: string;
}

export interface LineProposal {
  readonly line: FundingLine;
  readonly proposed: Fen;
}

/** What stands in the way of a proposal that may be submitted: the fund, its lines and the investment plan. All at once. */
export const obstaclesOf = (
  proposals: readonly LineProposal[],
  {
    budgets,
    fundBudget,
    planned,
  }: { readonly budgets: ReadonlyMap<string, Fen>; readonly fundBudget: Fen | undefined; readonly planned: ReadonlySet<string> },
): Obstacle[] => {
  const total = proposals.reduce((sum, { proposed }) => sum + proposed, 0n) as Fen;
  const ofFund: Obstacle[] =
    fundBudget !== undefined && total > fundBudget
      ? [
          {
            code: "TOTAL_BUDGET_EXCEEDED",
            line: null,
            text: `建议合计${inWanYuan(total)}，省级预算${inWanYuan(fundBudget)}，超出${inWanYuan(minus(total, fundBudget))}`,
            clause: "qiangyi-2024.art6.b",
          },
        ]
      : [];
  return [...ofFund, ...proposals.flatMap((proposal) => obstaclesOfLine(proposal, budgets.get(proposal.line.id), planned))];
};

const obstaclesOfLine = ({ line, proposed }: LineProposal, budget: Fen | undefined, planned: ReadonlySet<string>): Obstacle[] => {
  if (proposed === 0n) return [];
  const found: Obstacle[] = [];
  if (!planned.has(line.id)) {
    found.push({
      code: "PLAN_REQUIRED",
      line: line.id,
      text: `「${line.shortName}」不在当年审定的项目投资计划中`,
      clause: "qiangyi-2024.art5.b",
    });
  }
  const code = budgetCodeOf(line, proposed, budget);
  const clause = line.mode === "ANNUAL_BUDGET" && line.modeClause !== null ? line.modeClause : "qiangyi-2024.art6.b";
  if (code === "LINE_BUDGET_MISSING") {
    found.push({
      code,
      line: line.id,
      text: `「${line.shortName}」列入年度预算安排，当年没有预算，建议${inWanYuan(proposed)}`,
      clause,
    });
  } else if (code !== undefined && budget !== undefined) {
    const over = inWanYuan(minus(proposed, budget));
    found.push({
      code,
      line: line.id,
      text: `「${line.shortName}」建议${inWanYuan(proposed)}，预算${inWanYuan(budget)}，超出${over}`,
      clause,
    });
  }
  return found;
};

export interface Claimant {
  readonly lineNo: number;
  readonly isKey: boolean;
  readonly due: Fen;
}

/** 重点项目在先 (qiangyi-2024.art4.2.b): key projects are served first, each in full while the budget lasts. A suggestion, applied by a person. */
export const keyProjectsFirst = <C extends Claimant>(claimants: readonly C[], budget: Fen): (C & { suggested: Fen })[] => {
  let left: bigint = budget;
  const served = claimants.toSorted((a, b) => Number(b.isKey) - Number(a.isKey) || a.lineNo - b.lineNo);
  return served.map((claimant) => {
    const suggested = (claimant.due < left ? claimant.due : left) as Fen;
    left -= suggested;
    return { ...claimant, suggested };
  });
};
