import { date } from "@qiangyi/kernel";
import type { RegisterTarget } from "../target.ts";

/** 四（一）至（四）: what four hospitals promised, each for a year of its own. Figures and operators of the clauses, in our words. */

type Terms = Omit<RegisterTarget, "id" | "clause" | "subject" | "by">;

const hospital = (
  task: string,
  subject: string,
  by: number,
  targets: Readonly<Record<string, Terms>>,
): readonly RegisterTarget[] =>
  Object.entries(targets).map(([name, terms]) => {
    const clause = `regional-centres-2023.${task}.${name}`;
    return { id: clause, clause, subject, by, ...terms };
  });

/** Printed in 万人次 or 万例次, counted in ones: 22,999 is not 2.3万. */
const volume = (indicator: string, unit: "人次" | "例次", asked: Pick<Terms, "op" | "value" | "min" | "max">): Terms => ({
  indicator,
  unit,
  period: "annual-flow",
  isPrintedInTenThousands: true,
  ...asked,
});
const between = (min: string, max: string) => ({ op: "range", min, max }) as const;
const atLeast = (value: string) => ({ op: "gte", value }) as const;
const moreThan = (value: string) => ({ op: "gt", value }) as const;

const outpatient = (asked: Pick<Terms, "op" | "value" | "min" | "max">) => volume("年门诊量", "人次", asked);
const inpatient = (asked: Pick<Terms, "op" | "value" | "min" | "max">) => volume("住院量", "人次", asked);
const surgery = (asked: Pick<Terms, "op" | "value" | "min" | "max">) => volume("手术量", "例次", asked);

const shareAbove = (indicator: string, value: string): Terms => ({
  indicator,
  unit: "%",
  period: "annual-ratio",
  op: "gt",
  value,
  isPartOfWhole: true,
});
const level4Surgery = (value: string) => shareAbove("四级手术比例", value);
const minimallyInvasive = (value: string) => shareAbove("微创手术占比", value);
const outOfProvince = (value: string) => shareAbove("外省患者就医占比", value);
const difficultCoverage = (value: string) => shareAbove("疑难危重病种覆盖率", value);
const difficultCure = (value: string) => shareAbove("疑难危重病种治愈率", value);
const coreTechniques = (value: string) => shareAbove("核心技术开展覆盖率", value);
const stay = (value: string): Terms => ({ indicator: "平均住院日", unit: "天", period: "annual-ratio", op: "lt", value });
const referralOut = (value: string): Terms => ({ indicator: "外转率", unit: "%", period: "annual-ratio", op: "lt", value });
const caseMix = (value: string): Terms => ({
  indicator: "病例组合指数(CMI)值",
  unit: "",
  period: "annual-ratio",
  op: "gt",
  value,
  plausible: { min: "0", max: "10" },
});
/** The numerator is the money in 万元, the denominator health technicians. */
const researchFunding = (value: string): Terms => ({
  indicator: "每百名卫生技术人员科研项目经费",
  unit: "万元",
  period: "annual-ratio",
  per: "100",
  op: "gte",
  value,
});
const stock = (indicator: string, asked: Pick<Terms, "op" | "value" | "min" | "max">): Terms => ({
  indicator,
  unit: "个",
  period: "stock",
  ...asked,
});
const provincialLaboratories = stock("省级重点实验室数", between("2", "4"));
const records = (level: string): Terms => ({
  indicator: "电子病历信息化应用水平",
  unit: "级",
  period: "stock",
  op: "reach-level",
  scale: "emr",
  value: level,
});
const rank = (indicator: string, value: string): Terms => ({
  indicator,
  unit: "名",
  period: "assessment-year",
  op: "rank-within",
  value,
});
/** A等 is read as the band from A upwards: A, A+ and A++. */
const gradeA = (indicator: string): Terms => ({
  indicator,
  unit: "等",
  period: "assessment-year",
  op: "grade",
  scale: "grade",
  value: "A",
});
const nationalSpecialty = (specialty: string): Terms => ({
  indicator: `${specialty}专科水平`,
  unit: "",
  period: "stock",
  op: "reach-level",
  scale: "specialty",
  value: "国家临床重点专科",
});

