import { z } from "zod";
import { dateText, instantText } from "../common.ts";
import { route } from "../route.ts";
import { documentParams } from "./documents.ts";

const delivery = z.object({
  city: z.string(),
  office: z.string(),
  deliveredOn: dateText.nullable(),
  note: z.string().nullable(),
  acknowledgedAt: instantText.nullable(),
  acknowledgedBy: z.string().nullable(),
  /** The reader's own office, which may acknowledge. */
  isMine: z.boolean(),
});
export type CopyDelivery = z.infer<typeof delivery>;

const deliveries = z.object({
  document: z.string(),
  number: z.string(),
  /** "10/11" */
  progress: z.string(),
  isComplete: z.boolean(),
  missing: z.array(z.string()),
  deliveries: z.array(delivery),
});

export const copyDeliveries = route({
  method: "GET",
  url: "/policy/documents/:document/copies",
  room: "policy",
  summary: "查看文件抄送各监管处的送达和签收",
  access: "signed-in",
  params: documentParams,
  answer: deliveries,
});

export const registerDocument = route({
  method: "POST",
  url: "/policy/documents/:document/copies",
  room: "policy",
  summary: "登记文件，为每个监管处建立一条抄送记录；重复登记不再增加",
  access: "policy.manage",
  params: documentParams,
  answer: deliveries,
  status: 201,
});

export const recordDelivery = route({
  method: "POST",
  url: "/policy/documents/:document/copies/:city/delivery",
  room: "policy",
  summary: "记录抄送件已送达某监管处",
  access: "policy.manage",
  params: documentParams.extend({ city: z.string().regex(/^\d{6}$/) }),
  body: z.object({ deliveredOn: dateText, note: z.string().trim().max(200).optional() }),
  answer: deliveries,
});

export const acknowledgeCopy = route({
  method: "POST",
  url: "/policy/documents/:document/copies/acknowledgement",
  room: "policy",
  summary: "监管处签收抄送件",
  access: "signed-in",
  params: documentParams,
  answer: deliveries,
});

const addressed = z.object({
  document: z.string(),
  number: z.string(),
  title: z.string(),
  issued: dateText.nullable(),
  as: z.enum(["addressee", "copy"]),
  receivedAt: instantText.nullable(),
});
export type AddressedDocument = z.infer<typeof addressed>;

export const policyInbox = route({
  method: "GET",
  url: "/policy/inbox",
  room: "policy",
  summary: "列出主送或抄送我单位的文件及签收情况",
  access: "signed-in",
  answer: z.object({ items: z.array(addressed) }),
});

export const recordReceipt = route({
  method: "POST",
  url: "/policy/documents/:document/receipt",
  room: "policy",
  summary: "主送单位签收文件；再次签收不改变记录",
  access: "signed-in",
  params: documentParams,
  answer: z.object({ receivedAt: instantText, receivedBy: z.string() }),
});
