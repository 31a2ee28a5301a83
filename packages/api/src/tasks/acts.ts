import { z } from "zod";
import { dateText } from "../common.ts";
import { route } from "../route.ts";
import { partCode, taskRoom as room, taskCadence, taskCode } from "./ledger-task.ts";

const unitName = z.string().trim().min(2, "请填写单位名称").max(60, "至多60个字");
const long = z.string().trim().max(2_000, "至多2000个字");
const reason = z.string().trim().min(4, "请写明原因，至少4个字").max(500, "至多500个字");
const paper = z.string().trim().max(200, "至多200个字");
const partParams = z.object({ task: taskCode, part: partCode });
const files = z.array(z.uuid()).max(20, "至多20个文件");
const done = z.object({ id: z.string() });

export const assignLedgerTask = route({
  method: "POST",
  url: "/tasks/:task/assignments",
  room,
  summary: "分派督办任务的一个或几个部分，或改派",
  access: "tasks.manage",
  params: z.object({ task: taskCode }),
  body: z.object({
    parts: z.array(partCode).min(1, "请选择部分").max(20),
    /** Left out: the unit that the text names for each part. */
    unit: unitName.optional(),
    person: z.string().trim().min(2, "请填写责任人").max(50, "至多50个字"),
    startsOn: dateText,
    /** Null: the day of the document, if it has one. */
    dueOn: dateText.nullable(),
    target: long,
    everyMonths: taskCadence,
    /** Of a change of an earlier assignment. */
    reason: reason.optional(),
  }),
  status: 201,
  answer: z.object({ parts: z.number().int() }),
});

export const reportOnTask = route({
  method: "POST",
  url: "/tasks/:task/parts/:part/reports",
  room,
  summary: "定期报告：进展、问题、下一步、需协调事项和佐证；再报同一期即更正，原报告保留",
  access: "tasks.report",
  params: partParams,
  body: z.object({
    period: z.string().max(10),
    unit: unitName,
    progress: z.number().int("请填写整数").min(0, "不低于0").max(100, "不高于100"),
    done: long.min(4, "请写明本期进展，至少4个字"),
    problems: long,
    nextStep: long,
    needs: long,
    files,
    /** Of a unit without an account: the paper by which it reported. */
    sourceDocument: paper.optional(),
  }),
  status: 201,
  answer: done,
});

export const askTaskClosure = route({
  method: "POST",
  url: "/tasks/:task/parts/:part/closures",
  room,
  summary: "以文件和佐证申请办结",
  access: "tasks.report",
  params: partParams,
  body: z.object({
    unit: unitName,
    statement: long.min(4, "请写明完成情况，至少4个字"),
    documentNumber: paper,
    issuer: z.string().trim().max(60, "至多60个字"),
    issuedOn: dateText.nullable(),
    address: paper.optional(),
    files,
    sourceDocument: paper.optional(),
  }),
  status: 201,
  answer: done,
});

export const decideTaskClosure = route({
  method: "POST",
  url: "/tasks/:task/parts/:part/closures/:closure/decision",
  room,
  summary: "认定办结，或写明原因退回",
  access: "tasks.manage",
  params: partParams.extend({ closure: z.uuid() }),
  body: z.object({ decision: z.enum(["accepted", "returned"]), reason: z.string().trim().max(500, "至多500个字") }),
  answer: done,
});

export const reopenLedgerTask = route({
  method: "POST",
  url: "/tasks/:task/parts/:part/reopenings",
  room,
  summary: "重新打开已办结的任务",
  access: "tasks.manage",
  params: partParams,
  body: z.object({ reason }),
  status: 201,
  answer: done,
});

export const escalateLedgerTask = route({
  method: "POST",
  url: "/tasks/:task/parts/:part/escalations",
  room,
  summary: "按灯分级督办：提醒、督办单、提请约谈",
  access: "tasks.manage",
  params: partParams,
  body: z.object({ note: z.string().trim().min(4, "请写明督办要求，至少4个字").max(1_000, "至多1000个字") }),
  status: 201,
  answer: z.object({ id: z.string(), level: z.number().int() }),
});

export const attachTaskFile = route({
  method: "POST",
  url: "/tasks/:task/parts/:part/files",
  room,
  summary: "上传佐证文件",
  access: "tasks.report",
  params: partParams,
  upload: { maxBytes: 20 * 1024 * 1024 },
  status: 201,
  answer: z.object({ id: z.string(), name: z.string() }),
});

export const taskDraftFields = {
  report: ["period", "unit", "progress", "done", "problems", "nextStep", "needs", "sourceDocument"],
  closure: ["unit", "statement", "documentNumber", "issuer", "issuedOn", "address", "sourceDocument"],
} as const;

export const saveTaskDraft = route({
  method: "PUT",
  url: "/tasks/:task/parts/:part/drafts/:form/:field",
  room,
  summary: "自动保存正在填写的一格",
  access: "tasks.report",
  params: partParams.extend({ form: z.enum(["report", "closure"]), field: z.string().max(30) }),
  body: z.object({ value: z.string().max(2_000), version: z.number().int().min(0) }),
  answer: z.object({ version: z.number().int(), savedAt: z.string() }),
});
