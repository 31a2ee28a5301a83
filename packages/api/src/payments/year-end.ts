import { z } from "zod";
import { paperFormats } from "../allotments/notices-print.ts";
import { dateText, fenText, instantText, yearNumber } from "../common.ts";
import { route } from "../route.ts";
import { room, sentence } from "./shared.ts";

export const carryOverKinds = { carried: "结转", surplus: "结余" } as const;
export const disposals = { continue: "结转继续使用", recover: "收回统筹", reallocate: "调整用途" } as const;
const kind = z.enum(["carried", "surplus"]);
const disposal = z.enum(["continue", "recover", "reallocate"]);

/** Rules that a disposal may rely on; the text is the official's own. */
export const carryOverRules = [
  "预算法实施条例第五十条：预算年度及下一年度未用完的按结余管理",
  "财预〔2016〕18号第三条：当年未用完、下年按原用途继续使用的为结转",
  "财预〔2016〕18号第三条：周期结束、目标完成或提前终止的为结余",
  "预算法第四十二条：连续两年未用完的结转资金按结余管理",
] as const;

const item = z.object({
  id: z.uuid(),
  book: z.string(),
  keeper: z.enum(["finance", "unit"]),
  holderName: z.string(),
  bureau: z.string(),
  bureauName: z.string(),
  title: z.string(),
  line: z.string(),
  lineName: z.string(),
  /** Budget year of the money, and the year at whose end it lay there. */
  year: z.number().int(),
  yearEnd: z.number().int(),
  kind,
  receivedFen: fenText,
  paidFen: fenText,
  unspentFen: fenText,
  /** Paid ahead and not cleared: shown apart, neither 结转 nor 结余. */
  prepaidFen: fenText,
  percent: z.string().nullable(),
  ageYears: z.number().int(),
  /** What may still be paid of it today, after its disposal. */
  balanceFen: fenText,
  reason: z.string().nullable(),
  state: z.enum(["open", "disposed"]),
  disposal: disposal.nullable(),
  rule: z.string().nullable(),
  documentNumber: z.string().nullable(),
  targetLine: z.string().nullable(),
  dueOn: dateText.nullable(),
  decidedBy: z.string().nullable(),
  decidedAt: instantText.nullable(),
  may: z.object({ explain: z.boolean(), dispose: z.boolean() }),
});
export type CarryOverItem = z.infer<typeof item>;

const executionRow = z.object({
  book: z.string(),
  earmark: z.string(),
  keeper: z.enum(["finance", "unit"]),
  holderName: z.string(),
  title: z.string(),
  line: z.string(),
  lineName: z.string(),
  year: z.number().int(),
  receivedFen: fenText,
  paidFen: fenText,
  percent: z.string().nullable(),
  unspentFen: fenText,
  frozenFen: fenText,
  prepaidFen: fenText,
  isReasonRequired: z.boolean(),
  item: item.nullable(),
});
export type ExecutionRow = z.infer<typeof executionRow>;

export const listExecution = route({
  method: "GET",
  url: "/payments/year-end/execution",
  room,
  summary: "年末执行率与未支出",
  access: "payments.read",
  query: z.object({ year: yearNumber }),
  answer: z.object({
    /** 12-31 of the year, or today while it is running. */
    asOf: dateText,
    isOver: z.boolean(),
    rows: z.array(executionRow),
    totals: z.object({
      receivedFen: fenText,
      paidFen: fenText,
      unspentFen: fenText,
      prepaidFen: fenText,
      percent: z.string().nullable(),
    }),
    mayOpen: z.boolean(),
    /** Funding lines that a reallocation may go to. */
    lines: z.array(z.object({ value: z.string(), label: z.string() })),
  }),
});

export const openCarryOver = route({
  method: "POST",
  url: "/payments/year-end/items",
  room,
  summary: "年末把未支出列为结转结余事项",
  access: "books.close",
  body: z.object({ year: yearNumber }),
  status: 201,
  answer: z.object({ opened: z.number().int(), open: z.number().int() }),
});

const itemParams = z.object({ itemId: z.uuid() });

export const readCarryOver = route({
  method: "GET",
  url: "/payments/year-end/items/:itemId",
  room,
  summary: "结转结余事项与收回通知",
  access: "payments.read",
  params: itemParams,
  answer: item.extend({
    /** 收回通知 as drafted from the decision; null where nothing is taken back. */
    recovery: z
      .object({ title: z.string(), addressee: z.string(), paragraphs: z.array(z.string()), sender: z.string(), date: dateText })
      .nullable(),
  }),
});

