import { z } from "zod";
import { instantText } from "../common.ts";
import { route } from "../route.ts";

export const institutionTemplate = route({
  method: "GET",
  url: "/registry/institution-template.xlsx",
  room: "registry",
  summary: "下载机构名录导入模板",
  access: "registry.write",
  download: true,
});

const importId = z.object({ id: z.uuid() });

export const institutionImport = z.object({
  id: z.uuid(),
  fileName: z.string(),
  sha256: z.string(),
  state: z.enum(["previewed", "applied"]),
  previewedAt: instantText,
  created: z.number().int(),
  changed: z.number().int(),
  unchanged: z.number().int(),
  wrong: z.number().int(),
  /** The first errors, to be mended in the workbook that comes back. */
  errors: z.array(z.object({ row: z.number().int(), column: z.string().nullable(), reason: z.string() })),
  errorCount: z.number().int(),
  /** Notes of the reader: columns that were not read, totals left out. */
  notes: z.array(z.string()),
  /** What would change, for the first rows. */
  changes: z.array(
    z.object({ row: z.number().int(), name: z.string(), kind: z.enum(["created", "changed"]), fields: z.array(z.string()) }),
  ),
});
export type InstitutionImport = z.infer<typeof institutionImport>;

export const previewInstitutionImport = route({
  method: "POST",
  url: "/registry/institution-imports",
  room: "registry",
  summary: "上传机构名录，先看结果、不写入",
  access: "registry.write",
  upload: { maxBytes: 20 * 1024 * 1024 },
  answer: institutionImport,
  status: 201,
});

export const showInstitutionImport = route({
  method: "GET",
  url: "/registry/institution-imports/:id",
  room: "registry",
  summary: "一次导入的预览结果",
  access: "registry.write",
  params: importId,
  answer: institutionImport,
});

export const applyInstitutionImport = route({
  method: "POST",
  url: "/registry/institution-imports/:id/apply",
  room: "registry",
  summary: "按预览结果写入",
  access: "registry.write",
  params: importId,
  answer: z.object({ created: z.number().int(), changed: z.number().int(), unchanged: z.number().int() }),
});

export const institutionImportErrors = route({
  method: "GET",
  url: "/registry/institution-imports/:id/errors.xlsx",
  room: "registry",
  summary: "取回标出错误的原工作簿",
  access: "registry.write",
  params: importId,
  download: true,
});
