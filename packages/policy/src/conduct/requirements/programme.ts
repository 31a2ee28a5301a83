import { emphases } from "../emphases.ts";
import { fundSources } from "../fund-sources.ts";
import {
  type ConductCode,
  type Given,
  type GivenRecord,
  isOneOf,
  isStated,
  type Occasion,
  type Requirement,
} from "../requirement.ts";

const isRecord = (value: Given): value is GivenRecord => typeof value === "object" && value !== null && !Array.isArray(value);

const isPositive = (value: Given): boolean => value === true || (isRecord(value) && value["passed"] === true);

/** Criteria that must each have a conclusion, and a positive one. */
const conclusions = (
  on: Occasion,
  act: string,
  clause: string,
  code: ConductCode,
  criteria: Readonly<Record<string, string>>,
): readonly Requirement[] =>
  Object.entries(criteria).map(([field, label]) => ({
    on,
    field,
    label,
    clause,
    code,
    effect: "refuse",
    holds: isPositive,
    text: `“${label}”${act}没有通过的结论`,
  }));

const isTags = (value: Given): value is readonly string[] =>
  Array.isArray(value) && value.length > 0 && value.every((tag) => typeof tag === "string" && Object.hasOwn(emphases, tag));

/** 印发通知, 第二条 to 第六条, and the countersigned budget of 第八条: what holds for every line of the fund. */
export const programmeRequirements: readonly Requirement[] = [
  {
    on: "configuration",
    field: "sourceDocument",
    label: "来源文件",
    clause: "qiangyi-2024.notice.2",
    code: "SOURCE_REQUIRED",
    effect: "refuse",
    holds: (value, record) => record["fromParentDocument"] !== true || isStated(value),
    text: "取自上位文件的参数须写明是哪份文件",
  },
  {
    on: "openness",
    field: "openness",
    label: "公开属性",
    clause: "qiangyi-2024.notice.3",
    code: "DECISION_REQUIRED",
    effect: "decide",
    holds: (value, record) => value === "主动公开" || isStated(record["decision"]),
    text: "文件属性为主动公开，改为其他属性须有决定记录",
  },
  {
    on: "booking",
    field: "line",
    label: "支持项目",
    clause: "qiangyi-2024.art2.a",
    code: "OUT_OF_PROGRAMME_SCOPE",
    effect: "refuse",
    text: "列入强医工程资金须指明第七条的支持项目",
  },
  {
    on: "booking",
    field: "source",
    label: "资金来源",
    clause: "qiangyi-2024.art2.b",
    code: "FUND_SOURCE_REQUIRED",
    effect: "refuse",
    holds: (value, { note }) => isOneOf(...Object.keys(fundSources))(value) && (value !== "other" || isStated(note)),
    text: "须选定资金来源，“其他”来源还须说明",
  },
  {
    on: "project",
    field: "emphases",
    label: "支持重点",
    clause: "qiangyi-2024.art3.c",
    code: "EMPHASIS_REQUIRED",
    effect: "refuse",
    holds: (value, { note }) => isTags(value) && (!value.includes("other") || isStated(note)),
    text: "须在五个支持重点中至少选一个，“其他”须说明",
  },
  {
    on: "annual-target",
    field: "objectives",
    label: "对应的工程目标",
    clause: "qiangyi-2024.art3.d",
    code: "OBJECTIVE_LINK_REQUIRED",
    effect: "refuse",
    text: "年度绩效目标须至少对应一个工程目标",
  },
  {
    on: "proposal",
    field: "year",
    label: "资金使用方向计划",
    clause: "qiangyi-2024.art4.1.a",
    code: "PLAN_REQUIRED",
    effect: "refuse",
    holds: (value, { plannedYears }) => Array.isArray(plannedYears) && plannedYears.includes(value),
    text: "该年度的资金使用方向计划尚未记录，不能编制分配建议",
  },
  ...conclusions("argument", "论证", "qiangyi-2024.art4.1.b", "ARGUMENT_INCOMPLETE", {
    necessity: "必要性",
    feasibility: "可行性",
    standardisation: "规范性",
  }),
  ...conclusions("audit", "审核", "qiangyi-2024.art6.a", "AUDIT_INCOMPLETE", {
    truthfulness: "真实性",
    compliance: "合规性",
    feasibility: "可行性",
  }),
  {
    on: "budget",
    field: "countersignedBy",
    label: "同级卫生健康部门会签",
    clause: "qiangyi-2024.art8.1.a",
    code: "COUNTERSIGN_REQUIRED",
    effect: "decide",
    text: "待会签",
  },
];
