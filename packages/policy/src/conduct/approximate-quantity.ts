import type { FundingLineId } from "../funding-line.ts";
import { fundingLineOf } from "../qiangyi-2024/catalogue.ts";
import { finding, isStated, type Verdict, verdictOf } from "./requirement.ts";

export interface ApproximateCount {
  readonly line: Extract<FundingLineId, "expert-workshop" | "appropriate-technique" | "visiting-scholar">;
  /** Selected in the batch or the year. */
  readonly count: number;
  /** 左右 has no number in the text (A37): 10% until decided otherwise. */
  readonly tolerancePercent?: number;
  readonly reason?: string;
}

export interface ApproximateVerdict extends Verdict {
  readonly target: number;
  readonly least: number;
  readonly most: number;
}

/** 左右: beyond the tolerance a decision is needed, below it a reason. */
export const checkApproximateCount = ({ line, count, tolerancePercent = 10, reason }: ApproximateCount): ApproximateVerdict => {
  const quantity = fundingLineOf(line).quantities.find(({ kind }) => kind === "approximate");
  if (quantity === undefined) throw new RangeError(`no approximate quantity in ${line}`);
  const { target, clause, label } = quantity;
  const least = Math.ceil((target * (100 - tolerancePercent)) / 100);
  const most = Math.floor((target * (100 + tolerancePercent)) / 100);
  const findings =
    count > most
      ? [finding("QUOTA_EXCEEDED", clause, `${label}${count}，超过${most}，须有决定`, { effect: "decide" })]
      : count < least && !isStated(reason)
        ? [finding("JUSTIFICATION_REQUIRED", clause, `${label}${count}，不足${least}，须说明理由`, { field: "reason" })]
        : [];
  return { target, least, most, ...verdictOf(findings) };
};
