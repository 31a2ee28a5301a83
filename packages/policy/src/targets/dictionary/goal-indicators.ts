import { amount, type DictionaryIndicator, percent, stock } from "./indicator.ts";

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

const visits = percent({
  code: "primary_visit_share",
  title: "基层诊疗量占比",
  category: "分级诊疗",
  source: health,
  cycle: "year",
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

export const goalIndicators: readonly DictionaryIndicator[] = [
  ...settlement,
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

const countsOnly: ReadonlySet<string> = new Set(settlement.map(({ code }) => code));

/** Reported by its two counts alone: a ratio that somebody typed is not accepted. */
export const isCountsOnly = (code: string): boolean => countsOnly.has(code);
