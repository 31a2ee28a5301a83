import { regions } from "@qiangyi/policy";
import { coreSystems, supervisionDomains } from "@qiangyi/policy/service-system";
import type { FieldProblem, Values } from "./entry.ts";
import { choices, may, must } from "./plan-field.ts";
import type { PlanRegister } from "./register.ts";

/** 晋政发〔2023〕15号, 二（二）to（五）: what hospitals have, what they checked, what was inspected, what insurance pays. */

const clause = (rest: string): string => `service-system-2023.${rest}`;

const publicHealthDepartment: PlanRegister = {
  id: "plan-ph-department",
  prefix: "GW",
  title: "公共卫生科室设置",
  help: "二级以上医疗机构，公立民营都填，每家一条；没有设置的不填，由名单比对得出。",
  clause: clause("s2.5.ph-department-required"),
  place: { institution: "institution" },
  dateField: "opened",
  columns: ["institution", "name", "opened", "closed"],
  unique: { fields: ["institution"], sentence: "同一机构只登记一条", clause: clause("s2.5.ph-department-required") },
  periods: [["opened", "closed"]],
  evidence: { when: "always", attachment: false, clause: clause("s2.5.ph-department-required") },
  confirmer: "city",
  fields: [
    must("institution", "医疗机构", "institution"),
    may("name", "科室名称", "text", { example: "公共卫生科" }),
    must("opened", "设置日期", "date", { example: "2024-06-18" }),
    may("closed", "撤销日期", "date"),
  ],
};

const coreSystem: PlanRegister = {
  id: "plan-core-system",
  prefix: "HX",
  title: "核心制度落实",
  help: "每家医院每年逐项自查，18项各一条；抽查的另填一条，抽查结果代替自查结果。",
  clause: clause("s3.1.eighteen-core-systems"),
  place: { institution: "institution" },
  dateField: "year",
  columns: ["institution", "year", "system", "basis", "fulfilled", "checked"],
  unique: {
    fields: ["institution", "year", "system", "basis"],
    sentence: "同一医院同一年度同一制度，自查、抽查各登记一条",
    clause: clause("s3.1.eighteen-core-systems"),
  },
  evidence: { when: "always", attachment: false, clause: clause("s3.1.eighteen-core-systems") },
  confirmer: "city",
  fields: [
    must("institution", "医院", "institution"),
    must("year", "年度", "year", { example: "2024" }),
    must("system", "核心制度", "choice", {
      choices: choices(Object.fromEntries(coreSystems.map(({ code, name }) => [code, name]))),
    }),
    must("basis", "来源", "choice", { choices: choices({ "self-check": "自查", inspection: "抽查" }) }),
    must("fulfilled", "已落实", "boolean"),
    must("checked", "检查日期", "date", { example: "2024-11-20" }),
    may("remark", "说明", "text", { help: "没有落实的写明原因" }),
  ],
};

const platformConnection: PlanRegister = {
  id: "plan-platform-connection",
  prefix: "JR",
  title: "医院接入省级平台",
  help: "二级以上公立医院每家一条；测试通过才计入接入率。",
  clause: clause("s5.5.connection-rate"),
  place: { institution: "institution" },
  dateField: "connected",
  columns: ["institution", "connected", "tested", "result"],
  unique: { fields: ["institution"], sentence: "同一医院只登记一条", clause: clause("s5.5.connection-rate") },
  periods: [
    ["connected", "tested"],
    ["connected", "disconnected"],
  ],
  evidence: { when: "always", attachment: false, clause: clause("s5.5.connection-rate") },
  confirmer: "city",
  fields: [
    must("institution", "医院", "institution"),
    must("connected", "接入日期", "date", { example: "2024-06-18" }),
    must("result", "测试结果", "choice", { choices: choices({ untested: "未测试", passed: "通过", failed: "未通过" }) }),
    may("tested", "测试日期", "date"),
    may("disconnected", "断开日期", "date"),
  ],
  rules: ({ result, tested }) =>
    result !== undefined && result !== "untested" && tested === undefined ? [{ path: "tested", message: "请填写测试日期" }] : [],
};

const inspection: PlanRegister = {
  id: "plan-inspection",
  prefix: "JD",
  title: "重点领域监督检查",
  help: "每次检查一条，归入九个领域之一；一次检查跨几个领域的分开填。",
  clause: clause("s5.6.nine-domains"),
  place: { county: "county" },
  dateField: "inspected",
  columns: ["county", "domain", "inspected", "unit", "finding"],
  unique: {
    fields: ["county", "domain", "inspected", "unit"],
    sentence: "同一天对同一单位同一领域的检查只登记一次",
    clause: clause("s5.6.nine-domains"),
  },
  evidence: { when: "always", attachment: false, clause: clause("s5.6.nine-domains") },
  confirmer: "city",
  fields: [
    must("county", "县（市、区）", "region", { help: "县级行政区划代码，从区划表选择", example: "140121" }),
    must("domain", "领域", "choice", { choices: choices(supervisionDomains) }),
    must("inspected", "检查日期", "date", { example: "2024-06-18" }),
    must("unit", "被检查单位", "text", { example: "某县人民医院" }),
    may("finding", "发现的问题", "text", { help: "没有发现问题的留空" }),
  ],
};

const cities = Object.fromEntries(regions.filter(({ level }) => level === 2).map(({ code, name }) => [code, name]));

/** A share as a policy prints it: 75, 62.5. */
const percentShape = /^(?:100(?:\.0{1,2})?|\d{1,2}(?:\.\d{1,2})?)$/;
const ratios = ["local", "referred", "township", "secondary", "tertiary"] as const;

const ratio = (make: typeof must, name: (typeof ratios)[number], label: string) =>
  make(name, label, "text", { help: "单位：%，按政策文件，如75或62.5", example: "75" });

const reimbursement: PlanRegister = {
  id: "plan-reimbursement",
  prefix: "BX",
  title: "住院报销比例",
  help: "每市每次政策调整一条，自执行日期起代替上一条。",
  clause: clause("s2.1.ratio-gap-place"),
  place: { city: "city" },
  dateField: "from",
  columns: ["city", "from", "local", "referred", "township", "secondary", "tertiary"],
  unique: { fields: ["city", "from"], sentence: "同一市同一执行日期只登记一条", clause: clause("s2.1.ratio-gap-place") },
  evidence: { when: "always", attachment: false, clause: clause("s2.1.ratio-gap-place") },
  confirmer: "city",
  fields: [
    must("city", "市", "choice", { choices: choices(cities) }),
    must("from", "执行日期", "date", { example: "2024-01-01" }),
    ratio(must, "local", "本地住院报销比例"),
    ratio(must, "referred", "转外住院报销比例"),
    ratio(may, "township", "乡镇卫生院报销比例"),
    ratio(may, "secondary", "二级医院报销比例"),
    ratio(may, "tertiary", "三级医院报销比例"),
  ],
  rules: (values) => ratios.flatMap((name) => percentProblem(name, values)),
};

const percentProblem = (path: string, values: Values): FieldProblem[] => {
  const value = values[path];
  return typeof value === "string" && !percentShape.test(value)
    ? [{ path, message: "应为0至100的数，最多两位小数，不写百分号" }]
    : [];
};

export const serviceQualityRegisters: readonly PlanRegister[] = [
  publicHealthDepartment,
  coreSystem,
  platformConnection,
  inspection,
  reimbursement,
];
