import { z } from "zod";
import { route } from "../route.ts";
import { noticeParams } from "./notices-drafts.ts";
import { room } from "./shared.ts";

export const paperFormats = ["docx", "pdf"] as const;

export const printAllotmentNotice = route({
  method: "GET",
  url: "/allotments/notices/:noticeId/paper",
  room,
  summary: "下达文件的公文（GB/T 9704版式，Word或PDF），附件合计重新加总后才输出；下级只得本地区部分",
  access: "notices.read",
  params: noticeParams,
  query: z.object({ format: z.enum(paperFormats) }),
  download: true,
});
