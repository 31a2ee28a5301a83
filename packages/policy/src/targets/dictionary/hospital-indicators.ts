import { builtInScales } from "../scales.ts";
import { amount, counted, type DictionaryIndicator, level, percent, ratio, stock } from "./indicator.ts";

/** Indicators of hospitals: what the four centres promised, and what every tertiary hospital is asked for beside them. */

const frontPage = "病案首页";
const isAskedOfHospitals = { askedOf: ["tertiary", "secondary"] } as const;
const isAskedOfTertiary = { askedOf: ["tertiary"] } as const;
const isPrintedInTenThousands = true;

const volumes: readonly DictionaryIndicator[] = [
  amount({
    code: "outpatient_visits",
    title: "年门诊量",
    unit: "人次",
    category: "服务量",
    source: "医院信息系统",
    cycle: "month",
    formula: "期内门诊人次（急诊、体检不计）",
    isPrintedInTenThousands,
    ...isAskedOfHospitals,
  }),
  amount({
    code: "inpatient_discharges",
    title: "住院量",
    unit: "人次",
    category: "服务量",
    source: frontPage,
    cycle: "month",
    formula: "期内出院人次",
    isPrintedInTenThousands,
    ...isAskedOfHospitals,
  }),
  amount({
    code: "surgery_volume",
    title: "手术量",
    unit: "例次",
    category: "服务量",
    source: frontPage,
    cycle: "month",
    formula: "期内手术例次，含日间手术",
    isPrintedInTenThousands,
    ...isAskedOfHospitals,
  }),
  amount({
    code: "day_surgery_volume",
    title: "日间手术量",
    unit: "例次",
    category: "服务量",
    source: frontPage,
    cycle: "month",
    formula: "期内日间手术例次",
    ...isAskedOfTertiary,
  }),
];

const surgicalPatients = "出院患者手术（含介入）人数";

const quality: readonly DictionaryIndicator[] = [
  percent({
    code: "rate_surgery_l4",
    title: "四级手术比例",
    category: "技术能力",
    source: frontPage,
    numerator: "出院患者四级手术（含按四级管理的介入）人数，同次住院多台计1人",
    denominator: surgicalPatients,
    ...isAskedOfHospitals,
  }),
  percent({
    code: "rate_minimally_invasive",
    title: "微创手术占比",
    category: "技术能力",
    source: frontPage,
    numerator: "出院患者微创手术人数",
    denominator: surgicalPatients,
    ...isAskedOfTertiary,
  }),
  percent({
    code: "rate_discharge_surgery",
    title: "出院患者手术占比",
    category: "技术能力",
    source: frontPage,
    numerator: surgicalPatients,
    denominator: "出院人次",
    ...isAskedOfHospitals,
  }),
  percent({
    code: "rate_surgical_discharge",
    title: "外科手术人次占外科出院人次比",
    category: "技术能力",
    source: frontPage,
    numerator: "至少做过一次手术的外科出院人次",
    denominator: "外科出院人次",
  }),
  percent({
    code: "rate_day_surgery",
    title: "日间手术占择期手术比例",
    category: "技术能力",
    source: frontPage,
    direction: "monitor",
    numerator: "日间手术台次",
    denominator: "择期手术台次",
    ...isAskedOfTertiary,
  }),
  ratio({
    code: "avg_los",
    title: "平均住院日",
    unit: "天",
    direction: "down",
    category: "运行效率",
    source: frontPage,
    numerator: "出院者占用总床日数",
    denominator: "出院人次",
    ...isAskedOfHospitals,
  }),
  ratio({
    code: "cmi",
    title: "病例组合指数(CMI)值",
    unit: "",
    category: "技术能力",
    source: "DRG分组器（注明版本）",
    numerator: "各组权重×例数之和",
    denominator: "入组例数",
    plausible: { min: "0", max: "10" },
    ...isAskedOfTertiary,
  }),
  percent({
    code: "referral_out_rate",
    title: "外转率",
    direction: "down",
    category: "辐射能力",
    source: "医保异地结算",
    isPartOfWhole: false,
    numerator: "转往省外就医的住院人次",
    denominator: "出院人次",
  }),
  percent({
    code: "out_of_province_share",
    title: "外省患者就医占比",
    category: "辐射能力",
    source: frontPage,
    numerator: "外省户籍或参保的出院人次",
    denominator: "出院人次",
  }),
  percent({
    code: "difficult_coverage",
    title: "疑难危重病种覆盖率",
    category: "技术能力",
    source: "区域医疗中心设置标准",
    cycle: "year",
    numerator: "当年收治过的清单内病种数",
    denominator: "清单病种数",
    listName: "疑难危重病种",
  }),
  percent({
    code: "difficult_cure",
    title: "疑难危重病种治愈率",
    category: "技术能力",
    source: frontPage,
    numerator: "清单内病种转归为治愈的出院人次",
    denominator: "清单内病种出院人次",
    listName: "疑难危重病种",
  }),
  percent({
    code: "core_techniques",
    title: "核心技术开展覆盖率",
    category: "技术能力",
    source: "技术登记",
    cycle: "year",
    numerator: "当年开展过的清单内核心技术数",
    denominator: "清单内核心技术数",
    listName: "核心技术",
  }),
];

