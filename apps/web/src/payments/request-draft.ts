import type { PaymentDetail, PaymentDraft, PaymentFile } from "@qiangyi/api";

/** The form as it is filled in: amounts as 分, files with their names. */
export interface Filled {
  readonly earmark: string | null;
  readonly amountFen: string;
  readonly purpose: string;
  readonly category: string;
  readonly beneficiary: NonNullable<PaymentDraft["beneficiary"]>;
  readonly reason: string;
  readonly persons: string;
  readonly class: string;
  readonly item: string;
  readonly points: string;
  readonly serviceFrom: string;
  readonly feeTo: string;
  readonly departmentClass: string;
  readonly governmentClass: string;
  readonly payeeKind: PaymentDraft["payee"]["kind"];
  readonly payeeName: string;
  readonly payeeBank: string;
  readonly account: string;
  readonly method: PaymentDraft["method"];
  readonly contractNumber: string;
  readonly procurement: string;
  readonly invoiceNumber: string;
  readonly isPrepayment: boolean;
  readonly files: readonly PaymentFile[];
}

export const emptyForm: Filled = {
  earmark: null,
  amountFen: "",
  purpose: "",
  category: "",
  beneficiary: "project",
  reason: "",
  persons: "",
  class: "",
  item: "",
  points: "",
  serviceFrom: "",
  feeTo: "",
  departmentClass: "",
  governmentClass: "",
  payeeKind: "supplier",
  payeeName: "",
  payeeBank: "",
  account: "",
  method: "INTEGRATED",
  contractNumber: "",
  procurement: "",
  invoiceNumber: "",
  isPrepayment: false,
  files: [],
};

/** A returned request as its form; the account stays where it is unless another one is typed. */
export const filledFrom = (payment: PaymentDetail): Filled => ({
  ...emptyForm,
  earmark: payment.page.earmark,
  amountFen: payment.amountFen,
  purpose: payment.purpose,
  category: payment.category,
  reason: payment.reason ?? "",
  persons: payment.persons.join("、"),
  class: payment.telemedicine?.class ?? "",
  item: payment.telemedicine?.item ?? "",
  points: payment.telemedicine?.points === undefined ? "" : String(payment.telemedicine.points),
  serviceFrom: payment.telemedicine?.serviceFrom ?? "",
  feeTo: payment.telemedicine?.feeTo ?? "",
  departmentClass: payment.departmentClass,
  governmentClass: payment.governmentClass,
  payeeKind: payment.payeeKind,
  payeeName: payment.payeeName,
  payeeBank: payment.payeeBank,
  method: payment.method,
  contractNumber: payment.contractNumber ?? "",
  procurement: payment.procurement ?? "",
  invoiceNumber: payment.invoiceNumber ?? "",
  isPrepayment: payment.isPrepayment,
  files: payment.files,
});

const stated = <Name extends string>(name: Name, text: string): { [Key in Name]?: string } =>
  text.trim() === "" ? {} : ({ [name]: text.trim() } as { [Key in Name]: string });

/** What is sent. An amount that is not entered yet goes as one 分, so that the other checks can already be shown. */
export const draftFrom = (filled: Filled, isTelemedicine: boolean): PaymentDraft => ({
  earmark: filled.earmark,
  amountFen: /^[1-9]\d*$/.test(filled.amountFen) ? filled.amountFen : "1",
  purpose: filled.purpose,
  category: isTelemedicine ? "other-direct" : filled.category,
  beneficiary: filled.beneficiary,
  ...stated("reason", filled.reason),
  persons: filled.persons.split(/[、，,;；\s]+/).filter((name) => name.length >= 2),
  ...(isTelemedicine && {
    telemedicine: {
      class: filled.class === "" ? null : filled.class,
      item: filled.item === "" ? null : filled.item,
      ...(/^\d+$/.test(filled.points) && { points: Number(filled.points) }),
      ...stated("serviceFrom", filled.serviceFrom),
      ...stated("feeTo", filled.feeTo),
    },
  }),
  departmentClass: filled.departmentClass,
  governmentClass: filled.governmentClass,
  payee: {
    kind: filled.payeeKind,
    name: filled.payeeName,
    bank: filled.payeeBank,
    secretAccount: filled.account,
  },
  method: filled.method,
  ...stated("contractNumber", filled.contractNumber),
  ...stated("procurement", filled.procurement),
  ...stated("invoiceNumber", filled.invoiceNumber),
  isPrepayment: filled.isPrepayment,
  files: filled.files.map(({ id }) => id),
});
