import { z } from "zod";
import { fenText, instantText, positiveFen, yearNumber } from "../common.ts";
import { route } from "../route.ts";
import { room } from "./shared.ts";

const rules = z.object({
  year: z.number().int(),
  thresholdFen: fenText,
  catalogue: z.array(z.object({ value: z.string(), label: z.string() })),
  source: z.string(),
  by: z.string(),
  at: instantText,
});

export const listProcurementRules = route({
  method: "GET",
  url: "/payments/procurement-rules",
  room,
  summary: "各年采购目录及限额标准",
  access: "payments.read",
  answer: z.object({ items: z.array(rules), categories: z.array(z.object({ value: z.string(), label: z.string() })) }),
});

export const recordProcurementRules = route({
  method: "POST",
  url: "/payments/procurement-rules",
  room,
  summary: "登记一年的采购目录及限额标准",
  access: "budgets.write",
  body: z.object({
    year: yearNumber,
    thresholdFen: positiveFen,
    catalogue: z.array(z.string().max(60)).max(50),
    source: z.string().trim().min(2, "请填写文号或来源").max(200),
  }),
  status: 201,
  answer: z.object({ id: z.uuid() }),
});

const release = z.object({
  id: z.uuid(),
  fund: z.enum(["qiangyi-2024", "5g-2022"]),
  year: z.number().int(),
  kind: z.enum(["plan", "performance"]),
  title: z.string(),
  documentNumber: z.string(),
  releasedBy: z.string(),
  releasedAt: instantText,
  /** Units that have confirmed, as far as the reader sees them. */
  confirmed: z.array(z.object({ institution: z.string(), name: z.string(), by: z.string(), at: instantText })),
  mayConfirm: z.boolean(),
});

export const listReleases = route({
  method: "GET",
  url: "/payments/releases",
  room,
  summary: "实施方案和绩效管理要求的下达与确认",
  access: "payments.read",
  query: z.object({ year: yearNumber.optional() }),
  answer: z.object({ items: z.array(release) }),
});

export const releasePlan = route({
  method: "POST",
  url: "/payments/releases",
  room,
  summary: "下达实施方案或绩效管理要求",
  access: "plans.publish",
  body: z.object({
    fund: z.enum(["qiangyi-2024", "5g-2022"]),
    year: yearNumber,
    kind: z.enum(["plan", "performance"]),
    title: z.string().trim().min(4, "请填写标题").max(200),
    documentNumber: z.string().trim().min(2, "请填写文号").max(100),
  }),
  status: 201,
  answer: z.object({ id: z.uuid() }),
});

export const confirmRelease = route({
  method: "POST",
  url: "/payments/releases/:releaseId/confirmation",
  room,
  summary: "确认已阅实施方案或绩效管理要求",
  access: "payments.request",
  params: z.object({ releaseId: z.uuid() }),
  answer: z.object({ id: z.uuid() }),
});
