import { z } from "zod";

/** early 提前下达, final 下达 of the province by project; distribution 分解下达 below it; reduction 追减. */
export const noticeKinds = ["early", "final", "distribution", "reduction"] as const;
export type NoticeKind = (typeof noticeKinds)[number];
export const noticeKindNames: Readonly<Record<NoticeKind, string>> = {
  early: "提前下达",
  final: "正式下达",
  distribution: "分解下达",
  reduction: "追减",
};

export const noticeStates = ["draft", "issued", "cancelled"] as const;
export type NoticeState = (typeof noticeStates)[number];

/** Operators of performance targets, as the target tables of officials write them. */
export const targetOperators = ["≥", ">", "=", "≤", "<", "定性"] as const;

/** One row of 绩效目标 that goes down with the money. */
export const rowTarget = z.object({
  name: z.string().trim().min(2, "请填写指标名称").max(100),
  operator: z.enum(targetOperators),
  value: z.string().trim().min(1, "请填写指标值").max(100),
  unit: z.string().trim().max(20),
});
export type RowTarget = z.infer<typeof rowTarget>;

/** The money unit that a document counts in; a floor rounds up to it. */
export const documentUnits = ["yuan", "wan"] as const;

/** What the document prints beside its table. */
export const noticeWording = z.object({
  addressee: z.string().trim().max(300).optional(),
  basis: z.string().trim().max(500).optional(),
  requirements: z.string().trim().max(1000).optional(),
  contact: z.string().trim().max(100).optional(),
  unit: z.enum(documentUnits).optional(),
});
export type NoticeWording = z.infer<typeof noticeWording>;

/** 文号: "晋财社〔2025〕31号". */
export const noticeNumber = z
  .string()
  .trim()
  .regex(/^[\u4e00-\u9fa5]{2,10}〔\d{4}〕[1-9]\d*号$/, "文号应如“晋财社〔2025〕31号”");
