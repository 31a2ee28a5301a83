import type { Requirement } from "../requirement.ts";
import { statement } from "../statements.ts";

const score = (
  line: "national-key-specialty" | "provincial-key-specialty" | "provincial-discipline" | "tcm-specialty",
  field: string,
  label: string,
  clause: string,
): Requirement => ({
  on: "selection",
  lines: [line],
  field,
  label,
  clause,
  code: "REVIEW_REQUIRED",
  effect: "refuse",
  holds: (value) => typeof value === "number" && value >= 0,
  text: `“${label}”尚未评分，不能入选`,
});

/** 第七条（一）建高地: what the selections of items 3 to 6 must weigh, and what an application must say. */
export const highGroundRequirements: readonly Requirement[] = [
  score("national-key-specialty", "demandScore", "重大健康问题和重大疾病需求", "qiangyi-2024.art7.1.3.a"),
  score("national-key-specialty", "benchmarkScore", "对标国内外一流专科", "qiangyi-2024.art7.1.3.a"),
  score("provincial-key-specialty", "layoutScore", "区域布局", "qiangyi-2024.art7.1.4.a"),
  score("provincial-key-specialty", "capacityScore", "重大疾病和疑难危重救治能力", "qiangyi-2024.art7.1.4.a"),
  score("provincial-discipline", "researchScore", "科学研究", "qiangyi-2024.art7.1.5.a"),
  score("provincial-discipline", "innovationScore", "技术创新", "qiangyi-2024.art7.1.5.a"),
  score("provincial-discipline", "talentScore", "人才培养", "qiangyi-2024.art7.1.5.a"),
  score("provincial-discipline", "transferScore", "成果转化", "qiangyi-2024.art7.1.5.a"),
  statement("tcm-specialty", "tcmFeature", "中医药特色", "qiangyi-2024.art7.1.6.a"),
  statement("tcm-specialty", "newTechniques", "拟引进的新技术", "qiangyi-2024.art7.1.6.a"),
  statement("tcm-specialty", "regionalRole", "区域作用", "qiangyi-2024.art7.1.6.a"),
  score("tcm-specialty", "tcmFeatureScore", "中医药特色", "qiangyi-2024.art7.1.6.a"),
  score("tcm-specialty", "newTechniquesScore", "新技术引进", "qiangyi-2024.art7.1.6.a"),
  score("tcm-specialty", "regionalRoleScore", "区域作用", "qiangyi-2024.art7.1.6.a"),
];
