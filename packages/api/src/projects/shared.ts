import { z } from "zod";
import { dateText, fenText, instantText, regionCode } from "../common.ts";

/** States of a project; the table of steps and the Chinese labels are in packages/projects, which a server test compares with this list. */
export const projectState = z.enum([
  "draft",
  "to_sign",
  "submitted",
  "county_passed",
  "city_passed",
  "form_passed",
  "reviewed",
  "reserved",
  "in_library",
  "funded",
  "implementing",
  "accepted",
  "closed",
  "returned",
  "rejected",
  "suspended",
  "terminated",
]);

export const programmeId = z.enum([
  "5g-pilot",
  "provincial-key-specialty",
  "provincial-discipline",
  "tcm-specialty",
  "township-centre",
  "appropriate-technique",
  "expert-workshop",
  "linfen-ten-specialties",
  "linfen-hundred-leaders",
  "linfen-thousand-staff",
]);

/** A project as every list shows it. Amounts are of its budget: all sources, and the part asked of the call's fund. */
export const projectSummary = z.object({
  id: z.uuid(),
  number: z.string().nullable(),
  title: z.string(),
  call: z.object({ id: z.uuid(), title: z.string() }),
  programme: programmeId,
  year: z.number().int(),
  state: projectState,
  /** Whose turn it is; null when nobody's. */
  waitsFor: z.enum(["unit", "county", "city", "province"]).nullable(),
  institution: z.object({ id: z.string(), name: z.string() }),
  seat: regionCode,
  totalFen: fenText,
  supportFen: fenText,
  startsOn: dateText.nullable(),
  endsOn: dateText.nullable(),
  correctBy: dateText.nullable(),
  reservedUntil: dateText.nullable(),
  isKey: z.boolean(),
  submittedAt: instantText.nullable(),
  changedAt: instantText,
  version: z.number().int(),
});
export type ProjectSummary = z.infer<typeof projectSummary>;

export const projectParams = z.object({ projectId: z.uuid() });

/** 文号 as on official documents. */
export const documentNumber = z
  .string()
  .regex(/^[一-龥]{2,10}〔\d{4}〕\d+号$/, "文号写作“晋卫函〔2026〕12号”，年份用六角括号，序号不加“第”");
