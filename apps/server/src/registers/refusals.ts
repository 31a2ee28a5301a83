import type { Refusal } from "@qiangyi/kernel";
import type { Answers } from "../platform/index.ts";
import type { FieldProblem } from "./entry.ts";

export type UnknownRegister = Refusal<"register-not-found">;
export type UnknownEntry = Refusal<"entry-not-found">;

export type SaveRefusal =
  | UnknownRegister
  | UnknownEntry
  | Refusal<"entry-misfits", { problems: readonly FieldProblem[] }>
  | Refusal<"entry-out-of-scope", { problems: readonly FieldProblem[] }>
  | Refusal<"entry-repeats", { sentence: string; problems: readonly FieldProblem[]; clause?: string }>
  | Refusal<"entry-resembles", { sentence: string; entryNos: readonly string[]; clause?: string }>
  | Refusal<"COUNTY_MAX_REACHED" | "PLAN_MAX_REACHED", { sentence: string; problems: readonly FieldProblem[]; clause: string }>
  | Refusal<"limit-judged-above">
  | Refusal<"ROSTER_CLOSED", { sentence: string; clause: string }>
  | Refusal<"CORRECTION_REASON_REQUIRED", { sentence: string; clause: string; problems: readonly FieldProblem[] }>
  | Refusal<"NAMED_IN_PLAN", { sentence: string; clause: string }>
  | Refusal<"entry-changed-meanwhile", { by: string; at: string; version: number }>
  | Refusal<"entry-already-confirmed">
  | Refusal<"entry-already-withdrawn">
  | Refusal<"entry-not-confirmed">
  | Refusal<"confirmed-above">
  | Refusal<"attachment-not-found">
  | Refusal<"EVIDENCE_REQUIRED", { missing: string; clause: string }>;

export const unknownRegister: Answers<UnknownRegister> = {
  "register-not-found": [404, "没有这本台账"],
};

export const saveAnswers: Answers<SaveRefusal> = {
  ...unknownRegister,
  "entry-not-found": [404, "找不到这条记录，或不在您的管理范围"],
  "entry-misfits": [422, ({ problems }) => `有${problems.length}处需要修改`, "请按提示逐项修改后保存；已填内容仍在"],
  "entry-out-of-scope": [403, "所填机构或县不在您的管理范围", "请选择本地区、本单位的机构，或由上级登记"],
  "entry-repeats": [409, ({ sentence }) => `与已有记录重复：${sentence}`, "请查找并修改已有的记录，不要重复登记"],
  "entry-resembles": [
    409,
    ({ sentence, entryNos }) => `${sentence}（${entryNos.join("、")}）`,
    "核对后确需登记的，选择“仍然保存”",
  ],
  COUNTY_MAX_REACHED: [409, ({ sentence }) => sentence, "确经批准增加的，填写批准文号后再登记"],
  PLAN_MAX_REACHED: [409, ({ sentence }) => sentence, "确经批准增加的，填写批准文号后再登记"],
  NAMED_IN_PLAN: [409, ({ sentence }) => sentence, "规划调整后方可删除；状态变化的修改原记录"],
  ROSTER_CLOSED: [409, ({ sentence }) => sentence, "登记有误的，修改原记录并说明原因"],
  CORRECTION_REASON_REQUIRED: [422, ({ sentence }) => `${sentence}；更正须说明原因`, "在“修改说明”中写明更正的原因后保存"],
  "limit-judged-above": [403, "这份名单按名额控制，由卫生健康行政部门登记", "请报本级卫生健康行政部门登记"],
  "entry-changed-meanwhile": [
    409,
    ({ by, at, version }) => `这条记录已由${by}于${at}改为第${version}版，您的修改没有保存`,
    "请查看新版本后再改；您填写的内容仍在本页",
  ],
  "entry-already-confirmed": [409, "已确认的记录不能由本级修改或撤销", "请联系省级确认人员退回后再改"],
  "entry-already-withdrawn": [409, "这条记录已撤销，不能再改"],
  "entry-not-confirmed": [409, "只有已确认的记录可以退回"],
  "confirmed-above": [403, "这本台账由省级确认", "请报省卫生健康委确认"],
  "attachment-not-found": [422, "找不到附件，可能没有上传成功", "请重新上传附件"],
  EVIDENCE_REQUIRED: [422, ({ missing }) => `${missing}，不能确认`, "请补充佐证后再确认"],
};

export type ListRefusal = UnknownRegister | Refusal<"sort-not-offered">;

export const listAnswers: Answers<ListRefusal> = {
  ...unknownRegister,
  "sort-not-offered": [422, "这本台账不能按这一列排序", "请选择列标题上标有排序的列"],
};

/** For what is only read. */
export const readAnswers: Answers<UnknownRegister | UnknownEntry> = {
  ...unknownRegister,
  "entry-not-found": [404, "找不到这条记录，或不在您的管理范围"],
};
