import { type Fen, formatYuan, inWanYuan, minus, sum, zero } from "@qiangyi/kernel";
import { amountOf } from "../functions/amounts.ts";
import { finding, isStated, type Verdict, verdictOf } from "./requirement.ts";

export interface PayableProject {
  readonly id: string;
  readonly payable: string;
  /** 重点项目, a flag that 省卫生健康委 sets with a reason. */
  readonly isKey: boolean;
}

export interface SuggestedFunding {
  readonly id: string;
  readonly amount: string;
  readonly short: string;
}

const clause = "qiangyi-2024.art4.2.b";

/** When the budget does not reach for all, key projects come first, then the order given; what is left goes to the next. */
export const suggestFunding = (budget: string, projects: readonly PayableProject[]): readonly SuggestedFunding[] => {
  let left = amountOf(budget, "budget");
  const inOrder = projects.toSorted((a, b) => Number(b.isKey) - Number(a.isKey));
  return inOrder.map(({ id, payable: text }) => {
    const payable = amountOf(text, id);
    const amount: Fen = payable < left ? payable : left;
    left = minus(left, amount);
    return { id, amount: formatYuan(amount), short: formatYuan(minus(payable, amount)) };
  });
};

export interface FundedProject extends PayableProject {
  readonly funded: string;
}

/** A key project may be left short while another one is funded only with a written reason. */
export const checkKeyProjects = (projects: readonly FundedProject[], reason?: string): Verdict => {
  const shortKeys = projects.filter(
    ({ isKey, payable, funded }) => isKey && amountOf(funded, "funded") < amountOf(payable, "payable"),
  );
  const fundedOthers = sum(projects.filter(({ isKey }) => !isKey).map(({ funded }) => amountOf(funded, "funded")));
  if (shortKeys.length === 0 || fundedOthers === zero || isStated(reason)) return verdictOf([]);
  return verdictOf(
    shortKeys.map(({ id }) =>
      finding(
        "JUSTIFICATION_REQUIRED",
        clause,
        `重点项目“${id}”未足额安排，而非重点项目安排了${inWanYuan(fundedOthers)}，须说明理由`,
        {
          field: "reason",
        },
      ),
    ),
  );
};
