import {
  type PaymentDetail,
  payeeKinds,
  paymentMethods,
  paymentStates,
  readPayment,
  readPaymentFile,
  withdrawPayment,
} from "@qiangyi/api";
import { fen, formatYuanGrouped } from "@qiangyi/kernel";
import { Button, Table } from "antd";
import { useState } from "react";
import { Link, useParams } from "react-router";
import {
  Amount,
  AuditFileButton,
  ClauseLink,
  Light,
  minuteOf,
  Page,
  Pending,
  ProblemSummary,
  ScrollBox,
  SuspendedLines,
  save,
  UnitNote,
  useAnswer,
  useScoped,
  useSubmit,
} from "../ui/index.ts";
import { CheckList } from "./check-list.tsx";
import { DecideBar } from "./decide-bar.tsx";
import { PayDialog } from "./pay-bar.tsx";
import { PayeeAccount } from "./payee-account.tsx";
import { BackDialog, RefuseDialog } from "./treasury-dialogs.tsx";
import { Voucher } from "./voucher.tsx";
import { stateLights } from "./words.ts";
import "./payments.css";

/** One payment: what it is for, what it was tested against, who handled it, its voucher, what came back. */
export const PaymentPage = () => {
  const { requestId = "" } = useParams();
  const answer = useAnswer(readPayment, { params: { requestId } });
  const payment = answer.data;
  if (payment === undefined)
    return (
      <Page title="支付申请">
        <Pending of={answer} missing={{ title: "找不到这笔支付申请", back: "/payments/requests", backText: "回到支付" }} />
      </Page>
    );
  return (
    <Page
      title={`支付申请 ${payment.number}`}
      subtitle={
        <>
          {payment.institutionName}　{payment.page.projectTitle}（{payment.lineName}）{"　"}
          <Light state={stateLights[payment.state]} text={paymentStates[payment.state]} />
        </>
      }
      actions={<Actions payment={payment} />}
    >
      {(payment.state === "submitted" || payment.state === "approved") && (
        <SuspendedLines lines={[payment.page.line]} institution={payment.institution} />
      )}
      {payment.may.approve && <DecideBar selected={[payment]} onDone={() => undefined} />}
      <Facts payment={payment} />
      {payment.state === "paid" && <Voucher payment={payment} />}
      <Trail payment={payment} />
      {payment.movements.length > 0 && <Movements payment={payment} />}
      <section className="panel">
        <h2>提交时的自动检查</h2>
        <CheckList checks={payment.checks} hidesIdle isWide />
      </section>
    </Page>
  );
};

type Dialog = "pay" | "refuse" | "refund" | "clear";

const Actions = ({ payment }: { payment: PaymentDetail }) => {
  const { may, id } = payment;
  const to = useScoped();
  const [dialog, setDialog] = useState<Dialog>();
  const withdraw = useSubmit(withdrawPayment, { invalidates: ["ledger", "workbench"] });
  const close = () => setDialog(undefined);
  return (
    <>
      <ProblemSummary problem={withdraw.problem} />
      {may.change && (
        <Link to={to(`/payments/requests/${id}/change`)}>
          <Button type="primary">修改后重新提交</Button>
        </Link>
      )}
      {may.withdraw && (
        <Button loading={withdraw.isSending} onClick={() => withdraw.submit({ params: { requestId: id }, body: {} })}>
          撤回
        </Button>
      )}
      {may.pay && (
        <>
          <Button type="primary" onClick={() => setDialog("pay")}>
            办理支付
          </Button>
          <Button onClick={() => setDialog("refuse")}>不予支付</Button>
        </>
      )}
      {may.clear && <Button onClick={() => setDialog("clear")}>核销预付</Button>}
      {may.refund && <Button onClick={() => setDialog("refund")}>登记退款</Button>}
      {payment.page.project !== null && (
        <AuditFileButton project={payment.page.project} line={payment.line} institution={payment.institution} />
      )}
      <Button onClick={() => window.print()}>打印</Button>
      {dialog === "pay" && <PayDialog selected={[payment]} onClose={close} />}
      {dialog === "refuse" && <RefuseDialog requestId={id} onClose={close} />}
      {(dialog === "refund" || dialog === "clear") && <BackDialog payment={payment} kind={dialog} onClose={close} />}
    </>
  );
};

