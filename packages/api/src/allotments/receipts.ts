import { z } from "zod";
import { dateText, fenText, instantText, page, pageQuery, yearNumber } from "../common.ts";
import { route } from "../route.ts";

const room = "allotments";
const sentence = z.string().trim().min(2, "请写明，至少两个字").max(500);

/** pending: nobody has checked it; mismatch: checked, in doubt and not received; open: may be checked again, the doubt is settled. */
export const receiptState = z.enum(["pending", "mismatch", "open", "verified", "returned"]);
export type ReceiptState = z.infer<typeof receiptState>;

/** Something that does not agree: what the notice or the rules say, and what was found. */
export const receiptDifference = z.object({
  field: z.enum(["amount", "payee", "line", "project", "total", "rule"]),
  label: z.string(),
  expected: z.string(),
  found: z.string(),
});
export type ReceiptDifference = z.infer<typeof receiptDifference>;

const noticeHead = z.object({
  noticeId: z.uuid(),
  number: z.string(),
  title: z.string(),
  kind: z.enum(["early", "final", "distribution", "reduction"]),
  fund: z.string(),
  year: z.number().int(),
  issuer: z.string(),
  issuerName: z.string(),
  issuedOn: dateText,
});

/** Notices with rows for the caller's own book: what is to be checked first. */
export const listReceipts = route({
  method: "GET",
  url: "/allotments/receipts",
  room,
  summary: "接收：发给本级的下达文件及其核对情况",
  access: "notices.read",
  query: pageQuery.extend({ year: yearNumber.optional(), state: z.enum(["todo", "done", "all"]).default("all") }),
  answer: page(
    noticeHead.extend({
      rowCount: z.number().int(),
      totalFen: fenText,
      verifiedFen: fenText,
      pending: z.number().int(),
      mismatch: z.number().int(),
      verified: z.number().int(),
      returned: z.number().int(),
    }),
  ),
});

const receiptRow = z.object({
  rowNo: z.number().int(),
  line: z.string(),
  lineName: z.string(),
  title: z.string(),
  project: z.string().nullable(),
  payee: z.string(),
  /** Whose books the row goes to: the caller's own. */
  receiver: z.string(),
  quantity: z.number().int().nullable(),
  standardFen: fenText.nullable(),
  allocatedFen: fenText,
  earlierFen: fenText,
  thisFen: fenText,
  functionClass: z.string(),
  note: z.string().nullable(),
  state: receiptState,
  /** What the rules give for this row, where they give something that can be compared. */
  ruleFen: fenText.nullable(),
  /** What does not agree within the notice itself, before anything has arrived. */
  warnings: z.array(receiptDifference),
  attempts: z.array(
    z.object({
      attempt: z.number().int(),
      state: z.enum(["verified", "mismatch", "returned"]),
      statedFen: fenText,
      differences: z.array(receiptDifference),
      reason: z.string().nullable(),
      on: dateText,
      by: z.string(),
    }),
  ),
  queryId: z.uuid().nullable(),
});
export type ReceiptRow = z.infer<typeof receiptRow>;

export const readReceipt = route({
  method: "GET",
  url: "/allotments/notices/:noticeId/receipt",
  room,
  summary: "一份下达文件中发给本级的各行",
  access: "notices.read",
  params: z.object({ noticeId: z.uuid() }),
  answer: noticeHead.extend({
    upstream: z.array(z.object({ noticeId: z.uuid(), number: z.string() })),
    rows: z.array(receiptRow),
    totalFen: fenText,
    verifiedFen: fenText,
    canVerify: z.boolean(),
  }),
});

/** What arrived, row by row. A field that is left out agrees with the notice. */
export const verifyReceipt = route({
  method: "POST",
  url: "/allotments/notices/:noticeId/receipt",
  room,
  summary: "核对接收：相符的入账，不符的存疑并立即上报",
  access: "receipts.verify",
  params: z.object({ noticeId: z.uuid() }),
  body: z.object({
    /** When a difference was discovered, for the time until it was reported; now, where it is left out. */
    discoveredAt: instantText.optional(),
    /** The sum of what arrived for the rows named, where it came in one amount. */
    totalFen: fenText.optional(),
    rows: z
      .array(
        z.object({
          rowNo: z.number().int().min(1),
          statedFen: fenText,
          payee: z.string().trim().min(1).max(200).optional(),
          line: z.string().trim().min(1).max(60).optional(),
          project: z.string().trim().max(200).nullable().optional(),
        }),
      )
      .min(1, "请选择要核对的行")
      .max(2000),
  }),
  answer: z.object({
    verified: z.number().int(),
    mismatched: z.number().int(),
    receivedFen: fenText,
    rows: z.array(
      z.object({
        rowNo: z.number().int(),
        outcome: z.enum(["verified", "mismatch", "already", "refused"]),
        /** RECEIPT_MISMATCH with its differences, or why the row could not be checked. */
        code: z.string().nullable(),
        message: z.string(),
        differences: z.array(receiptDifference),
        queryId: z.uuid().nullable(),
      }),
    ),
  }),
});

export const returnReceipt = route({
  method: "POST",
  url: "/allotments/notices/:noticeId/returned-rows",
  room,
  summary: "退回未接收的行（E4）",
  access: "receipts.verify",
  params: z.object({ noticeId: z.uuid() }),
  body: z.object({ rowNos: z.array(z.number().int().min(1)).min(1, "请选择要退回的行").max(2000), reason: sentence }),
  answer: z.object({ returned: z.number().int(), returnedFen: fenText }),
});

const incorporation = z.object({
  item: z.string(),
  amountFen: fenText,
  documentNumber: z.string(),
  approvedOn: dateText,
  corrections: z.number().int(),
  by: z.string(),
});

/** 列入本级预算 (qiangyi-2024.art8.3.e): each early issue beside the own budget item that contains it. */
export const listIncorporations = route({
  method: "GET",
  url: "/allotments/incorporations",
  room,
  summary: "提前下达数列入本级预算情况",
  access: "notices.read",
  query: z.object({ year: yearNumber }),
  answer: z.object({
    /** When the budget of the caller's own region was approved; null while it is not recorded. */
    budgetApprovedOn: dateText.nullable(),
    items: z.array(
      noticeHead.extend({
        book: z.string(),
        bookName: z.string(),
        earlyFen: fenText,
        recorded: incorporation.nullable(),
        /** Early amount less own budget item. */
        missingFen: fenText,
        state: z.enum(["incorporated", "mismatch", "missing", "waiting"]),
        code: z.enum(["BUDGET_INCORPORATION_MISSING"]).nullable(),
        isOwn: z.boolean(),
      }),
    ),
  }),
});

export const recordIncorporation = route({
  method: "POST",
  url: "/allotments/notices/:noticeId/incorporation",
  room,
  summary: "登记包含提前下达数的本级预算项目",
  access: "receipts.verify",
  params: z.object({ noticeId: z.uuid() }),
  body: z.object({
    item: sentence,
    amountFen: z.string().regex(/^(0|[1-9]\d{0,17})$/, "请填写金额"),
    documentNumber: z.string().trim().min(2, "请填写文号").max(100),
    approvedOn: dateText,
  }),
  status: 201,
  answer: z.object({ corrections: z.number().int(), missingFen: fenText }),
});
