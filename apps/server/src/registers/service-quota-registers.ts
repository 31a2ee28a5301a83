import { date } from "@qiangyi/kernel";
import { regionsByCode } from "@qiangyi/policy";
import { namedIntegrationPilots, namedProvincialCentres, regionalCentreStates } from "@qiangyi/policy/service-system";
import { periodEndOf } from "@qiangyi/policy/tasks";
import { choices, may, must } from "./plan-field.ts";
import type { PlanRegister } from "./register.ts";

/** 晋政发〔2023〕15号: rosters of people, pilots and centres that the plan's quotas are counted from. */

const clause = (rest: string): string => `service-system-2023.${rest}`;
const county = () => must("county", "县（市、区）", "region", { help: "县级行政区划代码，从区划表选择", example: "141002" });

const assistantGps: PlanRegister = {
  id: "plan-assistant-gp",
  prefix: "QK",
  title: "助理全科医生学员",
  help: "每名学员一条，按录取日期计入当年；同一人同一年只计一次。",
  clause: clause("s1.1.agp-quota"),
  place: { institution: "institution" },
  dateField: "admitted",
  columns: ["person", "institution", "admitted", "completed"],
  unique: { fields: ["person", "admitted"], sentence: "同一学员同一录取日期只登记一条", clause: clause("s1.1.agp-quota") },
  periods: [["admitted", "completed"]],
  evidence: { when: "always", attachment: false, clause: clause("s1.1.agp-quota") },
  confirmer: "province",
  fields: [
    must("person", "学员", "text", { help: "人员编号，同一人前后一致；不要填身份证号", example: "A0001" }),
    must("institution", "培养基地", "institution"),
    must("admitted", "录取日期", "date", { help: "录取名单的日期", example: "2024-08-20" }),
    may("completed", "结业日期", "date"),
  ],
};

const villageDoctors: PlanRegister = {
  id: "plan-village-doctor",
  prefix: "CY",
  title: "村医大专学历提升学员",
  help: "每名在岗村医一条，录取、退学、毕业逐步填写；录取当日在岗的计入当年招录，录取不等于毕业。",
  clause: clause("s1.3.village-doctor-enrolment"),
  place: { county: "county" },
  dateField: "enrolled",
  columns: ["person", "county", "posted", "enrolled", "dropped", "graduated"],
  unique: { fields: ["person"], sentence: "同一学员只登记一条", clause: clause("s1.3.village-doctor-enrolment") },
  closes: {
    on: date("2026-02-01"),
    sentence: "2023至2025年的招录名单自2026年2月1日起封账，不再新增",
    clause: clause("s1.3.village-doctor-enrolment"),
  },
  periods: [
    ["posted", "left"],
    ["posted", "enrolled"],
    ["enrolled", "dropped"],
    ["enrolled", "graduated"],
  ],
  evidence: { when: "always", attachment: false, clause: clause("s1.3.village-doctor-enrolment") },
  confirmer: "province",
  fields: [
    must("person", "学员", "text", { help: "人员编号，同一人前后一致；不要填身份证号", example: "C0001" }),
    county(),
    must("posted", "在岗起始日期", "date", { help: "担任村医的起始日期", example: "2016-07-01" }),
    may("left", "离岗日期", "date"),
    must("enrolled", "录取日期", "date", { help: "录取名单的日期", example: "2024-08-20" }),
    may("dropped", "退学日期", "date"),
    may("graduated", "毕业日期", "date"),
  ],
  rules: ({ dropped, graduated }) =>
    (dropped ?? null) !== null && (graduated ?? null) !== null ? [{ path: "graduated", message: "退学和毕业只能填一项" }] : [],
};

