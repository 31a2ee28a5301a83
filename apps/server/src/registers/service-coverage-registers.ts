import { choices, may, must } from "./plan-field.ts";
import type { PlanRegister } from "./register.ts";

/** 晋政发〔2023〕15号, 二（一）3 and 4: what was chosen in each county, and what stands there. */

const clause = (rest: string): string => `service-system-2023.${rest}`;
const county = { help: "县级行政区划代码，从区划表选择", example: "140121" } as const;

const centreTownship: PlanRegister = {
  id: "plan-centre-township",
  prefix: "CZ",
  title: "中心乡镇卫生院选定名单",
  help: "每所选定的卫生院一条；验收合格不在这里填，按中心乡镇卫生院台账计。",
  clause: clause("s1.3.centre-township-quota"),
  place: { institution: "institution", county: "county" },
  dateField: "selected",
  columns: ["county", "institution", "selected", "begun", "verified"],
  unique: { fields: ["institution"], sentence: "同一卫生院只选定一次", clause: clause("s1.3.centre-township-quota") },
  limit: {
    code: "COUNTY_MAX_REACHED",
    fields: ["county"],
    most: 3,
    approval: "approval",
    sentence: "每县选定1至3所，本县已选定3所",
    clause: clause("s1.3.centre-township-quota"),
  },
  classes: ["township-centre"],
  periods: [
    ["selected", "begun"],
    ["begun", "selfAssessed"],
    ["selfAssessed", "verified"],
  ],
  evidence: { when: "always", attachment: false, clause: clause("s1.3.centre-township-quota") },
  confirmer: "province",
  fields: [
    must("institution", "卫生院", "institution"),
    must("county", "所在县", "region", county),
    must("selected", "选定日期", "date", { help: "选定文件的日期", example: "2024-03-18" }),
    may("begun", "开工建设日期", "date"),
    may("selfAssessed", "自评合格日期", "date", { clause: clause("s1.3.centre-township-standard") }),
    may("verified", "核验日期", "date", { help: "上级现场核验的日期", clause: clause("s1.3.centre-township-standard") }),
    may("approval", "超额批准文号", "text", {
      help: "一县超过3所的，每多一所填批准增加的文号",
      example: "晋卫基层函〔2024〕12号",
    }),
  ],
};

const countyHospital: PlanRegister = {
  id: "plan-county-hospital",
  prefix: "XY",
  title: "重点办好的县级医院",
  help: "每县确定一至两所综合或中医医院，每所一条；妇幼保健院另行登记，不占名额。",
  clause: clause("s1.4.county-hospital-count"),
  place: { institution: "institution", county: "county" },
  dateField: "designated",
  columns: ["county", "institution", "designated", "ended"],
  unique: { fields: ["institution"], sentence: "同一医院只确定一次", clause: clause("s1.4.county-hospital-count") },
  limit: {
    code: "COUNTY_MAX_REACHED",
    fields: ["county"],
    most: 2,
    approval: "approval",
    counts: ({ ended }, home) => ended === undefined && home?.class !== "maternal-child",
    sentence: "每县重点办好1至2所县级医院，本县已确定2所",
    clause: clause("s1.4.county-hospital-count"),
  },
  classes: ["general", "tcm", "integrated", "maternal-child"],
  periods: [["designated", "ended"]],
  evidence: { when: "always", attachment: false, clause: clause("s1.4.county-hospital-count") },
  confirmer: "province",
  fields: [
    must("institution", "医院", "institution"),
    must("county", "所在县", "region", county),
    must("designated", "确定日期", "date", { help: "确定文件的日期", example: "2024-03-18" }),
    may("ended", "调出日期", "date", { help: "不再列为重点办好的填写，名额随之腾出" }),
    may("approval", "超额批准文号", "text", { help: "一县超过2所的，每多一所填批准增加的文号", example: "晋卫医函〔2024〕12号" }),
  ],
};

const countyCentre: PlanRegister = {
  id: "plan-county-centre",
  prefix: "XJ",
  title: "县级五大中心建设和运行",
  help: "每家医院每类中心一条，从规划填到运行；省级验收和国家认定不在这里填，按基金的救治中心台账计。",
  clause: clause("s1.4.chest-pain-centres"),
  place: { institution: "institution", county: "county" },
  dateField: "operating",
  columns: ["county", "institution", "kind", "serves", "operating"],
  unique: {
    fields: ["institution", "kind"],
    sentence: "同一医院的同一类中心只登记一次",
    clause: clause("s1.4.chest-pain-centres"),
  },
  periods: [
    ["begun", "operating"],
    ["operating", "closed"],
  ],
  evidence: { when: "with-result", attachment: false, clause: clause("s1.4.chest-pain-centres") },
  confirmer: "city",
  fields: [
    must("county", "县", "region", county),
    must("institution", "承建医院", "institution", { help: "本县的综合医院或妇幼保健院；市级医院的中心不覆盖所在县" }),
    must("kind", "中心类型", "choice", {
      choices: choices({
        "chest-pain": "胸痛中心",
        stroke: "卒中中心",
        trauma: "创伤中心",
        maternal: "危重孕产妇救治中心",
        "child-newborn": "危重儿童和新生儿救治中心",
      }),
    }),
    may("serves", "收治范围", "choice", {
      choices: choices({ both: "儿童和新生儿", children: "只收儿童", newborns: "只收新生儿" }),
      help: "危重儿童和新生儿救治中心填写；只收一类的为部分覆盖",
      clause: clause("s1.4.newborn-centres"),
    }),
    may("begun", "开工建设日期", "date", { help: "规划中的留空" }),
    must("operating", "投入运行日期", "date", { nullable: true, help: "规划、在建的留空", example: "2024-06-18" }),
    may("closed", "停止运行日期", "date"),
  ],
  rules: ({ kind, serves }, home) => [
    ...(home !== undefined && home.county === null
      ? [{ path: "institution", message: "县级中心由本县医院承建，这是市级或省级医院" }]
      : []),
    ...(kind === "child-newborn" && serves === undefined ? [{ path: "serves", message: "请选择收治范围" }] : []),
    ...(kind !== "child-newborn" && serves !== undefined
      ? [{ path: "serves", message: "只有危重儿童和新生儿救治中心填写" }]
      : []),
  ],
};

export const serviceCoverageRegisters: readonly PlanRegister[] = [centreTownship, countyHospital, countyCentre];
