import { atLeastZero, formatYuan, inWanYuan, minus, zero } from "@qiangyi/kernel";
import { amountOf, type MoneyUnit, percentUp } from "./amounts.ts";
import { because, type Explained, explained } from "./explained.ts";
import { earlyIssuePercent } from "./standards.ts";

export interface EarlyIssue {
  /** 上年度该项转移支付预计执行数; null when there was no such transfer last year. */
  readonly expectedExecution: string | null;
  /** Money unit of the document that is going to be issued. */
  readonly unit: Exclude<MoneyUnit, "hundred-yuan">;
  readonly proposed?: string;
}

export interface EarlyIssueFloor extends Explained {
  readonly floor: string;
  readonly notice: string | null;
}

export interface EarlyIssueCheck extends EarlyIssueFloor {
  readonly accepted: boolean;
  /** What the proposal lacks; "0.00" when it reaches the floor. */
  readonly gap: string;
  readonly errors: readonly "ISSUE_BELOW_EARLY_FLOOR"[];
}

const clause = "qiangyi-2024.art8.2.a";

/** 第八条第二款: at least 90% of last year's expected execution goes out early. */
export function earlyIssueFloor(input: EarlyIssue & { readonly proposed: string }): EarlyIssueCheck;
export function earlyIssueFloor(input: EarlyIssue): EarlyIssueFloor | EarlyIssueCheck;
export function earlyIssueFloor({ expectedExecution, unit, proposed }: EarlyIssue): EarlyIssueFloor | EarlyIssueCheck {
  const floor =
    expectedExecution === null ? zero : percentUp(amountOf(expectedExecution, "expectedExecution"), earlyIssuePercent, unit);
  const notice = expectedExecution === null ? "没有上年度预计执行数，不设提前下达下限" : null;
  const reason = because(
    clause,
    notice ??
      `上年度预计执行数${inWanYuan(amountOf(expectedExecution ?? "0.00", "expectedExecution"))}的${earlyIssuePercent}%，按文件金额单位进位，下限${inWanYuan(floor)}`,
  );
  if (proposed === undefined) return { floor: formatYuan(floor), notice, ...explained(reason) };

  const offered = amountOf(proposed, "proposed");
  const gap = atLeastZero(minus(floor, offered));
  const verdict =
    gap > 0n ? `拟提前下达${inWanYuan(offered)}，低于下限，差${inWanYuan(gap)}` : `拟提前下达${inWanYuan(offered)}，不低于下限`;
  return {
    floor: formatYuan(floor),
    notice,
    accepted: gap === 0n,
    gap: formatYuan(gap),
    errors: gap > 0n ? ["ISSUE_BELOW_EARLY_FLOOR"] : [],
    ...explained(reason, because(clause, verdict)),
  };
}
