import { type DictionaryIndicator, stock } from "./indicator.ts";

/** Once a year of hospitals of the third level, which have the disciplines; where the report names none of theirs, they say so. */
const asked = {
  askedOf: ["tertiary"],
  revised: { from: "2026-01-01", reason: "二（一）6的学科影响力指标由三级医院按年填报" },
} as const;

/** 二（一）6 of the provincial plan: what disciplines are known for. The money per head is the hospitals' own indicator. */
export const influenceIndicators: readonly DictionaryIndicator[] = [
  stock({
    ...asked,
    code: "academic_influence",
    title: "重点学科学术影响力",
    unit: "分",
    category: "科研",
    source: "第三方评价报告",
    cycle: "year",
    formula: "年度评价报告公布的学科学术影响力得分，多个学科的取合计",
  }),
  stock({
    ...asked,
    code: "technology_value",
    title: "科技量值",
    unit: "分",
    category: "科研",
    source: "第三方评价报告",
    cycle: "year",
    formula: "年度评价报告公布的科技量值得分，多个学科的取合计",
  }),
];
