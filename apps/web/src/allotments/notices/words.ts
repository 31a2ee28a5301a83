import type { NoticeState } from "@qiangyi/api";

type State = "good" | "warning" | "bad" | "neutral" | "open";

export const noticeLights: Readonly<Record<NoticeState, { readonly state: State; readonly text: string }>> = {
  draft: { state: "open", text: "拟制中" },
  issued: { state: "good", text: "已签发" },
  cancelled: { state: "neutral", text: "已作废" },
};

export const receiptWords: Readonly<Record<string, { readonly state: State; readonly text: string }>> = {
  verified: { state: "good", text: "已接收" },
  mismatch: { state: "bad", text: "核对不符" },
  returned: { state: "warning", text: "已退回" },
};
