import { inWanYuan, type PlainDate, plus, sum } from "@qiangyi/kernel";
import type { Reason } from "../contract.ts";
import { amountOf } from "./amounts.ts";
import { because, type Explained, explained } from "./explained.ts";
import { type CentreAssessment, managementFee } from "./management-fee.ts";
import { type CentreId, nationalCentre } from "./national-centres.ts";

/** 五（一）2 in its order. The living costs end with 等: 其他相关生活费用 is the one open item and needs a note. */
export const exportingHospitalItems = [
  "管理费用",
  "人员薪酬费用",
  "房屋租赁费",
  "交通费",
  "其他相关生活费用",
  "安家费",
  "科研启动费",
  "工作津贴",
] as const;
export type ExportingHospitalItem = (typeof exportingHospitalItems)[number];

const talentItems: readonly string[] = ["安家费", "科研启动费", "工作津贴"];

/** A recorded policy for talents: what it pays for, until when, and how much a person may get. */
export interface TalentPolicy {
  readonly name: string;
  readonly item: string;
  readonly validFrom: PlainDate;
  readonly validTo: PlainDate | null;
  readonly ceiling: string;
}

export interface ExportingHospitalPayment {
  readonly centre: CentreId;
  readonly item: string;
  readonly payee: string;
  readonly amount: string;
  readonly on: PlainDate;
  /** The year whose assessment the payment refers to; of a management fee the year of the fee. Null: none named. */
  readonly assessmentYear: number | null;
  readonly note: string | null;
  readonly person: string | null;
  readonly policy: TalentPolicy | null;
  readonly assessments: readonly CentreAssessment[];
  /** Management fees of the centre paid before. */
  readonly feesPaid: readonly { readonly year: number; readonly amount: string }[];
  /** What the person got before under the same policy. */
  readonly paidToPerson: readonly string[];
  /** The special fund of the payer in the year of payment; null: 未安排. */
  readonly budget: string | null;
  readonly spentOfBudget: string;
}

export type ExportingHospitalPaymentError =
  | "ITEM_NOT_LISTED"
  | "PAYEE_NOT_EXPORTING_HOSPITAL"
  | "NOTE_MISSING"
  | "AMOUNT_NOT_POSITIVE"
  | "ASSESSMENT_MISSING"
  | "FEE_EXCEEDED"
  | "TALENT_PERSON_MISSING"
  | "TALENT_POLICY_MISSING"
  | "TALENT_POLICY_NOT_IN_FORCE"
  | "TALENT_STANDARD_EXCEEDED"
  | "BUDGET_MISSING"
  | "BUDGET_EXCEEDED";

export interface ExportingHospitalPaymentCheck extends Explained {
  readonly accepted: boolean;
  readonly errors: readonly ExportingHospitalPaymentError[];
}

interface Doubt {
  readonly error: ExportingHospitalPaymentError;
  readonly reason: Reason;
}

const measure = "regional-centres-2023.measure02";
const doubt = (error: ExportingHospitalPaymentError, clause: string, text: string): Doubt => ({
  error,
  reason: because(`${measure}.${clause}`, text),
});

/** 五（一）2: whether one payment to a 输出医院 may be made. Every misfit is told at once. */
export const exportingHospitalPayment = (payment: ExportingHospitalPayment): ExportingHospitalPaymentCheck => {
  const doubts = [
    ...itemDoubts(payment),
    ...assessmentDoubts(payment),
    ...(talentItems.includes(payment.item) ? talentDoubts(payment) : []),
    ...budgetDoubts(payment),
  ];
  const asked = inWanYuan(amountOf(payment.amount, "amount"));
  const fine = because(`${measure}.cost-items`, `向${payment.payee}支付${payment.item}${asked}，各项条件具备`);
  return {
    accepted: doubts.length === 0,
    errors: doubts.map(({ error }) => error),
    ...explained(...(doubts.length === 0 ? [fine, ...feeReasons(payment)] : doubts.map(({ reason }) => reason))),
  };
};

