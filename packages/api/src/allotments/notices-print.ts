import { z } from "zod";
import { route } from "../route.ts";
import { noticeParams } from "./notices-drafts.ts";
import { room } from "./shared.ts";

export const paperFormats = ["docx", "pdf"] as const;

export const printAllotmentNotice = route({
  method: "GET",
  url: "/allotments/notices/:noticeId/paper",
  room,
  summary: "下达、分解下达、追减文件的公文（GB/T 9704版式，Word或PDF），附件合计重新加总后才输出；下级只得本地区部分",
  access: "notices.read",
  params: noticeParams,
  query: z.object({ format: z.enum(paperFormats) }),
  download: true,
});

export const printReturns = route({
  method: "GET",
  url: "/allotments/notices/:noticeId/returns/paper",
  room,
  summary: "退回资金的函、收回逾期未分配资金的通知（Word或PDF）",
  access: "notices.read",
  params: noticeParams,
  query: z.object({
    kind: z.enum(["withdrawn", "recalled"]),
    format: z.enum(paperFormats),
    /** The office that gives it back; all of them when absent. */
    book: z.string().max(80).optional(),
    /** The number of a recall, where there were several. */
    number: z.string().trim().max(100).optional(),
  }),
  download: true,
});
