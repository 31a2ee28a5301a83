import type { ReportState } from "@qiangyi/api";
import type { Refusal } from "@qiangyi/kernel";
import type { Answers } from "../../platform/index.ts";

export interface FieldProblem {
  readonly path: string;
  readonly message: string;
}

export type NotFound = Refusal<"report-not-found">;
export const notFoundAnswers: Answers<NotFound> = {
  "report-not-found": [404, "没有这份报表，或不在您的查看范围"],
};

/** Why a report of a period cannot be opened at all. */
export type OpenRefusal =
  | Refusal<"SUBJECT_NOT_YOURS">
  | Refusal<"PERIOD_UNKNOWN", { readonly period: string }>
  | Refusal<"PERIOD_NOT_ENDED", { readonly endsOn: string }>
  | Refusal<"NOTHING_ASKED">;
export const openAnswers: Answers<OpenRefusal> = {
  SUBJECT_NOT_YOURS: [403, "只能填报本单位（本级）的指标", "其他单位的数据由该单位填报"],
  PERIOD_UNKNOWN: [422, ({ period }) => `没有“${period}”这一期`, "期间写作2026（年）、2026-Q1（季）或2026-03（月）"],
  PERIOD_NOT_ENDED: [409, ({ endsOn }) => `这一期到${endsOn}才结束，还不能填报`, "请在期间结束后填报"],
  NOTHING_ASKED: [422, "这一期没有要求本单位填报的指标"],
};

/** Why nothing can be written into it now. */
export type ShutRefusal = NotFound | Refusal<"SUBJECT_NOT_YOURS"> | Refusal<"REPORT_LOCKED", { readonly state: ReportState }>;
export const shutAnswers: Answers<ShutRefusal> = {
  ...notFoundAnswers,
  SUBJECT_NOT_YOURS: openAnswers.SUBJECT_NOT_YOURS,
  REPORT_LOCKED: [
    423,
    ({ state }) =>
      state === "approved"
        ? "这份报表已审定锁定，数值不能直接修改"
        : state === "ready"
          ? "报表已提交负责人，不能修改"
          : "报表已报送，不能修改",
    "已审定的请提出更正；待报送的可先取回；已报送的请负责人撤回，或请审核部门退回",
  ],
};

/** What another person or another tab wrote in the meantime. */
export interface OtherEntry {
  readonly value: unknown;
  readonly masked: null;
  readonly version: number;
  readonly by: string;
  readonly at: string;
}

/** Whoever fills a part does not act for the whole. */
export type PartRefusal = Refusal<"PART_OF_REPORT", { readonly office: string }>;
export const partAnswers: Answers<PartRefusal> = {
  PART_OF_REPORT: [
    403,
    ({ office }) => `${office}只填报本单位的各项，整份报表由省卫健委汇总报送`,
    "填好即已保存，请告知省卫健委经办",
  ],
};

export type SaveRefusal =
  | ShutRefusal
  | Refusal<"INDICATOR_NOT_ASKED">
  | Refusal<"VALUE_MISFIT", { readonly problems: readonly FieldProblem[] }>
  | Refusal<"VALUE_CHANGED", { readonly current: OtherEntry }>;
export const saveAnswers: Answers<SaveRefusal> = {
  ...shutAnswers,
  INDICATOR_NOT_ASKED: [422, "这份报表没有要求填报这项指标"],
  VALUE_MISFIT: [422, ({ problems }) => problems[0]?.message ?? "填写的内容不符合要求", "请改正后再保存；已填内容仍在本页"],
  VALUE_CHANGED: [409, ({ current }) => `${current.by}刚改过这一项，您的内容没有覆盖它`, "请核对两份内容后选择"],
};

/** The whole report is judged when it is handed in: everything that hinders it at once. */
export type WholeRefusal = Refusal<"REPORT_HAS_PROBLEMS", { readonly problems: readonly FieldProblem[] }>;

export type HandInRefusal =
  | ShutRefusal
  | WholeRefusal
  | PartRefusal
  | Refusal<"NOT_READY", { readonly state: ReportState }>
  | Refusal<"ALREADY_READ">
  | Refusal<"CHANGED_MEANWHILE">;
export const handInAnswers: Answers<HandInRefusal> = {
  ...shutAnswers,
  ...partAnswers,
  REPORT_HAS_PROBLEMS: [
    422,
    ({ problems }) => `有${problems.length}处需要处理：${problems[0]?.message ?? ""}${problems.length > 1 ? "等" : ""}`,
    "请按提示逐项修改、说明或确认后再提交；已填内容都已保存",
  ],
  NOT_READY: [
    409,
    ({ state }) => (state === "ready" ? "报表在负责人处" : "报表不在这一步，不能这样办理"),
    "请刷新后查看现在的状态",
  ],
  ALREADY_READ: [409, "审核部门已经阅看，不能自行撤回", "请联系审核部门退回"],
  CHANGED_MEANWHILE: [409, "报表刚被别人改过", "请刷新，核对后再办理"],
};

export type CheckRefusal =
  | NotFound
  | Refusal<"NOT_ON_YOUR_DESK">
  | Refusal<"CHANGED_MEANWHILE">
  | Refusal<"SAME_PERSON">
  | Refusal<"OPINION_REQUIRED">
  | Refusal<"CONSENT_REQUIRED", { readonly year: number }>;
export const checkAnswers: Answers<CheckRefusal> = {
  ...notFoundAnswers,
  NOT_ON_YOUR_DESK: [409, "这份报表现在不在本级审核"],
  CHANGED_MEANWHILE: handInAnswers.CHANGED_MEANWHILE,
  SAME_PERSON: [409, "填报、报送和审核须由不同的人办理", "请由另一位有审核职责的人员办理"],
  OPINION_REQUIRED: [422, "退回须写明原因", "请写明哪一项、为什么、怎样改"],
  CONSENT_REQUIRED: [422, ({ year }) => `${year}年已关账，补报和更正须主管部门书面同意`, "请在意见中写明同意的理由和依据"],
};
