import type { DecisionAct, Standing } from "@qiangyi/api";

/** The table of 审定: which act leads where, and from where it may be taken. */
const acts: Readonly<Record<DecisionAct, { readonly from: readonly Standing[]; readonly to: Standing }>> = {
  submit: { from: ["open", "returned", "withdrawn"], to: "submitted" },
  withdraw: { from: ["submitted", "countersigned"], to: "withdrawn" },
  countersign: { from: ["submitted"], to: "countersigned" },
  return: { from: ["submitted", "countersigned"], to: "returned" },
  approve: { from: ["countersigned"], to: "approved" },
  change: { from: ["countersigned"], to: "changed" },
};

export const standingAfter = (act: DecisionAct | undefined): Standing => (act === undefined ? "open" : acts[act].to);

export const isAllowed = (act: DecisionAct, standing: Standing): boolean => acts[act].from.includes(standing);

export const standingNames: Readonly<Record<Standing, string>> = {
  open: "未报送",
  submitted: "待会签",
  countersigned: "待审定",
  approved: "已审定",
  returned: "已退回",
  withdrawn: "已撤回",
  changed: "改动后审定",
};
