import { z } from "zod";
import { dateText } from "../common.ts";
import { route } from "../route.ts";
import { flagWords, signalWords, verdictWords } from "./board-cell.ts";
import { decimalText } from "./dictionary.ts";

const keysOf = <const Key extends string>(words: Readonly<Record<Key, string>>) => z.enum(Object.keys(words) as [Key, ...Key[]]);

/** What the engine says of a target on a day, as it says it. */
export const evaluationView = z.object({
  target: z.string(),
  /** Null for the whole of a target of each year. */
  year: z.number().int().nullable(),
  verdict: keysOf(verdictWords),
  value: z.string().nullable(),
  display: z.string(),
  completion: z.string().nullable(),
  rawRatio: z.string().nullable(),
  rangePosition: z.string().nullable(),
  gap: z.object({ value: z.string(), unit: z.string(), strict: z.boolean() }).nullable(),
  flags: z.array(keysOf(flagWords)),
  lateDays: z.number().int().nullable(),
  missing: z.array(z.string()).nullable(),
  signal: keysOf(signalWords).nullable(),
  required: z.string().nullable(),
  projected: z.string().nullable(),
  pathRatio: z.string().nullable(),
  used: z.array(z.string()),
  clauses: z.array(z.string()),
  explanation: z.array(z.object({ text: z.string(), clause: z.string().nullable() })),
});
export type EvaluationView = z.infer<typeof evaluationView>;

/** A promise as the lists show it. */
export const targetView = z.object({
  target: z.string(),
  version: z.number().int(),
  subject: z.string(),
  subjectName: z.string(),
  indicator: z.string(),
  indicatorTitle: z.string(),
  unit: z.string(),
  /** 超过35%; 达到150—200万人次. */
  wording: z.string(),
  /** Year or day by which. */
  by: z.string(),
  period: z.string(),
  clause: z.string(),
  document: z.string(),
  isInferred: z.boolean(),
  isRollUp: z.boolean(),
});
export type TargetView = z.infer<typeof targetView>;

/** One approved value with all of its versions' data. */
export const observationView = z.object({
  period: z.string(),
  version: z.number().int(),
  /** Whether it stands: the latest version by the as-of day. */
  isCurrent: z.boolean(),
  value: z.string().nullable(),
  label: z.string().nullable(),
  numerator: z.string().nullable(),
  denominator: z.string().nullable(),
  definition: z.number().int(),
  reportedOn: dateText,
  dueOn: dateText.nullable(),
  approvedOn: dateText,
  /** The report it was approved with. */
  report: z.string().nullable(),
  source: z.enum(["report", "correction", "loaded"]),
  reason: z.string().nullable(),
  by: z.string(),
});
export type ObservationView = z.infer<typeof observationView>;

export const targetEventView = z.object({
  id: z.string(),
  subject: z.string(),
  subjectName: z.string(),
  indicator: z.string(),
  indicatorTitle: z.string(),
  name: z.string(),
  happenedOn: dateText,
  document: z.string(),
  file: z.object({ id: z.string(), name: z.string() }).nullable(),
  recordedBy: z.string(),
  recordedOn: dateText,
  confirmedBy: z.string().nullable(),
  confirmedOn: dateText.nullable(),
  withdrawnOn: dateText.nullable(),
  withdrawalReason: z.string().nullable(),
  /** Register whose confirmed entry it is; null for one that was recorded here. */
  fromRegister: z.string().nullable(),
  /** Until it is confirmed its recorder may bring or replace its file. */
  canAttach: z.boolean(),
  canConfirm: z.boolean(),
  canWithdraw: z.boolean(),
});
export type TargetEventView = z.infer<typeof targetEventView>;

const yearValue = z.object({ year: z.coerce.number().int().min(2000).max(2199), value: decimalText });

export const listTargets = route({
  method: "GET",
  url: "/targets",
  room: "indicators",
  summary: "目标：主体、指标、原文限值、年份、条款和版本，可查所辖的评价",
  access: "indicators.read",
  query: z.object({
    subject: z.string().max(64).optional(),
    indicator: z.string().max(60).optional(),
    document: z.string().max(60).optional(),
    verdict: keysOf(verdictWords).optional(),
    text: z.string().max(64).optional(),
    asOf: dateText.optional(),
  }),
  answer: z.object({
    asOf: dateText,
    /** Evaluation is null where the results of the subject lie outside the reader's scope. */
    items: z.array(targetView.extend({ evaluation: evaluationView.nullable() })),
    subjects: z.array(z.object({ id: z.string(), name: z.string(), kind: z.enum(["institution", "region"]) })),
    indicators: z.array(z.object({ code: z.string(), title: z.string() })),
    documents: z.array(z.object({ id: z.string(), title: z.string() })),
  }),
});

export const readTarget = route({
  method: "GET",
  url: "/targets/:target",
  room: "indicators",
  summary: "一个目标：原文限值、条款、版本、路径、历年数值、评价的解释和所依据的数据",
  access: "indicators.read",
  params: z.object({ target: z.string().max(120) }),
  query: z.object({ asOf: dateText.optional() }),
  answer: z.object({
    asOf: dateText,
    target: targetView,
    formula: z.string(),
    numerator: z.string().nullable(),
    denominator: z.string().nullable(),
    definition: z.number().int(),
    versions: z.array(
      z.object({
        version: z.number().int(),
        wording: z.string(),
        by: z.string(),
        document: z.string(),
        documentDate: dateText,
        effectiveFrom: dateText,
        reason: z.string().nullable(),
        recordedBy: z.string(),
      }),
    ),
    paths: z.array(
      z.object({
        baseline: yearValue.nullable(),
        milestones: z.array(yearValue),
        effectiveFrom: dateText,
        document: z.string(),
        approvedBy: z.string(),
      }),
    ),
    /** Null where the results lie outside the reader's scope. */
    results: z
      .object({
        evaluations: z.array(evaluationView),
        /** The rollup of each year that has data. */
        years: z.array(
          z.object({
            year: z.number().int(),
            months: z.number().int(),
            value: z.string().nullable(),
            label: z.string().nullable(),
            numerator: z.string().nullable(),
            denominator: z.string().nullable(),
            hasBreak: z.boolean(),
            isCorrected: z.boolean(),
          }),
        ),
        observations: z.array(observationView),
        events: z.array(targetEventView),
      })
      .nullable(),
    canAmend: z.boolean(),
  }),
});

