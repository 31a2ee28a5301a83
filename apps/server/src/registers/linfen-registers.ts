import {
  bedRangeOf,
  type CentreTier,
  centreKinds,
  centresCity,
  centreTiers,
  infectiousCityHospital,
  judgeBeds,
  zoneHospitals,
} from "@qiangyi/policy/linfen";
import type { FieldProblem, NamedInstitution, Values } from "./entry.ts";
import { choices, may, must } from "./plan-field.ts";
import type { PlanRegister } from "./register.ts";

/** 临政办发〔2020〕35号: what the city promised to build, and what stands. No amount rests on it; entries become facts of targets. */

const clause = (rest: string): string => `linfen-2020.${rest}`;

const emergencyCentre: PlanRegister = {
  id: "plan-emergency-centre",
  prefix: "LD",
  title: "救治中心建设",
  help: "六类救治中心每个中心一条；在建的先登记，验收后补验收日期。",
  clause: clause("centres.chestpain.counties"),
  place: { institution: "institution" },
  dateField: "accepted",
  columns: ["kind", "tier", "institution", "accepted", "beds"],
  unique: {
    fields: ["kind", "tier", "institution"],
    sentence: "同一医院的同一类中心只登记一次",
    clause: clause("centres.chestpain.counties"),
  },
  evidence: { when: "with-result", attachment: false, clause: clause("centres.chestpain.counties") },
  confirmer: "city",
  fields: [
    must("kind", "中心类型", "choice", { choices: choices(centreKinds) }),
    must("tier", "层级", "choice", { choices: choices(centreTiers), help: "市级医院的感染性疾病救治专区选“感染救治专区”" }),
    must("institution", "承建医院", "institution", { help: "县级中心由本县医院承建" }),
    must("accepted", "验收日期", "date", { nullable: true, help: "验收文件的日期；在建的留空", example: "2024-06-18" }),
    may("facilities", "设施达标", "boolean", { clause: clause("centres.maternal.counties") }),
    may("equipment", "设备配齐", "boolean"),
    may("staff", "人员达标", "boolean"),
    may("capability", "服务能力达标", "boolean"),
    may("infectiousDepartment", "设有感染性疾病科", "boolean", { clause: clause("centres.infectious.counties") }),
    may("beds", "床位数", "integer", { help: "传染病救治中心和专区填写，单位：张", example: "30" }),
    may("independent", "独立运行", "boolean"),
    may("privateBathrooms", "病房有独立卫生间", "boolean"),
    may("layout", "三区两通道合格", "boolean", { clause: clause("centres.infectious.zone-people") }),
    may("remark", "说明", "text", { help: "床位超过规划上限的须说明原因" }),
  ],
  rules: (values, home) => centreProblems(values, home),
};

const centreProblems = (values: Values, home: NamedInstitution | undefined): FieldProblem[] => {
  if (home?.city !== centresCity) return [];
  const tier = values.tier as CentreTier;
  const isInfectious = values.kind === "infectious";
  const at = (path: string, message: string | false | undefined): FieldProblem[] => (message ? [{ path, message }] : []);
  return [
    ...at("institution", tier === "county" && home.county === null && "县级中心由本县医院承建，这是市级医院"),
    ...at(
      "institution",
      tier === "city" && isInfectious && home.name !== infectiousCityHospital && `规划确定由${infectiousCityHospital}承建`,
    ),
    ...at("institution", tier === "zone" && !zoneHospitals.includes(home.name) && `规划确定设在${zoneHospitals.join("、")}`),
    ...at("kind", tier === "zone" && !isInfectious && "救治专区只用于重大传染病"),
    ...at("institution", tier === "county" && isInfectious && home.class !== "general" && "县级传染病救治中心依托综合医院设置"),
    ...at(
      "infectiousDepartment",
      tier === "county" &&
        isInfectious &&
        home.class === "general" &&
        values.infectiousDepartment !== true &&
        "依托的综合医院须设有感染性疾病科",
    ),
    ...at("remark", overLimit(values, home)),
  ];
};

/** More beds than printed are allowed with a reason. */
const overLimit = ({ kind, tier, beds, remark }: Values, { name, countyName }: NamedInstitution): string | undefined => {
  if (kind !== "infectious" || tier === "city" || typeof beds !== "number" || remark !== undefined) return undefined;
  const range = bedRangeOf(tier === "zone" ? name : (countyName ?? ""));
  if (range === undefined) return undefined;
  const { verdict, by } = judgeBeds(beds, range);
  return verdict === "over" ? `床位超出规划上限${range.max}张${by}张，请说明原因` : undefined;
};