const itemDoubts = ({ centre, item, payee, note, amount }: ExportingHospitalPayment): readonly Doubt[] => {
  const { exportingHospital, originalName } = nationalCentre(centre);
  return [
    ...((exportingHospitalItems as readonly string[]).includes(item)
      ? []
      : [doubt("ITEM_NOT_LISTED", "cost-items", `${item}不在可以支付的八项之内`)]),
    ...(payee === exportingHospital
      ? []
      : [
          doubt(
            "PAYEE_NOT_EXPORTING_HOSPITAL",
            "cost-items",
            `${originalName}的输出医院是${exportingHospital}，不能付给${payee}`,
          ),
        ]),
    ...(item === "其他相关生活费用" && (note ?? "").trim() === ""
      ? [doubt("NOTE_MISSING", "cost-items", "其他相关生活费用须说明用途")]
      : []),
    ...(amountOf(amount, "amount") > 0n ? [] : [doubt("AMOUNT_NOT_POSITIVE", "cost-items", "金额须大于零")]),
  ];
};

/** All items need a final assessment of the centre; only the fee is bound to its own year and amount. */
const assessmentDoubts = (payment: ExportingHospitalPayment): readonly Doubt[] => {
  const { centre, item, assessmentYear: year, assessments } = payment;
  if (item === "管理费用") {
    if (year === null)
      return [doubt("ASSESSMENT_MISSING", "no-fee-before-assessment", "缺年度考核结论：没有写明是哪一年的管理费")];
    const due = feeOf(payment, year);
    return due.errors.map((error) => ({
      error,
      reason: due.explanation.at(-1) ?? because(`${measure}.no-fee-before-assessment`, "不得支付"),
    }));
  }
  const { assessor } = nationalCentre(centre);
  const isFinal = assessments.some(
    (each) => each.centre === centre && each.year === year && each.state === "final" && each.assessor === assessor,
  );
  if (isFinal) return [];
  return [
    doubt(
      "ASSESSMENT_MISSING",
      "performance-linked",
      year === null ? "缺年度考核结论：支付须写明所依据的考核" : `缺年度考核结论：${assessor}${year}年度考核没有定稿`,
    ),
  ];
};

const feeOf = ({ centre, assessments, feesPaid, amount }: ExportingHospitalPayment, year: number) =>
  managementFee({ centre, year, assessments, paid: feesPaid, requested: amount });

const feeReasons = (payment: ExportingHospitalPayment): readonly Reason[] =>
  payment.item === "管理费用" && payment.assessmentYear !== null ? feeOf(payment, payment.assessmentYear).explanation : [];

const talentDoubts = ({ item, person, policy, amount, on, paidToPerson }: ExportingHospitalPayment): readonly Doubt[] => {
  const of = (error: ExportingHospitalPaymentError, text: string) => doubt(error, "talent-policy-gate", text);
  const noPerson = (person ?? "").trim() === "" ? [of("TALENT_PERSON_MISSING", `${item}须写明发给谁`)] : [];
  if (policy === null || policy.item !== item)
    return [...noPerson, of("TALENT_POLICY_MISSING", `${item}须有省现行人才政策作依据`)];
  const isInForce = policy.validFrom <= on && (policy.validTo === null || on <= policy.validTo);
  const ceiling = amountOf(policy.ceiling, "ceiling");
  const before = sum(paidToPerson.map((each) => amountOf(each, "paidToPerson")));
  const asked = amountOf(amount, "amount");
  return [
    ...noPerson,
    ...(isInForce
      ? []
      : [
          of(
            "TALENT_POLICY_NOT_IN_FORCE",
            on < policy.validFrom
              ? `政策未生效：《${policy.name}》自${policy.validFrom}起执行`
              : `政策已失效：《${policy.name}》有效期至${policy.validTo ?? ""}`,
          ),
        ]),
    ...(plus(before, asked) <= ceiling
      ? []
      : [
          of(
            "TALENT_STANDARD_EXCEEDED",
            `超过《${policy.name}》的标准${inWanYuan(ceiling)}：已付${inWanYuan(before)}，本次${inWanYuan(asked)}`,
          ),
        ]),
  ];
};

const budgetDoubts = ({ centre, budget, spentOfBudget, amount }: ExportingHospitalPayment): readonly Doubt[] => {
  const { payer } = nationalCentre(centre);
  if (budget === null) return [doubt("BUDGET_MISSING", "annual-special-fund", `${payer}当年专项经费未安排`)];
  const [limit, spent, asked] = [
    amountOf(budget, "budget"),
    amountOf(spentOfBudget, "spentOfBudget"),
    amountOf(amount, "amount"),
  ];
  if (plus(spent, asked) <= limit) return [];
  return [
    doubt(
      "BUDGET_EXCEEDED",
      "annual-special-fund",
      `超过${payer}当年专项经费${inWanYuan(limit)}：已付${inWanYuan(spent)}，本次${inWanYuan(asked)}`,
    ),
  ];
};
