import { counted, type DictionaryIndicator, level, share, stock } from "./indicator.ts";

/** Quotas and coverage of 临汾市. */

const departments = {
  clinical: "临床",
  nursing: "护理",
  laboratory: "医学检验",
  imaging: "医学影像",
  pathology: "病理",
} as const;

const list = "市级名单";

const counts = (code: string, title: string, unit: string, formula: string): DictionaryIndicator =>
  counted({ code, title, unit, category: "十百千工程", source: list, formula });

/** Hundreds of persons are reported as a number at the end of a quarter; their names stand in the list of the programme. */
const persons = (code: string, title: string): DictionaryIndicator =>
  stock({
    code,
    title,
    unit: "名",
    category: "十百千工程",
    source: list,
    cycle: "quarter",
    formula: `期末名单中的${title.replace(/数$/, "")}人数`,
  });

const people: readonly DictionaryIndicator[] = [
  counts("ten_specialties", "建成的医学重点学科数", "个", "当日有效的建成学科个数"),
  counts("specialty_candidates", "备选学科数", "个", "列入备选名单的学科个数"),
  persons("discipline_leaders", "医学学科带头人数"),
  ...Object.entries(departments).map(([key, name]) => persons(`leaders_${key}`, `${name}部门带头人数`)),
  persons("technical_staff", "技术骨干数"),
  persons("technical_staff_county", "县级技术骨干数"),
  persons("technical_staff_city", "市级技术骨干数"),
  ...Object.entries(departments).map(([key, name]) => persons(`staff_${key}`, `${name}部门技术骨干数`)),
];

const plan = "救治中心建设台账";
const sourceRegister = "plan-emergency-centre";

const centres: readonly DictionaryIndicator[] = (
  [
    ["chestpain", "胸痛中心"],
    ["stroke", "卒中中心"],
    ["trauma", "创伤救治中心"],
    ["maternal", "危重孕产妇救治中心"],
    ["neonatal", "危重新生儿救治中心"],
    ["infectious", "重大传染病救治中心"],
  ] as const
).flatMap(([key, name]) => {
  const centre = (of: string, title: string, formula: string) =>
    counted({ code: `${key}_${of}`, title, unit: "个", category: "救治中心", source: plan, sourceRegister, formula });
  return [
    centre("city", `市级${name}数`, `当日建成的市级${name}个数`),
    centre("counties", `建成县级${name}的县（市、区）数`, `当日建成县级${name}的县（市、区）个数，按名称计`),
    // A county's share in the care of infectious diseases is measured in beds.
    ...(key === "infectious" ? [] : [centre("county", `县级${name}数`, `当日建成的县级${name}个数`)]),
  ];
});

const beds = (code: string, title: string, formula: string): DictionaryIndicator =>
  stock({ code, title, unit: "张", category: "救治中心", source: plan, sourceRegister, cycle: "quarter", formula });

const infectiousBeds: readonly DictionaryIndicator[] = [
  beds("infectious_beds", "重大传染病救治床位数", "期末可用的重大传染病救治床位数"),
  beds("infectious_beds_small", "每县重大传染病救治床位数（10—15张组）", "组内各县期末床位数，逐县评价"),
  beds("infectious_beds_medium", "每县重大传染病救治床位数（20—30张组）", "组内各县期末床位数，逐县评价"),
  beds("infectious_beds_large", "每县重大传染病救治床位数（30—50张组）", "组内各县期末床位数，逐县评价"),
];

/** What an existing centre for mothers or newborns still lacks; it is built when all four are right. */
const dimensions: readonly DictionaryIndicator[] = (
  [
    ["maternal", "危重孕产妇救治中心"],
    ["neonatal", "危重新生儿救治中心"],
  ] as const
).flatMap(([key, centre]) =>
  (
    [
      ["facilities", "设施"],
      ["equipment", "设备"],
      ["staff", "人员"],
      ["capability", "服务能力"],
    ] as const
  ).map(([dimension, name]) =>
    level({
      code: `${key}_${dimension}`,
      title: `县级${centre}${name}`,
      unit: "",
      category: "救治中心",
      source: plan,
      cycle: "quarter",
      scale: ["待完善", "达标"],
      formula: `县级${centre}的${name}是否达标，以评估结论为准`,
    }),
  ),
);

const department = (code: string, title: string, what: string, who: string): DictionaryIndicator =>
  share({
    code,
    title,
    category: "中医",
    source: "中医特色科室台账",
    sourceRegister: "plan-department",
    cycle: "quarter",
    numerator: `设有${what}的${who}数`,
    denominator: `${who}数`,
  });

const traditional: readonly DictionaryIndicator[] = [
  department("prevention_tcm_hospitals", "县级及以上中医医院治未病科设置率", "治未病科", "县级及以上中医医院"),
  department("prevention_general_hospitals", "综合医院治未病科设置率", "治未病科", "综合医院"),
  department("geriatrics_tcm_hospitals", "二级以上中医医院老年病科开设率", "老年病科", "二级以上中医医院"),
  department("rehabilitation_tcm_hospitals", "二级以上中医医院康复科开设率", "康复科", "二级以上中医医院"),
  ...(["national", "provincial", "city"] as const).map((key) => {
    const name = { national: "国家级", provincial: "省级", city: "市级" }[key];
    return counted({
      code: `tcm_specialties_${key}`,
      title: `${name}中医重点专科专病数`,
      unit: "个",
      category: "中医",
      source: "中医重点专科专病台账",
      sourceRegister: "plan-tcm-specialty",
      formula: `当日有效、最高级别为${name}的中医重点专科专病个数`,
    });
  }),
];

const grassroots: readonly DictionaryIndicator[] = [
  ["township_basic", "达到基本标准的乡镇卫生院数", "乡镇卫生院"],
  ["community_basic", "达到基本标准的社区卫生服务中心数", "社区卫生服务中心"],
].map(([code = "", title = "", name = ""]) =>
  counted({
    code,
    title,
    unit: "所",
    category: "基层",
    source: "基层机构标准化评价台账",
    sourceRegister: "plan-basic-standard",
    formula: `最近一次评价达到基本标准或推荐标准的${name}所数`,
  }),
);

const villages = share({
  code: "village_clinic_coverage",
  title: "行政村标准化规范化村卫生室覆盖率",
  category: "基层",
  source: "村卫生室覆盖台账",
  sourceRegister: "plan-village-clinics",
  cycle: "quarter",
  numerator: "有标准化且规范化村卫生室的行政村数",
  denominator: "行政村数",
});

export const linfenIndicators: readonly DictionaryIndicator[] = [
  ...people,
  ...centres,
  ...infectiousBeds,
  ...dimensions,
  ...traditional,
  ...grassroots,
  villages,
];
