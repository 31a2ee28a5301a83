import { z } from "zod";
import { route } from "../route.ts";
import { projectParams } from "./shared.ts";

/** Something that is supported, declared or written already; a hint to verify (提示核实), never a verdict. */
export const overlap = z.object({
  kind: z.enum(["specialty", "centre", "person", "equipment", "text"]),
  /** Question of the declaration that it is about. */
  question: z.string().nullable(),
  sentence: z.string(),
  clause: z.string(),
  /** Named only to a reader who may see it. */
  project: z.object({ id: z.uuid(), number: z.string(), title: z.string() }).nullable(),
  entry: z.object({ register: z.string(), id: z.uuid(), entryNo: z.string() }).nullable(),
  /** Of near-identical texts: how much they share. */
  percent: z.number().int().nullable(),
});
export type Overlap = z.infer<typeof overlap>;

export const listOverlaps = route({
  method: "GET",
  url: "/projects/:projectId/overlaps",
  room: "projects",
  summary: "重复支持核查：同一专科、中心、人员、设备或近似文本，跨申报、跨资金、跨年度",
  access: "projects.read",
  params: projectParams,
  answer: z.object({ items: z.array(overlap) }),
});
