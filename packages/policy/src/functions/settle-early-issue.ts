import { atLeastZero, type Fen, formatYuan, inWanYuan, minus } from "@qiangyi/kernel";
import { amountOf } from "./amounts.ts";
import { because, type Explained, explained } from "./explained.ts";

export interface EarlyIssued {
  readonly annualBudget: string;
  readonly early: string;
  /** Final allocation of the transfer, or of one region; null when not yet known. */
  readonly final: string | null;
}

export interface EarlyIssueSettlement extends Explained {
  /** Annual budget less early issue; negative when more went out than the year provides. */
  readonly remainder: string;
  readonly toIssue: string;
  /** "0.00", or negative: to be settled back. Never a negative payment. */
  readonly settlement: string;
}

const clause = "qiangyi-2024.art8.2.a";

/**
 * What is left to issue after the early issue. Until the final allocation is known the annual budget stands for it; nothing
 * beyond the annual budget can be issued.
 */
export const settleEarlyIssue = ({ annualBudget, early, final }: EarlyIssued): EarlyIssueSettlement => {
  const [budget, issued] = [amountOf(annualBudget, "annualBudget"), amountOf(early, "early")];
  const allocated = final === null ? budget : lesser(amountOf(final, "final"), budget);
  const due = minus(allocated, issued);
  const toIssue = atLeastZero(due);
  const settlement = minus(due, toIssue);
  return {
    remainder: formatYuan(minus(budget, issued)),
    toIssue: formatYuan(toIssue),
    settlement: formatYuan(settlement),
    ...explained(
      because(clause, `年度预算${inWanYuan(budget)}，已提前下达${inWanYuan(issued)}，余${inWanYuan(minus(budget, issued))}`),
      because(
        clause,
        `${final === null ? "最终分配数未定，以年度预算计" : `最终分配${inWanYuan(amountOf(final, "final"))}`}，${
          settlement < 0n
            ? `多下达的${inWanYuan(minus(issued, allocated))}列为结算事项，不得再下达`
            : `还应下达${inWanYuan(toIssue)}`
        }`,
      ),
    ),
  };
};

const lesser = (a: Fen, b: Fen): Fen => (a < b ? a : b);
