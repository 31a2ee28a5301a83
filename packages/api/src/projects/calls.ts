import { z } from "zod";
import { dateText, instantText, page, pageQuery, yearNumber } from "../common.ts";
import { route } from "../route.ts";
import { programmeId } from "./shared.ts";

/*
 * 申报通知: what a call is for, who may declare, what is asked, how it is reviewed. Its content is a CallDefinition of packages/projects,
 * so a new call needs no code; the server judges the whole of it before it is kept.
 */

const room = "projects";
const reason = z.string().trim().min(2, "至少2个字").max(500, "至多500个字");
const title = z.string().trim().min(4, "至少4个字").max(200, "至多200个字");
const batch = z.string().trim().max(40, "至多40个字");
const version = z.number().int().min(1);
const definition = z.record(z.string(), z.unknown());

export const callParams = z.object({ callId: z.uuid() });

/** Where a call stands on a day: a draft is seen by its organiser alone. */
export const callPhase = z.enum(["draft", "coming", "open", "closed", "cancelled"]);
export type CallPhase = z.infer<typeof callPhase>;

export const callSummary = z.object({
  id: z.uuid(),
  programme: programmeId,
  organiser: z.enum(["province", "city"]),
  city: z.string().nullable(),
  /** 省卫生健康委, or the city's. */
  organiserName: z.string(),
  year: z.number().int(),
  batch: z.string(),
  title: z.string(),
  documentNumber: z.string().nullable(),
  opensOn: dateText,
  closesOn: dateText,
  /** The day on which age and title are judged. */
  referenceOn: dateText,
  phase: callPhase,
  /** Days until it opens or closes; null otherwise. */
  daysLeft: z.number().int().nullable(),
  version,
});
export type CallSummary = z.infer<typeof callSummary>;

export const listCalls = route({
  method: "GET",
  url: "/projects/calls",
  room,
  summary: "申报通知：正在申报、即将开始、已结束；组织部门另见本部门草稿",
  access: "public",
  query: pageQuery.extend({
    /** Opening day and id of the last call of the page before. */
    after: z
      .string()
      .regex(/^\d{4}-\d{2}-\d{2}_[0-9a-f-]{36}$/)
      .optional(),
    phase: callPhase.optional(),
    programme: programmeId.optional(),
    year: yearNumber.optional(),
    /** Part of the title or of the document number. */
    q: z.string().trim().max(60).optional(),
  }),
  answer: page(callSummary),
});

const change = z.object({
  kind: z.enum(["extended", "cancelled"]),
  closesOn: dateText.nullable(),
  reason: z.string(),
  by: z.string(),
  at: instantText,
});

export const readCall = route({
  method: "GET",
  url: "/projects/calls/:callId",
  room,
  summary: "一份申报通知的全部内容和历次变更",
  access: "public",
  params: callParams,
  answer: callSummary.extend({
    definition,
    changes: z.array(change),
    publishedAt: instantText.nullable(),
    /** Whether this account may edit, publish, extend or cancel it. */
    isOwn: z.boolean(),
  }),
});
export type CallRead = z.infer<typeof readCall.answer>;

const dates = { opensOn: dateText, closesOn: dateText, referenceOn: dateText };

export const createCall = route({
  method: "POST",
  url: "/projects/calls",
  room,
  summary: "从模板或去年的通知起草申报通知",
  access: "calls.write",
  body: z.object({
    programme: programmeId,
    year: yearNumber,
    batch: batch.default(""),
    title,
    ...dates,
    /** Takes its content over, with years and dates moved; without it the programme's template is used. */
    copyOf: z.uuid().optional(),
  }),
  status: 201,
  answer: z.object({ id: z.uuid(), version }),
});

export const editCall = route({
  method: "PUT",
  url: "/projects/calls/:callId",
  room,
  summary: "修改申报通知草稿",
  access: "calls.write",
  params: callParams,
  body: z.object({ version, batch, title, ...dates, definition }),
  answer: z.object({ version }),
});

export const publishCall = route({
  method: "POST",
  url: "/projects/calls/:callId/publication",
  room,
  summary: "发布申报通知，须有文号",
  access: "calls.write",
  params: callParams,
  body: z.object({ version, documentNumber: z.string().trim().max(60).default("") }),
  answer: z.object({ version, publishedAt: instantText }),
});

export const extendCall = route({
  method: "POST",
  url: "/projects/calls/:callId/extension",
  room,
  summary: "延长申报截止日期",
  access: "calls.write",
  params: callParams,
  body: z.object({ version, closesOn: dateText, reason }),
  answer: z.object({ version, closesOn: dateText }),
});

export const cancelCall = route({
  method: "POST",
  url: "/projects/calls/:callId/cancellation",
  room,
  summary: "撤销申报通知",
  access: "calls.write",
  params: callParams,
  body: z.object({ version, reason }),
  answer: z.object({ version }),
});

/** The five questions before any form: who, when, how many, not twice, which evidence. */
export const precheckAnswer = z.object({
  question: z.enum(["institution", "period", "quota", "repetition", "materials"]),
  verdict: z.enum(["can", "cannot", "missing-evidence", "warn"]),
  sentences: z.array(z.object({ text: z.string(), clause: z.string().nullable(), remedy: z.string().nullable() })),
});
export type PrecheckAnswer = z.infer<typeof precheckAnswer>;

export const precheckCall = route({
  method: "GET",
  url: "/projects/calls/:callId/precheck",
  room,
  summary: "申报前的五项自检：主体、时间、名额、重复支持、要件材料",
  access: "projects.read",
  params: callParams,
  query: z.object({
    /** For authorities, who look it up for a unit of theirs; a unit asks for itself. */
    institution: z.string().max(64).optional(),
  }),
  answer: z.object({
    institution: z.object({ id: z.string(), name: z.string() }),
    answers: z.array(precheckAnswer),
    /** Nothing says cannot. */
    mayStart: z.boolean(),
  }),
});
