import { z } from "zod";
import { dateText, fenText, page, pageQuery } from "../common.ts";
import { route } from "../route.ts";
import { decisionRecord, documentNumber, enteredFen, lineId, planYear, recorded, room, sentence } from "./shared.ts";

/** The pseudo line of a budget row that limits the fund as a whole. */
export const wholeFund = "fund";
/** The one line of the 5G fund (晋财社〔2022〕32号), beside the fourteen of 第七条. */
export const pilotLine = "5g-pilot";

/** Sources that a provincial budget may come from (qiangyi-2024.art2.b); city, county and hospital money belongs to the project, not to this fund. */
export const fundSources = [
  { id: "provincial-budget", label: "省级公共预算" },
  { id: "central-budget", label: "中央公共预算" },
  { id: "central-capital", label: "中央预算内基建" },
  { id: "provincial-capital", label: "省级预算内基建" },
  { id: "bond", label: "债券" },
  { id: "other", label: "其他" },
] as const;
export type FundSourceId = (typeof fundSources)[number]["id"];
export const fundSourceOf = (id: string): FundSourceId => fundSources.find((source) => source.id === id)?.id ?? "other";

const budget = recorded.extend({
  id: z.string(),
  line: z.string(),
  lineName: z.string(),
  year: z.number().int(),
  amountFen: fenText,
  source: z.string(),
  fundSource: z.string(),
  documentNumber: z.string(),
  reason: z.string().nullable(),
  /** How many rows this one replaced. */
  corrections: z.number().int(),
});

export const listBudgets = route({
  method: "GET",
  url: "/allocations/budgets",
  room,
  summary: "年度预算：各支持项目的现行数",
  access: "plans.read",
  query: z.object({ year: planYear.optional() }),
  answer: z.object({
    lines: z.array(z.object({ line: z.string(), name: z.string(), mode: z.string(), modeClause: z.string().nullable() })),
    items: z.array(budget),
  }),
});

export const listBudgetHistory = route({
  method: "GET",
  url: "/allocations/budgets/history",
  room,
  summary: "一个支持项目一年预算的全部登记",
  access: "plans.read",
  query: z.object({ line: lineId, year: planYear }),
  answer: z.object({ items: z.array(budget) }),
});

export const recordBudgets = route({
  method: "POST",
  url: "/allocations/budgets",
  room,
  summary: "登记年度预算；更正须写明原因，原登记保留",
  access: "budgets.write",
  status: 201,
  body: z.object({
    rows: z
      .array(
        z.object({
          /** Empty, or no line of the fund: refused with OUT_OF_PROGRAMME_SCOPE. */
          line: z.string().max(60),
          year: planYear,
          amountFen: enteredFen,
          /** In words; empty is refused with FUND_SOURCE_REQUIRED. */
          source: sentence,
          /** One of `fundSources` or another source of 第二条; by the words when absent. */
          fundSource: z.string().max(40).optional(),
          /** 5G only: fiscal capacity, last year's performance, others. */
          factors: z.record(z.string().max(40), sentence).optional(),
          documentNumber,
          reason: sentence.optional(),
        }),
      )
      .min(1)
      .max(100),
  }),
  answer: z.object({
    recorded: z.number().int(),
    unchanged: z.number().int(),
    /** Lines cut below what was issued of them: entered in the books once the difference has come back. */
    waiting: z.array(z.object({ line: z.string(), lineName: z.string(), missingFen: fenText })).optional(),
  }),
});

const allocated = recorded.extend({
  id: z.string(),
  line: z.string(),
  lineName: z.string(),
  subject: z.string(),
  year: z.number().int(),
  amountFen: fenText,
  documentNumber: z.string(),
  reason: z.string().nullable(),
  isCurrent: z.boolean(),
});

export const listAllocated = route({
  method: "GET",
  url: "/allocations/allocated",
  room,
  summary: "以前已分配的金额",
  access: "plans.read",
  query: pageQuery.extend({
    year: planYear.optional(),
    line: lineId.optional(),
    subject: z.string().max(64).optional(),
    history: z.coerce.boolean().optional(),
  }),
  answer: page(allocated),
});

