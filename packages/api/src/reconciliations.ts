import { z } from "zod";
import { dateText, fenText, instantText, yearNumber } from "./common.ts";
import { route } from "./route.ts";

const room = "reconciliations";
const megabyte = 1024 * 1024;

/** Who says what was paid; 平台 is the ledger of this system itself. */
export const reconciliationSides = { finance: "财政", unit: "单位", bank: "银行" } as const;
export type ReconciliationSide = keyof typeof reconciliationSides;
const side = z.enum(["finance", "unit", "bank"]);

export const reconciliationStates = {
  open: "未上传",
  partial: "未齐",
  differs: "有差异",
  explained: "差异已说明",
  balanced: "相符",
} as const;
export type ReconciliationState = keyof typeof reconciliationStates;
const state = z.enum(["open", "partial", "differs", "explained", "balanced"]);

const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, "月份写作YYYY-MM");
const bookId = z.string().regex(/^U[\w-]{1,64}$/);
const ofMonth = z.object({ book: bookId, month });

const statement = z.object({
  side,
  fileName: z.string(),
  sha256: z.string(),
  rowCount: z.number().int(),
  totalFen: fenText,
  by: z.string(),
  at: instantText,
  corrections: z.number().int(),
});

export const listReconciliations = route({
  method: "GET",
  url: "/reconciliations",
  room,
  summary: "三方对账：一年各单位各月的对账情况",
  access: "books.read",
  query: z.object({ year: yearNumber }),
  answer: z.object({
    items: z.array(
      z.object({
        book: z.string(),
        name: z.string(),
        month: z.string(),
        paidFen: fenText,
        sides: z.array(side),
        differences: z.number().int(),
        state,
      }),
    ),
  }),
});

const amounts = z.object({
  platform: fenText.nullable(),
  finance: fenText.nullable(),
  unit: fenText.nullable(),
  bank: fenText.nullable(),
});

export const readReconciliation = route({
  method: "GET",
  url: "/reconciliations/:book/:month",
  room,
  summary: "一个单位一个月的三方对账：逐张凭证并列，差在哪里",
  access: "books.read",
  params: ofMonth,
  answer: z.object({
    book: z.string(),
    name: z.string(),
    month: z.string(),
    state,
    statements: z.array(statement),
    totals: amounts,
    rows: z.array(
      z.object({
        voucher: z.string(),
        on: dateText,
        payee: z.string().nullable(),
        amounts,
        isEqual: z.boolean(),
        reason: z.object({ text: z.string(), by: z.string(), at: instantText }).nullable(),
      }),
    ),
    /** The sides that the reader may send. */
    maySend: z.array(side),
    mayExplain: z.boolean(),
  }),
});
export type Reconciliation = z.infer<typeof readReconciliation.answer>;

export const downloadReconciliationTemplate = route({
  method: "GET",
  url: "/reconciliations/template",
  room,
  summary: "下载对账单模板",
  access: "books.read",
  download: true,
});

export const sendStatement = route({
  method: "POST",
  url: "/reconciliations/:book/:month/statements",
  room,
  summary: "上传一方的对账单；再次上传以后一次为准，前一次保留",
  access: "reconciliations.write",
  params: ofMonth,
  query: z.object({ side }),
  upload: { maxBytes: 10 * megabyte },
  status: 201,
  answer: z.object({ rowCount: z.number().int(), totalFen: fenText, differences: z.number().int(), isRepeated: z.boolean() }),
});

export const explainDifference = route({
  method: "POST",
  url: "/reconciliations/:book/:month/reasons",
  room,
  summary: "说明一张凭证为什么有差异",
  access: "reconciliations.write",
  params: ofMonth,
  body: z.object({ voucher: z.string().trim().min(1).max(60), reason: z.string().trim().min(2, "请说明原因").max(500) }),
  status: 201,
  answer: z.object({ voucher: z.string() }),
});
