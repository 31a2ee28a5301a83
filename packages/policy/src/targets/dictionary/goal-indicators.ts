import { amount, type DictionaryIndicator, percent, ratio, stock } from "./indicator.ts";

/** What goals of the provincial plan are looked at by and no document sets a number for. */

const insurance = "省医保局结算数据";
const health = "省卫健委统计";
const treated = "参保人住院人次";

/** Where people are treated: from settlement counts, of which nobody types the ratio. */
const settlement: readonly DictionaryIndicator[] = [
  { code: "inpatients_in_province", title: "参保人省域内住院占比", numerator: "其中在省域内住院的人次", denominator: treated },
  { code: "inpatients_in_county", title: "参保人县域内住院占比", numerator: "其中在参保县域内住院的人次", denominator: treated },
  {
    code: "outpatients_at_grassroots",
    title: "乡村两级门诊占比",
    numerator: "其中在乡镇卫生院和村卫生室的人次",
    denominator: "参保人门诊人次",
  },
].map((given) => percent({ ...given, category: "分级诊疗", source: insurance, cycle: "year", askedOf: ["province"] }));

/** By quarter, because 二（五）2 compares it with the fund's share of the same quarter; a year is the sum of its quarters. */
const visits = percent({
  code: "primary_visit_share",
  title: "基层诊疗量占比",
  category: "分级诊疗",
  source: health,
  cycle: "quarter",
  revised: { from: "2027-01-01", reason: "二（五）2要求按季与同期的基金支付占比比较，改为按季报送" },
  askedOf: ["province", "city"],
  numerator: "其中基层医疗卫生机构的诊疗人次",
  denominator: "总诊疗人次",
});

const ofHospitals = { category: "医患关系", cycle: "year", askedOf: ["tertiary", "secondary"] } as const;
const patients = {
  satisfaction: stock({
    ...ofHospitals,
    code: "patient_satisfaction",
    title: "患者满意度",
    unit: "分",
    source: "年度患者满意度调查",
    plausible: { min: "0", max: "100" },
    formula: "年度满意度调查得分，百分制，出处写在说明里",
  }),
  disputes: amount({
    ...ofHospitals,
    code: "medical_disputes",
    title: "医患纠纷数",
    unit: "起",
    direction: "down",
    source: "医院登记的医患纠纷",
    formula: "当年登记的医患纠纷起数，出处写在说明里",
  }),
};

const shared = { category: "信息化", cycle: "quarter", askedOf: ["province"] } as const;
const sharing: readonly DictionaryIndicator[] = [
  amount({
    ...shared,
    code: "records_read_elsewhere",
    title: "跨机构调阅档案和病历次数",
    unit: "次",
    source: "省卫健委",
    formula: "当季电子健康档案、电子病历被其他机构调阅的次数",
  }),
  percent({
    ...shared,
    code: "unified_payment_coverage",
    title: "统一支付覆盖率",
    source: "省卫健委",
    numerator: "开通统一支付的机构数",
    denominator: "应开通的机构数",
  }),
  percent({
    ...shared,
    code: "settled_at_visit",
    title: "就诊时即时结清占比",
    source: "省医保局",
    numerator: "就诊时结清的人次",
    denominator: "结算人次",
  }),
];

const ofProvince = { source: health, cycle: "year", askedOf: ["province"] } as const;

const treatedElsewhere = percent({
  ...ofProvince,
  code: "inpatients_out_of_province",
  title: "省外就医住院占比",
  category: "分级诊疗",
  direction: "down",
  source: insurance,
  numerator: "其中在省外住院的人次",
  denominator: treated,
});

/** Measures of the goals of 2025 and 2027 beside their targets: compared with a year, not with a number. */
const trends: readonly DictionaryIndicator[] = [
  treatedElsewhere,
  amount({
    ...ofProvince,
    code: "downward_referrals",
    title: "下转患者人次",
    unit: "人次",
    category: "分级诊疗",
    formula: "当年由上级医院下转到下级医疗卫生机构的患者人次",
  }),
  percent({
    ...ofProvince,
    code: "county_infectious_departments",
    title: "设置规范感染科的县级医院占比",
    category: "公共卫生",
    numerator: "设置规范感染科的县级医院数",
    denominator: "县级医院数",
  }),
  percent({
    ...ofProvince,
    code: "disease_control_up_to_standard",
    title: "疾控机构达标率",
    category: "公共卫生",
    numerator: "达标的省、市、县疾控机构数",
    denominator: "省、市、县疾控机构总数",
  }),
  stock({
    ...ofProvince,
    code: "life_expectancy",
    title: "人均预期寿命",
    unit: "岁",
    category: "居民健康",
    plausible: { min: "40", max: "100" },
    formula: "公布的人均预期寿命，出处写在说明里",
  }),
  ratio({
    ...ofProvince,
    code: "maternal_mortality",
    title: "孕产妇死亡率",
    unit: "1/10万",
    per: "100000",
    category: "居民健康",
    direction: "down",
    numerator: "孕产妇死亡人数",
    denominator: "活产数",
  }),
  ratio({
    ...ofProvince,
    code: "infant_mortality",
    title: "婴儿死亡率",
    unit: "‰",
    per: "1000",
    category: "居民健康",
    direction: "down",
    numerator: "婴儿死亡人数",
    denominator: "活产数",
  }),
];

/** What has to be built or granted by 2025: counted from the roster of projects; a number that was reported before the roster was kept still stands. */
const milestones: readonly DictionaryIndicator[] = [
  { code: "disease_control_new_site", title: "省疾控中心新址建成数", category: "公共卫生" },
  { code: "p3_laboratories", title: "省级P3实验室建成数", category: "公共卫生" },
  { code: "tcm_inheritance_centres", title: "国家中医药传承创新中心数", category: "中医药" },
  { code: "tcm_epidemic_bases", title: "国家中医疫病防治基地数", category: "中医药" },
  { code: "tcm_flagship_hospitals", title: "国家中西医协同旗舰医院数", category: "中医药" },
  { code: "tcm_characteristic_hospitals", title: "国家中医特色重点医院数", category: "中医药" },
].map((given) =>
  stock({
    ...ofProvince,
    ...given,
    unit: "个",
    source: "台账",
    sourceRegister: "plan-milestone",
    formula: "当日已办结的项目个数：新址为搬迁入驻，实验室为生物安全认可，中医药项目为国家认定",
    revised: { from: "2023-08-09", reason: "由项目台账计数，不再填报个数" },
  }),
);

export const goalIndicators: readonly DictionaryIndicator[] = [
  ...settlement,
  ...trends,
  ...milestones,
  visits,
  patients.satisfaction,
  patients.disputes,
  ...sharing,
];

/** An indicator by its code, its name and the unit that owes it. */
export interface GoalSource {
  readonly code: string;
  readonly title: string;
  readonly unit: string;
}
const sourceOf = ({ code, title, source }: DictionaryIndicator): GoalSource => ({ code, title, unit: source });

/** What the figures of goal nodes are read from. */
export const goalSources = {
  settlement: settlement.map(sourceOf),
  visits: sourceOf(visits),
  satisfaction: sourceOf(patients.satisfaction),
  disputes: sourceOf(patients.disputes),
  sharing: sharing.map(sourceOf),
} as const;

const countsOnly: ReadonlySet<string> = new Set([...settlement, treatedElsewhere].map(({ code }) => code));

/** Reported by its two counts alone: a ratio that somebody typed is not accepted. */
export const isCountsOnly = (code: string): boolean => countsOnly.has(code);
