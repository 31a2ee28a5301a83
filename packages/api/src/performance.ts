import { z } from "zod";
import { dateText, fenText, instantText, page, pageQuery, regionCode, yearNumber } from "./common.ts";
import { programmeId, projectParams, projectState, projectSummary } from "./projects/shared.ts";
import { route } from "./route.ts";

/* 项目绩效: the five stages of every project of the fund, and the records that no other room keeps. Points travel as whole hundredths. */

const room = "performance";
const points = z.number().int().min(0).max(10_000);
const said = z.string().trim().min(2, "至少2个字").max(2_000, "至多2000个字");
/** Must be said, and is asked for beside everything else that is missing. */
const remark = z.string().trim().max(2_000, "至多2000个字");
const light = z.enum(["good", "warning", "bad", "neutral"]);
const by = z.object({ name: z.string(), at: instantText });

export const performanceStageIds = ["ex-ante", "target", "monitoring", "evaluation", "result-use"] as const;

/** One of the five, as it stands: done by a record on a day, or not yet; `next` is the one that is due. */
const stage = z.object({
  id: z.enum(performanceStageIds),
  label: z.string(),
  state: z.enum(["done", "next", "missing"]),
  on: dateText.nullable(),
  /** The record that proves it, in words. */
  record: z.string().nullable(),
});
export type PerformanceStage = z.infer<typeof stage>;

const grade = z.enum(["excellent", "good", "fair", "poor"]);
const standing = z.object({ points, grade, source: z.enum(["self", "review"]), year: z.number().int() });

const listed = projectSummary
  .pick({ id: true, number: true, title: true, programme: true, year: true, state: true, institution: true, supportFen: true })
  .extend({ stages: z.array(stage), standing: standing.nullable() });
export type PerformanceListed = z.infer<typeof listed>;

export const listPerformance = route({
  method: "GET",
  url: "/performance/projects",
  room,
  summary: "项目绩效：专项资金项目的五个环节",
  access: "projects.read",
  query: pageQuery.extend({
    text: z.string().trim().max(100).optional(),
    programme: programmeId.optional(),
    state: projectState.optional(),
    region: regionCode.optional(),
  }),
  answer: page(listed),
});

const sheetRow = z.object({
  level: z.enum(["output", "benefit", "satisfaction", "cost"]),
  name: z.string().trim().max(200, "至多200个字"),
  operator: z.enum([">=", ">", "<=", "<", "=", "text"]),
  target: z.string().trim().max(200, "至多200个字"),
  unit: z.string().trim().max(20, "至多20个字"),
  weight: points,
});
const sheet = z.object({ executionWeight: points.max(2_000, "执行率至多20分"), rows: z.array(sheetRow).max(100, "至多100项") });
export type PerformanceSheetSent = z.input<typeof sheet>;

const monitoredRow = z.object({
  actual: z.string().trim().max(200),
  likelihood: z.enum(["certain", "possible", "impossible"]),
  cause: z.enum(["funds", "rules", "staff", "hardware", "other"]).optional(),
});

const selfEntry = z.object({
  actual: z.string().trim().max(500, "至多500个字"),
  band: z.enum(["achieved", "partly", "missed"]).optional(),
  /** Hundredths of a percent. */
  share: z.number().int().min(0).max(10_000).optional(),
  sampleSize: z.number().int().min(0).max(100_000_000).optional(),
  method: z.string().trim().max(200).optional(),
  reason: z.string().trim().max(1_000).optional(),
});
export type SelfEntrySent = z.input<typeof selfEntry>;

const execution = z.object({ initialFen: fenText, adjustedFen: fenText, carriedFen: fenText, spentFen: fenText });

const deduction = z.object({
  dimension: z.enum(["decision", "process", "output", "benefit"]),
  item: z.string().trim().max(200),
  points,
  reason: z.string().trim().max(1_000),
  evidence: z.string().trim().max(500),
  clause: z.string().trim().max(100),
});
export type DeductionSent = z.input<typeof deduction>;
const phase = z.enum(["general", "underWay", "finished"]);
const use = z.enum(["improve", "adjust", "reduce", "stop", "reward"]);

const keptSheet = sheet.extend({ version: z.number().int(), isLocked: z.boolean(), by });
const selfEvaluation = z.object({
  version: z.number().int(),
  sheetVersion: z.number().int(),
  execution,
  executionPoints: points,
  entries: z.array(selfEntry.extend({ points })),
  explanation: z.string(),
  points,
  grade,
  /** What the head signs: exactly this content. */
  sha256: z.string(),
  by,
  signed: by.nullable(),
});
export type SelfEvaluation = z.infer<typeof selfEvaluation>;
const review = z.object({
  version: z.number().int(),
  selfVersion: z.number().int(),
  phase,
  dimensions: z.array(z.object({ dimension: deduction.shape.dimension, weight: points, points })),
  deductions: z.array(deduction),
  conclusion: z.string(),
  points,
  grade,
  selfPoints: points,
  /** More than ten points from the self-evaluation. */
  isDistorted: z.boolean(),
  office: z.string(),
  by,
});
export type PerformanceReview = z.infer<typeof review>;