export const recordAllocated = route({
  method: "POST",
  url: "/allocations/allocated",
  room,
  summary: "登记以前已分配的金额；同一文号的更正须写明原因",
  access: "budgets.write",
  status: 201,
  body: z.object({
    rows: z
      .array(
        z.object({
          line: lineId,
          subject: z.string().trim().min(1, "请填写对象编号").max(64),
          year: planYear,
          amountFen: enteredFen,
          documentNumber,
          reason: sentence.optional(),
        }),
      )
      .min(1)
      .max(2000),
  }),
  answer: z.object({ recorded: z.number().int(), unchanged: z.number().int() }),
});

export const moneyTables = ["budgets", "allocated"] as const;

export const downloadMoneyTemplate = route({
  method: "GET",
  url: "/allocations/money/:table/template",
  room,
  summary: "预算或已分配金额的填报模板（含现行数）",
  access: "plans.read",
  params: z.object({ table: z.enum(moneyTables) }),
  query: z.object({ year: planYear }),
  download: true,
});

const rowProblem = z.object({ path: z.string(), message: z.string() });

export const readMoneyWorkbook = route({
  method: "POST",
  url: "/allocations/money/:table/workbook",
  room,
  summary: "读取预算或已分配金额的工作簿：只预览，不入库",
  access: "budgets.write",
  params: z.object({ table: z.enum(moneyTables) }),
  upload: { maxBytes: 20 * 1024 * 1024 },
  answer: z.object({
    rows: z.array(
      z.object({
        rowNumber: z.number().int(),
        line: z.string(),
        subject: z.string().nullable(),
        year: z.number().int(),
        amountFen: fenText,
        source: z.string().nullable(),
        documentNumber: z.string(),
        reason: z.string().nullable(),
        state: z.enum(["new", "changed", "unchanged"]),
        currentFen: fenText.nullable(),
      }),
    ),
    problems: z.array(rowProblem),
    warnings: z.array(z.string()),
  }),
});

const investment = recorded.extend({
  id: z.string(),
  line: z.string(),
  lineName: z.string(),
  year: z.number().int(),
  quantity: z.number().int(),
  standardFen: fenText,
  totalFen: fenText,
  sourceMix: z.string(),
  approvedOn: dateText,
  documentNumber: z.string(),
  reason: z.string().nullable(),
});

export const listInvestment = route({
  method: "GET",
  url: "/allocations/investment",
  room,
  summary: "项目投资计划",
  access: "plans.read",
  query: z.object({ year: planYear }),
  answer: z.object({ items: z.array(investment), totalFen: fenText }),
});

export const recordInvestment = route({
  method: "POST",
  url: "/allocations/investment",
  room,
  summary: "登记经内部审定的项目投资计划",
  access: "plans.write",
  status: 201,
  body: z.object({
    rows: z
      .array(
        z.object({
          line: lineId,
          year: planYear,
          quantity: z.number().int().min(0).max(999_999),
          standardFen: enteredFen,
          sourceMix: sentence.min(1, "请填写资金构成"),
          approvedOn: dateText,
          documentNumber,
          reason: sentence.optional(),
        }),
      )
      .min(1)
      .max(100),
  }),
  answer: z.object({ recorded: z.number().int(), unchanged: z.number().int() }),
});

export const listDecisions = route({
  method: "GET",
  url: "/allocations/decisions",
  room,
  summary: "对待决定事项的决定",
  access: "plans.read",
  query: z.object({ year: planYear.optional(), line: lineId.optional(), subject: z.string().max(64).optional() }),
  answer: z.object({ items: z.array(decisionRecord) }),
});

export const markKeyProject = route({
  method: "POST",
  url: "/allocations/key-projects",
  room,
  summary: "标记或取消重点项目",
  access: "plans.write",
  status: 201,
  body: z.object({ line: lineId, subject: z.string().min(1).max(64), isKey: z.boolean(), reason: sentence.min(1, "请填写理由") }),
  answer: z.object({ id: z.string() }),
});
