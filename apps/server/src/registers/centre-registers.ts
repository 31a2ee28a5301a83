import { choices, may, must } from "./plan-field.ts";
import type { PlanRegister } from "./register.ts";

/** 晋政办函〔2023〕19号: what the four centres were granted and reached, item by item. */

const clause = (rest: string): string => `regional-centres-2023.${rest}`;

const platform: PlanRegister = {
  id: "plan-platform",
  prefix: "PT",
  title: "科研平台",
  help: "省级重点实验室和省级临床医学研究中心，每家医院每个平台一条；审批中的批准日期留空。",
  clause: clause("task1.provincial-labs"),
  place: { institution: "institution" },
  dateField: "approved",
  columns: ["institution", "kind", "name", "approved", "ended"],
  unique: {
    fields: ["institution", "kind", "name"],
    sentence: "同一医院的同一平台只登记一次",
    clause: clause("task2.provincial-labs"),
  },
  periods: [["approved", "ended"]],
  evidence: { when: "with-result", attachment: false, clause: clause("task1.provincial-labs") },
  confirmer: "city",
  fields: [
    must("institution", "医院", "institution"),
    must("kind", "平台类型", "choice", {
      choices: choices({ laboratory: "省级重点实验室", "research-centre": "省级临床医学研究中心" }),
    }),
    must("name", "平台名称", "text", { example: "某病省重点实验室" }),
    must("named", "批文列名本院", "boolean", { help: "共建的平台，只有批文列名的医院才计入" }),
    must("approved", "批准日期", "date", { nullable: true, help: "审批中的留空", example: "2024-06-18" }),
    may("ended", "失效日期", "date"),
  ],
};

const grant: PlanRegister = {
  id: "plan-grant",
  prefix: "KY",
  title: "国家自然科学基金项目",
  help: "每个项目一条，按批准年度计数，与开始日期无关。",
  clause: clause("task1.nsfc"),
  place: { institution: "institution" },
  dateField: "approved",
  columns: ["institution", "number", "title", "approved", "started"],
  unique: { fields: ["number"], sentence: "同一批准号只登记一次", clause: clause("task1.nsfc") },
  periods: [["approved", "started"]],
  evidence: { when: "always", attachment: false, clause: clause("task1.nsfc") },
  confirmer: "city",
  fields: [
    must("institution", "医院", "institution"),
    must("number", "批准号", "text", { example: "82000001" }),
    must("title", "项目名称", "text"),
    must("approved", "批准日期", "date", { example: "2024-06-18" }),
    may("started", "开始日期", "date"),
  ],
};

const recordsLevel: PlanRegister = {
  id: "plan-records-level",
  prefix: "DB",
  title: "电子病历分级",
  help: "每次公布或自评一条；只有公布的级别计入目标。",
  clause: clause("task1.emr"),
  place: { institution: "institution" },
  dateField: "announced",
  columns: ["institution", "level", "basis", "announced"],
  unique: {
    fields: ["institution", "basis", "announced"],
    sentence: "同一医院同一天的同类结果只登记一次",
    clause: clause("task1.emr"),
  },
  evidence: { when: "always", attachment: false, clause: clause("task1.emr") },
  confirmer: "city",
  fields: [
    must("institution", "医院", "institution"),
    must("level", "级别", "choice", {
      choices: choices(Object.fromEntries(["0", "1", "2", "3", "4", "5", "6", "7", "8"].map((level) => [level, `${level}级`]))),
    }),
    must("basis", "依据", "choice", { choices: choices({ announced: "国家平台公布", "self-assessed": "自评" }) }),
    must("announced", "公布（自评）日期", "date", { example: "2024-06-18" }),
  ],
};

const specialtyLevel: PlanRegister = {
  id: "plan-specialty-level",
  prefix: "ZS",
  title: "列名专科水平",
  help: "每次认定一条；没有正式批文而由专家评估认定的，依据选“评估认定”。",
  clause: clause("task4.specialty-urology"),
  place: { institution: "institution" },
  dateField: "reached",
  columns: ["institution", "specialty", "level", "basis", "reached"],
  unique: {
    fields: ["institution", "specialty", "level"],
    sentence: "同一医院的同一专科同一级别只登记一次",
    clause: clause("task4.specialty-urology"),
  },
  evidence: { when: "always", attachment: false, clause: clause("task4.specialty-urology") },
  confirmer: "city",
  fields: [
    must("institution", "医院", "institution"),
    must("specialty", "专科", "text", { example: "泌尿外科" }),
    must("level", "级别", "choice", {
      choices: choices({ 未建设: "未建设", 市级: "市级", 省级: "省级", 国家临床重点专科: "国家临床重点专科" }),
    }),
    must("basis", "依据", "choice", { choices: choices({ approval: "批准文件", evaluation: "评估认定" }) }),
    must("reached", "认定日期", "date", { example: "2024-06-18" }),
  ],
};

export const centreRegisters: readonly PlanRegister[] = [platform, grant, recordsLevel, specialtyLevel];
