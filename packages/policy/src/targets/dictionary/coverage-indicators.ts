import { type DictionaryIndicator, percent } from "./indicator.ts";

/** Directions of the provincial plan that nobody puts a number to: counts are reported, the ratio is computed. */

const health = "省卫健委统计";
const insurance = "省医保局结算数据";

export const coverageIndicators: readonly DictionaryIndicator[] = [
  percent({
    code: "low_level_surgery_share",
    title: "三级医院一、二级手术占比",
    category: "分级诊疗",
    source: health,
    direction: "down",
    askedOf: ["tertiary"],
    numerator: "一、二级手术例数",
    denominator: "手术总例数",
  }),
  percent({
    code: "tertiary_outpatient_share",
    title: "三级医院门诊量占比",
    category: "分级诊疗",
    source: health,
    direction: "down",
    askedOf: ["city"],
    numerator: "辖区三级医院门诊人次",
    denominator: "辖区全部医疗卫生机构门诊人次",
  }),
  percent({
    code: "public_health_professionals",
    title: "专业公共卫生机构专业技术人员占比",
    category: "公共卫生",
    source: health,
    cycle: "year",
    askedOf: ["province", "city", "county"],
    numerator: "本级专业公共卫生机构专业技术人员数",
    denominator: "本级专业公共卫生机构在岗人员数",
  }),
  percent({
    code: "township_standardisation",
    title: "乡镇级机构标准化达标率",
    category: "基层",
    source: health,
    cycle: "year",
    askedOf: ["province", "county"],
    numerator: "达标的乡镇卫生院和社区卫生服务中心数",
    denominator: "乡镇卫生院和社区卫生服务中心总数",
  }),
  percent({
    code: "village_standardisation",
    title: "村级机构标准化达标率",
    category: "基层",
    source: health,
    cycle: "year",
    askedOf: ["province", "county"],
    numerator: "达标的村卫生室数",
    denominator: "村卫生室总数",
  }),
  percent({
    code: "primary_fund_share",
    title: "基层机构医保基金支付占比",
    category: "医保",
    source: insurance,
    askedOf: ["province"],
    numerator: "付给基层医疗卫生机构的基金（万元）",
    denominator: "医保基金支付总额（万元）",
  }),
  percent({
    code: "health_card_residents",
    title: "电子健康卡居民覆盖率",
    category: "信息化",
    source: health,
    askedOf: ["county"],
    numerator: "有在用电子健康卡的居民数",
    denominator: "常住居民数",
  }),
  percent({
    code: "health_card_institutions",
    title: "电子健康卡受理机构占比",
    category: "信息化",
    source: health,
    askedOf: ["county"],
    numerator: "受理电子健康卡的医疗卫生机构数",
    denominator: "医疗卫生机构总数",
  }),
];