const countySpecialty: PlanRegister = {
  id: "plan-county-specialty",
  prefix: "ZD",
  title: "县级临床重点专科",
  help: "县级医院的一个专科一条，申报、评审、公布名单、建设、验收逐步填写日期；规划二（一）4和二（三）3同是这一百个。",
  clause: clause("s1.4.county-key-specialties-100"),
  place: { institution: "institution" },
  dateField: "applied",
  columns: ["institution", "specialty", "applied", "listed", "accepted"],
  unique: {
    fields: ["institution", "specialty"],
    sentence: "同一医院的同一专科只登记一条",
    clause: clause("s1.4.county-key-specialties-100"),
  },
  periods: [
    ["applied", "reviewed"],
    ["reviewed", "listed"],
    ["listed", "building"],
    ["building", "accepted"],
    ["listed", "ended"],
  ],
  evidence: { when: "always", attachment: false, clause: clause("s1.4.county-key-specialties-100") },
  confirmer: "province",
  fields: [
    must("institution", "承担医院", "institution"),
    must("specialty", "专科", "text", { example: "心血管内科" }),
    must("applied", "申报日期", "date", { example: "2023-09-10" }),
    may("reviewed", "评审日期", "date", { example: "2023-10-20" }),
    may("listed", "公布日期", "date", { help: "名单公布即为启动", example: "2023-12-01" }),
    may("building", "建设起始日期", "date", { example: "2024-01-05" }),
    may("accepted", "验收日期", "date", { help: "验收通过即为完成", example: "2025-11-20" }),
    may("ended", "退出日期", "date"),
  ],
  rules: (values) => {
    const isEmpty = (name: string): boolean => (values[name] ?? null) === null;
    const steps = ["reviewed", "listed", "building", "accepted"];
    const reached = steps.findLastIndex((name) => !isEmpty(name));
    return steps
      .filter((name, at) => at < reached && isEmpty(name))
      .map((path) => ({ path, message: "后面的环节已有日期，这个环节也要填" }));
  },
};

const regionalCentre: PlanRegister = {
  id: "plan-regional-centre",
  prefix: "QX",
  title: "国家和省级区域医疗中心",
  help: "试点共建的国家区域医疗中心和省级区域医疗中心，每家医院一条；专业类别的中心登记在资金台账，不在这里。",
  clause: clause("s1.5.provincial-centres-count"),
  place: { institution: "institution" },
  dateField: "approved",
  columns: ["institution", "level", "state", "approved"],
  unique: {
    fields: ["institution", "level"],
    sentence: "同一医院同一层级只登记一条，状态变化的修改原记录",
    clause: clause("s1.5.provincial-centres-count"),
  },
  periods: [["approved", "ended"]],
  evidence: { when: "always", attachment: false, clause: clause("s1.5.provincial-centres-count") },
  kept: {
    holds: ({ level, ended }, home) =>
      level === "provincial" && ended === undefined && namedProvincialCentres.includes(home?.name ?? ""),
    sentence: "规划点名的省级区域医疗中心在规划有效期内不能删除",
    clause: clause("s1.5.provincial-centres-count"),
  },
  confirmer: "province",
  fields: [
    must("institution", "承建医院", "institution"),
    must("level", "层级", "choice", { choices: choices({ national: "国家（试点共建）", provincial: "省级" }) }),
    must("state", "状态", "choice", { choices: choices(regionalCentreStates), help: "在建及以上计入省级区域医疗中心数" }),
    must("approved", "批准日期", "date", { example: "2023-08-09" }),
    may("ended", "退出日期", "date"),
  ],
};

