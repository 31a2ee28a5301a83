import type { PanelSummary } from "@qiangyi/api";

export const panelWords = {
  forming: ["neutral", "组建中"],
  frozen: ["warning", "名单已锁定，待抽取"],
  drawn: ["warning", "评审中"],
  closed: ["good", "评分完毕"],
  void: ["open", "已作废"],
} as const satisfies Record<PanelSummary["state"], readonly [string, string]>;

export const seatWords = {
  invited: ["neutral", "待答复"],
  accepted: ["good", "已接受"],
  declined: ["open", "已谢绝"],
  conflict: ["bad", "回避"],
} as const;

export const conclusionWords = {
  recommended: "推荐",
  revise: "修改后推荐",
  "not-recommended": "不予推荐",
  return: "退回补正",
} as const;

export const suggestionWords = {
  pass: ["good", "达推荐线"],
  revise: ["warning", "修改后推荐"],
  fail: ["bad", "低于推荐线"],
} as const;

export const regionRuleWords = { county: "同县（市、区）回避", city: "同市回避", none: "不设地区回避" } as const;

/** 8550 → "85.50": hundredths of points as every table shows them. */
export const pointsText = (hundredths: number | null | undefined): string =>
  hundredths === null || hundredths === undefined
    ? "—"
    : `${hundredths < 0 ? "−" : ""}${Math.floor(Math.abs(hundredths) / 100)}.${String(Math.abs(hundredths) % 100).padStart(2, "0")}`;

/** A limit as rules speak of it: 8000 → "80", 8050 → "80.5". */
export const limitText = (hundredths: number): string => String(hundredths / 100);

/** What somebody typed as points: whole hundredths; undefined for what is no number of points, null for nothing. */
export const typedPoints = (text: string): number | null | undefined => {
  const plain = text.trim().replace(/[０-９．]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0));
  if (plain === "") return null;
  const match = /^(\d{1,3})(?:\.(\d{0,2}))?$/.exec(plain);
  return match ? Number(match[1]) * 100 + Number((match[2] ?? "").padEnd(2, "0")) : undefined;
};
