import { z } from "zod";
import { dateText, fenText, instantText, positiveFen } from "../common.ts";
import { route } from "../route.ts";
import { requestParams, room, sentence } from "./shared.ts";

const voucherNumber = z.string().trim().min(2, "请填写凭证号").max(60);
const payment = z.object({
  voucherNumber,
  receiptNumber: z.string().trim().min(2, "请填写回单号").max(60),
  zeroBalanceAccount: z.string().trim().max(60).optional(),
});
const rowResult = z.object({
  id: z.uuid(),
  number: z.string().nullable(),
  isDone: z.boolean(),
  code: z.string().nullable(),
  message: z.string().nullable(),
});

/** 财政部门: a voucher and a bank receipt for each; repeated by the voucher number it changes nothing. */
export const payPayments = route({
  method: "POST",
  url: "/payments/payments",
  room,
  summary: "批量办理支付，逐笔给出结果",
  access: "payments.pay",
  body: z.object({
    paidOn: dateText,
    rows: z
      .array(payment.extend({ id: z.uuid() }))
      .min(1, "请选择申请")
      .max(200),
  }),
  answer: z.object({ rows: z.array(rowResult) }),
});

export const payPayment = route({
  method: "POST",
  url: "/payments/requests/:requestId/payment",
  room,
  summary: "办理支付并登记凭证、回单",
  access: "payments.pay",
  params: requestParams,
  body: payment.extend({ paidOn: dateText }),
  answer: z.object({ id: z.uuid(), number: z.string() }),
});

export const refusePayment = route({
  method: "POST",
  url: "/payments/requests/:requestId/refusal",
  room,
  summary: "财政不予支付，解冻指标",
  access: "payments.pay",
  params: requestParams,
  body: z.object({ reason: sentence }),
  answer: z.object({ id: z.uuid() }),
});

export const refundPayment = route({
  method: "POST",
  url: "/payments/requests/:requestId/refunds",
  room,
  summary: "登记退款：当年恢复可用，跨年收回",
  access: "payments.pay",
  params: requestParams,
  body: z.object({ amountFen: positiveFen, refundedOn: dateText, voucherNumber, reason: sentence }),
  status: 201,
  answer: z.object({ id: z.uuid(), kind: z.enum(["refund", "recovery"]) }),
});

export const clearPayment = route({
  method: "POST",
  url: "/payments/requests/:requestId/clearings",
  room,
  summary: "核销预付款",
  access: "payments.pay",
  params: requestParams,
  body: z.object({ amountFen: positiveFen, clearedOn: dateText, voucherNumber, reason: sentence }),
  status: 201,
  answer: z.object({ id: z.uuid(), leftFen: fenText }),
});

const suspension = z.object({
  id: z.uuid(),
  institution: z.string(),
  institutionName: z.string(),
  earmark: z.string().nullable(),
  /** The account page that it is limited to, in words. */
  scope: z.string(),
  reason: z.string(),
  documentNumber: z.string(),
  setBy: z.string(),
  setAt: instantText,
  liftedBy: z.string().nullable(),
  liftedAt: instantText.nullable(),
  mayLift: z.boolean(),
});

export const listSuspensions = route({
  method: "GET",
  url: "/payments/suspensions",
  room,
  summary: "暂停支付与被拦截的支付",
  access: "payments.read",
  answer: z.object({
    suspensions: z.array(suspension),
    refusals: z.array(
      z.object({
        id: z.uuid(),
        code: z.string(),
        clause: z.string().nullable(),
        sentence: z.string(),
        purpose: z.string(),
        amountFen: fenText,
        institutionName: z.string(),
        by: z.string(),
        at: instantText,
      }),
    ),
  }),
});

export const listSuspendablePages = route({
  method: "GET",
  url: "/payments/suspensions/pages",
  room,
  summary: "一个单位可以单独暂停的项目账页",
  access: "payments.pay",
  query: z.object({ institution: z.string().min(1).max(60) }),
  answer: z.object({ pages: z.array(z.object({ earmark: z.string(), title: z.string() })) }),
});

export const suspendPayments = route({
  method: "POST",
  url: "/payments/suspensions",
  room,
  summary: "暂停一个单位（或其一个项目账页）的支付",
  access: "payments.pay",
  body: z.object({
    institution: z.string().min(1, "请选择单位").max(60),
    earmark: z.string().max(200).optional(),
    reason: sentence,
    documentNumber: z.string().trim().min(2, "请填写依据文号").max(100),
  }),
  status: 201,
  answer: z.object({ id: z.uuid() }),
});

export const liftSuspension = route({
  method: "POST",
  url: "/payments/suspensions/:suspensionId/lifting",
  room,
  summary: "恢复支付",
  access: "payments.pay",
  params: z.object({ suspensionId: z.uuid() }),
  body: z.object({ reason: sentence }),
  answer: z.object({ id: z.uuid() }),
});
