import { z } from "zod";
import { dateText, fenText, instantText, page, pageQuery, yearNumber } from "../common.ts";
import { route } from "../route.ts";
import { documentNumber, programmeId, projectParams, projectState, projectSummary } from "./shared.ts";

/*
 * 申报: the content of a project before it is in the library. Answers are JSON in the shapes of packages/projects: text and dates are
 * strings, money a decimal string of 分, tables arrays of rows keyed by column, the budget and the targets one answer each.
 */

const megabyte = 1_048_576;
const answerVersion = z.number().int().min(0);
const reason = z.string().trim().min(2, "至少2个字").max(1_000, "至多1000个字");
const questionId = z.string().min(1).max(64);

export const listDeclarations = route({
  method: "GET",
  url: "/projects/declarations",
  room: "projects",
  summary: "本单位的申报",
  access: "projects.read",
  query: pageQuery.extend({
    state: projectState.optional(),
    year: yearNumber.optional(),
    call: z.uuid().optional(),
    programme: programmeId.optional(),
    /** Title, number or call; any part of them. */
    q: z.string().trim().max(100).optional(),
  }),
  answer: page(projectSummary),
});

export const startDeclaration = route({
  method: "POST",
  url: "/projects/declarations",
  room: "projects",
  summary: "按一份申报通知开始填报",
  access: "projects.declare",
  body: z.object({ call: z.uuid(), copyFrom: z.uuid().optional() }),
  status: 201,
  answer: z.object({ id: z.uuid(), copied: z.number().int() }),
});

/** One answer as it stands: who wrote it, when, and whether it was taken over from another declaration. */
export const declarationAnswer = z.object({
  question: z.string(),
  /** Absent where it is personal data that this reader does not need; `masked` stands for it. */
  value: z.unknown().optional(),
  masked: z.string().nullable(),
  version: answerVersion,
  savedBy: z.string(),
  savedAt: instantText,
  copiedFrom: z.object({ id: z.uuid(), number: z.string().nullable(), title: z.string(), year: z.number().int() }).nullable(),
});
export type DeclarationAnswer = z.infer<typeof declarationAnswer>;

/** The same file in other declarations: those in the reader's sight by name, the rest as a number. */
const sameFile = z.object({
  known: z.array(z.object({ project: z.uuid(), number: z.string().nullable(), title: z.string(), institution: z.string() })),
  elsewhere: z.number().int(),
});

export const declarationAttachment = z.object({
  id: z.uuid(),
  /** Of the definition; "other" for what no clause asks for. */
  material: z.string(),
  name: z.string(),
  mediaType: z.string(),
  sizeBytes: z.number().int(),
  sha256: z.string(),
  scan: z.enum(["clean", "not-scanned"]),
  addedBy: z.string(),
  addedAt: instantText,
  sameFile,
});
export type DeclarationAttachment = z.infer<typeof declarationAttachment>;

const signing = z.object({ round: z.number().int(), sha256: z.string(), by: z.string(), at: instantText });

/** Something to mend (error) or to look at (warning), at a question or one cell of it. */
export const declarationFinding = z.object({
  severity: z.enum(["error", "warning"]),
  code: z.string(),
  /** "question" or "question.3.column"; a material as "material:id". */
  path: z.string(),
  section: z.string().nullable(),
  label: z.string(),
  message: z.string(),
  clause: z.string().nullable(),
});
export type DeclarationFinding = z.infer<typeof declarationFinding>;

export const readDeclaration = route({
  method: "GET",
  url: "/projects/declarations/:projectId",
  room: "projects",
  summary: "一份申报:问题、答案、附件、合计、签批",
  access: "projects.read",
  params: projectParams,
  answer: z.object({
    summary: projectSummary,
    call: z.object({
      id: z.uuid(),
      title: z.string(),
      documentNumber: documentNumber.nullable(),
      opensOn: dateText,
      closesOn: dateText,
      referenceOn: dateText,
      isOpen: z.boolean(),
      /** A CallDefinition of packages/projects. */
      definition: z.unknown(),
    }),
    /** The DeclaringInstitution that the rules judge by, so that the browser judges alike while one types. */
    institution: z.unknown(),
    answers: z.array(declarationAnswer),
    attachments: z.array(declarationAttachment),
    /** Also the required materials that have no file yet are among the findings. */
    findings: z.array(declarationFinding),
    /** Reason of the last return, for the clerk who mends it. */
    returned: z.object({ opinion: z.string(), by: z.string(), at: instantText, correctBy: dateText.nullable() }).nullable(),
    signings: z.array(signing),
    isEditable: z.boolean(),
    isBudgetLocked: z.boolean(),
    /** Steps of the unit that this account could take now. */
    actions: z.array(z.enum(["submit", "takeBack", "sendBack", "sign", "withdraw"])),
    isScanning: z.boolean(),
  }),
});
export type Declaration = z.infer<typeof readDeclaration.answer>;