/** Everything that is known of a project's performance in one year, and what this reader may record now. */
export const performanceRead = z.object({
  project: projectSummary,
  year: z.number().int(),
  years: z.array(z.number().int()),
  clause: z.string(),
  /** Who re-evaluates, in words; and whether closing waits for it or for the signed self-evaluation alone. */
  evaluator: z.string(),
  needsReview: z.boolean(),
  stages: z.array(stage),
  /** What keeps it from being closed, by name. */
  missing: z.array(z.string()),
  sheet: keptSheet.nullable(),
  /** What the declared targets suggest while nothing is laid down. */
  suggested: sheet,
  monitorings: z.array(
    z.object({
      seq: z.number().int(),
      year: z.number().int(),
      month: z.number().int(),
      budgetFen: fenText.nullable(),
      spentFen: fenText.nullable(),
      rows: z.array(monitoredRow.extend({ name: z.string() })),
      measures: z.string(),
      funds: light,
      performance: light,
      whole: light,
      contrast: z.string().nullable(),
      by,
    }),
  ),
  selfEvaluations: z.array(selfEvaluation),
  reviews: z.array(review),
  uses: z.array(
    z.object({
      seq: z.number().int(),
      use,
      what: z.string(),
      owner: z.string(),
      dueOn: dateText,
      source: z.enum(["self", "review"]),
      points,
      by,
    }),
  ),
  standing: standing.nullable(),
  suggestion: z.string().nullable(),
  /** Every act, the newest first. */
  trail: z.array(z.object({ label: z.string(), note: z.string(), by })),
  may: z.object({
    laySheet: z.boolean(),
    monitor: z.boolean(),
    selfEvaluate: z.boolean(),
    sign: z.boolean(),
    review: z.boolean(),
    use: z.boolean(),
  }),
});
export type PerformanceRead = z.infer<typeof performanceRead>;

export const readPerformance = route({
  method: "GET",
  url: "/performance/projects/:projectId",
  room,
  summary: "一个项目一年的绩效：环节、指标表、监控、自评、再评价、结果应用",
  access: "projects.read",
  params: projectParams,
  query: z.object({ year: yearNumber.optional() }),
  answer: performanceRead,
});

const params = projectParams.extend({ year: yearNumber });

export const laySheet = route({
  method: "PUT",
  url: "/performance/projects/:projectId/:year/sheet",
  room,
  summary: "确定评价指标表，分值合计100",
  access: "projects.read",
  params,
  body: sheet,
  answer: performanceRead,
});

export const recordMonitoring = route({
  method: "POST",
  url: "/performance/projects/:projectId/:year/monitorings",
  room,
  summary: "单位填报绩效运行监控",
  access: "projects.read",
  params,
  body: z.object({
    month: z.number().int().min(1).max(12),
    budgetFen: fenText.nullable(),
    spentFen: fenText.nullable(),
    rows: z.array(monitoredRow).max(100),
    measures: z.string().trim().max(2_000),
  }),
  status: 201,
  answer: performanceRead,
});

export const recordSelfEvaluation = route({
  method: "POST",
  url: "/performance/projects/:projectId/:year/self-evaluations",
  room,
  summary: "单位填报绩效自评，得分由系统计算",
  access: "projects.read",
  params,
  body: z.object({ execution, entries: z.array(selfEntry).max(100), explanation: remark }),
  status: 201,
  answer: performanceRead,
});

export const signSelfEvaluation = route({
  method: "POST",
  url: "/performance/projects/:projectId/:year/self-evaluations/:version/signature",
  room,
  summary: "单位负责人签署绩效自评",
  access: "projects.read",
  params: params.extend({ version: z.coerce.number().int().min(1) }),
  body: z.object({ sha256: z.string().regex(/^[0-9a-f]{64}$/) }),
  answer: performanceRead,
});

export const recordReview = route({
  method: "POST",
  url: "/performance/projects/:projectId/:year/reviews",
  room,
  summary: "再评价：逐条扣分，得分由系统计算",
  access: "projects.read",
  params,
  body: z.object({ phase, deductions: z.array(deduction).max(100), conclusion: remark }),
  status: 201,
  answer: performanceRead,
});

export const recordUse = route({
  method: "POST",
  url: "/performance/projects/:projectId/:year/uses",
  room,
  summary: "登记评价结果应用",
  access: "projects.read",
  params,
  body: z.object({ use, what: said, owner: said.max(100, "至多100个字"), dueOn: dateText }),
  status: 201,
  answer: performanceRead,
});