const tcmDepartment: PlanRegister = {
  id: "plan-department",
  prefix: "KS",
  title: "中医特色科室",
  help: "治未病科、老年病科、康复科，每家医院每个科室一条；停办的填停办日期。",
  clause: clause("tcm.prevention-dept-tcm-hospitals"),
  place: { institution: "institution" },
  dateField: "opened",
  columns: ["institution", "department", "opened", "closed"],
  unique: {
    fields: ["institution", "department"],
    sentence: "同一医院的同一科室只登记一次",
    clause: clause("tcm.prevention-dept-tcm-hospitals"),
  },
  periods: [["opened", "closed"]],
  evidence: { when: "always", attachment: false, clause: clause("tcm.prevention-dept-tcm-hospitals") },
  confirmer: "city",
  fields: [
    must("institution", "医院", "institution"),
    must("department", "科室", "choice", {
      choices: choices({ prevention: "治未病科", geriatrics: "老年病科", rehabilitation: "康复科" }),
    }),
    must("opened", "开设日期", "date", { example: "2024-06-18" }),
    may("closed", "停办日期", "date"),
  ],
};

const tcmSpecialty: PlanRegister = {
  id: "plan-tcm-specialty",
  prefix: "ZB",
  title: "中医重点专科专病",
  help: "每次认定一条；同一专科有多个级别的，按最高级别计一次。",
  clause: clause("tcm.specialty-national"),
  place: { institution: "institution" },
  dateField: "approved",
  columns: ["institution", "specialty", "level", "approved"],
  unique: {
    fields: ["institution", "specialty", "level"],
    sentence: "同一医院的同一专科同一级别只登记一次",
    clause: clause("tcm.specialty-national"),
  },
  periods: [["approved", "ended"]],
  evidence: { when: "always", attachment: false, clause: clause("tcm.specialty-national") },
  confirmer: "city",
  fields: [
    must("institution", "医院", "institution"),
    must("specialty", "专科（专病）", "text", { example: "中医肺病科" }),
    must("level", "级别", "choice", { choices: choices({ national: "国家级", provincial: "省级", city: "市级" }) }),
    must("approved", "认定日期", "date", { example: "2024-06-18" }),
    may("ended", "失效日期", "date"),
  ],
};

const basicStandard: PlanRegister = {
  id: "plan-basic-standard",
  prefix: "JC",
  title: "基层机构标准化评价",
  help: "乡镇卫生院和社区卫生服务中心每家一条，按最近一次评价填写。",
  clause: clause("grassroots.township-basic"),
  place: { county: "county" },
  dateField: "assessed",
  columns: ["county", "name", "kind", "result", "assessed"],
  unique: {
    fields: ["county", "kind", "name"],
    sentence: "同一机构只登记一次，评价变化的修改原记录",
    clause: clause("grassroots.township-basic"),
  },
  evidence: { when: "always", attachment: false, clause: clause("grassroots.township-basic") },
  confirmer: "city",
  fields: [
    must("county", "县（市、区）", "region", { help: "县级行政区划代码，从区划表选择", example: "141002" }),
    must("name", "机构名称", "text", { example: "某镇卫生院" }),
    must("kind", "机构类型", "choice", { choices: choices({ township: "乡镇卫生院", community: "社区卫生服务中心" }) }),
    must("result", "评价结果", "choice", { choices: choices({ basic: "基本标准", recommended: "推荐标准", none: "未达标" }) }),
    must("assessed", "评价日期", "date", { example: "2024-06-18" }),
  ],
};

const villageClinics: PlanRegister = {
  id: "plan-village-clinics",
  prefix: "CW",
  title: "村卫生室覆盖",
  help: "每个县每个统计日一条：行政村数，和有标准化且规范化村卫生室的村数。",
  clause: clause("grassroots.village-clinics"),
  place: { county: "county" },
  dateField: "counted",
  columns: ["county", "counted", "villages", "covered"],
  unique: { fields: ["county", "counted"], sentence: "同一县同一统计日只登记一条", clause: clause("grassroots.village-clinics") },
  evidence: { when: "always", attachment: false, clause: clause("grassroots.village-clinics") },
  confirmer: "city",
  fields: [
    must("county", "县（市、区）", "region", { help: "县级行政区划代码，从区划表选择", example: "141002" }),
    must("counted", "统计日", "date", { example: "2024-06-18" }),
    must("villages", "行政村数", "integer", { help: "单位：个", example: "120" }),
    must("standardised", "有标准化村卫生室的村数", "integer", { help: "单位：个", example: "115" }),
    must("covered", "其中同时规范化的村数", "integer", { help: "单位：个；只标准化未规范化的不计", example: "110" }),
  ],
  rules: ({ villages, standardised, covered }) =>
    typeof villages !== "number" || typeof standardised !== "number" || typeof covered !== "number"
      ? []
      : [
          ...(standardised > villages ? [{ path: "standardised", message: "不能多于行政村数" }] : []),
          ...(covered > standardised ? [{ path: "covered", message: "不能多于有标准化村卫生室的村数" }] : []),
        ],
};

export const linfenRegisters: readonly PlanRegister[] = [
  emergencyCentre,
  tcmDepartment,
  tcmSpecialty,
  basicStandard,
  villageClinics,
];
