import { z } from "zod";
import { dateText, fenText, instantText, page, pageQuery, positiveFen, regionCode, yearNumber } from "../common.ts";
import { route } from "../route.ts";
import {
  by,
  documentNumber,
  evidence,
  findingGrade,
  findingParams,
  findingSource,
  findingState,
  institutionId,
  listedFinding,
  measureKind,
  party,
  room,
  said,
  shownParty,
  title,
} from "./shared.ts";

const filters = {
  text: z.string().trim().max(100).optional(),
  state: findingState.optional(),
  grade: findingGrade.optional(),
  source: findingSource.optional(),
  year: yearNumber.optional(),
  region: regionCode.optional(),
  institution: z.string().max(60).optional(),
  project: z.uuid().optional(),
  earmark: z.string().max(200).optional(),
  inspection: z.uuid().optional(),
  overdue: z.enum(["true", "false"]).optional(),
  /** Neither settled nor ended otherwise. */
  open: z.enum(["true", "false"]).optional(),
};

/** Overdue corrections first, then the newest. */
export const listFindings = route({
  method: "GET",
  url: "/findings",
  room,
  summary: "问题与整改",
  access: "findings.read",
  query: pageQuery.extend(filters),
  answer: page(listedFinding),
});

export const exportFindings = route({
  method: "GET",
  url: "/findings/export",
  room,
  summary: "导出问题与整改",
  access: "findings.read",
  query: z.object(filters),
  download: true,
});

/** About a project, a unit, a page of a unit or an office; the place follows from it. Of an inspection, of an audit matter, or 疑点. */
export const raiseFinding = route({
  method: "POST",
  url: "/findings",
  room,
  summary: "登记问题或疑点：事实、条款、金额、等级",
  access: "findings.raise",
  body: z
    .object({
      inspection: z.uuid().optional(),
      auditMatter: z.uuid().optional(),
      project: z.uuid().optional(),
      institution: institutionId.optional(),
      earmark: z.string().max(200).optional(),
      /** Where it is about an office and neither a project nor a unit. */
      region: regionCode.optional(),
      title,
      facts: said,
      clause: z.string().trim().min(1, "请选择条款").max(100),
      amountFen: positiveFen.optional(),
      grade: findingGrade,
    })
    .refine(({ project, institution, region }) => project !== undefined || institution !== undefined || region !== undefined, {
      message: "请选择项目、单位或地区",
      path: ["project"],
    })
    .refine(({ inspection, auditMatter }) => inspection === undefined || auditMatter === undefined, {
      message: "检查发现的与审计移送的只能选一项",
      path: ["auditMatter"],
    }),
  status: 201,
  answer: z.object({ id: z.uuid(), number: z.string() }),
});

const measure = z.object({
  id: z.uuid(),
  kind: measureKind,
  office: z.string(),
  documentNumber: z.string(),
  reason: z.string(),
  by,
  lifted: by.extend({ reason: z.string() }).nullable(),
  mayLift: z.boolean(),
  circular: z
    .object({
      title: z.string(),
      text: z.string(),
      addressees: z.array(shownParty.extend({ readBy: z.string().nullable(), readAt: instantText.nullable() })),
    })
    .nullable(),
  suspension: z.object({ institutionName: z.string(), scope: z.string() }).nullable(),
  recovery: z
    .object({
      institutionName: z.string(),
      scope: z.string(),
      of: z.enum(["paid", "unspent"]),
      amountFen: fenText,
      dueOn: dateText,
      returnedFen: fenText,
      outstandingFen: fenText,
      isOverdue: z.boolean(),
      /** What came back, document by document. */
      returns: z.array(z.object({ on: dateText, document: z.string(), amountFen: fenText })),
    })
    .nullable(),
});
export type FindingMeasure = z.infer<typeof measure>;

const step = z.object({ act: z.string(), label: z.string(), note: z.string(), files: z.array(z.string()), by });

export const findingDetail = listedFinding.extend({
  facts: z.string(),
  clause: z.object({ id: z.string(), ref: z.string() }),
  inspection: z.object({ id: z.uuid(), title: z.string() }).nullable(),
  auditMatters: z.array(z.object({ id: z.uuid(), number: z.string(), matter: z.string() })),
  evidence: z.array(evidence),
  correction: z
    .object({
      owner: shownParty,
      /** The department that confirmed and verifies. */
      keeper: z.string(),
      openedOn: dateText,
      dueOn: dateText,
      /** Where the days come from. */
      dueSource: z.string(),
    })
    .nullable(),
  measureList: z.array(measure),
  /** Every act, the newest first. */
  trail: z.array(step),
  /** What is suggested when confirming: due date by the days in force, the unit that the finding is about. */
  suggestion: z.object({ dueOn: dateText, days: z.number().int(), source: z.string(), owner: shownParty.nullable() }),
  may: z.object({
    addEvidence: z.boolean(),
    confirm: z.boolean(),
    dismiss: z.boolean(),
    withdraw: z.boolean(),
    answer: z.boolean(),
    return: z.boolean(),
    verify: z.boolean(),
    circular: z.boolean(),
    suspend: z.boolean(),
    recover: z.boolean(),
  }),
});
export type FindingDetail = z.infer<typeof findingDetail>;

export const readFinding = route({
  method: "GET",
  url: "/findings/:findingId",
  room,
  summary: "一个问题：事实、佐证、整改、措施、办理过程",
  access: "findings.read",
  params: findingParams,
  answer: findingDetail,
});

