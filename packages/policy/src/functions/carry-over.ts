import { addDays, atLeastZero, date as dateOf, type Fen, formatYuan, inWanYuan, minus, yearOf, zero } from "@qiangyi/kernel";
import { amountOf, percentText } from "./amounts.ts";
import { because, type Explained, explained } from "./explained.ts";

export interface YearEnd {
  readonly received: string;
  readonly paid: string;
  /** Last day of the budget year. */
  readonly yearEnd: string;
  /** continue: kept for the same project; the others take the money away from it. */
  readonly disposal?: "continue" | "recover" | "reallocate";
  /** Paid or asked for out of the unspent amount after the year's end. */
  readonly paidSince?: string;
  readonly asOf?: string;
}

export interface CarryOver extends Explained {
  /** Paid as a percentage of received, one decimal; null when nothing was received. */
  readonly executionRate: string | null;
  /** Unspent at the year's end. */
  readonly carryOver: string;
  /** What may still be paid from it. A refused payment does not reduce it. */
  readonly balance: string;
  readonly ageYears: number;
  readonly reasonRequired: boolean;
  readonly errors: readonly ("CARRYOVER_DECISION_REQUIRED" | "BALANCE_EXCEEDED")[];
}

const spendInYear = "qiangyi-2024.art10.1.b";
const carryOverRules = "qiangyi-2024.art10.1.c";

/** 第十条第一款: spent within the year as a rule; what is left waits for a disposal under the carry-over rules. */
export const carryOver = (input: YearEnd): CarryOver => {
  const [received, paid] = [amountOf(input.received, "received"), amountOf(input.paid, "paid")];
  const unspent = atLeastZero(minus(received, paid));
  const since = amountOf(input.paidSince ?? "0.00", "paidSince");
  const usable = input.disposal === undefined || input.disposal === "continue" ? unspent : zero;
  const errors = paid > received ? (["BALANCE_EXCEEDED"] as const) : payingErrors(input.disposal, since, usable);
  const balance = errors.length > 0 ? usable : minus(usable, since);
  const yearEnd = dateOf(input.yearEnd);
  const asOf = input.asOf === undefined ? addDays(yearEnd, 1) : dateOf(input.asOf);
  return {
    executionRate: percentText(paid, received),
    carryOver: formatYuan(unspent),
    balance: formatYuan(balance),
    ageYears: yearOf(asOf) - yearOf(yearEnd),
    reasonRequired: unspent > 0n,
    errors,
    ...explained(
      because(
        spendInYear,
        `收到${inWanYuan(received)}，年末已付${inWanYuan(paid)}，未支出${inWanYuan(unspent)}${unspent > 0n ? "，须说明原因" : ""}`,
      ),
      ...(unspent > 0n ? [because(carryOverRules, disposalText(input.disposal, balance))] : []),
    ),
  };
};

const payingErrors = (disposal: YearEnd["disposal"], since: Fen, usable: Fen): CarryOver["errors"] => {
  if (since === 0n) return [];
  if (disposal === undefined) return ["CARRYOVER_DECISION_REQUIRED"];
  return since > usable ? ["BALANCE_EXCEEDED"] : [];
};

const disposalText = (disposal: YearEnd["disposal"], balance: Fen): string => {
  switch (disposal) {
    case undefined:
      return "结转结余尚未处理，处理前不得支付";
    case "continue":
      return `结转继续用于原项目，余${inWanYuan(balance)}`;
    case "recover":
      return "已定收回，不得再支付";
    case "reallocate":
      return "已定调整用途，原项目不得再支付";
  }
};
