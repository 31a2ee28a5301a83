import { type moneyTables, wholeFund } from "@qiangyi/api";
import type { Field } from "@qiangyi/kernel";
import { fundingLines } from "@qiangyi/policy";
import type { TemplateIdentity } from "../documents/index.ts";
import { lineName } from "../policy/index.ts";

export type MoneyTable = (typeof moneyTables)[number];

const lines = fundingLines.map(({ id, shortName }) => ({ value: id, label: shortName }));
const line: Field = { name: "line", label: "支持项目", kind: "choice", required: true, choices: lines };
const year: Field = { name: "year", label: "年度", kind: "year", required: true, example: "2025" };
const amount: Field = {
  name: "amount",
  label: "金额",
  kind: "money",
  required: true,
  help: "单位：元，两位小数",
  example: "57000000.00",
};
const document: Field = { name: "documentNumber", label: "文号", kind: "text", required: true, example: "晋财社〔2025〕1号" };
const reason: Field = { name: "reason", label: "更正原因", kind: "text", required: false, help: "已有登记的，更正时填写" };

/** The two tables of money that comes before a plan, as workbooks know them. */
export const moneyForms: Readonly<
  Record<MoneyTable, { readonly template: TemplateIdentity; readonly fields: readonly Field[] }>
> = {
  budgets: {
    template: { id: "line-budgets", version: 1, title: "年度预算" },
    fields: [
      { ...line, choices: [{ value: wholeFund, label: lineName(wholeFund) }, ...lines], clause: "qiangyi-2024.art6.b" },
      year,
      amount,
      { name: "source", label: "资金来源", kind: "text", required: true, example: "省级财政预算" },
      document,
      reason,
    ],
  },
  allocated: {
    template: { id: "allocated-amounts", version: 1, title: "已分配金额" },
    fields: [
      line,
      {
        name: "subject",
        label: "对象编号",
        kind: "text",
        required: true,
        help: "台账编号；县级三级能力填县代码，百强奖励填机构编号",
        example: "140121",
      },
      year,
      amount,
      document,
      reason,
    ],
  },
};
