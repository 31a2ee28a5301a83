import type { RegisterTarget } from "../target.ts";

/**
 * Quotas and indicators of the provincial plan that have a threshold. Directions without one (逐步提高, 适当拉开) are no targets of
 * this engine: nothing says when they are reached. Where no year is printed, the first horizon of the plan, 2025, is inferred.
 */
type Terms = Omit<RegisterTarget, "id" | "clause" | "subject" | "by">;

const firstHorizon = 2025;

const target = (name: string, terms: Terms): RegisterTarget => {
  const clause = `service-system-2023.${name}`;
  return { id: clause, clause, subject: "山西省", by: firstHorizon, isInferred: true, ...terms };
};

const atLeast = (value: string) => ({ op: "gte", value }) as const;
const exactly = (value: string) => ({ op: "eq", value }) as const;
const between = (min: string, max: string) => ({ op: "range", min, max }) as const;

type Asked = Pick<Terms, "op" | "value" | "min" | "max">;

const stock = (name: string, indicator: string, unit: string, asked: Asked): RegisterTarget =>
  target(name, { indicator, unit, period: "stock", ...asked });

const eachYear = (name: string, indicator: string, unit: string, asked: Asked): RegisterTarget =>
  target(name, { indicator, unit, period: "each-year", from: 2023, ...asked });

/** 全覆盖: nothing less than the whole roster. */
const fullCoverage = (name: string, indicator: string): RegisterTarget =>
  target(name, { indicator, unit: "%", period: "roster-share", ...atLeast("100") });

export const serviceSystemTargets: readonly RegisterTarget[] = [
  target("s1.1.agp-quota", {
    indicator: "助理全科医生年培养人数",
    unit: "名/年",
    period: "annual-flow",
    ...between("100", "150"),
  }),
  eachYear("s1.1.visiting-scholars", "高端研学和浸透式培训选派人数", "名/年", between("450", "500")),
  eachYear("s1.1.appropriate-tech", "基层适宜性技术推广应用项目数", "项/年", between("50", "60")),
  stock("s1.1.expert-workshops", "外聘专家工作室数", "个/批", exactly("50")),
  eachYear("s1.1.thousand-doctors-quota", "千名医师下基层年派出人数", "名/年", atLeast("1000")),
  stock("s1.3.centre-township-quota", "每县中心乡镇卫生院数", "所/县", between("1", "3")),
  // Both years are printed here.
  { ...eachYear("s1.3.village-doctor-enrolment", "在岗村医大专学历提升年招录数", "名/年", atLeast("1000")), isInferred: false },
  stock("s1.4.county-hospital-count", "每县重点办好的县级医院数", "所/县", between("1", "2")),
  fullCoverage("s1.4.five-centres-coverage", "五大中心县级覆盖率"),
  fullCoverage("s1.4.chest-pain-centres", "县级胸痛中心覆盖率"),
  fullCoverage("s1.4.stroke-centres", "县级卒中中心覆盖率"),
  fullCoverage("s1.4.trauma-centres", "县级创伤中心覆盖率"),
  fullCoverage("s1.4.maternal-centres", "危重孕产妇救治中心覆盖率"),
  fullCoverage("s1.4.newborn-centres", "危重儿童和新生儿救治中心覆盖率"),
  stock("s1.4.county-key-specialties-100", "县级临床重点专科数", "个", exactly("100")),
  stock("s1.4.cancer-pilots-50", "肿瘤诊疗能力提升县级试点医院数", "所", exactly("50")),
  stock("s1.4.tertiary-capability-37", "达三级能力的县级综合医院数", "所", atLeast("37")),
  stock("s1.4.tertiary-capability-10", "达三级能力的县级中医院数", "所", atLeast("10")),
  stock("s1.4.tertiary-capability-3", "达三级能力的县级妇幼保健院数", "所", atLeast("3")),
  stock("s1.5.national-centres-count", "国家区域医疗中心数", "个", exactly("4")),
  stock("s1.5.provincial-centres-count", "省级区域医疗中心数", "个", atLeast("4")),
  stock("s1.6.top-disciplines-10", "省医学拔尖学科数", "个", exactly("10")),
  stock("s1.6.key-disciplines-40", "省医学重点学科数", "个", exactly("40")),
  stock("s2.4.expand-15-counties", "扩大试点县数", "个", exactly("15")),
  stock("s2.4.groups-connected", "接入省远程会诊中心的县级医疗集团数", "个", exactly("117")),
  fullCoverage("s2.5.ph-department-required", "二级以上医疗机构公共卫生科室设置率"),
  fullCoverage("s2.7.county-tcm-coverage", "县办中医院覆盖率"),
  stock("s2.7.provincial-tcm-100", "省级中医优势专科数", "个", exactly("100")),
  // 约50: the reading approx.tolerance of the fund regulation, ten per cent either way.
  { ...stock("s2.7.county-tcm-50", "县级中医院省级优势专科数", "个", exactly("50")), tolerancePercent: "10" },
  stock("s3.1.eighteen-core-systems", "核心制度落实项数", "项", exactly("18")),
  stock("s3.3.leading-specialties-10", "领军临床专科数", "个", exactly("10")),
  stock("s3.3.national-specialties-25", "国家临床重点专科数", "个", exactly("25")),
  stock("s3.3.provincial-specialties-100", "省级临床重点专科数", "个", exactly("100")),
  stock("s3.3.county-key-specialties", "县级临床重点专科数", "个", exactly("100")),
  stock("s3.3.day-surgery-298", "日间手术病种目录数", "种", exactly("298")),
  // The result of that year counts, whenever it is announced.
  target("s4.1.top-100-hospitals", {
    indicator: "进入全国百强的综合医院数",
    unit: "所",
    period: "assessment-year",
    ...between("1", "2"),
  }),
  stock("s5.2.capitation-15-counties", "按人头打包付费试点县数", "个", exactly("15")),
  target("s5.4.internal-distribution", {
    indicator: "公卫科室人员收入与机构平均工资比",
    unit: "倍",
    period: "annual-ratio",
    ...atLeast("1"),
  }),
];
