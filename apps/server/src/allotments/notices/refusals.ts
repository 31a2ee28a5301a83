import type { Problem } from "@qiangyi/api";
import type { Refusal } from "@qiangyi/kernel";
import { type Fen, inWanYuan } from "@qiangyi/kernel";
import type { Answers } from "../../platform/index.ts";

interface Told {
  readonly text: string;
  readonly clause: string;
  readonly problems: NonNullable<Problem["problems"]>;
}

/** Codes of the checks before a notice is issued, each with its sentence from the check itself. */
export const checkCodes = [
  "NOTICE_EMPTY",
  "ALLOCATION_NOT_APPROVED",
  "STANDARD_MISMATCH",
  "ROW_ALREADY_ISSUED",
  "LINE_SUSPENDED",
  "TARGET_REQUIRED",
  "ISSUE_BELOW_EARLY_FLOOR",
  "TOTAL_BUDGET_EXCEEDED",
  "COUNTERSIGN_REQUIRED",
] as const;
export type CheckCode = (typeof checkCodes)[number];

export type NoticeRefusal =
  | { [Code in CheckCode]: Refusal<Code, Told> }[CheckCode]
  | Refusal<"notice-not-found">
  | Refusal<"notice-closed">
  | Refusal<"FORBIDDEN_SCOPE">
  | Refusal<"kind-elsewhere">
  | Refusal<"drafter-issues", { readonly clause: string }>
  | Refusal<"number-year", { readonly year: number }>
  | Refusal<"number-reused", { readonly number: string }>
  | Refusal<"number-reserved", { readonly number: string }>
  | Refusal<"issued-in-future">
  | Refusal<"COPY_REQUIRED", Told>
  | Refusal<"proposal-not-found">
  | Refusal<"RECEIVER_MISSING", Told>
  | Refusal<"early-rows-refused", { readonly problems: NonNullable<Problem["problems"]> }>
  | Refusal<"nothing-to-issue">
  | Refusal<"document-differs", { readonly number: string; readonly before: Fen; readonly now: Fen }>;

const told = ({ text }: Told): string => text;

export const noticeAnswers: Answers<NoticeRefusal> = {
  "notice-not-found": [404, "没有这份下达文件"],
  "notice-closed": [409, "文件已经签发或作废，不能再改动", "需要调整的，另行下达或者追减"],
  FORBIDDEN_SCOPE: [403, "这份文件由拟制单位办理，您的账号不在这一级"],
  "kind-elsewhere": [409, "分解下达和追减在“分解下达”中办理"],
  "drafter-issues": [409, "拟制人不能签发自己拟制的文件", "请由本单位另一位有签发职责的人员签发"],
  "number-year": [422, ({ year }) => `文号中的年份应为签发年份${year}`, "请核对文号"],
  "number-reused": [409, ({ number }) => `文号${number}已经用于另一份文件`, "请使用下一个文号"],
  "number-reserved": [409, ({ number }) => `这份文件已登记文号${number}，签发时不能改用别的文号`],
  "issued-in-future": [422, "签发日期不能晚于今天"],
  COPY_REQUIRED: [422, told, "请把缺少的监管处列入抄送；抄送与签发同时完成，不能删除"],
  "proposal-not-found": [404, "没有这份定稿的分配建议"],
  RECEIVER_MISSING: [422, told, "请先在台账或手工金额中写明承担单位"],
  "early-rows-refused": [422, "有几行没有通过检查，全部都没有保存", "请按各行的提示修改"],
  "nothing-to-issue": [409, "这份建议的各条都已列入下达文件"],
  "document-differs": [
    409,
    ({ number, before, now }) => `${number}已经登记，合计${inWanYuan(before)}，这次导入的是${inWanYuan(now)}，内容不同`,
    "请核对文件；同一文件只登记一次",
  ],
  NOTICE_EMPTY: [422, told, "请先填写各行"],
  ALLOCATION_NOT_APPROVED: [409, told, "请先由省财政厅审定"],
  STANDARD_MISMATCH: [422, told, "金额取自审定的建议；需要改变的，由省财政厅在审定时改动并写明理由"],
  ROW_ALREADY_ISSUED: [409, told, "请只列入尚未下达的各条"],
  LINE_SUSPENDED: [409, told, "暂停期间不能向这些地方下达；恢复拨付后再签发，或另拟不含它们的文件"],
  TARGET_REQUIRED: [422, told, "请为每一行填写绩效目标，可按支持项目成批填写"],
  ISSUE_BELOW_EARLY_FLOOR: [422, told, "请增加提前下达数"],
  TOTAL_BUDGET_EXCEEDED: [422, told, "请先登记预算，或者减少本次下达数；提前下达高于应得的，先追减收回"],
  COUNTERSIGN_REQUIRED: [409, told, "请财政、卫生健康两个部门都签署现有内容后再签发"],
};