export const printRecovery = route({
  method: "GET",
  url: "/payments/year-end/items/:itemId/recovery/paper",
  room,
  summary: "收回结转结余的通知（GB/T 9704版式，Word或PDF），金额取自已定的处理",
  access: "payments.read",
  params: itemParams,
  query: z.object({ format: z.enum(paperFormats) }),
  download: true,
});

export const explainCarryOver = route({
  method: "POST",
  url: "/payments/year-end/items/:itemId/reason",
  room,
  summary: "说明未支出的原因",
  access: "payments.read",
  params: itemParams,
  body: z.object({ reason: sentence }),
  answer: z.object({ id: z.uuid() }),
});

export const disposeCarryOver = route({
  method: "POST",
  url: "/payments/year-end/items/:itemId/disposal",
  room,
  summary: "定结转结余的处理：继续使用、收回或调整用途",
  access: "books.close",
  params: itemParams,
  body: z.object({
    disposal,
    rule: z.string().trim().min(2, "请写明依据的规定").max(200),
    documentNumber: z.string().trim().min(2, "请填写文号").max(100),
    dueOn: dateText.optional(),
    targetLine: z.string().max(60).optional(),
    version: z.number().int().optional(),
  }),
  answer: z.object({ id: z.uuid(), amountFen: fenText }),
});

export const lapseRadar = route({
  method: "GET",
  url: "/payments/year-end/radar",
  room,
  summary: "将到期资金：金额、到期日、在谁手里",
  access: "payments.read",
  answer: z.object({
    today: dateText,
    rows: z.array(
      z.object({
        book: z.string(),
        holderName: z.string(),
        keeper: z.enum(["finance", "unit"]),
        title: z.string(),
        lineName: z.string(),
        year: z.number().int(),
        amountFen: fenText,
        lapsesOn: dateText,
        daysLeft: z.number().int(),
      }),
    ),
  }),
});

const progressRow = z.object({
  rank: z.number().int(),
  book: z.string(),
  holderName: z.string(),
  receivedFen: fenText,
  paidFen: fenText,
  /** Cumulative rate at the end of each month that has come, in percent with one decimal; null where nothing was received. */
  months: z.array(z.string().nullable()),
  percent: z.string().nullable(),
  isBelow: z.boolean(),
});

export const listProgress = route({
  method: "GET",
  url: "/payments/progress",
  room,
  summary: "逐月执行率、序时进度与排名",
  access: "payments.read",
  query: z.object({
    year: yearNumber,
    line: z.string().max(60).optional(),
    month: z.coerce.number().int().min(1).max(12).optional(),
  }),
  answer: z.object({
    month: z.number().int(),
    /** Target of the month, where one is recorded. */
    target: z.number().int().nullable(),
    targets: z.array(
      z.object({ month: z.number().int(), line: z.string(), percent: z.number().int(), source: z.string(), by: z.string() }),
    ),
    rows: z.array(progressRow),
    lines: z.array(z.object({ value: z.string(), label: z.string() })),
  }),
});

export const recordTarget = route({
  method: "POST",
  url: "/payments/progress/targets",
  room,
  summary: "登记序时进度",
  access: "budgets.write",
  body: z.object({
    year: yearNumber,
    month: z.number().int().min(1).max(12),
    line: z.string().max(60).optional(),
    percent: z.number().int().min(0).max(100),
    source: z.string().trim().min(2, "请填写文号或来源").max(200),
  }),
  status: 201,
  answer: z.object({ id: z.uuid() }),
});

export const listMainUse = route({
  method: "GET",
  url: "/payments/main-use",
  room,
  summary: "各支持项目支出构成与主要用途占比",
  access: "payments.read",
  query: z.object({ year: yearNumber }),
  answer: z.object({
    rows: z.array(
      z.object({
        institution: z.string(),
        holderName: z.string(),
        line: z.string(),
        lineName: z.string(),
        mainUse: z.string(),
        clause: z.string(),
        mainFen: fenText,
        totalFen: fenText,
        percent: z.string().nullable(),
        /** 提示核实: the sentence where the main use is under half. */
        warning: z.string().nullable(),
        categories: z.array(z.object({ label: z.string(), isMain: z.boolean(), amountFen: fenText })),
      }),
    ),
  }),
});