export const addFindingFile = route({
  method: "POST",
  url: "/findings/:findingId/files",
  room,
  summary: "上传佐证材料",
  access: "findings.read",
  params: findingParams,
  upload: { maxBytes: 20 * 1024 * 1024 },
  status: 201,
  answer: z.object({ id: z.uuid(), name: z.string(), mediaType: z.string(), sizeBytes: z.number().int(), sha256: z.string() }),
});

export const readFindingFile = route({
  method: "GET",
  url: "/findings/:findingId/files/:file",
  room,
  summary: "查看佐证材料",
  access: "findings.read",
  params: findingParams.extend({ file: z.uuid() }),
  download: true,
});

/** By a person who did not raise it, of a department at least as high; opens the correction. */
export const confirmFinding = route({
  method: "POST",
  url: "/findings/:findingId/confirmation",
  room,
  summary: "核实属实，下达整改",
  access: "findings.confirm",
  params: findingParams,
  body: z.object({ opinion: said, owner: party, dueOn: dateText.optional() }),
  answer: findingDetail,
});
export const dismissFinding = route({
  method: "POST",
  url: "/findings/:findingId/dismissal",
  room,
  summary: "核实不成立",
  access: "findings.confirm",
  params: findingParams,
  body: z.object({ reason: said }),
  answer: findingDetail,
});
export const withdrawFinding = route({
  method: "POST",
  url: "/findings/:findingId/withdrawal",
  room,
  summary: "提出人撤回",
  access: "findings.raise",
  params: findingParams,
  body: z.object({ reason: said }),
  answer: findingDetail,
});
/** At least one file that was added to the finding since the last answer. */
export const answerCorrection = route({
  method: "POST",
  url: "/findings/:findingId/answers",
  room,
  summary: "报告整改情况，附佐证",
  access: "findings.answer",
  params: findingParams,
  body: z.object({ note: said, files: z.array(z.uuid()).max(50) }),
  answer: findingDetail,
});
export const returnCorrection = route({
  method: "POST",
  url: "/findings/:findingId/return",
  room,
  summary: "整改不到位，退回",
  access: "findings.confirm",
  params: findingParams,
  body: z.object({ reason: said }),
  answer: findingDetail,
});
export const verifyCorrection = route({
  method: "POST",
  url: "/findings/:findingId/verification",
  room,
  summary: "验收整改，销号",
  access: "findings.confirm",
  params: findingParams,
  body: z.object({ opinion: said }),
  answer: findingDetail,
});

export const sendCircular = route({
  method: "POST",
  url: "/findings/:findingId/circulars",
  room,
  summary: "通报",
  access: "findings.confirm",
  params: findingParams,
  body: z.object({
    documentNumber,
    title,
    text: said,
    reason: said,
    addressees: z.array(party).min(1, "请选择通报对象").max(500),
  }),
  status: 201,
  answer: findingDetail,
});

/** Through the payments room: payments of the unit or page are refused with PAYMENT_SUSPENDED until it is lifted. */
export const suspendForFinding = route({
  method: "POST",
  url: "/findings/:findingId/suspensions",
  room,
  summary: "暂停拨付",
  access: "findings.confirm",
  params: findingParams,
  body: z.object({ documentNumber, reason: said, institution: institutionId, earmark: z.string().max(200).optional() }),
  status: 201,
  answer: findingDetail,
});

/** paid: counted from refunds of what was paid; unspent: counted from what the books took back of what was not. */
export const recoverForFinding = route({
  method: "POST",
  url: "/findings/:findingId/recoveries",
  room,
  summary: "收回资金",
  access: "findings.confirm",
  params: findingParams,
  body: z.object({
    documentNumber,
    reason: said,
    institution: institutionId,
    earmark: z.string().min(1, "请选择项目账页").max(200),
    of: z.enum(["paid", "unspent"]),
    /** Limited to what comes back of one payment. */
    payment: z.uuid().optional(),
    amountFen: positiveFen,
    dueOn: dateText,
  }),
  status: 201,
  answer: findingDetail,
});

/** Only by the department that set it. */
export const liftMeasure = route({
  method: "POST",
  url: "/findings/:findingId/measures/:measureId/lifting",
  room,
  summary: "解除措施",
  access: "findings.confirm",
  params: findingParams.extend({ measureId: z.uuid() }),
  body: z.object({ reason: said }),
  answer: findingDetail,
});

const circular = z.object({
  id: z.uuid(),
  title: z.string(),
  text: z.string(),
  office: z.string(),
  documentNumber: z.string(),
  sent: by,
  addressee: z.string(),
  readBy: z.string().nullable(),
  readAt: instantText.nullable(),
  isLifted: z.boolean(),
  /** Present where the reader may see the finding itself. */
  finding: z.object({ id: z.uuid(), number: z.string() }).nullable(),
  mayRead: z.boolean(),
});
export type ReceivedCircular = z.infer<typeof circular>;

export const listCirculars = route({
  method: "GET",
  url: "/findings/circulars",
  room,
  summary: "收到的通报",
  access: "findings.read",
  answer: z.object({ items: z.array(circular) }),
});

export const readCircular = route({
  method: "POST",
  url: "/findings/circulars/:measureId/reading",
  room,
  summary: "签阅通报",
  access: "findings.read",
  params: z.object({ measureId: z.uuid() }),
  body: z.object({}),
  answer: z.object({ id: z.uuid() }),
});
