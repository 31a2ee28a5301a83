import type { DecisionAct, Standing } from "@qiangyi/api";

type State = "good" | "warning" | "bad" | "neutral" | "open";

export const standingLights: Readonly<Record<Standing, { readonly state: State; readonly text: string }>> = {
  open: { state: "neutral", text: "未报送" },
  submitted: { state: "open", text: "待规财处会签" },
  countersigned: { state: "open", text: "待省财政厅审定" },
  approved: { state: "good", text: "已审定" },
  returned: { state: "warning", text: "已退回" },
  withdrawn: { state: "warning", text: "已撤回" },
  changed: { state: "good", text: "改动后审定" },
};

export const actWords: Readonly<Record<DecisionAct, string>> = {
  submit: "报送",
  withdraw: "撤回",
  countersign: "会签",
  return: "退回",
  approve: "审定",
  change: "改动后审定",
};
