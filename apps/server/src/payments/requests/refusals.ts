import type { PaymentCheck } from "@qiangyi/api";
import type { Refusal } from "@qiangyi/kernel";
import { ledgerAnswers, type PostRefusal } from "../../ledger/index.ts";
import type { Answers } from "../../platform/index.ts";

/** Codes of the automatic checks, in no order of their own: the first failing check gives the one of the answer. */
const checkCodes = [
  "STEP_ORDER",
  "LEDGER_REQUIRED",
  "USE_OUT_OF_SCOPE",
  "JUSTIFICATION_REQUIRED",
  "CLASS_REQUIRED",
  "COUNTY_COST_NOT_PROVINCIAL",
  "NOT_ON_LIST",
  "STANDARD_MISMATCH",
  "POINT_LIMIT_EXCEEDED",
  "SERVICE_TERM_EXCEEDED",
  "ECONOMIC_CLASS_MISMATCH",
  "PROCUREMENT_REQUIRED",
  "TREASURY_CHANNEL_REQUIRED",
  "WRONG_PAYEE",
  "PAYEE_INCOMPLETE",
  "COST_BORNE_BY_SENDER",
  "INVOICE_REPEATED",
  "PLAN_REQUIRED",
  "FUNDS_UNDER_QUERY",
  "PAYMENT_SUSPENDED",
  "RECEIPT_NOT_VERIFIED",
  "CARRYOVER_DECISION_REQUIRED",
  "BALANCE_EXCEEDED",
] as const;
export type CheckCode = (typeof checkCodes)[number];

interface CheckFacts {
  readonly sentence: string;
  readonly clause?: string;
  readonly problems: readonly { readonly path: string; readonly message: string }[];
}
export type CheckRefusal = { [Code in CheckCode]: Refusal<Code, CheckFacts> }[CheckCode];

const remedies: Partial<Record<CheckCode, string>> = {
  LEDGER_REQUIRED: "请先把资金落到项目，再从项目账页支付",
  USE_OUT_OF_SCOPE: "请改列本项目允许的用途，或从本单位其他来源列支",
  COUNTY_COST_NOT_PROVINCIAL: "请从县级财政资金列支",
  NOT_ON_LIST: "请核对省卫生健康委确定的名单；名单外的从本单位其他来源列支",
  PROCUREMENT_REQUIRED: "请先登记采购记录、合同和验收",
  TREASURY_CHANNEL_REQUIRED: "请选择财政直接支付、授权支付或一体化支付",
  COST_BORNE_BY_SENDER: "请从派出单位自有资金列支",
  PLAN_REQUIRED: "请在“实施方案”中确认后再申请",
  RECEIPT_NOT_VERIFIED: "请先在“接收”中核对下达的资金",
  CARRYOVER_DECISION_REQUIRED: "请财政部门先在“年终”中定处理",
  BALANCE_EXCEEDED: "请核对可用余额后减少金额",
};

export const checkAnswers = Object.fromEntries(
  checkCodes.map((code) => [code, [422, ({ sentence }: CheckFacts) => sentence, remedies[code]]]),
) as unknown as Answers<CheckRefusal>;

/** The refusal of a request whose checks fail: the first gives the code, all of them are named with their places. */
export const refusalOf = (first: PaymentCheck, checks: readonly PaymentCheck[]): CheckRefusal => ({
  code: first.code as CheckCode,
  sentence: first.text,
  ...(first.clause !== null && { clause: first.clause }),
  problems: checks.filter(({ state }) => state === "fail").map(({ field, text }) => ({ path: field ?? "", message: text })),
});

/** A posting that the books refuse although the checks had passed: somebody else was faster. */
export type BookRefusal = Exclude<PostRefusal, { readonly code: "BALANCE_EXCEEDED" }>;

const { BALANCE_EXCEEDED: _, ...bookAnswersRest } = ledgerAnswers;
export const bookAnswers: Answers<BookRefusal> = bookAnswersRest;

export const shortOf = (): CheckRefusal => ({
  code: "BALANCE_EXCEEDED",
  sentence: "可用余额不足：另一笔申请已先占用",
  clause: "qiangyi-2024.art10.1.a",
  problems: [{ path: "amountFen", message: "可用余额不足" }],
});

export type HandlingRefusal =
  | Refusal<"payment-not-found">
  | Refusal<"payment-not-open", { readonly now: string }>
  | Refusal<"changed-meanwhile">
  | Refusal<"same-person", { readonly clause: string }>;

export const handlingAnswers: Answers<HandlingRefusal> = {
  "payment-not-found": [404, "找不到这笔支付申请，或不在您的管理范围"],
  "payment-not-open": [409, ({ now }) => `这笔申请现在是“${now}”，不能这样办理`],
  "changed-meanwhile": [409, "这笔申请刚被别人改过", "请刷新后再办理"],
  "same-person": [409, "申请、审批和支付须由不同的人办理", "请由另一位有此职责的人员办理"],
};
