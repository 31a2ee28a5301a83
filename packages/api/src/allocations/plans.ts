import { z } from "zod";
import { dateText, fenText, instantText } from "../common.ts";
import { route } from "../route.ts";
import { counts, planParams, planYear, room, sentence, sums } from "./shared.ts";

export const planStates = ["draft", "frozen", "discarded"] as const;
export const planKinds = ["plan", "scenario"] as const;

/** Why a draft no longer tells the present: facts, budgets, earlier allocations, decisions or readings have changed since. */
export const staleReasons = ["facts", "budgets", "allocated", "decisions", "readings"] as const;

const planSummary = z.object({
  id: z.string(),
  kind: z.enum(planKinds),
  basePlanId: z.string().nullable(),
  year: z.number().int(),
  title: z.string(),
  state: z.enum(planStates),
  version: z.number().int().nullable(),
  decisionDate: dateText,
  counts,
  sums,
  builtBy: z.string(),
  builtAt: instantText,
  frozenAt: instantText.nullable(),
  inputSha256: z.string(),
  outputSha256: z.string(),
  /** Version of the rules that a frozen plan was computed with; null for drafts and for plans frozen before versions were kept. */
  rulesVersion: z.string().nullable(),
  /** The last publication of this version below the province; not current when another version has taken its place. */
  publication: z
    .object({ publishedOn: dateText, publishedBy: z.string(), note: z.string().nullable(), isCurrent: z.boolean() })
    .nullable(),
  stale: z.array(z.enum(staleReasons)),
});
export type PlanSummary = z.infer<typeof planSummary>;

const budgetRow = z.object({
  line: z.string(),
  name: z.string(),
  group: z.string(),
  clause: z.string(),
  counts,
  sums,
  /** null: no budget recorded for the line. */
  budgetFen: fenText.nullable(),
  /** What had been allocated before for the results of the line; their amounts are what remains. */
  allocatedFen: fenText,
  /** Budget less proposal; null without a budget. */
  differenceFen: fenText.nullable(),
  code: z.enum(["TOTAL_BUDGET_EXCEEDED", "LINE_BUDGET_MISSING"]).nullable(),
});

const quantity = z.object({
  line: z.string(),
  name: z.string(),
  kind: z.string(),
  group: z.string().nullable(),
  year: z.number().int().nullable(),
  target: z.number().nullable(),
  actual: z.number().nullable(),
  difference: z.number().nullable(),
  part: z.number().nullable(),
  whole: z.number().nullable(),
  percent: z.string().nullable(),
});

const warning = z.object({
  code: z.string(),
  line: z.string(),
  year: z.number().int(),
  subject: z.string().nullable(),
  amountFen: fenText,
  text: z.string(),
});

/** What stands in the way of freezing, each with its code and clause. */
const obstacle = z.object({ code: z.string(), line: z.string().nullable(), text: z.string(), clause: z.string() });

const changedLine = z.object({
  line: z.string(),
  lineName: z.string(),
  year: z.number().int(),
  subject: z.string(),
  title: z.string(),
  place: z.string(),
  beforeFen: fenText.nullable(),
  afterFen: fenText.nullable(),
  statusBefore: z.string().nullable(),
  statusAfter: z.string().nullable(),
});

export const planChanges = z.object({
  added: z.number().int(),
  removed: z.number().int(),
  changed: z.number().int(),
  beforeFen: fenText,
  afterFen: fenText,
  /** The largest differences first, at most 200. */
  lines: z.array(changedLine),
});

