import { z } from "zod";
import { dateText, instantText, regionCode } from "../common.ts";
import { route } from "../route.ts";
import { fiscalMode, regionKind } from "./words.ts";

export const region = z.object({
  code: regionCode,
  name: z.string(),
  kind: regionKind,
  parent: regionCode.nullable(),
  /** Null where the day is not known to us. */
  validFrom: dateText.nullable(),
  validTo: dateText.nullable(),
  /** First letters of the name, for typing: "lsx". */
  initials: z.string(),
  /** Codes and names that the same ground had before. */
  formerNames: z.array(z.string()),
  fiscalMode,
  /** Null: nobody has recorded it, because the list was not supplied. */
  isAgricultural: z.boolean().nullable(),
});
export type RegionItem = z.infer<typeof region>;

export const regionHistory = z.object({
  code: regionCode,
  name: z.string(),
  successor: regionCode,
  change: z.enum(["renamed", "merged", "split"]),
  until: dateText.nullable(),
  source: z.string(),
});

export const regionDecision = z.object({
  id: z.string(),
  subject: z.enum(["fiscal-mode", "agricultural"]),
  fiscalMode: fiscalMode.nullable(),
  isAgricultural: z.boolean().nullable(),
  effectiveFrom: dateText,
  effectiveTo: dateText.nullable(),
  basisDoc: z.string(),
  reason: z.string(),
  decidedBy: z.string(),
  recordedAt: instantText,
});

export const listRegions = route({
  method: "GET",
  url: "/registry/regions",
  room: "registry",
  summary: "行政区划：省、市、县（市、区）",
  access: "public",
  query: z.object({
    /** The flags that hold on this day; default today. */
    onDate: dateText.optional(),
  }),
  answer: z.object({
    items: z.array(region),
    /** The 91 county-level units outside urban districts of 第七条（三）1; `warning` when the registry holds another number. */
    countyCheck: z.object({ expected: z.number().int(), actual: z.number().int(), warning: z.string().nullable() }),
  }),
});

export const showRegion = route({
  method: "GET",
  url: "/registry/regions/:code",
  room: "registry",
  summary: "一个区划：上级、沿革、管理体制决定",
  access: "public",
  params: z.object({ code: regionCode }),
  answer: z.object({
    region,
    above: z.array(z.object({ code: regionCode, name: z.string() })),
    history: z.array(regionHistory),
    decisions: z.array(regionDecision),
  }),
});

export const recordRegionDecision = route({
  method: "POST",
  url: "/registry/regions/:code/decisions",
  room: "registry",
  summary: "登记区划的管理体制或农业县决定",
  access: "registry.write",
  params: z.object({ code: regionCode }),
  body: z.discriminatedUnion("subject", [
    z.object({ subject: z.literal("fiscal-mode"), fiscalMode, ...decisionBasis() }),
    z.object({ subject: z.literal("agricultural"), isAgricultural: z.boolean(), ...decisionBasis() }),
  ]),
  answer: z.object({ id: z.string() }),
  status: 201,
});

function decisionBasis() {
  return {
    effectiveFrom: dateText,
    effectiveTo: dateText.nullable().default(null),
    basisDoc: z.string().trim().min(1, "请填写依据的文号").max(100),
    reason: z.string().trim().min(1, "请填写说明").max(500),
  };
}
