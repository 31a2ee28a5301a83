import { type Fen, minus, zero } from "@qiangyi/kernel";

export const changeKinds = { content: "建设内容", budget: "预算", period: "实施期限", unit: "承担单位" } as const;
export type ChangeKind = keyof typeof changeKinds;

/** Approvals that a project has passed, in their order, and that a change may bring down. */
export const approvals = { checks: "逐级审核", review: "专家评审", selection: "遴选决定", finance: "资金审定" } as const;
export type Approval = keyof typeof approvals;

export interface ChangeAsked {
  readonly kind: ChangeKind;
  readonly totalBefore: Fen;
  readonly totalAfter: Fen;
  readonly supportBefore: Fen;
  readonly supportAfter: Fen;
}

export interface ChangeEffect {
  /** What no longer holds and has to be passed anew. */
  readonly falls: readonly Approval[];
  /** Who judges: the organiser, and finance too when the money of the state changes (第八条（二）). */
  readonly judges: readonly ("organiser" | "finance")[];
  readonly totalDifference: Fen;
  readonly supportDifference: Fen;
  readonly sentence: string;
}

/** Which approvals fall by a change and what it does to the money, before anybody asks for it. */
export const effectOf = ({ kind, totalBefore, totalAfter, supportBefore, supportAfter }: ChangeAsked): ChangeEffect => {
  const totalDifference = minus(totalAfter, totalBefore);
  const supportDifference = minus(supportAfter, supportBefore);
  const changesMoney = totalDifference !== zero || supportDifference !== zero;
  const falls: Approval[] = [
    ...(kind === "unit" ? (["checks", "review", "selection"] as const) : []),
    ...(kind === "content" ? (["review"] as const) : []),
    ...(kind !== "unit" && supportDifference > zero ? (["selection"] as const) : []),
    ...(changesMoney || kind === "unit" ? (["finance"] as const) : []),
  ];
  return {
    falls,
    judges: falls.includes("finance") ? ["organiser", "finance"] : ["organiser"],
    totalDifference,
    supportDifference,
    sentence: sentenceOf(kind, totalDifference, supportDifference),
  };
};

const sentenceOf = (kind: ChangeKind, total: Fen, support: Fen): string => {
  if (kind === "unit") return "承担单位改变，原单位未支付的资金停止支付并按程序调整";
  if (support > zero) return "专项资金增加，须在年度预算内重新审定后安排";
  if (support < zero) return "专项资金减少，减少的部分不再支付，已拨的按程序收回";
  if (total !== zero) return "专项资金不变，其他来源的资金改变";
  return "资金总额不变";
};
