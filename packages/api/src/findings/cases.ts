import { z } from "zod";
import { dateText, instantText } from "../common.ts";
import { route } from "../route.ts";
import { by, findingParams, room, said, title } from "./shared.ts";

/* 责任追究 (qiangyi-2024 第十二条, 5g-2022 第二十条). Read by whoever is entitled to, and by nobody else. */

export const caseViolations = {
  "against-rules": "违反规定分配",
  unqualified: "向不符合条件的单位分配",
  "above-standard": "擅自超标准分配或使用",
  "abuse-of-power": "滥用职权",
  neglect: "玩忽职守",
  favouritism: "徇私舞弊",
  other: "其他违法违纪",
} as const;
type CaseViolation = keyof typeof caseViolations;
const violation = z.enum(Object.keys(caseViolations) as [CaseViolation, ...CaseViolation[]]);

/** What a case rests on; all of them unless fewer are named. */
export const caseLaws = ["公务员法", "监察法", "财政违法行为处罚处分条例"] as const;

const caseState = z.enum(["open", "referred", "concluded", "transferred"]);
const listed = z.object({
  id: z.uuid(),
  number: z.string(),
  finding: z.object({ id: z.uuid(), number: z.string(), title: z.string() }),
  subjectKind: z.enum(["person", "department"]),
  subject: z.string(),
  violation,
  laws: z.array(z.string()),
  state: caseState,
  by,
});
export type AccountabilityCase = z.infer<typeof listed>;

export const listCases = route({
  method: "GET",
  url: "/findings/cases",
  room,
  summary: "责任追究案件",
  access: "cases.read",
  answer: z.object({ items: z.array(listed) }),
});

/** On a confirmed finding, with the entries of the audit log that show who approved what. */
export const openCase = route({
  method: "POST",
  url: "/findings/:findingId/cases",
  room,
  summary: "就已核实的问题立案追责",
  access: "cases.write",
  params: findingParams,
  body: z.object({
    subjectKind: z.enum(["person", "department"]),
    subject: title,
    violation,
    laws: z.array(z.enum(caseLaws)).min(1).optional(),
    facts: said,
    logEntries: z.array(z.number().int().positive()).min(1, "请关联审批记录").max(200),
  }),
  status: 201,
  answer: z.object({ id: z.uuid(), number: z.string() }),
});

const caseParams = z.object({ caseId: z.uuid() });
const step = z.object({
  seq: z.number().int(),
  act: z.enum(["open", "refer", "conclude", "transfer"]),
  label: z.string(),
  note: z.string(),
  authority: z.string().nullable(),
  document: z.string().nullable(),
  doneOn: dateText.nullable(),
  by,
});

export const readCase = route({
  method: "GET",
  url: "/findings/cases/:caseId",
  room,
  summary: "一个追责案件：依据、审批记录、处理",
  access: "cases.read",
  params: caseParams,
  answer: listed.extend({
    facts: z.string(),
    log: z.array(
      z.object({
        sequence: z.number().int(),
        at: instantText,
        actorName: z.string(),
        action: z.string(),
        object: z.string(),
        hash: z.string(),
      }),
    ),
    steps: z.array(step),
    may: z.object({ act: z.boolean() }),
  }),
});

const referral = {
  authority: z.string().trim().max(100).optional(),
  document: z.string().trim().max(100).optional(),
  doneOn: dateText.optional(),
};

/** refer: handed to another body, which is named; conclude: the result. */
export const addCaseStep = route({
  method: "POST",
  url: "/findings/cases/:caseId/steps",
  room,
  summary: "登记移交处理机关或处理结果",
  access: "cases.write",
  params: caseParams,
  body: z.object({ act: z.enum(["refer", "conclude"]), note: said, ...referral }),
  status: 201,
  answer: z.object({ id: z.uuid() }),
});

/** 涉嫌犯罪: authority, date and document of the transfer, from which the case is locked. */
export const transferCase = route({
  method: "POST",
  url: "/findings/cases/:caseId/transfer",
  room,
  summary: "涉嫌犯罪，移送司法机关",
  access: "cases.write",
  params: caseParams,
  body: z.object({ note: said, ...referral }),
  status: 201,
  answer: z.object({ id: z.uuid() }),
});

/** Always refused: what proves who approved what cannot be taken away. */
export const removeCaseLog = route({
  method: "DELETE",
  url: "/findings/cases/:caseId/log/:sequence",
  room,
  summary: "审批记录不能删除",
  access: "cases.write",
  params: caseParams.extend({ sequence: z.coerce.number().int().positive() }),
  answer: z.object({ id: z.uuid() }),
});
