import { z } from "zod";

/** Verdict, signal and flag are three separate things and have three sets of words, so that none is read for another. */
export const verdictWords = {
  met: "达标",
  "not-met": "未达标",
  pending: "待定",
  "no-data": "无数据",
  "no-target": "未设目标",
} as const;
export type VerdictName = keyof typeof verdictWords;

export const signalWords = {
  "on-track": "正常",
  "at-risk": "有风险",
  behind: "滞后",
  unpredictable: "无法预测",
} as const;
export type SignalName = keyof typeof signalWords;

export const flagWords = {
  "above-range": "高于区间上限",
  over: "超出",
  short: "不足",
  "late-report": "迟报",
  corrected: "已更正",
  "met-late": "逾期达到",
  "met-early": "提前达标",
  approximate: "近似",
  inferred: "推定",
  "floor-reached": "已达下限（待年报确认）",
} as const;
export type FlagName = keyof typeof flagWords;

const oneOf = <Words extends Readonly<Record<string, string>>>(words: Words) =>
  z.enum(Object.keys(words) as [keyof Words & string, ...(keyof Words & string)[]]);

/** One target of one subject on one day, everything said as screens say it. */
export const boardCell = z.object({
  target: z.string(),
  subject: z.string(),
  /** Code in the dictionary. */
  indicator: z.string(),
  title: z.string(),
  unit: z.string(),
  /** What is asked: 超过35%. */
  asked: z.string(),
  /** By when: 2024年, 2025-12-31. */
  by: z.string(),
  clause: z.string().nullable(),
  verdict: oneOf(verdictWords),
  display: z.string(),
  /** Periods that the value rests on: 2024年1—9月. */
  basis: z.string(),
  value: z.string().nullable(),
  /** 完成率, per cent of the threshold. */
  completion: z.string().nullable(),
  rawRatio: z.string().nullable(),
  rangePosition: z.string().nullable(),
  gap: z.string().nullable(),
  flags: z.array(oneOf(flagWords)),
  lateDays: z.number().int().nullable(),
  missing: z.array(z.string()),
  signal: oneOf(signalWords).nullable(),
  required: z.string().nullable(),
  projected: z.string().nullable(),
  nextStep: z.string(),
  /** What a reader has to know of the value: 评估认定. */
  note: z.string().nullable(),
});
export type BoardCell = z.infer<typeof boardCell>;
