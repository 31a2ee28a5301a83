import { clearPayment, type PaymentDetail, refundPayment, refusePayment } from "@qiangyi/api";
import { dateInShanghai } from "@qiangyi/kernel";
import { Form, Input, Modal } from "antd";
import { useState } from "react";
import { ProblemSummary, useSubmit, WanInput } from "../ui/index.ts";

const stale = { invalidates: ["ledger", "workbench"] } as const;

/** 不予支付: with a reason; what was frozen becomes usable again. */
export const RefuseDialog = ({ requestId, onClose }: { requestId: string; onClose: () => void }) => {
  const [reason, setReason] = useState("");
  const { submit, isSending, problem } = useSubmit(refusePayment, { ...stale, onDone: onClose });
  return (
    <Modal
      open
      title="不予支付"
      okText="不予支付"
      cancelText="取消"
      confirmLoading={isSending}
      onCancel={onClose}
      onOk={() => submit({ params: { requestId }, body: { reason } })}
    >
      <ProblemSummary problem={problem} fields={{ reason: { label: "原因", id: "refuse-reason" } }} />
      <p>冻结的指标将解冻，单位可另行申请。</p>
      <Form layout="vertical">
        <Form.Item label="原因" htmlFor="refuse-reason" required>
          <Input.TextArea
            id="refuse-reason"
            rows={3}
            maxLength={500}
            value={reason}
            onChange={({ target }) => setReason(target.value)}
          />
        </Form.Item>
      </Form>
    </Modal>
  );
};

interface BackProps {
  readonly payment: Pick<PaymentDetail, "id" | "number" | "paidOn">;
  readonly kind: "refund" | "clear";
  readonly onClose: () => void;
}

/** A refund, or a prepayment that becomes expenditure: amount, day, voucher and why. */
export const BackDialog = ({ payment, kind, onClose }: BackProps) => {
  const refund = useSubmit(refundPayment, { ...stale, onDone: onClose });
  const clear = useSubmit(clearPayment, { ...stale, onDone: onClose });
  const { isSending, problem } = kind === "refund" ? refund : clear;
  const [values, setValues] = useState({
    amountFen: "",
    on: dateInShanghai(new Date()) as string,
    voucherNumber: "",
    reason: "",
  });
  const set = (change: Partial<typeof values>) => setValues((before) => ({ ...before, ...change }));
  const { amountFen, voucherNumber, reason } = values;
  const send = () => {
    const params = { requestId: payment.id };
    const body = { amountFen, voucherNumber, reason };
    if (kind === "refund") refund.submit({ params, body: { ...body, refundedOn: values.on } });
    else clear.submit({ params, body: { ...body, clearedOn: values.on } });
  };
  const title = kind === "refund" ? "登记退款" : "核销预付";
  return (
    <Modal
      open
      title={`${title} ${payment.number}`}
      okText={title}
      cancelText="取消"
      confirmLoading={isSending}
      onCancel={onClose}
      onOk={send}
    >
      <ProblemSummary
        problem={problem}
        fields={{
          amountFen: { label: "金额", id: "back-amount" },
          refundedOn: { label: "日期", id: "back-on" },
          clearedOn: { label: "日期", id: "back-on" },
          voucherNumber: { label: "凭证号", id: "back-voucher" },
          reason: { label: "事由", id: "back-reason" },
        }}
      />
      {kind === "refund" && <p>{payment.paidOn?.slice(0, 4)}年支付的，当年退回恢复可用；以后年度退回的由财政收回统筹。</p>}
      <Form layout="vertical">
        <Form.Item label="金额" htmlFor="back-amount" required>
          <WanInput id="back-amount" label="金额" hasUnit value={amountFen} onChange={(value) => set({ amountFen: value })} />
        </Form.Item>
        <Form.Item label="日期" htmlFor="back-on" required>
          <Input id="back-on" type="date" value={values.on} onChange={({ target }) => set({ on: target.value })} />
        </Form.Item>
        <Form.Item label="凭证号" htmlFor="back-voucher" required>
          <Input
            id="back-voucher"
            maxLength={60}
            value={voucherNumber}
            onChange={({ target }) => set({ voucherNumber: target.value })}
          />
        </Form.Item>
        <Form.Item label="事由" htmlFor="back-reason" required>
          <Input id="back-reason" maxLength={500} value={reason} onChange={({ target }) => set({ reason: target.value })} />
        </Form.Item>
      </Form>
    </Modal>
  );
};
