import { z } from "zod";
import { dateText, instantText } from "../common.ts";

/* 督办任务: the words that list, page and acts share. */

export const taskRoom = "tasks";

export const taskDocuments = {
  "service-system-2023": "晋政发〔2023〕15号",
  "regional-centres-2023": "晋政办函〔2023〕19号",
  "linfen-2020": "临政办发〔2020〕35号",
} as const;
export type TaskDocument = keyof typeof taskDocuments;
export const taskDocument = z.enum(Object.keys(taskDocuments) as [TaskDocument, ...TaskDocument[]]);

export const taskStates = { done: "已办结", open: "办理中", late: "逾期" } as const;
export type TaskStateName = keyof typeof taskStates;
export const taskState = z.enum(Object.keys(taskStates) as [TaskStateName, ...TaskStateName[]]);

export const taskLights = { red: "红灯", yellow: "黄灯", green: "绿灯", grey: "灰灯" } as const;
export type TaskLight = keyof typeof taskLights;
export const taskLight = z.enum(Object.keys(taskLights) as [TaskLight, ...TaskLight[]]);

export const taskLifeStages = {
  maternal: "孕产期",
  child: "儿童",
  adult: "成人",
  elderly: "老年",
  "end-of-life": "临终",
} as const;
export type TaskLifeStage = keyof typeof taskLifeStages;
export const taskLifeStage = z.enum(Object.keys(taskLifeStages) as [TaskLifeStage, ...TaskLifeStage[]]);

/** 到2027年覆盖全生命周期的健康保障机制更完善: counted from tasks by stage of life. */
export const lifeCycleGoal = "service-system-2023.overall.goal-2027-life-cycle";

export const taskCadences = { 1: "每月", 3: "每季度", 6: "每半年", 12: "每年" } as const;
export type TaskCadence = keyof typeof taskCadences;
export const taskCadence = z.union([z.literal(1), z.literal(3), z.literal(6), z.literal(12)]);

export const taskCode = z
  .string()
  .regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/)
  .max(120);
export const partCode = z
  .string()
  .regex(/^[a-z]+\d*$/)
  .max(20);

export const taskBy = z.object({ name: z.string(), at: instantText });

export const taskSummary = z.object({
  code: taskCode,
  document: taskDocument,
  /** Place in the document: 二（一）1. */
  ref: z.string(),
  gist: z.string(),
  leads: z.array(z.string()),
  supporting: z.array(z.string()),
  /** 首个单位牵头、按职责分别牵头…… and what that rests on. */
  mode: z.string(),
  leadBasis: z.string(),
  due: dateText.nullable(),
  dueBasis: z.string(),
  stages: z.array(taskLifeStage),
  isStanding: z.boolean(),
  /** Units that answer by assignment, and their persons. */
  assigned: z.array(z.object({ unit: z.string(), person: z.string() })),
  startsOn: dateText.nullable(),
  progress: z.number().int().nullable(),
  state: taskState,
  light: taskLight,
  because: z.string(),
  done: z.number().int(),
  of: z.number().int(),
  daysLate: z.number().int(),
  /** The step of supervision that the light asks for. */
  escalation: z.object({ level: z.number().int(), title: z.string(), asks: z.string() }).nullable(),
  updatedOn: dateText.nullable(),
});
export type TaskSummary = z.infer<typeof taskSummary>;
