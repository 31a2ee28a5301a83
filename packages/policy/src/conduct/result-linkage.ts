import { type Fen, fen, formatYuan } from "@qiangyi/kernel";
import { amountOf } from "../functions/amounts.ts";
import { finding, type Verdict, verdictOf } from "./requirement.ts";

/** A recorded decision on how results change amounts. */
export interface LinkageDecision {
  readonly id: string;
  /** Grade → coefficient in hundredths: {良: 90} for 0.90. */
  readonly hundredths: Readonly<Record<string, number>>;
}

export interface LinkedAmount extends Verdict {
  readonly amount: string;
  /** The decision that the amount cites; null when none changes it. */
  readonly decision: string | null;
}

export interface Linkage {
  readonly standard: string;
  readonly grade: string;
  readonly decision?: LinkageDecision;
  /** What a user wants to set by hand. */
  readonly proposed?: string;
}

/**
 * 挂钩: the text gives no formula (A41), so results show and rank, and change an amount only under a recorded decision. A part of
 * a 分 is dropped.
 */
export const linkedAmount = ({ standard, grade, decision, proposed }: Linkage): LinkedAmount => {
  const full = amountOf(standard, "standard");
  const hundredths = decision?.hundredths[grade];
  const linked: Fen = hundredths === undefined ? full : fen((full * BigInt(hundredths)) / 100n);
  const isOwnChange = proposed !== undefined && amountOf(proposed, "proposed") !== linked;
  return {
    amount: formatYuan(linked),
    decision: hundredths === undefined ? null : (decision?.id ?? null),
    ...verdictOf(
      isOwnChange
        ? [
            finding("LINKAGE_DECISION_REQUIRED", "qiangyi-2024.art4.3.b", "没有挂钩决定，考核和检查结果不能改变金额", {
              field: "proposed",
            }),
          ]
        : [],
    ),
  };
};
