import { z } from "zod";
import { fenText, yearNumber } from "../common.ts";
import { route } from "../route.ts";
import { noticeNumber } from "./notice-words.ts";
import { funds, room } from "./shared.ts";

/** Kinds of published documents that the province enters from their annex. */
export const importedKinds = ["early", "final"] as const;

const upload = { maxBytes: 10 * 1024 * 1024 };

const importQuery = z.object({
  kind: z.enum(importedKinds).default("early"),
  fund: z.enum(funds).default("qiangyi-2024"),
  year: yearNumber,
  number: noticeNumber,
  title: z.string().trim().min(4, "请填写标题").max(200).optional(),
  /** For an annex of one line, whose table has no column for it. */
  line: z.string().min(1).max(60).optional(),
  /** final only: the approved proposal that the document carried out. */
  proposalId: z.uuid().optional(),
});

/** A place in the workbook where something is wrong; null where it is the document as a whole. */
const cellProblem = z.object({ cell: z.string().nullable(), message: z.string() });

export const downloadNoticeTemplate = route({
  method: "GET",
  url: "/allotments/notices/import/template",
  room,
  summary: "下载已印发文件附件的导入模板",
  access: "notices.draft",
  query: z.object({
    kind: z.enum(importedKinds),
    fund: z.enum(funds).default("qiangyi-2024"),
    year: yearNumber,
    proposalId: z.uuid().optional(),
  }),
  download: true,
});

/** Reads and compares; writes no row of money. */
export const previewNoticeImport = route({
  method: "POST",
  url: "/allotments/notices/import/preview",
  room,
  summary: "已印发文件导入前的核对：行数、各项合计、与合计小计和审定金额的差异",
  access: "notices.draft",
  query: importQuery,
  upload,
  answer: z.object({
    sheet: z.string(),
    rowCount: z.number().int(),
    totalFen: fenText,
    byLine: z.array(z.object({ lineName: z.string(), rowCount: z.number().int(), totalFen: fenText })),
    problems: z.array(cellProblem),
    /** The notice that carries this number already, and whether it says the same. */
    known: z.object({ id: z.uuid(), isSame: z.boolean(), totalFen: fenText }).nullable(),
  }),
});

/** A published document whose annex comes as a workbook: becomes a draft under its number, to be signed and entered once. */
export const importNotice = route({
  method: "POST",
  url: "/allotments/notices/import",
  room,
  summary: "导入已印发文件的附件；同一文号只登记一次，合计、小计与各行不符或与审定金额不符的不收",
  access: "notices.draft",
  status: 201,
  query: importQuery,
  upload,
  answer: z.object({ id: z.uuid(), rowCount: z.number().int(), totalFen: fenText, isRepeated: z.boolean() }),
});

export const markNoticeImport = route({
  method: "POST",
  url: "/allotments/notices/import/marked",
  room,
  summary: "下载标出差异的附件工作簿",
  access: "notices.draft",
  query: importQuery,
  upload,
  download: true,
});
