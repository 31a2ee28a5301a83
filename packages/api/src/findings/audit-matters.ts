import { z } from "zod";
import { dateText } from "../common.ts";
import { route } from "../route.ts";
import { by, listedFinding, room, said, title } from "./shared.ts";

const matter = z.object({
  id: z.uuid(),
  number: z.string(),
  authority: z.string(),
  matter: z.string(),
  happenedOn: dateText,
  shared: z.string(),
  state: z.enum(["open", "closed"]),
  findings: z.number().int(),
  by,
});
export type AuditMatter = z.infer<typeof matter>;

export const listAuditMatters = route({
  method: "GET",
  url: "/findings/audit-matters",
  room,
  summary: "审计沟通事项",
  access: "findings.read",
  query: z.object({ state: z.enum(["open", "closed"]).optional() }),
  answer: z.object({ items: z.array(matter), mayRecord: z.boolean() }),
});

/** By 省财政厅 or 省卫生健康委 (5g-2022.art19.a). */
export const recordAuditMatter = route({
  method: "POST",
  url: "/findings/audit-matters",
  room,
  summary: "登记审计沟通事项：审计机关、事项、日期、共享情况",
  access: "findings.audit",
  body: z.object({
    authority: title,
    matter: title,
    happenedOn: dateText,
    shared: said,
    findings: z.array(z.uuid()).max(100).default([]),
  }),
  status: 201,
  answer: z.object({ id: z.uuid(), number: z.string() }),
});

const params = z.object({ matterId: z.uuid() });
export const readAuditMatter = route({
  method: "GET",
  url: "/findings/audit-matters/:matterId",
  room,
  summary: "一个审计沟通事项和关联的问题",
  access: "findings.read",
  params,
  answer: matter.extend({
    linked: z.array(listedFinding),
    closed: by.extend({ conclusion: z.string() }).nullable(),
    may: z.object({ link: z.boolean(), close: z.boolean() }),
  }),
});

export const linkAuditMatter = route({
  method: "POST",
  url: "/findings/audit-matters/:matterId/findings",
  room,
  summary: "关联问题",
  access: "findings.audit",
  params,
  body: z.object({ finding: z.uuid() }),
  status: 201,
  answer: z.object({ id: z.uuid() }),
});

export const closeAuditMatter = route({
  method: "POST",
  url: "/findings/audit-matters/:matterId/closing",
  room,
  summary: "办结审计沟通事项",
  access: "findings.audit",
  params,
  body: z.object({ conclusion: said }),
  answer: z.object({ id: z.uuid() }),
});
