import { z } from "zod";
import { dateText, page, pageQuery, regionCode, yearNumber } from "../common.ts";
import { route } from "../route.ts";
import { by, department, listedFinding, room, said, title } from "./shared.ts";

/* 检查计划 and 检查. */

const project = z.object({
  id: z.uuid(),
  number: z.string().nullable(),
  title: z.string(),
  institutionName: z.string(),
  region: regionCode,
});
const projects = z.array(z.uuid()).min(1, "请选择项目").max(500, "至多500个项目");
const name = z.string().trim().min(2, "至少2个字").max(30, "至多30个字");

/** All of the own place that run in the year, also those that went straight to the province. */
export const listInspectionProjects = route({
  method: "GET",
  url: "/findings/projects",
  room,
  summary: "本地的专项资金项目，供抽查、登记检查和问题时选择",
  access: "findings.raise",
  query: z.object({ year: yearNumber.optional(), text: z.string().trim().max(100).optional() }),
  answer: z.object({ items: z.array(project.extend({ institution: z.string(), isInspected: z.boolean() })) }),
});

const plan = z.object({
  id: z.uuid(),
  year: z.number().int(),
  region: regionCode,
  regionName: z.string(),
  department,
  /** 临汾市财政局. */
  office: z.string(),
  title: z.string(),
  /** What share of all projects the department means to look at, in percent. */
  targetPercent: z.number().int(),
  sampled: z.number().int(),
  /** Of the sample. */
  inspected: z.number().int(),
  /** All projects of the place. */
  projects: z.number().int(),
  /** Sample over all, percent with one decimal. */
  plannedPercent: z.string().nullable(),
  by,
});
export type InspectionPlan = z.infer<typeof plan>;

export const listInspectionPlans = route({
  method: "GET",
  url: "/findings/plans",
  room,
  summary: "年度检查计划",
  access: "findings.read",
  query: z.object({ year: yearNumber.optional() }),
  answer: z.object({ items: z.array(plan), mayPlan: z.boolean() }),
});

/** One plan for each department, place and year. */
export const makeInspectionPlan = route({
  method: "POST",
  url: "/findings/plans",
  room,
  summary: "制定本部门年度检查计划，抽取项目",
  access: "findings.inspect",
  body: z.object({
    year: yearNumber,
    title,
    targetPercent: z.number().int().min(1, "应为1至100").max(100, "应为1至100"),
    projects,
  }),
  status: 201,
  answer: z.object({ id: z.uuid() }),
});

const planParams = z.object({ planId: z.uuid() });
export const readInspectionPlan = route({
  method: "GET",
  url: "/findings/plans/:planId",
  room,
  summary: "一份检查计划和抽取的项目",
  access: "findings.read",
  params: planParams,
  answer: plan.extend({
    sample: z.array(project.extend({ isInspected: z.boolean(), reason: z.string().nullable(), by })),
    mayExtend: z.boolean(),
  }),
});

export const extendInspectionPlan = route({
  method: "POST",
  url: "/findings/plans/:planId/samples",
  room,
  summary: "增加抽查项目，写明理由",
  access: "findings.inspect",
  params: planParams,
  body: z.object({ projects, reason: said }),
  status: 201,
  answer: z.object({ id: z.uuid(), added: z.number().int() }),
});

const inspection = z.object({
  id: z.uuid(),
  number: z.string(),
  year: z.number().int(),
  plan: z.object({ id: z.uuid(), title: z.string() }).nullable(),
  region: regionCode,
  department,
  office: z.string(),
  title: z.string(),
  startsOn: dateText,
  endsOn: dateText,
  inspectors: z.array(z.string()),
  projects: z.number().int(),
  findings: z.number().int(),
  state: z.enum(["open", "concluded"]),
  by,
});
export type Inspection = z.infer<typeof inspection>;

export const listInspections = route({
  method: "GET",
  url: "/findings/inspections",
  room,
  summary: "监督检查",
  access: "findings.read",
  query: pageQuery.extend({ year: yearNumber.optional(), plan: z.uuid().optional(), project: z.uuid().optional() }),
  answer: page(inspection),
});

/** Projects of the own place only; another: FORBIDDEN_ROLE. */
export const startInspection = route({
  method: "POST",
  url: "/findings/inspections",
  room,
  summary: "登记一次检查：日期、检查人员、项目",
  access: "findings.inspect",
  body: z.object({
    plan: z.uuid().optional(),
    title,
    startsOn: dateText,
    endsOn: dateText,
    inspectors: z.array(name).min(2, "检查人员不少于2人").max(30),
    projects,
  }),
  status: 201,
  answer: z.object({ id: z.uuid(), number: z.string() }),
});

const inspectionParams = z.object({ inspectionId: z.uuid() });
export const readInspection = route({
  method: "GET",
  url: "/findings/inspections/:inspectionId",
  room,
  summary: "一次检查：项目、结论、发现的问题",
  access: "findings.read",
  params: inspectionParams,
  answer: inspection.extend({
    looked: z.array(project),
    conclusion: z.string().nullable(),
    concluded: by.nullable(),
    found: z.array(listedFinding),
    may: z.object({ conclude: z.boolean(), raise: z.boolean() }),
  }),
});

/** From here on its projects count as inspected. */
export const concludeInspection = route({
  method: "POST",
  url: "/findings/inspections/:inspectionId/conclusion",
  room,
  summary: "登记检查结论",
  access: "findings.inspect",
  params: inspectionParams,
  body: z.object({ conclusion: said }),
  answer: z.object({ id: z.uuid() }),
});