const Facts = ({ payment }: { payment: PaymentDetail }) => {
  const { page, telemedicine } = payment;
  return (
    <section className="panel">
      <div className="table-bar">
        <h2>申请内容</h2>
        <div className="table-extra">
          <UnitNote />
        </div>
      </div>
      <dl className="payment-facts">
        <dt>金额</dt>
        <dd>
          <Amount fen={payment.amountFen} strong />　{payment.amountInWords}
          {payment.isPrepayment && "（预付）"}
        </dd>
        <dt>账页可用</dt>
        <dd>
          <Link to={`/ledger/books/${page.book}/pages/${page.earmark}`}>
            <Amount fen={page.availableFen} />
          </Link>
          <span className="after-link">
            冻结 <Amount fen={page.frozenFen} />
          </span>
          <span className="after-link">
            已付 <Amount fen={page.paidFen} />
          </span>
        </dd>
        <dt>用途</dt>
        <dd className="is-wide">
          {payment.purpose}（
          {telemedicine === null ? payment.categoryName : `${telemedicine.className}：${telemedicine.itemName}`}）
          {payment.reason !== null && `；${payment.reason}`}
          {payment.persons.length > 0 && `；派出人员：${payment.persons.join("、")}`}
        </dd>
        <dt>支持项目</dt>
        <dd>
          {page.lineName}
          {page.clause !== null && (
            <span className="after-link">
              <ClauseLink id={page.clause} />
            </span>
          )}
        </dd>
        <dt>资金</dt>
        <dd>
          {page.year}年　{page.sourceName}　{page.natureName}　功能分类{page.functionClass}
        </dd>
        <dt>指标文号</dt>
        <dd>{page.document ?? "—"}</dd>
        <dt>部门经济分类</dt>
        <dd>{payment.departmentClassName}</dd>
        <dt>政府经济分类</dt>
        <dd>{payment.governmentClassName}</dd>
        <dt>收款人</dt>
        <dd>
          {payment.payeeName}（{payeeKinds[payment.payeeKind]}）
        </dd>
        <dt>开户行及账号</dt>
        <dd>
          {payment.payeeBank}　<PayeeAccount payment={payment} />
        </dd>
        <dt>支付方式</dt>
        <dd>
          {paymentMethods[payment.method]}　{payment.settlement}
        </dd>
        <dt>支付国库</dt>
        <dd>{page.bureauName}</dd>
        <dt>合同、采购</dt>
        <dd>
          {payment.contractNumber ?? "无合同"}　{payment.procurementNumber ?? "无采购记录"}
        </dd>
        <dt>发票</dt>
        <dd>{payment.invoiceNumber ?? "—"}</dd>
        <dt className="is-wide-term">附件</dt>
        <dd className="is-wide">
          {payment.files.length === 0 && "没有附件"}
          <ul className="file-rows">
            {payment.files.map(({ id, name, sha256 }) => (
              <li key={id}>
                <Button
                  type="link"
                  size="small"
                  onClick={() => void save(readPaymentFile, { params: { requestId: payment.id, file: id } })}
                >
                  {name}
                </Button>
                <span className="digest">SHA-256 {sha256.slice(0, 24)}…</span>
              </li>
            ))}
          </ul>
        </dd>
      </dl>
    </section>
  );
};

const Trail = ({ payment: { trail } }: { payment: PaymentDetail }) => (
  <section className="panel">
    <h2>办理轨迹</h2>
    <ScrollBox label="办理轨迹表格">
      <Table<PaymentDetail["trail"][number]>
        size="small"
        pagination={false}
        rowKey={({ seq }) => seq}
        dataSource={[...trail]}
        columns={[
          { title: "序", dataIndex: "seq" },
          { title: "环节", dataIndex: "title" },
          { title: "办理人", render: (_, { by, role }) => `${by}（${role}）` },
          { title: "时间", render: (_, { at }) => minuteOf(at) },
          { title: "意见", render: (_, { opinion }) => <div className="wrapping">{opinion ?? "—"}</div> },
          { title: "凭证", render: (_, { document }) => document ?? "—" },
        ]}
      />
    </ScrollBox>
  </section>
);

const kinds = { refund: "当年退款，恢复可用", recovery: "跨年退款，收回统筹", clearing: "核销预付" } as const;

const Movements = ({ payment: { movements } }: { payment: PaymentDetail }) => (
  <section className="panel">
    <h2>退款与核销</h2>
    <ScrollBox label="退款与核销表格">
      <Table<PaymentDetail["movements"][number]>
        size="small"
        pagination={false}
        rowKey={({ id }) => id}
        dataSource={[...movements]}
        columns={[
          { title: "日期", dataIndex: "on" },
          { title: "种类", render: (_, { kind }) => kinds[kind] },
          { title: "金额（元）", className: "number", render: (_, { amountFen }) => formatYuanGrouped(fen(BigInt(amountFen))) },
          { title: "凭证号", dataIndex: "voucherNumber" },
          { title: "事由", render: (_, { reason }) => <div className="wrapping">{reason}</div> },
          { title: "登记", dataIndex: "by" },
        ]}
      />
    </ScrollBox>
  </section>
);
