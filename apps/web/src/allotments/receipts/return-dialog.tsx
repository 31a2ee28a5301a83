import { returnReceipt } from "@qiangyi/api";
import { Form, Input, Modal } from "antd";
import { useState } from "react";
import { ProblemSummary, useSubmit } from "../../ui/index.ts";
import { rowRanges } from "./row-ranges.ts";

interface ReturnDialogProps {
  readonly noticeId: string;
  readonly rowNos: readonly number[];
  readonly onClose: () => void;
}

export const ReturnDialog = ({ noticeId, rowNos, onClose }: ReturnDialogProps) => {
  const [reason, setReason] = useState("");
  const { submit, isSending, problem } = useSubmit(returnReceipt, { invalidates: ["ledger"], onDone: onClose });
  return (
    <Modal
      open
      title={`退回${rowNos.length}行`}
      okText="退回"
      cancelText="取消"
      confirmLoading={isSending}
      onCancel={onClose}
      onOk={() => submit({ params: { noticeId }, body: { rowNos: [...rowNos], reason } })}
    >
      <ProblemSummary problem={problem} fields={{ reason: { label: "原因", id: "return-reason" } }} />
      <p>第{rowRanges(rowNos)}行没有接收，退回后回到上级的待分配。</p>
      <Form layout="vertical">
        <Form.Item label="原因" htmlFor="return-reason" required>
          <Input id="return-reason" value={reason} maxLength={500} onChange={({ target }) => setReason(target.value)} />
        </Form.Item>
      </Form>
    </Modal>
  );
};