const visits = "门诊人次";
const discharges = "出院人次";

const traditional: readonly DictionaryIndicator[] = [
  ["tcm_nondrug_outpatient", "门诊患者中医非药物治疗使用比例", "使用中医非药物治疗的门诊人次", visits],
  ["tcm_pieces_outpatient", "门诊患者中药饮片使用比例", "使用中药饮片的门诊人次", visits],
  ["tcm_nondrug_discharge", "出院患者中医非药物治疗使用比例", "使用中医非药物治疗的出院人次", discharges],
  ["tcm_pieces_discharge", "出院患者中药饮片使用比例", "使用中药饮片的出院人次", discharges],
  ["tcm_led_discharge", "以中医为主治疗的出院患者比例", "以中医为主治疗的出院人次", discharges],
].map(([code = "", title = "", numerator = "", denominator = ""]) =>
  percent({ code, title, category: "中医特色", source: "医院信息系统、病案首页", numerator, denominator }),
);

const science: readonly DictionaryIndicator[] = [
  counted({
    code: "provincial_labs",
    title: "省级重点实验室数",
    unit: "个",
    category: "科研",
    source: "批准文件",
    formula: "当日有效的省级重点实验室个数",
  }),
  counted({
    code: "provincial_research_centres",
    title: "省级临床医学研究中心数",
    unit: "个",
    category: "科研",
    source: "批准文件",
    formula: "当日有效的省级临床医学研究中心个数",
  }),
  amount({
    code: "nsfc_projects",
    title: "国家自然科学基金年度获批项目数",
    unit: "项/年",
    category: "科研",
    source: "科研管理系统",
    formula: "当年获批的国家自然科学基金项目数",
  }),
  ratio({
    code: "research_fund_per_100",
    title: "每百名卫生技术人员科研项目经费",
    unit: "万元",
    per: "100",
    category: "科研",
    source: "医院填报、科研管理系统",
    cycle: "year",
    numerator: "当年新立项的科研项目经费（万元）",
    denominator: "年末卫生技术人员数",
    ...isAskedOfTertiary,
  }),
  counted({
    code: "new_national_specialties",
    title: "新增国家临床重点专科数",
    unit: "个",
    category: "专科",
    source: "入选文件",
    sourceRegister: "key-specialty",
    formula: "基准日之后入选、当日有效的国家临床重点专科个数",
  }),
];

const namedSpecialties: readonly DictionaryIndicator[] = [
  ["specialty_urology", "泌尿外科"],
  ["specialty_nephrology", "肾脏内科"],
  ["specialty_dermatology", "皮肤性病科"],
  ["specialty_cardiology", "心血管内科"],
  ["specialty_reproduction", "辅助生殖科"],
].map(([code = "", name = ""]) =>
  level({
    code,
    title: `${name}专科水平`,
    unit: "",
    category: "专科",
    source: "入选文件",
    scale: builtInScales.specialty,
    formula: `${name}当日达到的最高建设级别`,
  }),
);

const standing: readonly DictionaryIndicator[] = [
  counted({
    code: "named_national_specialties",
    title: "达到国家临床重点专科水平的列名专科数",
    unit: "个",
    category: "专科",
    source: "入选文件",
    formula: "列名的五个专科中当日达到国家临床重点专科水平的个数，按名称计",
  }),
  level({
    code: "emr_level",
    title: "电子病历信息化应用水平",
    unit: "级",
    category: "信息化",
    source: "国家分级评价平台",
    scale: builtInScales.emr,
    formula: "当日有效的分级评价级别（0至8级，级别不求平均）",
    ...isAskedOfTertiary,
  }),
  stock({
    code: "national_rank",
    title: "三级公立医院绩效考核全国名次",
    unit: "名",
    direction: "down",
    kind: "rank",
    category: "绩效考核",
    source: "国家公布",
    formula: "考核年度的全国名次，不论何时公布",
    ...isAskedOfTertiary,
  }),
  stock({
    code: "national_rank_oncology",
    title: "三级公立医院绩效考核肿瘤专科名次",
    unit: "名",
    direction: "down",
    kind: "rank",
    category: "绩效考核",
    source: "国家公布",
    formula: "考核年度在肿瘤专科中的名次",
  }),
  stock({
    code: "national_grade",
    title: "三级公立医院绩效考核等级",
    unit: "等",
    kind: "grade",
    category: "绩效考核",
    source: "国家公布",
    scale: builtInScales.grade,
    formula: "考核年度的等级",
  }),
  stock({
    code: "national_grade_tcm",
    title: "三级公立中医医院绩效考核等级",
    unit: "等",
    kind: "grade",
    category: "绩效考核",
    source: "国家公布",
    scale: builtInScales.grade,
    formula: "考核年度的等级",
  }),
];

export const hospitalIndicators: readonly DictionaryIndicator[] = [
  ...volumes,
  ...quality,
  ...traditional,
  ...science,
  ...namedSpecialties,
  ...standing,
];
