import { z } from "zod";
import { dateText, instantText, page, pageQuery, regionCode, yearNumber } from "./common.ts";
import { route } from "./route.ts";

/** One value of an entry: text, whole number, yes/no, or null for "not known yet". Money is the 元 text of the policy contract. */
export const fieldValue = z.union([z.string(), z.number(), z.boolean(), z.null()]);
export const rowValues = z.record(z.string(), fieldValue);

export const fieldShape = z.object({
  name: z.string(),
  label: z.string(),
  kind: z.enum(["text", "integer", "year", "date", "money", "boolean", "choice", "institution", "region"]),
  required: z.boolean(),
  nullable: z.boolean().optional(),
  choices: z.array(z.object({ value: z.string(), label: z.string() })).optional(),
  help: z.string().optional(),
  example: z.string().optional(),
  clause: z.string().optional(),
});

/** submitted 待确认; confirmed 已确认, the only state that the engine reads; withdrawn 已撤销, kept with its reason. */
export const entryStates = ["submitted", "confirmed", "withdrawn"] as const;
export const entryState = z.enum(entryStates);
export type EntryState = z.infer<typeof entryState>;

const registerId = z.object({ register: z.string().max(60) });
const entryId = registerId.extend({ id: z.uuid() });

export const registerSummary = z.object({
  id: z.string(),
  title: z.string(),
  group: z.enum(["建高地", "兜网底", "提能力", "规划与中心"]),
  /** Names of the funding lines that the register feeds; empty for one that only takes money away. */
  lines: z.array(z.string()),
  clause: z.string(),
  gist: z.string(),
  confirmed: z.number().int(),
  waiting: z.number().int(),
});

/** Orders of a list: by date, by the institution or county of an entry, by its amount or number; - for the other direction. */
export const entrySorts = ["date", "-date", "institution", "-institution", "county", "-county", "amount", "-amount"] as const;
export type EntrySort = (typeof entrySorts)[number];

export const registerDescription = registerSummary.extend({
  help: z.string(),
  fields: z.array(fieldShape),
  /** Fields shown in the list, in order. */
  columns: z.array(z.string()),
  /** Columns that the list can be ordered by, with the name of that order. */
  sorts: z.record(z.string(), z.enum(["date", "institution", "county", "amount"])),
  dateField: z.string(),
  /** What is needed before an entry can be confirmed, and the clause that asks for it. */
  evidence: z.object({ sentence: z.string(), attachment: z.boolean(), clause: z.string() }),
  /** Fields that may not repeat, in a sentence. */
  uniqueness: z.array(z.object({ sentence: z.string(), severity: z.enum(["error", "warning"]), clause: z.string().optional() })),
  canWrite: z.boolean(),
  canConfirm: z.boolean(),
});
export type RegisterDescription = z.infer<typeof registerDescription>;

/** 文号 as 年份 in 六角括号 (domain handbook 4.1), for example 晋卫医发〔2024〕12号. */
export const documentNumberPattern = /^[一-龥]{2,10}〔\d{4}〕\d+号$/;

const attachment = z.object({ id: z.uuid(), name: z.string(), sizeBytes: z.number().int(), sha256: z.string() });
const evidence = z.object({
  documentNumber: z.string().nullable(),
  documentDate: dateText.nullable(),
  attachment: attachment.nullable(),
});
const evidenceInput = z.object({
  documentNumber: z.string().max(60).nullable().default(null),
  documentDate: z.string().max(10).nullable().default(null),
  attachmentId: z.uuid().nullable().default(null),
});

export const registerEntry = z.object({
  id: z.uuid(),
  entryNo: z.string(),
  state: entryState,
  values: rowValues,
  /** Names of the institutions and regions among the values and of the place. */
  names: z.record(z.string(), z.string()),
  city: z.string().nullable(),
  county: z.string().nullable(),
  institution: z.string().nullable(),
  year: z.number().int().nullable(),
  evidence,
  version: z.number().int(),
  note: z.string().nullable(),
  changedBy: z.string(),
  changedAt: instantText,
});
export type RegisterEntry = z.infer<typeof registerEntry>;

export const entryVersion = z.object({
  version: z.number().int(),
  state: entryState,
  values: rowValues,
  evidence: z.object({
    documentNumber: z.string().nullable(),
    documentDate: dateText.nullable(),
    attachmentName: z.string().nullable(),
  }),
  note: z.string().nullable(),
  changedBy: z.string(),
  changedAt: instantText,
});

const regionAndYear = z.object({ city: regionCode.optional(), county: regionCode.optional(), year: yearNumber.optional() });

const entryFilter = regionAndYear.extend({
  q: z.string().trim().max(100).optional(),
  institution: z.string().max(64).optional(),
  state: entryState.optional(),
  sort: z.enum(entrySorts).default("-date"),
});

export const listRegisters = route({
  method: "GET",
  url: "/registers",
  room: "registers",
  summary: "台账目录：每本台账的已确认数和待确认数，可按地区、年度",
  access: "facts.read",
  query: regionAndYear,
  answer: z.object({ items: z.array(registerSummary) }),
});

