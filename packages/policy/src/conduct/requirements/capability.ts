import type { FundingLineId } from "../../funding-line.ts";
import { type Given, isAtLeastOne, isOneOf, isStated, type Requirement } from "../requirement.ts";
import { statement, target } from "../statements.ts";

const selfCheckAreas = {
  departments: "科室设置",
  staffing: "人员配置",
  technology: "医疗技术",
  service: "医疗服务",
  teaching: "教学",
  research: "科研",
} as const;

const isSelfCheck = (value: Given): boolean =>
  typeof value === "object" &&
  value !== null &&
  "current" in value &&
  "standard" in value &&
  isStated(value["current"]) &&
  isStated(value["standard"]);

const countyHost = (line: FundingLineId, clause: string, classes: readonly string[], text: string): Requirement => ({
  on: "application",
  lines: [line],
  field: "hostClass",
  label: "依托机构类型",
  clause,
  code: "WRONG_INSTITUTION_TYPE",
  effect: "refuse",
  holds: (value, { hostAffiliation }) => hostAffiliation === "county" && classes.some((each) => each === value),
  text,
});

/** 第七条（三）1 to 4: county hospitals, their centres, and the doctors sent to them. */
export const capabilityRequirements: readonly Requirement[] = [
  ...Object.entries(selfCheckAreas).map(
    ([field, label]): Requirement => ({
      on: "qualification-review",
      lines: ["county-tertiary"],
      field,
      label,
      clause: "qiangyi-2024.art7.3.1.b",
      code: "APPLICATION_INCOMPLETE",
      effect: "refuse",
      holds: isSelfCheck,
      text: `“${label}”本年度自查逾期未报，须填现状值和标准值`,
    }),
  ),
  countyHost("county-emergency-centre", "qiangyi-2024.art7.3.2.a", ["general"], "卒中、胸痛、创伤中心依托县级综合医院建设"),
  target("county-emergency-centre", "transferIndicators", "接诊转运及时性", "qiangyi-2024.art7.3.2.c"),
  target("county-emergency-centre", "treatmentIndicators", "救治处置", "qiangyi-2024.art7.3.2.c"),
  {
    on: "certification",
    lines: ["maternal-newborn-centre"],
    field: "upperReferralHospital",
    label: "上级转诊医院",
    clause: "qiangyi-2024.art7.3.3.c",
    code: "APPLICATION_INCOMPLETE",
    effect: "refuse",
  },
  {
    ...statement("doctor-secondment", "mode", "支援模式", "qiangyi-2024.art7.3.4.a"),
    on: "secondment",
    holds: isOneOf("组团式", "五个一批"),
    text: "须选定支援模式：组团式或五个一批",
  },
  {
    on: "secondment",
    lines: ["doctor-secondment"],
    field: "title",
    label: "职称",
    clause: "qiangyi-2024.art7.3.4.c",
    code: "TITLE_NOT_ELIGIBLE",
    effect: "refuse",
    holds: isOneOf("intermediate", "associate-senior", "senior"),
    text: "派出医师须具有中级以上职称",
  },
  {
    on: "secondment",
    lines: ["doctor-secondment"],
    field: "yearsInTitle",
    label: "任职年限",
    clause: "qiangyi-2024.art7.3.4.c",
    code: "SENIORITY_NOT_ELIGIBLE",
    // 高年资 has no number of years in the text (A31): until a decision sets one, the check only warns.
    effect: ({ requiredYears }) => (typeof requiredYears === "number" ? "refuse" : "warn"),
    holds: (value, { requiredYears }) => typeof value === "number" && typeof requiredYears === "number" && value >= requiredYears,
    text: "高年资的年限由决定设定：未设定时只提示，设定后不足的不予派出",
  },
  {
    on: "secondment",
    lines: ["doctor-secondment"],
    field: "senderTier",
    label: "派出医院级别",
    clause: "qiangyi-2024.art7.3.4.c",
    code: "WRONG_INSTITUTION_TYPE",
    effect: "refuse",
    holds: isOneOf("tertiary"),
    text: "须由三级医院派出",
  },
  {
    on: "secondment",
    lines: ["doctor-secondment"],
    field: "hostAffiliation",
    label: "受援医院",
    clause: "qiangyi-2024.art7.3.4.c",
    code: "WRONG_INSTITUTION_TYPE",
    effect: "refuse",
    holds: (value, { hostClass }) => value === "county" && hostClass !== "township-centre",
    text: "须派往县级医院",
  },
  {
    on: "secondment-closure",
    lines: ["doctor-secondment"],
    field: "result",
    label: "期满成效记录",
    clause: "qiangyi-2024.art7.3.4.d",
    code: "RESULT_MISSING",
    effect: "warn",
    text: "缺少期满成效记录，不计入正面评价",
  },
];

/** 第七条（三）5: the three routes of 五个提升. */
export const trainingRequirements: readonly Requirement[] = [
  {
    on: "training-route",
    field: "policyAmount",
    label: "政策规定的标准",
    clause: "qiangyi-2024.art7.3.5.0",
    code: "STANDARD_NOT_SET",
    effect: "warn",
    text: "条文没有为这一途径规定标准，按0计",
  },
  {
    on: "application",
    lines: ["expert-workshop"],
    field: "hostTier",
    label: "建设单位级别",
    clause: "qiangyi-2024.art7.3.5.1.a",
    code: "WRONG_INSTITUTION_TYPE",
    effect: "refuse",
    holds: isOneOf("tertiary"),
    text: "外聘专家工作室建在三级医院",
  },
  statement("expert-workshop", "expertTeam", "外聘专家和团队", "qiangyi-2024.art7.3.5.1.a"),
  statement("expert-workshop", "newTechniques", "拟引进的新技术新项目", "qiangyi-2024.art7.3.5.1.a"),
  statement("expert-workshop", "localTeam", "拟培育的本地团队", "qiangyi-2024.art7.3.5.1.a"),
  statement("appropriate-technique", "technique", "适宜技术", "qiangyi-2024.art7.3.5.2.a"),
  statement("appropriate-technique", "demand", "基层需求", "qiangyi-2024.art7.3.5.2.a"),
  statement("appropriate-technique", "targetInstitutions", "推广机构", "qiangyi-2024.art7.3.5.2.a"),
  { ...statement("appropriate-technique", "trainees", "培训人数", "qiangyi-2024.art7.3.5.2.a"), holds: isAtLeastOne },
];
