import { z } from "zod";
import { dateText, instantText, page, pageQuery, regionCode } from "../common.ts";
import { route } from "../route.ts";
import { affiliation, groupKind, groupRole, institutionClass, ownership, tier } from "./words.ts";

const name = z.string().trim().min(2, "至少2个字").max(100, "至多100个字");
const day = dateText.nullable();
const code = z.string().trim().min(1).max(40).nullable();

export const membership = z.object({ kind: groupKind, group: name, role: groupRole, from: day });

/** What the registry keeps of an institution. */
export const institutionRecord = z.object({
  name,
  formerNames: z.array(z.object({ name, from: day, to: day })).max(20),
  ownership,
  affiliation,
  tier,
  class: institutionClass,
  beds: z.number().int().min(0).max(20_000).nullable(),
  creditCode: code,
  licence: code,
  region: regionCode,
  membership: membership.nullable(),
  validFrom: day,
  validTo: day,
});
export type InstitutionDraft = z.infer<typeof institutionRecord>;

/** What a person enters. Codes are taken as written: a doubtful one gives a warning that a reason lifts, never a silent refusal. */
export const institutionDraft = institutionRecord.extend({
  formerNames: z
    .array(z.object({ name, from: day.default(null), to: day.default(null) }))
    .max(20)
    .default([]),
  beds: institutionRecord.shape.beds.default(null),
  creditCode: code.default(null),
  licence: code.default(null),
  membership: membership
    .extend({ from: day.default(null) })
    .nullable()
    .default(null),
  validFrom: day.default(null),
  validTo: day.default(null),
});

/** Why the record is kept as it is although a check warns, or why it was changed. */
const reason = z.string().trim().min(1).max(500).nullable().default(null);

export const warning = z.object({
  code: z.enum([
    "credit-code-form",
    "credit-code-check-digit",
    "credit-code-used",
    "name-used",
    "licence-form",
    "licence-region",
  ]),
  field: z.string(),
  message: z.string(),
});
export type InstitutionWarning = z.infer<typeof warning>;

export const institutionRow = z.object({
  id: z.string(),
  name: z.string(),
  ownership,
  affiliation,
  tier,
  class: institutionClass,
  beds: z.number().int().nullable(),
  creditCode: z.string().nullable(),
  region: regionCode,
  group: z.string().nullable(),
  isEnded: z.boolean(),
  warnings: z.array(warning),
});
export type InstitutionRow = z.infer<typeof institutionRow>;

export const institutionId = z.string().min(1).max(64);

/** Filters of the list, of its export and of the numbers per region. */
export const institutionFilters = z.object({
  /** Name, former name, first letters of its pinyin, or a code; any part of them. */
  q: z.string().trim().max(100).optional(),
  /** A city with everything in it, or one county. */
  region: regionCode.optional(),
  ownership: ownership.optional(),
  affiliation: affiliation.optional(),
  tier: tier.optional(),
  class: institutionClass.optional(),
  state: z.enum(["open", "ended"]).optional(),
});
export type InstitutionFilters = z.infer<typeof institutionFilters>;

export const listInstitutions = route({
  method: "GET",
  url: "/registry/institutions",
  room: "registry",
  summary: "机构名录",
  access: "registry.read",
  query: institutionFilters.extend(pageQuery.shape),
  answer: page(institutionRow),
});

export const countInstitutions = route({
  method: "GET",
  url: "/registry/institution-counts",
  room: "registry",
  summary: "各县（市、区）机构数",
  access: "registry.read",
  query: institutionFilters.omit({ q: true, region: true }),
  answer: z.object({ items: z.array(z.object({ region: regionCode, count: z.number().int() })), total: z.number().int() }),
});

export const institutionVersion = z.object({
  version: z.number().int(),
  change: z.enum(["created", "changed", "imported", "demo"]),
  at: instantText,
  by: z.string(),
  reason: z.string().nullable(),
  record: institutionRecord,
});

export const showInstitution = route({
  method: "GET",
  url: "/registry/institutions/:id",
  room: "registry",
  summary: "一个机构：登记事项、集团、历次变更",
  access: "registry.read",
  params: z.object({ id: institutionId }),
  answer: z.object({
    id: z.string(),
    version: z.number().int(),
    record: institutionRecord,
    warnings: z.array(warning),
    warningReason: z.string().nullable(),
    memberships: z.array(membership.extend({ to: dateText.nullable(), isCurrent: z.boolean() })),
    /** The other institutions of its present group, the lead first. */
    groupMembers: z.array(z.object({ id: z.string(), name: z.string(), role: groupRole })),
    history: z.array(institutionVersion),
  }),
});

export const checkInstitution = route({
  method: "GET",
  url: "/registry/institution-checks",
  room: "registry",
  summary: "登记前的核对：哪些事项需要说明理由",
  access: "registry.write",
  query: z.object({
    /** The institution that is being changed; it is no double of itself. */
    id: institutionId.optional(),
    name: z.string().trim().max(100).default(""),
    creditCode: z.string().max(40).optional(),
    licence: z.string().max(40).optional(),
    region: regionCode.optional(),
  }),
  answer: z.object({ warnings: z.array(warning) }),
});

const saved = z.object({ id: z.string(), version: z.number().int(), warnings: z.array(warning) });

export const createInstitution = route({
  method: "POST",
  url: "/registry/institutions",
  room: "registry",
  summary: "登记机构",
  access: "registry.write",
  body: z.object({ record: institutionDraft, reason }),
  answer: saved,
  status: 201,
});

export const changeInstitution = route({
  method: "PUT",
  url: "/registry/institutions/:id",
  room: "registry",
  summary: "变更机构登记事项",
  access: "registry.write",
  params: z.object({ id: institutionId }),
  body: z.object({
    /** The version that the form showed; a later one in the registry refuses the change. */
    version: z.number().int().min(1),
    record: institutionDraft,
    reason,
  }),
  answer: saved,
});

export const listInstitutionChoices = route({
  method: "GET",
  url: "/registry/institution-choices",
  room: "registry",
  summary: "按名称、拼音首字母或代码查找机构",
  access: "registry.read",
  query: z.object({ q: z.string().trim().max(100).default(""), limit: z.coerce.number().int().min(1).max(50).default(20) }),
  answer: z.object({ items: z.array(z.object({ id: z.string(), name: z.string(), region: regionCode })) }),
});

export const exportInstitutions = route({
  method: "GET",
  url: "/registry/institutions.xlsx",
  room: "registry",
  summary: "导出机构名录，可改后再导入",
  access: "registry.read",
  query: institutionFilters,
  download: true,
});
