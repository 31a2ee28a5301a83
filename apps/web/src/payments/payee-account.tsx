import { type PaymentDetail, revealPayeeAccount } from "@qiangyi/api";
import { Button, Form, Input, Modal } from "antd";
import { useState } from "react";
import { ProblemSummary, useSubmit } from "../ui/index.ts";

/** The mask; the whole number only for a stated reason, which is logged. */
export const PayeeAccount = ({ payment: { id, payeeAccount, may } }: { payment: PaymentDetail }) => {
  const [isAsking, setAsking] = useState(false);
  const [reason, setReason] = useState("");
  const { submit, isSending, problem, answer, reset } = useSubmit(revealPayeeAccount, { onDone: () => setAsking(false) });
  return (
    <>
      <span className="digest">{answer?.secretValue ?? payeeAccount}</span>
      {may.unmask && answer === undefined && (
        <Button type="link" size="small" className="no-print" onClick={() => setAsking(true)}>
          查看
        </Button>
      )}
      <Modal
        open={isAsking}
        title="查看完整账号（留痕）"
        okText="查看"
        cancelText="取消"
        confirmLoading={isSending}
        onCancel={() => {
          setAsking(false);
          reset();
        }}
        onOk={() => submit({ params: { requestId: id }, body: { reason } })}
      >
        <ProblemSummary problem={problem} fields={{ reason: { label: "事由", id: "reveal-reason" } }} />
        <Form layout="vertical">
          <Form.Item label="事由" htmlFor="reveal-reason" required>
            <Input id="reveal-reason" maxLength={500} value={reason} onChange={({ target }) => setReason(target.value)} />
          </Form.Item>
        </Form>
      </Modal>
    </>
  );
};