/** `secretValue` in place of `value` for an ID number: the audit log never keeps a field of such a name. */
export const saveAnswer = route({
  method: "PUT",
  url: "/projects/declarations/:projectId/answers/:question",
  room: "projects",
  summary: "保存一个答案；version为所见版本，已被他人改过则答复409并附对方的内容",
  access: "projects.declare",
  params: projectParams.extend({ question: questionId }),
  body: z.object({ value: z.unknown().optional(), secretValue: z.string().max(40).optional(), version: answerVersion }),
  answer: z.object({
    answer: declarationAnswer,
    project: z.object({
      title: z.string(),
      totalFen: fenText,
      supportFen: fenText,
      startsOn: dateText.nullable(),
      endsOn: dateText.nullable(),
      version: z.number().int(),
    }),
  }),
});

/** The full ID number for the unit that entered it; each look is in the audit log. */
export const revealAnswer = route({
  method: "POST",
  url: "/projects/declarations/:projectId/answers/:question/reveal",
  room: "projects",
  summary: "查看完整证件号码（留痕）",
  access: "projects.declare",
  params: projectParams.extend({ question: questionId }),
  answer: z.object({ secretValue: z.string() }),
});

export const addAttachment = route({
  method: "POST",
  url: "/projects/declarations/:projectId/attachments",
  room: "projects",
  summary: "上传一份附件（pdf、docx、xlsx、jpg、png，20MB以内，按内容判断）",
  access: "projects.declare",
  params: projectParams,
  query: z.object({ material: questionId }),
  upload: { maxBytes: 20 * megabyte },
  status: 201,
  answer: declarationAttachment,
});

const attachmentParams = projectParams.extend({ attachment: z.uuid() });

export const downloadAttachment = route({
  method: "GET",
  url: "/projects/declarations/:projectId/attachments/:attachment",
  room: "projects",
  summary: "下载一份附件",
  access: "projects.read",
  params: attachmentParams,
  download: true,
});

export const removeAttachment = route({
  method: "DELETE",
  url: "/projects/declarations/:projectId/attachments/:attachment",
  room: "projects",
  summary: "移除一份附件（可编辑时）",
  access: "projects.declare",
  params: attachmentParams,
  answer: z.object({ id: z.uuid() }),
});

/** Earlier declarations of the unit for the same programme, to take answers over from. */
export const listCopySources = route({
  method: "GET",
  url: "/projects/declaration-sources",
  room: "projects",
  summary: "可沿用的以往申报",
  access: "projects.declare",
  query: z.object({ call: z.uuid() }),
  answer: z.object({
    items: z.array(
      z.object({ id: z.uuid(), number: z.string().nullable(), title: z.string(), year: z.number().int(), state: projectState }),
    ),
  }),
});

export const copyAnswers = route({
  method: "POST",
  url: "/projects/declarations/:projectId/copies",
  room: "projects",
  summary: "从以往申报沿用尚未填写的答案，逐项注明来源",
  access: "projects.declare",
  params: projectParams,
  body: z.object({ from: z.uuid() }),
  answer: z.object({ copied: z.number().int() }),
});

const stepDone = z.object({ state: projectState, version: z.number().int() });

export const submitDeclaration = route({
  method: "POST",
  url: "/projects/declarations/:projectId/submission",
  room: "projects",
  summary: "提交负责人签批；有错时一次列出全部",
  access: "projects.declare",
  params: projectParams,
  body: z.object({ version: z.number().int().optional() }),
  answer: stepDone,
});

export const takeBackDeclaration = route({
  method: "POST",
  url: "/projects/declarations/:projectId/taking-back",
  room: "projects",
  summary: "签批前取回修改",
  access: "projects.declare",
  params: projectParams,
  body: z.object({}),
  answer: stepDone,
});

export const sendBackDeclaration = route({
  method: "POST",
  url: "/projects/declarations/:projectId/sending-back",
  room: "projects",
  summary: "负责人退回经办修改",
  access: "projects.sign",
  params: projectParams,
  body: z.object({ opinion: reason }),
  answer: stepDone,
});

/** What a signature would cover: all answers and the hashes of all attachments, as canonical JSON. */
export const readDeclarationContent = route({
  method: "GET",
  url: "/projects/declarations/:projectId/content",
  room: "projects",
  summary: "待签内容与其sha256",
  access: "projects.read",
  params: projectParams,
  answer: z.object({
    sha256: z.string(),
    /** The DeclarationContent itself for the unit, so that its browser can reckon the hash again; null for others. */
    content: z.unknown(),
    signings: z.array(signing),
  }),
});

export const signDeclaration = route({
  method: "POST",
  url: "/projects/declarations/:projectId/signature",
  room: "projects",
  summary: "负责人对所见内容签批上报；sha256为所见内容的校验值",
  access: "projects.sign",
  params: projectParams,
  body: z.object({ sha256: z.string().regex(/^[0-9a-f]{64}$/, "应为64位十六进制校验值") }),
  answer: stepDone.extend({ number: z.string(), submittedAt: instantText, round: z.number().int() }),
});
