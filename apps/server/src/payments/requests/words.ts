import { type PaymentState, paymentStates } from "@qiangyi/api";
import {
  categoryLabel,
  departmentClassOf,
  governmentClasses,
  isTelemedicineClass,
  otherItem,
  type SpendingClass,
  telemedicineClasses,
} from "@qiangyi/policy";
import type { PaymentAct, Telemedicine } from "../tables.ts";

export const stateName = (state: PaymentState): string => paymentStates[state];

export const actNames: Readonly<Record<PaymentAct, string>> = {
  submit: "提出申请",
  withdraw: "撤回",
  approve: "审批同意",
  return: "退回",
  pay: "审核支付",
  refuse: "不予支付",
  refund: "退款",
  recover: "跨年退款收回",
  clear: "核销预付",
};

/** What a payment is called: its category, or the item of the 5G catalogue. */
export const useName = (category: string, telemedicine: Telemedicine | null): string =>
  telemedicine === null ? categoryLabel(category) : itemName(telemedicine);

export const className = ({ class: spending }: Telemedicine): string =>
  spending !== null && isTelemedicineClass(spending) ? telemedicineClasses[spending].label : "";

export const itemName = ({ class: spending, item }: Telemedicine): string => {
  if (item === otherItem) return "与项目有关的其他支出";
  if (spending === null || item === null || !isTelemedicineClass(spending)) return item ?? "";
  const { items }: SpendingClass = telemedicineClasses[spending];
  return items[item] ?? item;
};

export const departmentName = (code: string): string => `${code} ${departmentClassOf(code)?.label ?? ""}`.trim();
export const governmentName = (code: string): string => `${code} ${governmentClasses[code] ?? ""}`.trim();
