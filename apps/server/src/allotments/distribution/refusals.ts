import type { Problem } from "@qiangyi/api";
import type { Refusal } from "@qiangyi/kernel";
import type { Answers } from "../../platform/index.ts";

interface Blocked {
  readonly text: string;
  readonly clause?: string;
  readonly problems?: NonNullable<Problem["problems"]>;
}

export type DistributionRefusal =
  | Refusal<"notice-not-found">
  | Refusal<"FORBIDDEN_SCOPE">
  | Refusal<"notice-closed">
  | Refusal<"draft-changed", { readonly by: string }>
  | Refusal<"receivers-unknown", { readonly problems: NonNullable<Problem["problems"]> }>
  | Refusal<"drafter-issues">
  | Refusal<"COUNTERSIGN_REQUIRED", { readonly clause: string }>
  | Refusal<"already-signed">
  | Refusal<"number-year", { readonly year: number }>
  | Refusal<"number-reused", { readonly number: string }>
  | Refusal<"COPY_REQUIRED", { readonly clause: string; readonly office: string }>
  | Refusal<"NOTHING_TO_DISTRIBUTE", Blocked>
  | Refusal<"RECEIPT_NOT_VERIFIED", Blocked>
  | Refusal<"LINE_SUSPENDED", Blocked>
  | Refusal<"UNALLOCATED_RECALLED", Blocked>
  | Refusal<"FUNDS_UNDER_QUERY", Blocked>
  | Refusal<"BALANCE_EXCEEDED", Blocked>
  | Refusal<"STANDARD_MISMATCH", Blocked>
  | Refusal<"row-not-found", Blocked>;

const told = ({ text }: Blocked): string => text;

export const distributionAnswers: Answers<DistributionRefusal> = {
  "notice-not-found": [404, "没有这份文件"],
  FORBIDDEN_SCOPE: [403, "这份文件由起草机关的人员办理"],
  "notice-closed": [409, "文件已经签发或撤销，不能再改", "需要调整的，另行下达或追减"],
  "draft-changed": [409, ({ by }) => `${by}已经修改了这份草稿，您的改动没有保存`, "请刷新后再填；您填的内容仍在页面上"],
  "receivers-unknown": [422, "有的去向不在本级可以分解的范围内，没有保存", "从列表选择本级所辖的县（市、区）或单位"],
  "drafter-issues": [403, "起草人不能签发自己起草的文件", "请由本局另一位有签发权限的同事签发"],
  COUNTERSIGN_REQUIRED: [409, "同级卫生健康部门还没有会签现在的内容，不能签发", "内容改动后须重新会签"],
  "already-signed": [409, "现在的内容已经会签"],
  "number-year": [422, ({ year }) => `文号的年份应为签发当年（${year}）`],
  "number-reused": [409, ({ number }) => `${number}已经使用`, "请核对发文登记，使用下一个号"],
  COPY_REQUIRED: [409, ({ office }) => `没有抄送${office}，不能签发`, "市级下达文件须同时抄送省财政厅本市监管处"],
  NOTHING_TO_DISTRIBUTE: [422, told, "至少填写一行金额"],
  RECEIPT_NOT_VERIFIED: [409, told, "先在接收页核对"],
  LINE_SUSPENDED: [409, told, "去掉这些金额即可签发其余部分，或等作出暂停的部门恢复拨付"],
  UNALLOCATED_RECALLED: [409, told, "已收回的资金不能再分配"],
  FUNDS_UNDER_QUERY: [409, told, "存疑的部分等上级结论；其余可以分解"],
  BALANCE_EXCEEDED: [422, told, "请减少金额"],
  STANDARD_MISMATCH: [422, told, "项目资金的去向和金额由已审定的方案确定"],
  "row-not-found": [422, told, "请重新打开草稿"],
};
