import { type PaymentDetail, paymentMethods } from "@qiangyi/api";
import { fen, formatYuanGrouped } from "@qiangyi/kernel";

/** 支付凭证 with everything that a voucher of the treasury names; prints as it stands. */
export const Voucher = ({ payment }: { payment: PaymentDetail }) => {
  const { page } = payment;
  return (
    <section className="panel">
      <table className="voucher">
        <caption>国库集中支付凭证</caption>
        <tbody>
          <tr>
            <th scope="row">凭证号</th>
            <td>{payment.voucherNumber}</td>
            <th scope="row">支付日期</th>
            <td>{payment.paidOn}</td>
            <th scope="row">回单号</th>
            <td>{payment.receiptNumber}</td>
          </tr>
          <tr>
            <th scope="row">申请单位</th>
            <td>{payment.institutionName}</td>
            <th scope="row">零余额账户</th>
            <td>{payment.zeroBalanceAccount ?? "—"}</td>
            <th scope="row">支付国库</th>
            <td>{page.bureauName}</td>
          </tr>
          <tr>
            <th scope="row">收款人全称</th>
            <td>{payment.payeeName}</td>
            <th scope="row">账号</th>
            <td>{payment.payeeAccount}</td>
            <th scope="row">开户行</th>
            <td>{payment.payeeBank}</td>
          </tr>
          <tr>
            <th scope="row">金额（元）</th>
            <td>{formatYuanGrouped(fen(BigInt(payment.amountFen)))}</td>
            <th scope="row">大写</th>
            <td colSpan={3}>{payment.amountInWords}</td>
          </tr>
          <tr>
            <th scope="row">用途</th>
            <td>{payment.purpose}</td>
            <th scope="row">功能分类</th>
            <td>{page.functionClass}</td>
            <th scope="row">资金性质</th>
            <td>
              {page.natureName}（{page.sourceName}）
            </td>
          </tr>
          <tr>
            <th scope="row">部门经济分类</th>
            <td>{payment.departmentClassName}</td>
            <th scope="row">政府经济分类</th>
            <td>{payment.governmentClassName}</td>
            <th scope="row">预算年度</th>
            <td>{page.year}年</td>
          </tr>
          <tr>
            <th scope="row">项目</th>
            <td>{page.projectTitle}</td>
            <th scope="row">指标文号</th>
            <td>{page.document ?? "—"}</td>
            <th scope="row">指标编号</th>
            <td>
              {page.book}/{page.earmark}
            </td>
          </tr>
          <tr>
            <th scope="row">支付、结算方式</th>
            <td>
              {paymentMethods[payment.method]}，{payment.settlement}
            </td>
            <th scope="row">合同号</th>
            <td>{payment.contractNumber ?? "—"}</td>
            <th scope="row">采购备案号</th>
            <td>{payment.procurementNumber ?? "—"}</td>
          </tr>
          <tr>
            <th scope="row">发票号</th>
            <td>{payment.invoiceNumber ?? "—"}</td>
            <th scope="row">附件</th>
            <td>{payment.files.length}件</td>
            <th scope="row">经办、审批、支付</th>
            <td>
              {payment.requestedBy}、{payment.approvedBy}、{payment.paidBy}
            </td>
          </tr>
        </tbody>
      </table>
    </section>
  );
};