const cancerPilot: PlanRegister = {
  id: "plan-cancer-pilot",
  prefix: "ZL",
  title: "肿瘤诊疗能力县级试点医院",
  help: "选定即登记；可诊断、可治疗各凭文件确认，两项都确认才算建成。",
  clause: clause("s1.4.cancer-pilots-50"),
  place: { institution: "institution" },
  dateField: "designated",
  columns: ["institution", "designated", "diagnose.on", "treat.on"],
  unique: { fields: ["institution"], sentence: "同一医院只登记一条", clause: clause("s1.4.cancer-pilots-50") },
  periods: [
    ["designated", "diagnose.on"],
    ["designated", "treat.on"],
    ["designated", "ended"],
  ],
  evidence: { when: "always", attachment: false, clause: clause("s1.4.cancer-pilots-50") },
  confirmer: "province",
  fields: [
    must("institution", "试点医院", "institution"),
    must("designated", "选定日期", "date", { example: "2024-03-15" }),
    may("diagnose.on", "可诊断确认日期", "date", { example: "2024-11-20" }),
    may("diagnose.document", "可诊断确认依据", "text", { help: "评估文件的文号或名称", example: "晋卫医函〔2024〕88号" }),
    may("treat.on", "可治疗确认日期", "date", { example: "2025-05-20" }),
    may("treat.document", "可治疗确认依据", "text", { help: "评估文件的文号或名称", example: "晋卫医函〔2025〕36号" }),
    may("ended", "退出日期", "date"),
  ],
};

const leadingSpecialty: PlanRegister = {
  id: "plan-leading-specialty",
  prefix: "LJ",
  title: "领军临床专科",
  help: "136兴医工程的领军专科，规划为10个；名单由省卫生健康委按文件登记，超过10个的须有批准文号。",
  clause: clause("s3.3.leading-specialties-10"),
  place: {},
  dateField: "named",
  columns: ["institution", "specialty", "named"],
  unique: {
    fields: ["institution", "specialty"],
    sentence: "同一医院的同一专科只登记一条",
    clause: clause("s3.3.leading-specialties-10"),
  },
  limit: {
    code: "PLAN_MAX_REACHED",
    fields: [],
    most: 10,
    approval: "approval",
    sentence: "领军临床专科规划为10个，名单已满",
    clause: clause("s3.3.leading-specialties-10"),
  },
  periods: [["named", "ended"]],
  evidence: { when: "always", attachment: false, clause: clause("s3.3.leading-specialties-10") },
  confirmer: "province",
  fields: [
    must("institution", "承担医院", "institution"),
    must("specialty", "专科", "text", { example: "心血管内科" }),
    must("named", "确定日期", "date", { example: "2023-03-20" }),
    may("approval", "增补批准文号", "text", { help: "超过10个时填写", example: "晋卫医发〔2024〕12号" }),
    may("ended", "退出日期", "date"),
  ],
};

const integrationCounty: PlanRegister = {
  id: "plan-integration-county",
  prefix: "ZH",
  title: "一体化扩大试点县",
  help: "再遴选的15个县，申请、评审、确定逐步填写；介休市、万荣县、盐湖区是已有试点，不在此列。",
  clause: clause("s2.4.expand-15-counties"),
  place: { county: "county" },
  dateField: "applied",
  columns: ["county", "applied", "reviewed", "confirmed"],
  unique: { fields: ["county"], sentence: "同一县只登记一条", clause: clause("s2.4.expand-15-counties") },
  periods: [
    ["applied", "reviewed"],
    ["reviewed", "confirmed"],
    ["confirmed", "ended"],
  ],
  evidence: { when: "always", attachment: false, clause: clause("s2.4.expand-15-counties") },
  confirmer: "province",
  fields: [
    county(),
    must("applied", "申请日期", "date", { example: "2024-02-20" }),
    may("reviewed", "评审日期", "date", { example: "2024-04-10" }),
    may("confirmed", "确定日期", "date", { help: "确定名单的文件日期", example: "2024-05-06" }),
    may("ended", "退出日期", "date"),
  ],
  rules: ({ county: code, reviewed, confirmed }) => [
    ...(namedIntegrationPilots.includes(regionsByCode.get(String(code))?.name ?? "")
      ? [{ path: "county", message: "规划点名的已有试点，不能作为再遴选的15个县之一" }]
      : []),
    ...(confirmed !== undefined && reviewed === undefined
      ? [{ path: "reviewed", message: "确定之前须先评审，请填评审日期" }]
      : []),
  ],
};

