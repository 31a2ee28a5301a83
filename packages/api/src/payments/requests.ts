import { z } from "zod";
import { dateText, fenText, instantText, page as pageOf, pageQuery, positiveFen, yearNumber } from "../common.ts";
import { route } from "../route.ts";
import {
  beneficiary,
  check,
  file,
  page,
  payeeKind,
  paymentMethod,
  paymentState,
  requestParams,
  room,
  sentence,
  telemedicine,
} from "./shared.ts";

export { beneficiaryKinds, type PaymentState, payeeKinds, paymentMethods, paymentStates } from "./shared.ts";

const option = z.object({ value: z.string(), label: z.string() });

/** The unit's account pages and what the form offers for each: texts and permissions arrive decided. */
export const listPaymentPages = route({
  method: "GET",
  url: "/payments/pages",
  room,
  summary: "本单位各项目账页与可用余额",
  access: "payments.request",
  answer: z.object({
    pages: z.array(page),
    /** Expense categories by line, the main use first. */
    categories: z.record(
      z.string(),
      z.object({ mainUse: z.string(), clause: z.string(), main: z.array(option), withReason: z.array(option) }),
    ),
    departmentClasses: z.array(option.extend({ government: z.array(option) })),
    telemedicine: z.array(option.extend({ clause: z.string(), items: z.array(option) })),
  }),
});

/** What is asked for. Nothing here is compulsory by shape alone where a check with its clause can say it better. */
const draft = z.object({
  /** Account page whose money it is; null where somebody names none. */
  earmark: z.string().max(200).nullable(),
  amountFen: positiveFen,
  purpose: z.string().trim().max(200),
  category: z.string().max(60),
  beneficiary: beneficiary.default("project"),
  reason: z.string().trim().max(500).optional(),
  /** Names of the dispatched doctors whom it serves (千名医师). */
  persons: z.array(z.string().trim().min(2).max(40)).max(200).default([]),
  telemedicine: telemedicine.optional(),
  departmentClass: z.string().max(10),
  governmentClass: z.string().max(10),
  payee: z.object({
    kind: payeeKind,
    name: z.string().trim().max(100),
    bank: z.string().trim().max(100),
    /** Digits; blank keeps the one that is stored when a returned request is handed in again. Its name keeps it out of the log. */
    secretAccount: z.string().trim().max(60),
    institution: z.string().max(60).optional(),
  }),
  method: paymentMethod,
  settlement: z.string().trim().max(30).default("转账"),
  contractNumber: z.string().trim().max(60).optional(),
  procurement: z.uuid().optional(),
  invoiceNumber: z.string().trim().max(60).optional(),
  isPrepayment: z.boolean().default(false),
  files: z.array(z.uuid()).max(30).default([]),
});
export type PaymentDraft = z.input<typeof draft>;
/** The same as the server has it: with what was left out. */
export type AskedPayment = z.output<typeof draft>;

export const checkPayment = route({
  method: "POST",
  url: "/payments/checks",
  room,
  summary: "按条款顺序试校验一笔支付申请（不保存）",
  access: "payments.request",
  body: draft,
  answer: z.object({ checks: z.array(check), code: z.string().nullable() }),
});

export const submitPayment = route({
  method: "POST",
  url: "/payments/requests",
  room,
  summary: "提交支付申请；通过校验即冻结指标",
  access: "payments.request",
  body: draft,
  status: 201,
  answer: z.object({ id: z.uuid(), number: z.string() }),
});

export const resubmitPayment = route({
  method: "PUT",
  url: "/payments/requests/:requestId",
  room,
  summary: "修改退回的支付申请后重新提交",
  access: "payments.request",
  params: requestParams,
  body: draft.extend({ version: z.number().int() }),
  answer: z.object({ id: z.uuid(), number: z.string() }),
});

export const withdrawPayment = route({
  method: "POST",
  url: "/payments/requests/:requestId/withdrawal",
  room,
  summary: "撤回尚未审批的支付申请并解冻",
  access: "payments.request",
  params: requestParams,
  body: z.object({ reason: z.string().trim().max(500).optional() }),
  answer: z.object({ id: z.uuid() }),
});

const listed = z.object({
  id: z.uuid(),
  number: z.string(),
  state: paymentState,
  institution: z.string(),
  institutionName: z.string(),
  year: z.number().int(),
  line: z.string(),
  lineName: z.string(),
  projectTitle: z.string(),
  purpose: z.string(),
  categoryName: z.string(),
  amountFen: fenText,
  refundedFen: fenText,
  payeeName: z.string(),
  payeeAccount: z.string(),
  isPrepayment: z.boolean(),
  requestedBy: z.string(),
  requestedOn: dateText,
  paidOn: dateText.nullable(),
  voucherNumber: z.string().nullable(),
  bureau: z.string(),
  version: z.number().int(),
});
export type ListedPayment = z.infer<typeof listed>;

