import { correctReport, type ReportDetail, refuseReport, submitReport, takeBackReport, withdrawReport } from "@qiangyi/api";
import { Button, Form, Input, Modal, Space } from "antd";
import { useState } from "react";
import { useNavigate } from "react-router";
import { ProblemSummary, useSubmit } from "../../ui/index.ts";

interface OwnBarProps {
  readonly report: ReportDetail;
  readonly reportId: string;
}

/** What the unit itself can do with a report that is not being filled: send, send back, take back, withdraw, correct. */
export const OwnBar = ({ report: { may, version }, reportId }: OwnBarProps) => {
  const navigate = useNavigate();
  const [asking, setAsking] = useState<"refuse" | "correct">();
  const options = { invalidates: ["workbench"] };
  const submit = useSubmit(submitReport, options);
  const takeBack = useSubmit(takeBackReport, options);
  const withdraw = useSubmit(withdrawReport, options);
  const refuse = useSubmit(refuseReport, { ...options, onDone: () => setAsking(undefined) });
  const correct = useSubmit(correctReport, { ...options, onDone: ({ id }) => void navigate(`/indicators/reports/${id}`) });
  const params = { reportId };
  return (
    <Space wrap>
      {may.correct && <Button onClick={() => setAsking("correct")}>提出更正</Button>}
      {may.takeBack && (
        <Button loading={takeBack.isSending} onClick={() => takeBack.submit({ params })}>
          取回修改
        </Button>
      )}
      {may.withdraw && (
        <Button loading={withdraw.isSending} onClick={() => withdraw.submit({ params })}>
          撤回
        </Button>
      )}
      {may.refuse && <Button onClick={() => setAsking("refuse")}>退回经办</Button>}
      {may.submit && (
        <Button type="primary" loading={submit.isSending} onClick={() => submit.submit({ params, body: { version } })}>
          报送
        </Button>
      )}
      <ProblemSummary problem={submit.problem ?? takeBack.problem ?? withdraw.problem} />
      <ReasonDialog
        isOpen={asking === "refuse"}
        title="退回经办修改"
        label="退回原因"
        acting={refuse}
        onCancel={() => setAsking(undefined)}
        onSend={(reason) => refuse.submit({ params, body: { reason } })}
      />
      <ReasonDialog
        isOpen={asking === "correct"}
        title="对已审定的报表提出更正"
        label="更正原因"
        acting={correct}
        onCancel={() => setAsking(undefined)}
        onSend={(reason) => correct.submit({ params, body: { reason } })}
      />
    </Space>
  );
};

interface ReasonDialogProps {
  readonly isOpen: boolean;
  readonly title: string;
  readonly label: string;
  readonly acting: Pick<ReturnType<typeof useSubmit>, "isSending" | "problem" | "reset">;
  readonly onCancel: () => void;
  readonly onSend: (reason: string) => void;
}

const ReasonDialog = ({ isOpen, title, label, acting, onCancel, onSend }: ReasonDialogProps) => {
  const [reason, setReason] = useState("");
  const id = `reason-${label}`;
  return (
    <Modal
      open={isOpen}
      title={title}
      okText="确定"
      cancelText="取消"
      confirmLoading={acting.isSending}
      onCancel={() => {
        acting.reset();
        onCancel();
      }}
      onOk={() => onSend(reason)}
    >
      <ProblemSummary problem={acting.problem} fields={{ reason: { label, id } }} />
      <Form layout="vertical">
        <Form.Item label={label} htmlFor={id} required>
          <Input.TextArea id={id} rows={3} maxLength={500} value={reason} onChange={({ target }) => setReason(target.value)} />
        </Form.Item>
      </Form>
    </Modal>
  );
};
