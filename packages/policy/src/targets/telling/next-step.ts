import type { Evaluation } from "../contract.ts";
import { amountOf } from "../display.ts";
import { decimal } from "../fraction.ts";
import { isOrdinalGoal, type Target } from "../target.ts";
import { roundedText } from "./asked-text.ts";

/** How far a value is from what is asked: 差7.0个百分点, 还差2级. Null where it is met or unknown. */
export const gapText = (target: Target, { gap }: Evaluation): string | null => {
  if (gap === null) return null;
  const amount = decimal(gap.value);
  if (gap.unit === "级" || gap.unit === "名") return `差${gap.value}${gap.unit}`;
  const said =
    gap.unit === "百分点"
      ? amountOf({ ...target, unit: "百分点" }, amount).replace("百分点", "个百分点")
      : roundedText(target, amount);
  const isLess = target.goal.op === "lt" || target.goal.op === "lte";
  if (gap.strict && gap.value === "0") return `正好在限上，须再${isLess ? "低" : "多"}一点`;
  if (isLess) return `高出${said}`;
  return gap.strict ? `差${said}，须超过` : `差${said}`;
};

/** What the subject does now, in one sentence. It advises and judges nothing: verdict and signal stand beside it. */
export const nextStep = (target: Target, evaluation: Evaluation): string => {
  switch (evaluation.verdict) {
    case "no-target":
      return "方案没有给本单位设这项目标，只作监测。";
    case "no-data":
      return noDataStep(target);
    case "met":
      return evaluation.flags.includes("above-range") ? "已达标；高于区间上限，提示核实规模是否合理。" : "已达标，请保持。";
    case "not-met":
      return missedStep(target, evaluation);
    default:
      return pendingStep(target, evaluation);
  }
};

const noDataStep = ({ period, year }: Target): string =>
  period === "annual-ratio" || period === "roster-share"
    ? `请补报${year}年的分子和分母，审定后才能判定；缺数不按零计。`
    : `请补报${year}年的数据，审定后才能判定；缺数不按零计。`;

const missedStep = (target: Target, evaluation: Evaluation): string => {
  if (evaluation.flags.includes("met-late")) return "到期未达标，之后已经达到；请登记达到日期和佐证。";
  if (evaluation.missing !== null && evaluation.missing.length > 0)
    return `到期未达标，还缺${named(evaluation.missing)}；请逐个说明补齐时间。`;
  if (evaluation.flags.includes("over")) return "超过了规定的数量，请说明原因。";
  const gap = gapText(target, evaluation);
  return `到期未达标${gap === null ? "" : `，${gap}`}；请说明原因和补齐时间。`;
};

const pendingStep = (target: Target, evaluation: Evaluation): string => {
  if (evaluation.flags.includes("floor-reached")) return "累计已过下限，等全年数据审定后判定。";
  if (target.period === "assessment-year" && evaluation.verdict === "pending")
    return `等国家公布${target.year}年度结果后登记，目前不判定。`;
  if (evaluation.flags.includes("met-early")) return "已提前达到，保持到期末即可。";
  switch (evaluation.signal) {
    case "on-track":
      return "按现有进度到期可以达到，继续按期报送。";
    case "at-risk":
      return `${expected(target, evaluation)}，达标没有把握；请查明近期变化。`;
    case "behind":
      return `${required(target, evaluation)}${expected(target, evaluation)}；请列出分期措施。`;
    default:
      return unpredictableStep(target, evaluation);
  }
};

const expected = (target: Target, { projected }: Evaluation): string =>
  projected === null ? "按现有进度" : `按现有进度到期约${courseText(target, projected)}`;

const required = (target: Target, evaluation: Evaluation): string =>
  evaluation.required === null ? "" : `目前应达${courseText(target, evaluation.required)}，实际${evaluation.display}，`;

const unpredictableStep = (target: Target, evaluation: Evaluation): string => {
  if (evaluation.value === null) return "还没有审定的数据，请先报送。";
  if (evaluation.missing !== null && evaluation.missing.length > 0) return `还缺${named(evaluation.missing)}。`;
  const gap = gapText(target, evaluation);
  const distance = gap === null ? "目前数值符合要求" : `目前${gap}`;
  return isOrdinalGoal(target.goal)
    ? `${distance}；等级和名次不作预测。`
    : `${distance}；缺基线或只有一期数据，不能预测，请登记基线或阶段目标。`;
};

/** A point of the path or of the forecast: as printed, in 万 with two decimals. */
export const courseText = (target: Target, value: string): string =>
  target.remarks.isPrintedInTenThousands ? roundedText(target, decimal(value)) : amountOf(target, decimal(value));

const named = (names: readonly string[]): string =>
  names.length <= 4 ? names.join("、") : `${names.slice(0, 3).join("、")}等${names.length}个`;
