import { issueDistribution } from "@qiangyi/api";
import { Form, Input, Modal } from "antd";
import { useState } from "react";
import { ProblemSummary, StatedAmount, useSubmit } from "../../ui/index.ts";
import type { Distribution } from "./draft-page.tsx";

export const IssueDialog = ({ notice, onClose }: { notice: Distribution; onClose: () => void }) => {
  const [number, setNumber] = useState(notice.nextNumber);
  const { submit, isSending, problem } = useSubmit(issueDistribution, {
    invalidates: ["ledger", "workbench", "clocks"],
    onDone: onClose,
  });
  return (
    <Modal
      open
      title="签发分解下达文件"
      okText="签发"
      cancelText="取消"
      confirmLoading={isSending}
      onCancel={onClose}
      onOk={() => submit({ params: { noticeId: notice.noticeId }, body: { base: notice.base, number } })}
    >
      <ProblemSummary problem={problem} fields={{ number: { label: "文号", id: "issue-number" } }} />
      <p>
        {notice.title}，共{notice.rows.length}行，
        <StatedAmount fen={notice.totalFen} />
        。签发后各行进入待接收，内容不能再改。
      </p>
      <Form layout="vertical">
        <Form.Item label="文号" htmlFor="issue-number" required>
          <Input id="issue-number" value={number} maxLength={40} onChange={({ target }) => setNumber(target.value)} />
        </Form.Item>
      </Form>
    </Modal>
  );
};
