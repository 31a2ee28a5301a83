import { z } from "zod";
import { dateText, page, pageQuery } from "../common.ts";
import { route } from "../route.ts";
import {
  lifeCycleGoal,
  partCode,
  taskRoom as room,
  taskBy,
  taskCadence,
  taskCode,
  taskDocument,
  taskLifeStage,
  taskLight,
  taskState,
  taskSummary,
} from "./ledger-task.ts";

export const taskFilter = z.object({
  document: taskDocument.optional(),
  unit: z.string().trim().max(60).optional(),
  light: taskLight.optional(),
  state: taskState.optional(),
  stage: taskLifeStage.optional(),
  /** Only what a goal of the plan rests on. */
  goal: z.literal(lifeCycleGoal).optional(),
  text: z.string().trim().max(100).optional(),
});

export const listLedgerTasks = route({
  method: "GET",
  url: "/tasks",
  room,
  summary: "督办台账：任务、责任单位、进展和灯",
  access: "tasks.read",
  query: pageQuery.extend(taskFilter.shape),
  answer: page(taskSummary).extend({
    today: dateText,
    counts: z.object({ done: z.number().int(), open: z.number().int(), late: z.number().int(), red: z.number().int() }),
    /** Units that lead or support a task, for the filter. */
    units: z.array(z.string()),
    mayManage: z.boolean(),
  }),
});

export const exportLedgerTasks = route({
  method: "GET",
  url: "/tasks/workbook",
  room,
  summary: "督办台账导出为工作簿，按列表的筛选",
  access: "tasks.read",
  query: taskFilter,
  download: true,
});

const fileView = z.object({ id: z.string(), name: z.string() });

const report = z.object({
  id: z.string(),
  period: z.string(),
  periodTitle: z.string(),
  unit: z.string(),
  version: z.number().int(),
  progress: z.number().int(),
  done: z.string(),
  problems: z.string(),
  nextStep: z.string(),
  needs: z.string(),
  sourceDocument: z.string().nullable(),
  files: z.array(fileView),
  by: taskBy,
});
export type TaskReportView = z.infer<typeof report>;

const closure = z.object({
  id: z.string(),
  unit: z.string(),
  statement: z.string(),
  documentNumber: z.string(),
  issuer: z.string(),
  issuedOn: dateText,
  address: z.string().nullable(),
  sourceDocument: z.string().nullable(),
  files: z.array(fileView),
  asked: taskBy,
  decision: z.enum(["accepted", "returned"]).nullable(),
  reason: z.string().nullable(),
  decided: taskBy.nullable(),
  reopened: taskBy.nullable(),
  reopenReason: z.string().nullable(),
});
export type TaskClosureView = z.infer<typeof closure>;

const part = z.object({
  code: partCode,
  title: z.string(),
  /** Who answers: by assignment, before that by the text. */
  unit: z.string().nullable(),
  person: z.string().nullable(),
  startsOn: dateText.nullable(),
  due: dateText.nullable(),
  target: z.string().nullable(),
  everyMonths: taskCadence.nullable(),
  state: taskState,
  light: taskLight,
  because: z.string(),
  progress: z.number().int().nullable(),
  /** The oldest report that is missing. */
  missing: z.object({ period: z.string(), title: z.string(), dueOn: dateText, daysLate: z.number().int() }).nullable(),
  isAssigned: z.boolean(),
  isWaiting: z.boolean(),
  reports: z.array(report),
  closures: z.array(closure),
  /** Uploaded and not yet named by a report or a closure. */
  files: z.array(fileView),
  /** Periods that can be reported now. */
  periods: z.array(z.object({ code: z.string(), title: z.string(), dueOn: dateText, isReported: z.boolean() })),
  may: z.object({
    report: z.boolean(),
    close: z.boolean(),
    decide: z.boolean(),
    reopen: z.boolean(),
    escalate: z.boolean(),
  }),
});
export type TaskPartView = z.infer<typeof part>;

export const showLedgerTask = route({
  method: "GET",
  url: "/tasks/:task",
  room,
  summary: "一项督办任务：台账各栏、各部分的报告、佐证、办结和轨迹",
  access: "tasks.read",
  params: z.object({ task: taskCode }),
  answer: taskSummary.extend({
    today: dateText,
    documentTitle: z.string(),
    because: z.string(),
    /** Each unit of the clause in printed order, with its latest report. */
    units: z.array(
      z.object({
        unit: z.string(),
        role: z.string(),
        latest: z.object({ period: z.string(), part: z.string(), progress: z.number().int(), on: dateText }).nullable(),
      }),
    ),
    /** Why the task is tagged with its stages of life. */
    stageReasons: z.array(z.object({ stage: taskLifeStage, because: z.string() })),
    parts: z.array(part),
    trail: z.array(z.object({ label: z.string(), part: z.string(), note: z.string(), by: taskBy })),
    drafts: z.array(
      z.object({
        part: partCode,
        form: z.enum(["report", "closure"]),
        field: z.string(),
        value: z.string(),
        version: z.number().int(),
        savedAt: z.string(),
      }),
    ),
    /** Units that this reader speaks for here. */
    ownUnits: z.array(z.string()),
    /** Any unit may be made answerable, not only the named ones. */
    isOpenChoice: z.boolean(),
    mayManage: z.boolean(),
  }),
});
export type TaskDetail = z.infer<typeof showLedgerTask.answer>;

export const downloadTaskFile = route({
  method: "GET",
  url: "/tasks/files/:file",
  room,
  summary: "下载督办佐证文件",
  access: "tasks.read",
  params: z.object({ file: z.uuid() }),
  download: true,
});