export const describeRegister = route({
  method: "GET",
  url: "/registers/:register",
  room: "registers",
  summary: "一本台账的字段、佐证要求和查重规则",
  access: "facts.read",
  params: registerId,
  answer: registerDescription,
});

export const listEntries = route({
  method: "GET",
  url: "/registers/:register/entries",
  room: "registers",
  summary: "按地区、机构、年度、状态筛选台账记录",
  access: "facts.read",
  params: registerId,
  query: pageQuery.extend(entryFilter.shape),
  answer: page(registerEntry),
});

export const readEntry = route({
  method: "GET",
  url: "/registers/:register/entries/:id",
  room: "registers",
  summary: "一条记录和它的各版本",
  access: "facts.read",
  params: entryId,
  answer: z.object({
    entry: registerEntry,
    /** What has to be added before the entry can be confirmed, as a sentence. */
    missingEvidence: z.string().nullable(),
    history: z.array(entryVersion),
    names: z.record(z.string(), z.string()),
  }),
});

const entryInput = z.object({
  values: rowValues,
  evidence: evidenceInput,
  /** The user has seen that another entry looks alike and keeps both. */
  acceptRepetition: z.boolean().default(false),
});
const savedEntry = z.object({ id: z.uuid(), entryNo: z.string(), version: z.number().int(), state: entryState });

export const addEntry = route({
  method: "POST",
  url: "/registers/:register/entries",
  room: "registers",
  summary: "登记一条记录",
  access: "facts.write",
  params: registerId,
  body: entryInput,
  status: 201,
  answer: savedEntry,
});

export const changeEntry = route({
  method: "PUT",
  url: "/registers/:register/entries/:id",
  room: "registers",
  summary: "修改一条记录；版本不符时拒绝，不覆盖他人的修改",
  access: "facts.write",
  params: entryId,
  body: entryInput.extend({ version: z.number().int().min(1), note: z.string().trim().max(500).optional() }),
  answer: savedEntry,
});

const withReason = z.object({ version: z.number().int().min(1), reason: z.string().trim().min(2).max(500) });

export const withdrawEntry = route({
  method: "POST",
  url: "/registers/:register/entries/:id/withdrawal",
  room: "registers",
  summary: "撤销一条记录，须说明理由；记录保留",
  access: "facts.write",
  params: entryId,
  body: withReason,
  answer: savedEntry,
});

export const returnEntry = route({
  method: "POST",
  url: "/registers/:register/entries/:id/return",
  room: "registers",
  summary: "退回一条已确认的记录，须说明理由；退回后不再参与测算",
  access: "facts.confirm",
  params: entryId,
  body: withReason,
  answer: savedEntry,
});

export const confirmEntries = route({
  method: "POST",
  url: "/registers/:register/confirmations",
  room: "registers",
  summary: "确认一条或一批记录，逐条给出结果",
  access: "facts.confirm",
  params: registerId,
  body: z.object({
    entries: z
      .array(z.object({ id: z.uuid(), version: z.number().int().min(1) }))
      .min(1)
      .max(500),
  }),
  answer: z.object({
    confirmed: z.number().int(),
    results: z.array(
      z.object({
        id: z.uuid(),
        entryNo: z.string().nullable(),
        outcome: z.enum(["confirmed", "already-confirmed", "refused"]),
        code: z.string().optional(),
        message: z.string().optional(),
        clause: z.string().optional(),
      }),
    ),
  }),
});

const megabyte = 1_048_576;

export const addEvidence = route({
  method: "POST",
  url: "/registers/evidence",
  room: "registers",
  summary: "上传佐证附件（pdf、jpg、png、xlsx、docx，20MB以内）",
  access: "facts.write",
  upload: { maxBytes: 20 * megabyte },
  status: 201,
  answer: attachment.extend({
    /** Entries that already carry the same file. */
    usedBy: z.array(z.object({ register: z.string(), entryNo: z.string() })),
  }),
});

export const readEvidence = route({
  method: "GET",
  url: "/registers/evidence/:file",
  room: "registers",
  summary: "下载佐证附件",
  access: "facts.read",
  params: z.object({ file: z.uuid() }),
  download: true,
});

export const exportEntries = route({
  method: "GET",
  url: "/registers/:register/export",
  room: "registers",
  summary: "按当前筛选和排序导出；fields=all时带全部字段",
  access: "facts.read",
  params: registerId,
  query: entryFilter.extend({ fields: z.enum(["shown", "all"]).default("shown") }),
  download: true,
});

// ---- Import by workbook: one flow for every room that offers a target (a register, the institutions, budgets …) ----

const targetParams = z.object({ target: z.string().max(80) });
const runParams = z.object({ run: z.uuid() });

/** reading 读取中; previewed 待生效; refused 不予读取; applying 生效中; applied 已生效; failed 未生效; interrupted 中断; discarded 已放弃. */
export const importStates = [
  "reading",
  "previewed",
  "refused",
  "applying",
  "applied",
  "failed",
  "interrupted",
  "discarded",
] as const;
export const verdicts = ["new", "changed", "unchanged", "wrong"] as const;
export const verdict = z.enum(verdicts);
export type Verdict = z.infer<typeof verdict>;