export const amendTarget = route({
  method: "POST",
  url: "/targets/:target/versions",
  room: "indicators",
  summary: "按后来的文件调整目标；以前的时期仍按当时的版本评价",
  access: "indicators.define",
  params: z.object({ target: z.string().max(120) }),
  body: z.object({
    op: z.enum(["gte", "gt", "lte", "lt", "range", "range-strict", "eq", "reach-level", "rank-within", "grade"]),
    value: z.string().trim().max(40).nullable(),
    min: decimalText.nullable(),
    max: decimalText.nullable(),
    by: z.union([z.number().int().min(2000).max(2199), dateText]),
    document: z.string().trim().min(4, "请填写文号").max(100),
    documentDate: dateText,
    effectiveFrom: dateText,
    reason: z.string().trim().min(4, "请说明调整原因").max(500),
  }),
  status: 201,
  answer: z.object({ version: z.number().int() }),
});

export const recordTargetPath = route({
  method: "POST",
  url: "/targets/:target/paths",
  room: "indicators",
  summary: "登记批准的基期值和阶段目标；只影响进度，不影响结论",
  access: "indicators.define",
  params: z.object({ target: z.string().max(120) }),
  body: z.object({
    baseline: yearValue.nullable(),
    milestones: z.array(yearValue).max(20),
    effectiveFrom: dateText,
    document: z.string().trim().min(2, "请填写批准的文件").max(100),
  }),
  status: 201,
  answer: z.object({ id: z.uuid() }),
});

export const listTargetEvents = route({
  method: "GET",
  url: "/target-events",
  room: "indicators",
  summary: "逐项登记的事项：获批、命名、验收，确认后计数",
  access: "indicators.read",
  query: z.object({
    subject: z.string().max(64).optional(),
    indicator: z.string().max(60).optional(),
    state: z.enum(["waiting", "confirmed", "withdrawn"]).optional(),
  }),
  answer: z.object({
    items: z.array(targetEventView),
    /** What this person may record: indicators counted by events, with their subjects. */
    choices: z.array(
      z.object({ subject: z.string(), subjectName: z.string(), indicator: z.string(), indicatorTitle: z.string() }),
    ),
  }),
});

export const recordTargetEvent = route({
  method: "POST",
  url: "/target-events",
  room: "indicators",
  summary: "登记一项获批、命名或验收",
  access: "indicators.report",
  body: z.object({
    subject: z.string().max(64),
    indicator: z.string().max(60),
    name: z.string().trim().min(2, "请填写名称").max(120),
    happenedOn: dateText,
    document: z.string().trim().min(2, "请填写依据文件").max(200),
  }),
  status: 201,
  answer: z.object({ id: z.uuid() }),
});

export const attachEventFile = route({
  method: "POST",
  url: "/target-events/:id/file",
  room: "indicators",
  summary: "上传登记事项的依据文件；确认以前可以更换",
  access: "indicators.report",
  params: z.object({ id: z.uuid() }),
  upload: { maxBytes: 20 * 1024 * 1024 },
  status: 201,
  answer: z.object({ id: z.uuid(), name: z.string() }),
});

export const downloadEventFile = route({
  method: "GET",
  url: "/target-events/:id/file",
  room: "indicators",
  summary: "下载登记事项的依据文件",
  access: "indicators.read",
  params: z.object({ id: z.uuid() }),
  download: true,
});

export const confirmTargetEvent = route({
  method: "POST",
  url: "/target-events/:id/confirmation",
  room: "indicators",
  summary: "上级另一人确认登记的事项",
  access: "indicators.check",
  params: z.object({ id: z.uuid() }),
  status: 201,
  answer: z.object({ id: z.uuid() }),
});

export const withdrawTargetEvent = route({
  method: "POST",
  url: "/target-events/:id/withdrawal",
  room: "indicators",
  summary: "登记的事项自某日起不再有效",
  access: "indicators.check",
  params: z.object({ id: z.uuid() }),
  body: z.object({ withdrawnOn: dateText, reason: z.string().trim().min(4, "请说明原因").max(500) }),
  status: 201,
  answer: z.object({ id: z.uuid() }),
});

/** Observations of one subject and indicator; the drawer behind every number. */
export const showObservations = route({
  method: "GET",
  url: "/indicators/:code/observations",
  room: "indicators",
  summary: "一个主体一个指标的审定数据：各期分子、分母、版本、迟报和更正",
  access: "indicators.read",
  params: z.object({ code: z.string().max(60) }),
  query: z.object({ subject: z.string().max(64), asOf: dateText.optional(), from: dateText.optional() }),
  answer: z.object({
    asOf: dateText,
    subject: z.object({ id: z.string(), name: z.string(), kind: z.enum(["institution", "region"]) }),
    items: z.array(observationView),
  }),
});