const bethune = hospital("task1", "华中大同济医院山西医院（山西白求恩医院）", 2024, {
  outpatient: outpatient(between("1500000", "2000000")),
  inpatient: inpatient(moreThan("100000")),
  surgery: surgery(between("50000", "60000")),
  "level4-surgery": level4Surgery("35"),
  "day-surgery": { indicator: "日间手术量", unit: "例次", period: "annual-flow", ...atLeast("3000") },
  alos: stay("8"),
  "referral-out": referralOut("0.05"),
  "out-of-province": outOfProvince("1"),
  "difficult-coverage": difficultCoverage("60"),
  "difficult-cure": difficultCure("90"),
  "core-tech": coreTechniques("68"),
  cmi: caseMix("1.3"),
  "provincial-labs": provincialLaboratories,
  "provincial-crc": stock("省级临床医学研究中心数", atLeast("3")),
  nsfc: { indicator: "国家自然科学基金年度获批项目数", unit: "项/年", period: "each-year", from: 2023, ...atLeast("5") },
  "research-funding": researchFunding("250"),
  emr: records("5"),
  "performance-rank": rank("三级公立医院绩效考核全国名次", "100"),
});

const cancer = hospital("task2", "医科院肿瘤医院山西医院（山西省肿瘤医院）", 2026, {
  outpatient: outpatient(between("650000", "700000")),
  inpatient: inpatient(moreThan("120000")),
  surgery: surgery(atLeast("30000")),
  "level4-surgery": level4Surgery("60"),
  "minimally-invasive": minimallyInvasive("25"),
  alos: stay("9"),
  "referral-out": referralOut("0.02"),
  "difficult-coverage": difficultCoverage("80"),
  "difficult-cure": difficultCure("40"),
  "core-tech": coreTechniques("70"),
  cmi: caseMix("1"),
  "provincial-labs": provincialLaboratories,
  "new-national-specialties": {
    ...stock("新增国家临床重点专科数", between("3", "5")),
    period: "increment",
    baselineDate: date("2023-03-13"),
  },
  "research-funding": researchFunding("300"),
  emr: records("6"),
  "oncology-rank": rank("三级公立医院绩效考核肿瘤专科名次", "8"),
});

const traditional = hospital("task3", "西苑医院山西医院（山西中医药大学附属医院）", 2026, {
  outpatient: outpatient(between("750000", "800000")),
  inpatient: inpatient(between("22000", "23000")),
  "level4-surgery": level4Surgery("15"),
  alos: stay("12"),
  "out-of-province": outOfProvince("1"),
  "difficult-coverage": difficultCoverage("50"),
  "difficult-cure": difficultCure("10"),
  "core-tech": coreTechniques("5"),
  "tcm-nondrug-outpatient": shareAbove("门诊患者中医非药物治疗使用比例", "25"),
  "tcm-pieces-outpatient": shareAbove("门诊患者中药饮片使用比例", "50"),
  "tcm-nondrug-discharge": shareAbove("出院患者中医非药物治疗使用比例", "97"),
  "tcm-pieces-discharge": shareAbove("出院患者中药饮片使用比例", "95"),
  "tcm-led-discharge": shareAbove("以中医为主治疗的出院患者比例", "70"),
  "research-funding": researchFunding("68"),
  emr: records("5"),
  "performance-grade": gradeA("三级公立中医医院绩效考核等级"),
});

const namedSpecialties = {
  urology: "泌尿外科",
  nephrology: "肾脏内科",
  dermatology: "皮肤性病科",
  cardiology: "心血管内科",
  reproduction: "辅助生殖科",
} as const;

const taiyuan = hospital("task4", "北大医院太原医院（太原市中心医院）", 2027, {
  outpatient: outpatient(atLeast("1500000")),
  inpatient: inpatient(moreThan("80000")),
  surgery: surgery(atLeast("40000")),
  "level4-surgery": level4Surgery("28"),
  "minimally-invasive": minimallyInvasive("25"),
  "surgical-discharge": shareAbove("外科手术人次占外科出院人次比", "70"),
  alos: stay("8.5"),
  "referral-out": referralOut("0.2"),
  "difficult-coverage": difficultCoverage("60"),
  "difficult-cure": difficultCure("85"),
  "core-tech": coreTechniques("65"),
  cmi: caseMix("1.16"),
  ...Object.fromEntries(Object.entries(namedSpecialties).map(([key, name]) => [`specialty-${key}`, nationalSpecialty(name)])),
  // The five together, by name: a sixth specialty replaces none of them. It repeats five targets and is not the 21st.
  "specialties-all": {
    ...stock("达到国家临床重点专科水平的列名专科数", { op: "eq", value: "5" }),
    roster: Object.values(namedSpecialties),
    isRollUp: true,
  },
  "research-funding": researchFunding("28"),
  emr: records("6"),
  "performance-grade": gradeA("三级公立医院绩效考核等级"),
});

export const regionalCentreTargets: readonly RegisterTarget[] = [...bethune, ...cancer, ...traditional, ...taiyuan];
