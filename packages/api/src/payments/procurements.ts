import { z } from "zod";
import { dateText, fenText, positiveFen } from "../common.ts";
import { route } from "../route.ts";
import { room } from "./shared.ts";

export const procurementMethods = {
  open: "公开招标",
  invited: "邀请招标",
  negotiation: "竞争性谈判",
  consultation: "竞争性磋商",
  inquiry: "询价",
  "single-source": "单一来源",
  framework: "框架协议采购",
  "e-mall": "电子卖场",
} as const;
const method = z.enum(["open", "invited", "negotiation", "consultation", "inquiry", "single-source", "framework", "e-mall"]);

const procurement = z.object({
  id: z.uuid(),
  earmark: z.string(),
  method,
  filingNumber: z.string(),
  item: z.string(),
  noticeNumber: z.string().nullable(),
  resultDocument: z.string().nullable(),
  contractNumber: z.string().nullable(),
  contractFen: fenText.nullable(),
  supplier: z.string().nullable(),
  signedOn: dateText.nullable(),
  acceptedOn: dateText.nullable(),
  /** Paid and on its way under this contract. */
  usedFen: fenText,
});
export type Procurement = z.infer<typeof procurement>;

export const listProcurements = route({
  method: "GET",
  url: "/payments/procurements",
  room,
  summary: "采购合同台账",
  access: "payments.read",
  query: z.object({ earmark: z.string().max(200).optional() }),
  answer: z.object({ items: z.array(procurement) }),
});

export const recordProcurement = route({
  method: "POST",
  url: "/payments/procurements",
  room,
  summary: "登记采购记录",
  access: "payments.request",
  body: z.object({
    earmark: z.string().min(1, "请选择项目账页").max(200),
    method,
    filingNumber: z.string().trim().min(2, "请填写采购备案号").max(60),
    item: z.string().trim().min(2, "请填写采购内容").max(200),
    noticeNumber: z.string().trim().max(100).optional(),
    resultDocument: z.string().trim().max(100).optional(),
    contractNumber: z.string().trim().max(60).optional(),
    contractFen: positiveFen.optional(),
    supplier: z.string().trim().max(100).optional(),
    signedOn: dateText.optional(),
    acceptedOn: dateText.optional(),
  }),
  status: 201,
  answer: z.object({ id: z.uuid() }),
});

export const acceptProcurement = route({
  method: "POST",
  url: "/payments/procurements/:procurementId/acceptance",
  room,
  summary: "登记采购验收",
  access: "payments.request",
  params: z.object({ procurementId: z.uuid() }),
  body: z.object({ acceptedOn: dateText, note: z.string().trim().max(500).optional() }),
  answer: z.object({ id: z.uuid() }),
});
