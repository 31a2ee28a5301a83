import { z } from "zod";
import { dateText, fenText, positiveFen } from "../common.ts";

export const room = "payments";

export const sentence = z.string().trim().min(2, "请写明，至少两个字").max(500);
export const requestParams = z.object({ requestId: z.uuid() });

export const paymentStates = {
  submitted: "待负责人审批",
  approved: "待财政支付",
  returned: "已退回",
  withdrawn: "已撤回",
  refused: "财政不予支付",
  paid: "已支付",
} as const;
export type PaymentState = keyof typeof paymentStates;
export const paymentState = z.enum(["submitted", "approved", "returned", "withdrawn", "refused", "paid"]);

/** The channels of 国库集中支付, and the two ways round it that are refused by name. */
export const paymentMethods = {
  DIRECT: "财政直接支付",
  AUTHORIZED: "财政授权支付",
  INTEGRATED: "预算管理一体化支付",
  REAL_TRANSFER: "实拨到单位账户",
  OWN_ACCOUNT: "单位自有账户支付",
} as const;
export const paymentMethod = z.enum(["DIRECT", "AUTHORIZED", "INTEGRATED", "REAL_TRANSFER", "OWN_ACCOUNT"]);

export const payeeKinds = { own: "本单位", supplier: "供应商", institution: "其他医疗机构", person: "个人" } as const;
export const payeeKind = z.enum(["own", "supplier", "institution", "person"]);

export const beneficiaryKinds = {
  project: "本项目",
  "other-project": "其他项目",
  "other-department": "其他科室",
  "other-unit": "其他单位",
  "own-staff": "受援医院本院职工",
} as const;
export const beneficiary = z.enum(["project", "other-project", "other-department", "other-unit", "own-staff"]);

/** 5G pilot only: what of 第二条 it is, its points and the term of a fee. */
export const telemedicine = z.object({
  class: z.string().max(40).nullable(),
  item: z.string().max(40).nullable(),
  points: z.number().int().min(0).max(1000).optional(),
  serviceFrom: dateText.optional(),
  feeTo: dateText.optional(),
  pricePerPointYearFen: positiveFen.optional(),
});

/** One automatic check, in the order of the clauses: all are shown, the first that fails gives the code. */
export const check = z.object({
  id: z.string(),
  title: z.string(),
  clause: z.string().nullable(),
  state: z.enum(["pass", "fail", "warn", "none"]),
  code: z.string().nullable(),
  text: z.string(),
  /** Path of the field in the request that it is about. */
  field: z.string().nullable(),
});
export type PaymentCheck = z.infer<typeof check>;

export const file = z.object({
  id: z.uuid(),
  name: z.string(),
  mediaType: z.string(),
  sizeBytes: z.number().int(),
  sha256: z.string(),
});
export type PaymentFile = z.infer<typeof file>;

/** 专项核算: one project, one account page. */
export const page = z.object({
  earmark: z.string(),
  book: z.string(),
  fund: z.enum(["qiangyi-2024", "5g-2022"]),
  line: z.string(),
  lineName: z.string(),
  /** The clause that the line carries out. */
  clause: z.string().nullable(),
  project: z.string().nullable(),
  projectTitle: z.string(),
  /** 文号 of the notice that brought the money, where it is known. */
  document: z.string().nullable(),
  year: z.number().int(),
  nature: z.string(),
  natureName: z.string(),
  sourceLevel: z.string(),
  sourceName: z.string(),
  functionClass: z.string(),
  trackTag: z.string().nullable(),
  /** The bureau whose treasury pays, and its name. */
  bureau: z.string(),
  bureauName: z.string(),
  receivedFen: fenText,
  availableFen: fenText,
  frozenFen: fenText,
  paidFen: fenText,
});
export type PaymentPage = z.infer<typeof page>;