export const listPlans = route({
  method: "GET",
  url: "/allocations/plans",
  room,
  summary: "建议方案列表（不含已废弃）",
  access: "plans.read",
  query: z.object({
    year: planYear.optional(),
    kind: z.enum(planKinds).optional(),
    after: z.string().max(200).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  answer: z.object({ items: z.array(planSummary), next: z.string().nullable(), total: z.number().int().nullable() }),
});

export const buildPlan = route({
  method: "POST",
  url: "/allocations/plans",
  room,
  summary: "按台账、口径和标准生成一年的建议方案",
  access: "plans.write",
  status: 201,
  body: z.object({
    year: planYear,
    /** Date of the allocation decision; today when absent. */
    decisionDate: dateText.optional(),
    title: z.string().trim().min(1).max(100).optional(),
  }),
  answer: z.object({ id: z.string() }),
});

export const readPlan = route({
  method: "GET",
  url: "/allocations/plans/:planId",
  room,
  summary: "建议方案：汇总、预算对照、数量、提示",
  access: "plans.read",
  params: planParams,
  answer: planSummary.extend({
    lines: z.array(budgetRow),
    fundBudgetFen: fenText.nullable(),
    quantities: z.array(quantity),
    warnings: z.array(warning),
    obstacles: z.array(obstacle),
    /** What each code on a line means, in the order of the checks. */
    codes: z.array(z.object({ code: z.string(), title: z.string(), remedy: z.string() })),
    note: z.string().nullable(),
    /** Entries of registers that the plan leaves out: their line was put out to declaration and the library does not hold them. */
    outside: z.array(
      z.object({
        factId: z.string(),
        register: z.string(),
        code: z.enum(["NOT_IN_LIBRARY", "REVIEW_REQUIRED"]),
        clause: z.string(),
        project: z.uuid().nullable(),
        sentence: z.string(),
      }),
    ),
  }),
});

export const rebuildPlan = route({
  method: "POST",
  url: "/allocations/plans/:planId/rebuild",
  room,
  summary: "按现在的台账、口径和决定重建草稿，并列出变化",
  access: "plans.write",
  params: planParams,
  body: z.object({ decisionDate: dateText.optional() }),
  answer: planChanges,
});

export const previewRebuild = route({
  method: "GET",
  url: "/allocations/plans/:planId/changes",
  room,
  summary: "重建会带来的变化（不改动方案）",
  access: "plans.read",
  params: planParams,
  answer: planChanges,
});

export const comparePlan = route({
  method: "GET",
  url: "/allocations/plans/:planId/comparison",
  room,
  summary: "与上年、与已分配金额比较",
  access: "plans.read",
  params: planParams,
  query: z.object({ by: z.enum(["line", "city", "county"]).default("line") }),
  answer: z.object({
    year: z.number().int(),
    rows: z.array(
      z.object({
        key: z.string(),
        name: z.string(),
        proposedFen: fenText,
        /** Entitlement of the year before under the same readings and facts. */
        lastYearFen: fenText,
        changeFen: fenText,
        /** Recorded as allocated for this year, for the year before, and in all years up to this one. */
        allocatedFen: fenText,
        allocatedLastYearFen: fenText,
        allocatedEverFen: fenText,
      }),
    ),
  }),
});

export const freezePlan = route({
  method: "POST",
  url: "/allocations/plans/:planId/freeze",
  room,
  summary: "定稿：冻结为一个版本",
  access: "plans.write",
  params: planParams,
  body: z.object({
    title: z.string().trim().min(1).max(100),
    note: sentence.optional(),
    /** Freeze what was computed although its sources have moved since. */
    acceptStale: z.boolean().default(false),
  }),
  answer: z.object({ version: z.number().int(), inputSha256: z.string(), outputSha256: z.string() }),
});

export const discardPlan = route({
  method: "POST",
  url: "/allocations/plans/:planId/discard",
  room,
  summary: "废弃草稿或情景；审计日志中保留",
  access: "plans.write",
  params: planParams,
  body: z.object({ reason: sentence.min(1, "请填写原因") }),
  answer: z.object({ id: z.string() }),
});

export const verifyPlan = route({
  method: "GET",
  url: "/allocations/plans/:planId/verification",
  room,
  summary: "重算核对：用保存的输入重新计算，逐字节比较",
  access: "plans.read",
  params: planParams,
  answer: z.object({
    isIdentical: z.boolean(),
    inputSha256: z.string(),
    outputSha256: z.string(),
    storedInputSha256: z.string(),
    recomputedSha256: z.string(),
    bytes: z.number().int(),
  }),
});

const download = (url: string, summary: string) =>
  route({ method: "GET", url, room, summary, access: "plans.read", params: planParams, download: true });

export const downloadPlanWorkbook = download("/allocations/plans/:planId/workbook", "导出建议方案工作簿");
export const downloadPlanResult = download("/allocations/plans/:planId/result.json", "导出结果JSON（含输入摘要）");
export const downloadPlanInput = download("/allocations/plans/:planId/input.json", "导出输入JSON，可用命令行重算");
