import { type Given, isOneOf, type Requirement } from "../requirement.ts";
import { target } from "../statements.ts";

/** 第七条（二）兜网底: township centres that become county sub-centres. */
export const safetyNetRequirements: readonly Requirement[] = [
  {
    on: "application",
    lines: ["township-centre"],
    field: "institutionClass",
    label: "机构类型",
    clause: "qiangyi-2024.art7.2.a",
    code: "WRONG_INSTITUTION_TYPE",
    effect: "refuse",
    holds: isOneOf("township-centre"),
    text: "只支持中心乡镇卫生院",
  },
  {
    on: "acceptance",
    lines: ["township-centre"],
    field: "checklistVersion",
    label: "建设标准核对表版本",
    clause: "qiangyi-2024.art7.2.a",
    code: "EVIDENCE_REQUIRED",
    effect: "refuse",
  },
  {
    on: "acceptance",
    lines: ["township-centre"],
    field: "checklist",
    label: "建设标准逐项核对",
    clause: "qiangyi-2024.art7.2.a",
    code: "EVIDENCE_REQUIRED",
    effect: "refuse",
    holds: (value) => isChecklist(value) && Object.values(value).every((passed) => passed === true),
    text: "建设标准有未通过或未核对的项目，验收不通过",
  },
  target("township-centre", "basicCareIndicators", "基本诊疗", "qiangyi-2024.art7.2.b"),
  target("township-centre", "emergencyIndicators", "急诊急救", "qiangyi-2024.art7.2.b"),
  target("township-centre", "complementedInstitution", "功能互补的县级机构", "qiangyi-2024.art7.2.b"),
];

const isChecklist = (value: Given): value is { readonly [item: string]: Given } =>
  typeof value === "object" && value !== null && !Array.isArray(value) && Object.keys(value).length > 0;
