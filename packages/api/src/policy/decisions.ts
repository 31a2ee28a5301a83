import { z } from "zod";
import { dateText, instantText } from "../common.ts";
import { route } from "../route.ts";
import { documentParams, opennessValues } from "./documents.ts";

/** Who decided what, on what paper and why: the record without which no reading, figure or openness changes. */
const decisionRecord = z.object({
  decidedBy: z.string().trim().min(2, "写明决定机关").max(100),
  decidedOn: dateText,
  documentNumber: z.string().trim().max(100).optional(),
  reason: z.string().trim().min(5, "理由至少5个字").max(2000),
});

const sourceKinds = ["own-decision", "this-document", "parent-document", "other-document"] as const;

/** Where a value comes from. One drawn from another document names that document (SOURCE_REQUIRED otherwise). */
const source = z.object({
  kind: z.enum(sourceKinds),
  document: z.string().trim().max(200).optional(),
  article: z.string().trim().max(100).optional(),
});
export type PolicySource = z.infer<typeof source>;

export const settingValue = z.union([z.string().max(2000), z.number(), z.array(z.string().max(100)).max(100)]);
export type SettingValue = z.infer<typeof settingValue>;

const decision = z.object({
  id: z.uuid(),
  value: settingValue,
  valueText: z.string(),
  effectiveFrom: dateText,
  effectiveTo: dateText.nullable(),
  sourceKind: z.enum(sourceKinds),
  sourceDocument: z.string().nullable(),
  article: z.string().nullable(),
  decidedBy: z.string(),
  decidedOn: dateText,
  documentNumber: z.string().nullable(),
  reason: z.string(),
  /** Named to signed-in readers only. */
  recordedBy: z.string().nullable(),
  recordedAt: instantText,
  state: z.enum(["in-force", "future", "superseded", "ended", "withdrawn"]),
  withdrawal: z.object({ from: dateText, decidedBy: z.string(), reason: z.string() }).nullable(),
});
export type PolicyDecision = z.infer<typeof decision>;

export const policyReadings = route({
  method: "GET",
  url: "/policy/readings",
  room: "policy",
  summary: "列出条文有多种理解之处：问题、选项、默认口径、现行口径和历次决定",
  access: "public",
  query: z.object({ on: dateText.optional() }),
  answer: z.object({
    on: dateText,
    readings: z.array(
      z.object({
        key: z.string(),
        question: z.string(),
        clauses: z.array(z.string()),
        values: z.array(z.object({ value: z.string(), label: z.string() })),
        hint: z.string().nullable(),
        default: z.string(),
        inForce: z.string(),
        inForceText: z.string(),
        isDefault: z.boolean(),
        /** Funding lines whose amounts or quantities rest on it. */
        touches: z.array(z.object({ id: z.string(), name: z.string() })),
        decisions: z.array(decision),
      }),
    ),
  }),
});

const recorded = z.object({ id: z.uuid() });

export const decideReading = route({
  method: "POST",
  url: "/policy/readings/:key/decisions",
  room: "policy",
  summary: "记录一项口径决定",
  access: "policy.manage",
  params: z.object({ key: z.string().max(60) }),
  body: z.object({ value: z.string().trim().min(1).max(100), effectiveFrom: dateText, source, decision: decisionRecord }),
  answer: recorded,
  status: 201,
});

export const withdrawDecision = route({
  method: "POST",
  url: "/policy/decisions/:decision/withdrawal",
  room: "policy",
  summary: "以新的决定撤回一项决定，自所定之日起不再适用",
  access: "policy.manage",
  params: z.object({ decision: z.uuid() }),
  body: z.object({ from: dateText, decision: decisionRecord }),
  answer: recorded,
  status: 201,
});

export const policySettings = route({
  method: "GET",
  url: "/policy/settings",
  room: "policy",
  summary: "列出条文未载、须据他文记录的事项及其现值",
  access: "public",
  query: z.object({ on: dateText.optional() }),
  answer: z.object({
    on: dateText,
    /** The cities that a setting may name. */
    cities: z.array(z.object({ code: z.string(), name: z.string() })),
    settings: z.array(
      z.object({
        key: z.string(),
        title: z.string(),
        help: z.string(),
        clauses: z.array(z.string()),
        form: z.enum(["date", "text", "texts", "integer", "cities"]),
        inForce: settingValue.nullable(),
        inForceText: z.string(),
        /** What stands in results while nothing is recorded, for example POLICY_DATE_UNSET. */
        unsetCode: z.string().nullable(),
        decisions: z.array(decision),
      }),
    ),
  }),
});

export const recordSetting = route({
  method: "POST",
  url: "/policy/settings/:key",
  room: "policy",
  summary: "记录一个配置值，附出处和决定",
  access: "policy.manage",
  params: z.object({ key: z.string().max(60) }),
  body: z.object({
    value: settingValue,
    effectiveFrom: dateText,
    effectiveTo: dateText.optional(),
    source,
    decision: decisionRecord.optional(),
  }),
  answer: recorded,
  status: 201,
});

export const policyOpenness = route({
  method: "GET",
  url: "/policy/openness",
  room: "policy",
  summary: "各文件的公开属性和历次决定",
  access: "policy.manage",
  answer: z.object({
    documents: z.array(
      z.object({
        id: z.string(),
        title: z.string(),
        number: z.string(),
        openness: z.enum(opennessValues),
        decisions: z.array(decision),
      }),
    ),
  }),
});

export const setOpenness = route({
  method: "PUT",
  url: "/policy/documents/:document/openness",
  room: "policy",
  summary: "变更文件的公开属性，须有决定记录",
  access: "policy.manage",
  params: documentParams,
  body: z.object({ openness: z.enum(opennessValues), effectiveFrom: dateText, decision: decisionRecord.optional() }),
  answer: z.object({ id: z.uuid().nullable(), openness: z.enum(opennessValues) }),
});
