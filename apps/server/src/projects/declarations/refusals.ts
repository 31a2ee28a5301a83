import type { Refusal } from "@qiangyi/kernel";
import { type AnswerProblem, type AnswerProblemCode, type ProjectState, projectStates } from "@qiangyi/projects";
import type { Answers } from "../../platform/index.ts";

export type NotFound = Refusal<"project-not-found">;
export const notFoundAnswers: Answers<NotFound> = {
  "project-not-found": [404, "没有这个项目，或不在您的查看范围"],
};

export type CallNotFound = Refusal<"call-not-found">;
export const callNotFound: Answers<CallNotFound> = {
  "call-not-found": [404, "没有这份申报通知，或尚未发布"],
};

export type CallRefusal =
  | CallNotFound
  | Refusal<"CALL_NOT_OPEN", { readonly opensOn: string }>
  | Refusal<"CALL_CLOSED", { readonly closedOn: string; readonly isCancelled: boolean }>;
export const callAnswers: Answers<CallRefusal> = {
  ...callNotFound,
  CALL_NOT_OPEN: [409, ({ opensOn }) => `这份通知自${opensOn}起受理申报`, "请在受理期内填报"],
  CALL_CLOSED: [
    409,
    ({ closedOn, isCancelled }) => (isCancelled ? "这份通知已撤销，不再受理" : `这份通知已于${closedOn}截止，不再受理`),
    "已填写的内容仍然保留，可在下一次申报时沿用；确需延期的请联系组织部门",
  ],
};

/** Why the unit cannot write now. */
export type EditRefusal =
  | NotFound
  | Refusal<"BUDGET_LOCKED", { readonly clause: string }>
  | Refusal<"NOT_EDITABLE", { readonly state: ProjectState }>
  | Refusal<"CORRECTION_OVERDUE", { readonly correctBy: string }>;
export const editAnswers: Answers<EditRefusal> = {
  ...notFoundAnswers,
  BUDGET_LOCKED: [423, "项目已入库，预算已确定，不得随意更改", "确需调整的，请提出预算变更申请，写明理由，经批准后生效"],
  NOT_EDITABLE: [
    409,
    ({ state }) => `项目现在是“${projectStates[state]}”，内容不能修改`,
    "待签批的可先取回；已上报的请联系审核部门退回补正",
  ],
  CORRECTION_OVERDUE: [409, ({ correctBy }) => `补正期限${correctBy}已过，不能再修改`, "请联系退回的部门"],
};

/** What another person or another tab wrote in the meantime. */
export interface OtherAnswer {
  readonly value?: unknown;
  readonly masked: string | null;
  readonly version: number;
  readonly by: string;
  readonly at: string;
}

export type SaveRefusal =
  | EditRefusal
  | Refusal<"UNKNOWN_QUESTION">
  | Refusal<"ANSWER_MISFIT", { readonly problems: readonly FieldProblem[] }>
  | Refusal<"ANSWER_CHANGED", { readonly current: OtherAnswer }>;

export interface FieldProblem {
  readonly path: string;
  readonly message: string;
}

/** "2025-03-01 10:00" in Shanghai. */
const minuteOf = (instant: string): string =>
  new Date(instant).toLocaleString("sv-SE", { timeZone: "Asia/Shanghai", dateStyle: "short", timeStyle: "short" });

export const saveAnswers: Answers<SaveRefusal> = {
  ...editAnswers,
  UNKNOWN_QUESTION: [404, "申报通知没有这个问题"],
  ANSWER_MISFIT: [422, ({ problems }) => problems[0]?.message ?? "内容不符合要求", "请修改后再保存；已填内容仍在本页"],
  ANSWER_CHANGED: [
    409,
    ({ current }) => `${current.by}已于${minuteOf(current.at)}改过这一项，您的内容没有覆盖它`,
    "请核对两份内容后选择",
  ],
};

export type WholeRefusal = Refusal<AnswerProblemCode, { readonly problems: readonly FieldProblem[]; readonly clause?: string }>;

const whole = ({ problems }: { readonly problems: readonly FieldProblem[] }): string =>
  problems.length === 1 ? (problems[0]?.message ?? "") : `有${problems.length}处需要修改：${problems[0]?.message ?? ""}等`;
const wholeRemedy = "请按提示逐项修改后再提交；已填内容都已保存";

/** The code is that of the first thing to mend; all of them come with it. */
export const wholeAnswers: Answers<WholeRefusal> = {
  APPLICATION_INCOMPLETE: [422, whole, wholeRemedy],
  ANSWER_MISFIT: [422, whole, wholeRemedy],
  UNKNOWN_QUESTION: [422, whole, wholeRemedy],
  DATE_ORDER: [422, whole, wholeRemedy],
  TOTAL_MISMATCH: [422, whole, wholeRemedy],
  BUDGET_ROW_INCOMPLETE: [422, whole, wholeRemedy],
  SUPPORT_CAP_EXCEEDED: [422, whole, wholeRemedy],
  NOT_ELIGIBLE: [422, whole, "请对照申报通知的条件核实；确有误的请联系组织部门"],
  AGE_OVER_LIMIT: [422, whole, wholeRemedy],
  TITLE_TOO_LOW: [422, whole, wholeRemedy],
  NOTE_REQUIRED: [422, whole, "请联系组织部门先作说明"],
  OUTSIDE_USE_SCOPE: [422, whole, wholeRemedy],
  OUTSIDE_FOCUS: [422, whole, wholeRemedy],
};

/** All of them at once; undefined when nothing hinders. */
export const refusalOf = (problems: readonly AnswerProblem[]): WholeRefusal | undefined => {
  const errors = problems.filter(({ severity }) => severity === "error");
  const [first] = errors;
  return (
    first && {
      code: first.code,
      problems: errors.map(({ path, message }) => ({ path, message })),
      ...(first.clause !== undefined && { clause: first.clause }),
    }
  );
};

export type QuotaRefusal = Refusal<"QUOTA_REACHED", { readonly of: string; readonly atMost: number; readonly clause?: string }>;
export const quotaAnswers: Answers<QuotaRefusal> = {
  QUOTA_REACHED: [409, ({ of, atMost }) => `${of}申报名额${atMost}个已满`, "请联系组织部门；已填写的内容仍然保留"],
};