/** A column of a file and the field that it was read as; null where it was not read. */
const columnName = z.object({ header: z.string().min(1).max(200), field: z.string().max(80).nullable() });
export const importColumn = columnName.extend({
  /** Because somebody of the office said so, now or for an earlier file. */
  named: z.boolean(),
});
export type ImportColumn = z.infer<typeof importColumn>;

export const importRun = z.object({
  id: z.uuid(),
  target: z.string(),
  title: z.string(),
  state: z.enum(importStates),
  fileName: z.string(),
  rowsRead: z.number().int(),
  rowsExpected: z.number().int(),
  rowsApplied: z.number().int(),
  counts: z.object({ new: z.number().int(), changed: z.number().int(), unchanged: z.number().int(), wrong: z.number().int() }),
  columns: z.array(importColumn),
  /** Sentences about the file as a whole. */
  warnings: z.array(z.string()),
  /** Why the file or the application of it was refused. */
  refusal: z.object({ code: z.string(), message: z.string(), remedy: z.string() }).nullable(),
  createdBy: z.string(),
  createdAt: instantText,
  finishedAt: instantText.nullable(),
});
export type ImportRun = z.infer<typeof importRun>;

export const importedRow = z.object({
  rowNumber: z.number().int(),
  verdict,
  values: rowValues,
  /** Names of the institutions and regions among the values. */
  names: z.record(z.string(), z.string()),
  errors: z.array(z.object({ column: z.string().optional(), field: z.string().optional(), reason: z.string() })),
  warnings: z.array(z.string()),
  differences: z.array(z.object({ field: z.string(), label: z.string(), before: z.string(), after: z.string() })),
});

export const downloadTemplate = route({
  method: "GET",
  url: "/imports/:target/template",
  room: "registers",
  summary: "下载导入模板；rows=current时带现有数据",
  access: "signed-in",
  params: targetParams,
  query: z.object({ year: yearNumber.optional(), rows: z.enum(["none", "current"]).default("none") }),
  download: true,
});

export const describeImport = route({
  method: "GET",
  url: "/imports/:target",
  room: "registers",
  summary: "导入目标的字段，用于显示预览",
  access: "signed-in",
  params: targetParams,
  answer: z.object({ target: z.string(), title: z.string(), fields: z.array(fieldShape) }),
});

export const startImport = route({
  method: "POST",
  url: "/imports/:target",
  room: "registers",
  summary: "上传工作簿，生成预览；此时不改动数据",
  access: "signed-in",
  params: targetParams,
  upload: { maxBytes: 50 * megabyte },
  status: 202,
  answer: importRun,
});

export const readImport = route({
  method: "GET",
  url: "/imports/runs/:run",
  room: "registers",
  summary: "导入的进度和预览数字",
  access: "signed-in",
  params: runParams,
  answer: importRun,
});

export const listImportRows = route({
  method: "GET",
  url: "/imports/runs/:run/rows",
  room: "registers",
  summary: "预览的行：新增、修改、未变或有错",
  access: "signed-in",
  params: runParams,
  query: pageQuery.extend({ verdict }),
  answer: page(importedRow),
});

export const nameImportColumns = route({
  method: "POST",
  url: "/imports/runs/:run/columns",
  room: "registers",
  summary: "指定自制表格各列的字段并重新预览",
  access: "signed-in",
  params: runParams,
  body: z.object({ columns: z.array(columnName).min(1).max(200) }),
  status: 202,
  answer: importRun,
});

export const applyImport = route({
  method: "POST",
  url: "/imports/runs/:run/application",
  room: "registers",
  summary: "使预览生效；重复提交不会重复写入，数据已变化时拒绝",
  access: "signed-in",
  params: runParams,
  status: 202,
  answer: importRun,
});

export const repeatImport = route({
  method: "POST",
  url: "/imports/runs/:run/repetition",
  room: "registers",
  summary: "用同一文件按现有数据重新预览",
  access: "signed-in",
  params: runParams,
  status: 202,
  answer: importRun,
});

export const discardImport = route({
  method: "POST",
  url: "/imports/runs/:run/discard",
  room: "registers",
  summary: "放弃这次导入",
  access: "signed-in",
  params: runParams,
  answer: importRun,
});

export const downloadMarkedWorkbook = route({
  method: "GET",
  url: "/imports/runs/:run/workbook",
  room: "registers",
  summary: "下载原工作簿，错误单元格着色并附错误原因列",
  access: "signed-in",
  params: runParams,
  download: true,
});

/** Institutions of the whole province by name, initials or code: a county names the provincial hospital that sends it a doctor. */
export const findNamedInstitutions = route({
  method: "GET",
  url: "/registers/institutions",
  room: "registers",
  summary: "按名称、拼音首字母或编号查找机构，供表单选择",
  access: "facts.read",
  query: z.object({ q: z.string().trim().max(60).default("") }),
  answer: z.object({
    items: z.array(z.object({ id: z.string(), name: z.string(), region: z.string(), regionName: z.string() })),
  }),
});
