import { isOneOf, isStated, type Requirement } from "../requirement.ts";
import { statement } from "../statements.ts";

export const scholarCategories = {
  comprehensive: "综合培训",
  specialty: "专科培训",
  administration: "医疗卫生事业管理培训",
} as const;
export type ScholarCategory = keyof typeof scholarCategories;

const scholar = (requirement: Omit<Requirement, "lines">): Requirement => ({ ...requirement, lines: ["visiting-scholar"] });

const managementBase = "华西医院管理研究所";

/** 第七条（三）5（3）: who may be trained where, and when the tuition can be paid. */
export const scholarRequirements: readonly Requirement[] = [
  {
    ...statement("visiting-scholar", "category", "培训类别", "qiangyi-2024.art7.3.5.3.a"),
    holds: isOneOf(...Object.keys(scholarCategories)),
  },
  scholar({
    on: "scholar-placement",
    field: "baseGrade",
    label: "国家考核等级",
    clause: "qiangyi-2024.art7.3.5.3.b",
    code: "BASE_NOT_ELIGIBLE",
    effect: "refuse",
    holds: (value, { category }) => category !== "comprehensive" || value === "A++",
    text: "综合培训须在国家考核A++级的公立医院",
  }),
  scholar({
    on: "scholar-placement",
    field: "baseSpecialtyRank",
    label: "专科考核名次",
    clause: "qiangyi-2024.art7.3.5.3.b",
    code: "BASE_NOT_ELIGIBLE",
    effect: "refuse",
    holds: (value, { category }) => category !== "specialty" || (typeof value === "number" && value >= 1 && value <= 3),
    text: "专科培训须在专科考核前三名的机构",
  }),
  scholar({
    on: "scholar-placement",
    field: "baseName",
    label: "培养单位",
    clause: "qiangyi-2024.art7.3.5.3.b",
    code: "BASE_NOT_ELIGIBLE",
    effect: "refuse",
    holds: (value, { category }) => category !== "administration" || value === managementBase,
    text: `管理培训须在${managementBase}`,
  }),
  scholar({
    on: "scholar-placement",
    field: "agreement",
    label: "合作协议",
    clause: "qiangyi-2024.art7.3.5.3.c",
    code: "AGREEMENT_REQUIRED",
    effect: "refuse",
    text: "与培养单位没有有效的合作协议，不能安排",
  }),
  scholar({
    on: "scholar-placement",
    field: "tutor",
    label: "导师",
    clause: "qiangyi-2024.art7.3.5.3.c",
    code: "TUTOR_MISSING",
    effect: "warn",
    text: "尚未落实一对一导师",
  }),
  ...[
    ["commissionVerdict", "省卫生健康委"],
    ["baseVerdict", "培养单位"],
  ].map(([field = "", body = ""]) =>
    scholar({
      on: "scholar-listing",
      field,
      label: `${body}选拔意见`,
      clause: "qiangyi-2024.art7.3.5.3.d",
      code: "LIST_NOT_CONFIRMED",
      effect: "refuse",
      holds: (value) => value === true,
      text: `${body}尚未同意，不能列入录取名单`,
    }),
  ),
  scholar({
    on: "tuition-payment",
    field: "listConfirmedOn",
    label: "录取名单",
    clause: "qiangyi-2024.art7.3.5.3.d",
    code: "LIST_NOT_CONFIRMED",
    effect: "refuse",
    holds: isStated,
    text: "不在省卫生健康委审定的录取名单上，不得支付学费",
  }),
];