const capitationCounty: PlanRegister = {
  id: "plan-capitation-county",
  prefix: "RT",
  title: "按人头打包付费试点县",
  help: "选定的15个县，启动后填启动日期和县级医疗集团；与一体化试点是两份名单。",
  clause: clause("s5.2.capitation-15-counties"),
  place: { county: "county" },
  dateField: "selected",
  columns: ["county", "selected", "started", "group"],
  unique: { fields: ["county"], sentence: "同一县只登记一条", clause: clause("s5.2.capitation-15-counties") },
  limit: {
    code: "PLAN_MAX_REACHED",
    fields: [],
    most: 15,
    approval: "approval",
    sentence: "按人头打包付费试点规划为15个县，名单已满",
    clause: clause("s5.2.capitation-15-counties"),
  },
  periods: [
    ["selected", "started"],
    ["started", "ended"],
  ],
  evidence: { when: "always", attachment: false, clause: clause("s5.2.capitation-15-counties") },
  confirmer: "province",
  fields: [
    county(),
    must("selected", "选定日期", "date", { example: "2024-02-20" }),
    may("started", "启动日期", "date", { help: "开始按人头打包付费的日期", example: "2024-07-01" }),
    may("group", "县级医疗集团", "text", { example: "某县医疗集团" }),
    may("settledYear", "最近结算年度", "year", { example: "2024" }),
    may("approval", "增补批准文号", "text", { help: "超过15个时填写", example: "晋医保发〔2024〕12号" }),
    may("ended", "退出日期", "date"),
  ],
};

const capitationReport: PlanRegister = {
  id: "plan-capitation-report",
  prefix: "RB",
  title: "按人头打包付费半年报告",
  help: "试点县医保经办机构每半年报一次，期末后10个工作日内；写明参保人数、预算和实付。",
  clause: clause("s5.2.capitation-15-counties"),
  place: { county: "county" },
  dateField: "reported",
  columns: ["county", "year", "half", "reported", "unit"],
  unique: {
    fields: ["county", "year", "half"],
    sentence: "同一县同一期只登记一份报告",
    clause: clause("s5.2.capitation-15-counties"),
  },
  evidence: { when: "always", attachment: false, clause: clause("s5.2.capitation-15-counties") },
  confirmer: "province",
  fields: [
    county(),
    must("year", "年度", "year", { example: "2024" }),
    must("half", "报告期", "choice", { choices: choices({ H1: "上半年", H2: "下半年" }) }),
    must("reported", "报告日期", "date", { example: "2025-01-10" }),
    must("unit", "报告单位", "text", { example: "某县医疗保险服务中心" }),
    may("insured", "打包参保人数", "integer", { help: "单位：人", example: "210000" }),
    may("progress", "进展和问题", "text", { example: "已按季预拨，结余留用办法已印发" }),
  ],
  rules: ({ year, half, reported }) => {
    const isTold = [year, half, reported].every((value) => (value ?? null) !== null);
    return isTold && String(reported) <= periodEndOf(`${year}-${half}`)
      ? [{ path: "reported", message: "报告期结束后才能报告" }]
      : [];
  },
};

const countyGroup: PlanRegister = {
  id: "plan-county-group",
  prefix: "JT",
  title: "县级医疗集团和远程会诊接入",
  help: "每个县一条：集团名称，签约日期，接入测试的日期和结果。只有测试通过才算接入。",
  clause: clause("s2.4.groups-connected"),
  place: { county: "county" },
  dateField: "tested",
  columns: ["county", "name", "contracted", "tested", "result"],
  unique: { fields: ["county"], sentence: "同一县只登记一个县级医疗集团", clause: clause("s2.4.groups-connected") },
  periods: [["contracted", "tested"]],
  evidence: { when: "with-result", attachment: false, clause: clause("s2.4.groups-connected") },
  confirmer: "province",
  fields: [
    county(),
    must("name", "集团名称", "text", { example: "某县医疗集团" }),
    may("contracted", "签约日期", "date", { example: "2024-03-01" }),
    must("tested", "测试日期", "date", { nullable: true, help: "尚未测试的留空", example: "2024-06-18" }),
    must("result", "测试结果", "choice", {
      nullable: true,
      choices: choices({ passed: "通过", failed: "未通过" }),
      help: "尚未测试的留空",
    }),
  ],
  rules: ({ tested, result }) =>
    ((tested ?? null) === null) === ((result ?? null) === null)
      ? []
      : [{ path: (result ?? null) === null ? "result" : "tested", message: "测试日期和测试结果要么都填，要么都不填" }],
};

