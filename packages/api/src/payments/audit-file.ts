import { z } from "zod";
import { route } from "../route.ts";
import { room } from "./shared.ts";

/**
 * 审计取数: one archive with every payment of a project, its vouchers and trails, and the entries of the log that touch them, with the texts
 * that were hashed, so that whoever receives it can compute the chain himself.
 */
export const exportAuditFile = route({
  method: "GET",
  url: "/payments/audit-file",
  room,
  summary: "审计取数：一个项目的全部支付、凭证、办理轨迹与审计日志",
  access: "audit.read",
  query: z.object({
    /** As account pages name it: the id of a project of the library, or the claim of a plan. */
    project: z.string().min(1, "请指明项目").max(200),
    line: z.string().max(60).optional(),
    institution: z.string().max(60).optional(),
  }),
  download: true,
});
