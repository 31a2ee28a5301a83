import { z } from "zod";
import { dateText, fenText, instantText, page, pageQuery } from "../common.ts";
import { route } from "../route.ts";
import { counts, decisionRecord, documentNumber, enteredFen, lineId, planParams, room, sentence, sums } from "./shared.ts";

export const lineStatuses = ["payable", "not_payable", "decision_required"] as const;
export const groupKeys = ["line", "city", "county", "institution"] as const;

/** "none" stands for 省本级 as a city, for 省本级 and 市本级 as a county, and for no single institution. */
export const none = "none";
const placeFilter = {
  line: lineId.optional(),
  city: z.string().max(10).optional(),
  county: z.string().max(10).optional(),
  institution: z.string().max(64).optional(),
};

const group = z.object({
  key: z.string(),
  name: z.string(),
  /** Where the group stands: the line, city, county and institution that it fixes. */
  line: z.string().nullable(),
  city: z.string().nullable(),
  county: z.string().nullable(),
  institution: z.string().nullable(),
  counts,
  sums,
});

export const groupPlan = route({
  method: "GET",
  url: "/allocations/plans/:planId/groups",
  room,
  summary: "按支持项目、市、县或机构汇总",
  access: "plans.read",
  params: planParams,
  query: z.object({ by: z.enum(groupKeys).default("line"), ...placeFilter }),
  answer: z.object({ groups: z.array(group), counts, sums }),
});

export const planLine = z.object({
  lineNo: z.number().int(),
  line: z.string(),
  lineName: z.string(),
  year: z.number().int(),
  subject: z.string(),
  title: z.string(),
  city: z.string().nullable(),
  county: z.string().nullable(),
  institution: z.string().nullable(),
  institutionName: z.string().nullable(),
  place: z.string(),
  status: z.enum(lineStatuses),
  amountFen: fenText,
  heldFen: fenText,
  recoveryFen: fenText,
  manualFen: fenText.nullable(),
  proposedFen: fenText,
  /** The due amount has moved since the manual amount was set. */
  isManualOutdated: z.boolean(),
  isKey: z.boolean(),
  /** What had been allocated for it before; the amount is what remains. */
  allocatedFen: fenText,
  errors: z.array(z.string()),
  clauses: z.array(z.string()),
  readings: z.array(z.string()),
});
export type PlanLineView = z.infer<typeof planLine>;

export const listPlanLines = route({
  method: "GET",
  url: "/allocations/plans/:planId/lines",
  room,
  summary: "建议方案明细",
  access: "plans.read",
  params: planParams,
  query: pageQuery.extend({
    /** Amount and number of the last line of the page before. */
    after: z
      .string()
      .regex(/^\d{1,18}\.\d{1,9}$/)
      .optional(),
    ...placeFilter,
    status: z.enum(lineStatuses).optional(),
    code: z.string().max(60).optional(),
    manual: z.enum(["true", "false"]).optional(),
    text: z.string().trim().max(60).optional(),
    sort: z.enum(["order", "amount"]).default("order"),
  }),
  answer: page(planLine).extend({ proposedFen: fenText.nullable() }),
});

export const factBehind = z.object({
  id: z.string(),
  type: z.string(),
  typeName: z.string(),
  values: z.array(z.object({ label: z.string(), value: z.string() })),
  /** The register entry as it is now; null when there is none. */
  entry: z
    .object({
      register: z.string(),
      entryId: z.string(),
      documentNumber: z.string().nullable(),
      documentDate: z.string().nullable(),
      attachment: z.object({ fileId: z.string(), name: z.string() }).nullable(),
    })
    .nullable(),
});

const alternative = z.object({
  value: z.string(),
  label: z.string(),
  status: z.string().nullable(),
  amountFen: fenText.nullable(),
  heldFen: fenText.nullable(),
});

const readingUsed = z.object({
  key: z.string(),
  question: z.string(),
  value: z.string(),
  label: z.string(),
  clauses: z.array(z.string()),
  alternatives: z.array(alternative),
});

const adjustment = z.object({
  id: z.string(),
  amountFen: fenText.nullable(),
  dueFen: fenText,
  reason: z.string(),
  decidedBy: z.string(),
  documentNumber: z.string().nullable(),
  recordedBy: z.string(),
  recordedAt: instantText,
});

export const explainPlanLine = route({
  method: "GET",
  url: "/allocations/plans/:planId/lines/:lineNo",
  room,
  summary: "一条结果的说明：步骤、条款、事实、口径与其他口径下的结果",
  access: "plans.read",
  params: planParams.extend({ lineNo: z.coerce.number().int().min(0) }),
  answer: z.object({
    line: planLine,
    steps: z.array(z.object({ text: z.string(), clause: z.string() })),
    facts: z.array(factBehind),
    readings: z.array(readingUsed),
    splits: z.array(z.object({ institution: z.string().nullable(), name: z.string(), amountFen: fenText })),
    decision: decisionRecord.nullable(),
    adjustments: z.array(adjustment),
    term: z.object({ from: dateText, to: dateText }).nullable(),
    projectTotalFen: fenText.nullable(),
  }),
});

export const decideResult = route({
  method: "POST",
  url: "/allocations/plans/:planId/lines/:lineNo/decision",
  room,
  summary: "对待决定事项记录决定，方案随即重算",
  access: "plans.write",
  status: 201,
  params: planParams.extend({ lineNo: z.coerce.number().int().min(0) }),
  body: z.object({
    amountFen: enteredFen,
    reading: z.string().max(60).optional(),
    decidedBy: z.string().trim().min(1, "请填写作出决定的单位").max(100),
    decidedOn: dateText,
    reason: sentence.min(1, "请填写理由"),
    documentNumber: documentNumber.optional(),
  }),
  answer: z.object({ decisionId: z.string() }),
});

export const setManualAmount = route({
  method: "POST",
  url: "/allocations/plans/:planId/lines/:lineNo/amount",
  room,
  summary: "手工金额：与标准不符须写明理由，始终带标记；金额为空即恢复",
  access: "plans.write",
  params: planParams.extend({ lineNo: z.coerce.number().int().min(0) }),
  body: z.object({
    amountFen: enteredFen.nullable(),
    reason: sentence.optional(),
    decidedBy: z.string().trim().max(100).optional(),
    documentNumber: documentNumber.optional(),
  }),
  answer: z.object({ adjustmentId: z.string() }),
});

export const suggestShares = route({
  method: "GET",
  url: "/allocations/plans/:planId/suggestion",
  room,
  summary: "预算不足时的安排建议：重点项目在先",
  access: "plans.read",
  params: planParams,
  query: z.object({ line: lineId }),
  answer: z.object({
    budgetFen: fenText.nullable(),
    dueFen: fenText,
    shortFen: fenText,
    rows: z.array(
      z.object({
        lineNo: z.number().int(),
        title: z.string(),
        isKey: z.boolean(),
        dueFen: fenText,
        proposedFen: fenText,
        suggestedFen: fenText,
        shortFen: fenText,
      }),
    ),
  }),
});
