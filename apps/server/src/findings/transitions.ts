import type { FindingState } from "@qiangyi/api";
import { ok, type Refusal, type Result, refuse } from "@qiangyi/kernel";

/** Acts that move a finding. Measures are taken on a confirmed one and move nothing. */
export type MovingAct = "confirm" | "dismiss" | "withdraw" | "answer" | "return" | "verify";

interface Transition {
  readonly act: MovingAct;
  readonly label: string;
  readonly from: readonly FindingState[];
  readonly to: FindingState;
  /** judge: a department at least as high as whoever asked; keeper: the department that confirmed. */
  readonly by: "judge" | "raiser" | "owner" | "keeper";
}

/** The only table of steps of a finding and its correction. */
export const transitions: readonly Transition[] = [
  { act: "confirm", label: "核实属实", from: ["raised"], to: "correcting", by: "judge" },
  { act: "dismiss", label: "核实不成立", from: ["raised"], to: "dismissed", by: "judge" },
  { act: "withdraw", label: "撤回", from: ["raised"], to: "withdrawn", by: "raiser" },
  { act: "answer", label: "报告整改情况", from: ["correcting"], to: "answered", by: "owner" },
  { act: "return", label: "退回整改", from: ["answered"], to: "correcting", by: "keeper" },
  { act: "verify", label: "验收销号", from: ["answered"], to: "settled", by: "keeper" },
];

/** What somebody is to a finding. */
export interface Standing {
  readonly judge: boolean;
  readonly raiser: boolean;
  readonly owner: boolean;
  readonly keeper: boolean;
  /** Reported the correction himself. */
  readonly answerer: boolean;
}

export type AdvanceRefusal =
  | Refusal<"FORBIDDEN_ROLE">
  | Refusal<"SELF_APPROVAL">
  | Refusal<"STEP_ORDER", { readonly state: FindingState; readonly label: string }>;

/** Asked in this order: whose duty it is, whether it is his own entry, whether its turn has come. */
export const advance = (act: MovingAct, state: FindingState, standing: Standing): Result<FindingState, AdvanceRefusal> => {
  const row = transitions.find((each) => each.act === act);
  if (!row) throw new Error(`no transition ${act}`);
  if (row.by === "judge" && standing.raiser) return refuse({ code: "SELF_APPROVAL" });
  if (!standing[row.by]) return refuse({ code: "FORBIDDEN_ROLE" });
  if (row.by === "keeper" && standing.answerer) return refuse({ code: "SELF_APPROVAL" });
  return row.from.includes(state) ? ok(row.to) : refuse({ code: "STEP_ORDER", state, label: row.label });
};

export const openStates: readonly FindingState[] = ["raised", "correcting", "answered"];
export const confirmedStates: readonly FindingState[] = ["correcting", "answered", "settled"];
/** Neither verified nor anything else that ends it. */
export const underCorrection: readonly FindingState[] = ["correcting", "answered"];