const consultations: PlanRegister = {
  id: "plan-remote-consultation",
  prefix: "HZ",
  title: "县级医疗集团远程会诊量",
  help: "每个县每月一条，当月至少一例的为活跃。",
  clause: clause("s2.4.groups-connected"),
  place: { county: "county" },
  dateField: "year",
  columns: ["county", "year", "month", "cases"],
  unique: { fields: ["county", "year", "month"], sentence: "同一县同一月只登记一条", clause: clause("s2.4.groups-connected") },
  evidence: { when: "always", attachment: false, clause: clause("s2.4.groups-connected") },
  confirmer: "province",
  fields: [
    county(),
    must("year", "年度", "year", { example: "2024" }),
    must("month", "月份", "choice", {
      choices: choices(
        Object.fromEntries(Array.from({ length: 12 }, (_, at) => [String(at + 1).padStart(2, "0"), `${at + 1}月`])),
      ),
    }),
    must("cases", "会诊例数", "integer", { help: "单位：例", example: "36" }),
  ],
};

const daySurgeryItem: PlanRegister = {
  id: "plan-day-surgery-item",
  prefix: "RM",
  title: "日间手术病种目录",
  help: "目录每个版本的每个病种一条；规划为298种。",
  clause: clause("s3.3.day-surgery-298"),
  place: {},
  dateField: "effective",
  columns: ["version", "code", "name", "effective"],
  unique: { fields: ["version", "code"], sentence: "同一版本的同一编码只登记一条", clause: clause("s3.3.day-surgery-298") },
  evidence: { when: "always", attachment: false, clause: clause("s3.3.day-surgery-298") },
  confirmer: "province",
  fields: [
    must("version", "目录版本", "text", { example: "2023年版" }),
    must("code", "病种编码", "text", { example: "K80.201" }),
    must("name", "病种名称", "text"),
    must("effective", "目录施行日期", "date", { help: "同一版本填同一日期", example: "2023-09-01" }),
  ],
};

const daySurgeryUse: PlanRegister = {
  id: "plan-day-surgery-use",
  prefix: "RS",
  title: "日间手术开展情况",
  help: "每家医院每年每个病种一条；目录以外的病种也登记，另行计数。",
  clause: clause("s3.3.day-surgery-298"),
  place: { institution: "institution" },
  dateField: "year",
  columns: ["institution", "year", "code", "cases"],
  unique: {
    fields: ["institution", "year", "code"],
    sentence: "同一医院同一年度同一病种只登记一条",
    clause: clause("s3.3.day-surgery-298"),
  },
  evidence: { when: "always", attachment: false, clause: clause("s3.3.day-surgery-298") },
  confirmer: "province",
  fields: [
    must("institution", "医院", "institution"),
    must("year", "年度", "year", { example: "2024" }),
    must("code", "病种编码", "text", { help: "按目录的编码填写", example: "K80.201" }),
    must("cases", "例数", "integer", { help: "单位：例", example: "120" }),
  ],
};

export const serviceQuotaRegisters: readonly PlanRegister[] = [
  assistantGps,
  villageDoctors,
  countySpecialty,
  regionalCentre,
  cancerPilot,
  leadingSpecialty,
  integrationCounty,
  capitationCounty,
  capitationReport,
  countyGroup,
  consultations,
  daySurgeryItem,
  daySurgeryUse,
];