export const listPayments = route({
  method: "GET",
  url: "/payments/requests",
  room,
  summary: "支付申请列表",
  access: "payments.read",
  query: pageQuery.extend({
    state: paymentState.optional(),
    year: yearNumber.optional(),
    line: z.string().max(60).optional(),
    institution: z.string().max(60).optional(),
    earmark: z.string().max(200).optional(),
    /** Only what waits for the reader himself. */
    mine: z.enum(["true"]).optional(),
  }),
  answer: pageOf(listed).extend({
    sums: z.array(z.object({ state: paymentState, count: z.number().int(), amountFen: fenText })),
  }),
});

const step = z.object({
  seq: z.number().int(),
  act: z.string(),
  title: z.string(),
  by: z.string(),
  role: z.string(),
  at: instantText,
  opinion: z.string().nullable(),
  document: z.string().nullable(),
});

const movement = z.object({
  id: z.uuid(),
  kind: z.enum(["refund", "recovery", "clearing"]),
  amountFen: fenText,
  on: dateText,
  voucherNumber: z.string(),
  reason: z.string(),
  by: z.string(),
});

const detail = listed.extend({
  page,
  reason: z.string().nullable(),
  category: z.string(),
  persons: z.array(z.string()),
  telemedicine: telemedicine.extend({ className: z.string(), itemName: z.string() }).nullable(),
  departmentClass: z.string(),
  departmentClassName: z.string(),
  governmentClass: z.string(),
  governmentClassName: z.string(),
  payeeKind,
  payeeBank: z.string(),
  method: paymentMethod,
  settlement: z.string(),
  contractNumber: z.string().nullable(),
  procurement: z.uuid().nullable(),
  procurementNumber: z.string().nullable(),
  invoiceNumber: z.string().nullable(),
  receiptNumber: z.string().nullable(),
  zeroBalanceAccount: z.string().nullable(),
  approvedBy: z.string().nullable(),
  paidBy: z.string().nullable(),
  amountInWords: z.string(),
  clearedFen: fenText,
  checks: z.array(check),
  files: z.array(file),
  trail: z.array(step),
  movements: z.array(movement),
  /** What the reader himself may do with it now. */
  may: z.object({
    withdraw: z.boolean(),
    change: z.boolean(),
    approve: z.boolean(),
    pay: z.boolean(),
    refund: z.boolean(),
    clear: z.boolean(),
    unmask: z.boolean(),
  }),
});
export type PaymentDetail = z.infer<typeof detail>;

export const readPayment = route({
  method: "GET",
  url: "/payments/requests/:requestId",
  room,
  summary: "支付申请、凭证与审批轨迹",
  access: "payments.read",
  params: requestParams,
  answer: detail,
});

const rowResult = z.object({
  id: z.uuid(),
  number: z.string().nullable(),
  isDone: z.boolean(),
  code: z.string().nullable(),
  message: z.string().nullable(),
});
export type PaymentRowResult = z.infer<typeof rowResult>;

/** 单位负责人: many at once, each standing by itself. */
export const decidePayments = route({
  method: "POST",
  url: "/payments/decisions",
  room,
  summary: "批量审批或退回支付申请，逐笔给出结果",
  access: "payments.approve",
  body: z
    .object({
      act: z.enum(["approve", "return"]),
      rows: z
        .array(z.object({ id: z.uuid(), version: z.number().int() }))
        .min(1, "请选择申请")
        .max(200),
      opinion: z.string().trim().max(500).optional(),
    })
    .refine(({ act, opinion }) => act === "approve" || (opinion?.length ?? 0) >= 2, {
      path: ["opinion"],
      message: "退回须写明原因",
    }),
  answer: z.object({ rows: z.array(rowResult) }),
});

export const addPaymentFile = route({
  method: "POST",
  url: "/payments/files",
  room,
  summary: "上传支付申请的附件",
  access: "payments.request",
  upload: { maxBytes: 20 * 1024 * 1024 },
  status: 201,
  answer: file,
});

export const readPaymentFile = route({
  method: "GET",
  url: "/payments/requests/:requestId/files/:file",
  room,
  summary: "下载支付申请的附件",
  access: "payments.read",
  params: requestParams.extend({ file: z.uuid() }),
  download: true,
});

export const revealPayeeAccount = route({
  method: "POST",
  url: "/payments/requests/:requestId/payee-account",
  room,
  summary: "查看收款人完整账号（留痕）",
  access: "payments.read",
  params: requestParams,
  body: z.object({ reason: sentence }),
  answer: z.object({ secretValue: z.string() }),
});
