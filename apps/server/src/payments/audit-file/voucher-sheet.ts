import { payeeKinds, paymentMethods } from "@qiangyi/api";
import { type Fen, fen } from "@qiangyi/kernel";
import { fundNatures, sourceLevels } from "@qiangyi/ledger";
import type { TableCell, TableColumn, TableSheet } from "../../documents/index.ts";
import { bookTitle } from "../../ledger/index.ts";
import { lineName } from "../../policy/index.ts";
import { maskedAccount } from "../requests/account.ts";
import { amountInWords } from "../requests/amount-in-words.ts";
import type { StoredPayment } from "../requests/requests.store.ts";
import { departmentName, governmentName, stateName, useName } from "../requests/words.ts";
import type { Gathered } from "./gather.ts";

type Cell = (payment: StoredPayment, gathered: Gathered) => TableCell;

const text = (label: string, width: number, cell: Cell): readonly [TableColumn, Cell] => [{ label, kind: "text", width }, cell];
const code = (label: string, cell: Cell): readonly [TableColumn, Cell] => [{ label, kind: "code", width: 18 }, cell];
const yuan = (label: string, cell: Cell): readonly [TableColumn, Cell] => [{ label, kind: "money-yuan" }, cell];
const day = (label: string, cell: Cell): readonly [TableColumn, Cell] => [{ label, kind: "date" }, cell];

/** The columns of a voucher (domain handbook 4.4), then what has come back and what stands. Accounts carry their last four digits only. */
const columns = [
  code("申请编号", ({ number }) => number),
  text("状态", 14, ({ state }) => stateName(state)),
  code("凭证号", ({ voucher_number }) => voucher_number),
  day("支付日期", ({ paid_on }) => paid_on),
  text("申请单位", 26, ({ institution }, { institutions }) => institutions.get(institution) ?? institution),
  text("支付国库", 20, ({ bureau }) => bookTitle(bureau)),
  code("零余额账户", ({ zero_balance_account }) => zero_balance_account && maskedAccount(zero_balance_account)),
  text("收款人全称", 26, ({ payee_name }) => payee_name),
  text("收款人类别", 12, ({ payee_kind }) => payeeKinds[payee_kind]),
  code("收款人账号", ({ payee_account }) => payee_account.masked),
  text("开户行", 24, ({ payee_bank }) => payee_bank),
  yuan("金额", ({ amount_fen }) => fen(amount_fen)),
  text("金额大写", 24, ({ amount_fen }) => amountInWords(fen(amount_fen))),
  text("用途", 30, ({ purpose }) => purpose),
  text("费用类别", 18, ({ category, telemedicine }) => useName(category, telemedicine)),
  text("说明", 24, ({ reason }) => reason),
  text("派出人员", 16, ({ persons }) => persons.join("、")),
  code("功能分类", ({ page }) => page.earmark.functionClass),
  text("部门经济分类", 22, ({ department_class }) => departmentName(department_class)),
  text("政府经济分类", 22, ({ government_class }) => governmentName(government_class)),
  text("资金性质", 16, ({ page }) => fundNatures[page.earmark.nature]),
  text("资金来源", 10, ({ page }) => sourceLevels[page.sourceLevel]),
  text("支持项目", 22, ({ line }) => lineName(line)),
  code("项目代码", ({ project }) => project),
  text("项目名称", 28, ({ page }) => page.title),
  text("指标文号", 22, ({ page }) => page.document),
  code("指标编号", ({ book, earmark }) => `${book}/${earmark}`),
  code("预算年度", ({ year }) => String(year)),
  text("支付方式", 18, ({ method }) => paymentMethods[method]),
  text("结算方式", 10, ({ settlement }) => settlement),
  text("预付", 6, ({ is_prepayment }) => (is_prepayment ? "预付" : "")),
  code("合同号", ({ contract_number }) => contract_number),
  code("采购备案号", ({ procurement }, { filings }) => procurement && (filings.get(procurement) ?? procurement)),
  code("发票号", ({ invoice_number }) => invoice_number),
  code("回单号", ({ receipt_number }) => receipt_number),
  text("附件SHA-256", 40, ({ id, round }, { attachments }) =>
    attachments
      .filter((each) => each.request === id && each.round === round)
      .map(({ name, sha256 }) => `${name} ${sha256}`)
      .join("；"),
  ),
  text("经办", 10, ({ requested_name }) => requested_name),
  day("申请日期", ({ requested_on }) => requested_on),
  text("审批", 10, ({ approved_name }) => approved_name),
  text("复核支付", 10, ({ paid_name }) => paid_name),
  yuan("已退回", ({ refunded_fen }) => fen(refunded_fen)),
  yuan("预付已核销", ({ cleared_fen }) => fen(cleared_fen)),
] as const;

const amountAt = columns.findIndex(([{ label }]) => label === "金额");

/** One row for each request whatever became of it; the total is of what was paid. */
export const voucherSheet = (gathered: Gathered): TableSheet => {
  const paid = gathered.payments.filter(({ state }) => state === "paid");
  const sum = (of: (payment: StoredPayment) => bigint): Fen => fen(paid.reduce((total, payment) => total + of(payment), 0n));
  const total: TableCell[] = columns.map(() => null);
  total[0] = `已支付合计（${paid.length}笔）`;
  total[amountAt] = sum(({ amount_fen }) => amount_fen);
  total[columns.length - 2] = sum(({ refunded_fen }) => refunded_fen);
  total[columns.length - 1] = sum(({ cleared_fen }) => cleared_fen);
  return {
    name: "支付与凭证",
    unit: "元",
    columns: columns.map(([column]) => column),
    totals: [{ emphasis: "total", cells: total }],
    rows: gathered.payments.map((payment) => columns.map(([, cell]) => cell(payment, gathered))),
    notes: ["含所有状态的申请；合计只计已支付。账号只列后四位。"],
  };
};
