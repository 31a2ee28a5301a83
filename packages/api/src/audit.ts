import { z } from "zod";
import { dateText, instantText, page, pageQuery } from "./common.ts";
import { route } from "./route.ts";

/** One line of the append-only log. `hash` covers the line and the hash of the line before it. */
export const auditEntry = z.object({
  sequence: z.number().int(),
  at: instantText,
  actorId: z.string(),
  actorName: z.string(),
  roles: z.array(z.string()),
  level: z.string(),
  city: z.string().nullable(),
  county: z.string().nullable(),
  /** Method and pattern of the route (`POST /accounts/:accountId/roles`) or the name of an event (`sign-in-failed`). */
  action: z.string(),
  /** What was acted on, as the path of its address. */
  object: z.string(),
  outcome: z.enum(["done", "refused"]),
  ip: z.string(),
  /** What was sent and answered, as JSON; passwords and tokens are never in it. */
  detail: z.string(),
  hash: z.string(),
});
export type AuditEntry = z.infer<typeof auditEntry>;

export const listAuditEntries = route({
  method: "GET",
  url: "/audit/entries",
  room: "audit",
  summary: "审计日志",
  access: "audit.read",
  query: pageQuery.extend({
    from: dateText.optional(),
    to: dateText.optional(),
    /** Beginning of the name of a person, or the id of an account. */
    person: z.string().trim().max(64).optional(),
    action: z.string().max(200).optional(),
    /** Beginning of the object's path. */
    object: z.string().trim().max(200).optional(),
    outcome: z.enum(["done", "refused"]).optional(),
  }),
  answer: page(auditEntry),
});

export const auditVerification = z.object({
  isIntact: z.boolean(),
  /** Entries read from the first on. */
  checked: z.number().int(),
  /** Last entry and its hash: noted down elsewhere, they prove later that nothing was cut off. */
  lastSequence: z.number().int(),
  lastHash: z.string(),
  checkedAt: instantText,
  /** First entry that does not fit, and why; null when the chain is whole. */
  broken: z.object({ sequence: z.number().int(), reason: z.string() }).nullable(),
});

export const verifyAudit = route({
  method: "GET",
  url: "/audit/verification",
  room: "audit",
  summary: "核验审计日志",
  access: "audit.read",
  query: z.object({
    /** A pair noted down earlier; the chain must still contain it. */
    sequence: z.coerce.number().int().min(1).optional(),
    hash: z.string().max(100).optional(),
  }),
  answer: auditVerification,
});
