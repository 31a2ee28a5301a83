import { atLeastZero, formatYuan, inWanYuan, minus, plus } from "@qiangyi/kernel";
import { amountOf, percentDown } from "./amounts.ts";
import { because, type Explained, explained } from "./explained.ts";
import { reviewCostPercent } from "./standards.ts";

export interface ReviewCost {
  /** Annual budget of the funding line, or of the single project under that reading. */
  readonly budget: string;
  readonly booked: string;
  readonly requested: string;
  readonly readings?: { readonly "cap.base"?: "line" | "project" };
}

export interface ReviewCostCap extends Explained {
  readonly cap: string;
  /** What is booked beyond the cap already, after a budget was reduced; the request is not part of it. */
  readonly over: string;
  readonly available: string;
  readonly accepted: boolean;
  readonly errors: readonly "REVIEW_COST_CAP_EXCEEDED"[];
  readonly readings: readonly string[];
}

const clause = "qiangyi-2024.art5.c";

/** 第五条: expert review, project assessment and performance evaluation may cost up to 1% of the yearly budget. */
export const reviewCostCap = ({ budget, booked, requested, readings }: ReviewCost): ReviewCostCap => {
  const base = readings?.["cap.base"] ?? "line";
  const cap = percentDown(amountOf(budget, "budget"), reviewCostPercent);
  const [spent, asked] = [amountOf(booked, "booked"), amountOf(requested, "requested")];
  const over = atLeastZero(minus(spent, cap));
  const available = atLeastZero(minus(cap, spent));
  const accepted = plus(spent, asked) <= cap;
  const of = base === "line" ? "支持项目" : "单个项目";
  return {
    cap: formatYuan(cap),
    over: formatYuan(over),
    available: formatYuan(available),
    accepted,
    errors: accepted ? [] : ["REVIEW_COST_CAP_EXCEEDED"],
    readings: [`cap.base=${base}`],
    ...explained(
      because(clause, `${of}年度预算的${reviewCostPercent}%以内，上限${inWanYuan(cap)}，不足一分舍去`),
      because(
        clause,
        accepted
          ? `已列${inWanYuan(spent)}，本次${inWanYuan(asked)}，未超上限`
          : over > 0n
            ? `已列${inWanYuan(spent)}，超过上限${inWanYuan(over)}，不得再列支`
            : `已列${inWanYuan(spent)}，只余${inWanYuan(available)}，不足本次${inWanYuan(asked)}`,
      ),
    ),
  };
};
