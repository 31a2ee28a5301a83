import { inChinese, yearOf } from "@qiangyi/kernel";
import type { ExplainedStep, Flag, Signal, Verdict } from "./contract.ts";
import { exactly } from "./display.ts";
import type { Finding } from "./finding.ts";
import { toDecimal } from "./fraction.ts";
import { type Goal, isOrdinalGoal, type Target } from "./target.ts";

/** What is asked, what was found, what follows: one sentence each, of the facts in force alone. */
export const explainTarget = (
  target: Target,
  { finding, year, signal }: { readonly finding: Finding; readonly year: number | null; readonly signal: Signal | null },
): readonly ExplainedStep[] => {
  if (target.goal.op === null) return [];
  const sentences = [
    `${target.indicator}：${whenOf(target, year)}${asked(target, target.goal)}`,
    found(target, finding, year),
    ...finding.flags.map((flag) => flagSentences[flag]).filter((each) => each !== undefined),
    ...(finding.missing !== null && finding.missing.length > 0 ? [`还没有的：${finding.missing.join("、")}`] : []),
    ...(signal === null ? [] : [signalSentences[signal]]),
  ];
  return sentences.map((text) => ({ text, clause: target.clause }));
};

const whenOf = (target: Target, year: number | null): string => {
  if (target.period === "each-year") return year === null ? `${target.from}年至${target.year}年每年` : `${year}年`;
  if (target.period === "assessment-year") return `${target.year}考核年度`;
  const isDay = target.period === "stock" || target.period === "increment" || target.period === "roster-share";
  return isDay ? `到${inChinese(target.day)}` : `${yearOf(target.day)}年`;
};

const asked = (target: Target, goal: Exclude<Goal, { op: null }>): string => {
  if ("min" in goal) {
    const bounds = `${exactly(target, goal.min)}至${exactly(target, goal.max)}`;
    return goal.op === "range" ? `应达到${bounds}，上限不作限制` : `应在${bounds}之内`;
  }
  const threshold = exactly(target, goal.value);
  if (goal.op === "eq" && goal.tolerance !== null) return `应为${threshold}，上下${toDecimal(goal.tolerance)}%以内算达到`;
  return conditions[goal.op](threshold);
};

const conditions: Readonly<
  Record<"gte" | "gt" | "lte" | "lt" | "eq" | "reach-level" | "rank-within" | "grade", (t: string) => string>
> = {
  gte: (threshold) => `应不低于${threshold}`,
  gt: (threshold) => `应高于${threshold}，等于不算`,
  lte: (threshold) => `应不高于${threshold}`,
  lt: (threshold) => `应低于${threshold}，等于不算`,
  eq: (threshold) => `应为${threshold}`,
  "reach-level": (threshold) => `应达到${threshold}`,
  "rank-within": (threshold) => `应在${threshold}以内，含本名次`,
  grade: (threshold) => `应达到${threshold}等`,
};

const found = (target: Target, { value, verdict, used }: Finding, year: number | null): string => {
  if (target.period === "each-year" && year === null) return `各年分别判定，${verdicts[verdict]}`;
  if (value === null) return `${used.length > 0 ? "分母缺失或不能合并，没有可用的数值" : "没有可用的数据"}，${verdicts[verdict]}`;
  const name = isOrdinalGoal(target.goal) ? "结果" : "数值";
  return `${name}为${exactly(target, value)}，${verdicts[verdict]}`;
};

const verdicts: Readonly<Record<Verdict, string>> = {
  met: "达标",
  "not-met": "未达标",
  pending: "待定",
  "no-data": "无数据",
  "no-target": "未设目标",
};

const flagSentences: Readonly<Partial<Record<Flag, string>>> = {
  "above-range": "高于区间上限，不影响达标",
  over: "超出规定的数量",
  short: "少于规定的数量",
  "late-report": "用到的数据中有迟报的",
  corrected: "用到的数据中有更正过的",
  "met-late": "到期以后才达到，逾期达到",
  "met-early": "此前年度已经达到，仍以目标年度为准",
  approximate: "在约数允许的范围之内",
  inferred: "原文没有写明期限，期限为推定",
  "floor-reached": "已达下限，待年报确认",
};

const signalSentences: Readonly<Record<Signal, string>> = {
  "on-track": "进度正常",
  "at-risk": "进度有风险",
  behind: "进度滞后",
  unpredictable: "暂时无法预测",
};
