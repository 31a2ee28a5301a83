import { decideTaskClosure, type TaskClosureView } from "@qiangyi/api";
import { Button, Input, Modal } from "antd";
import { useState } from "react";
import { ProblemSummary, useSubmit } from "../ui/index.ts";

interface DecideProps {
  readonly task: string;
  readonly part: string;
  readonly closure: TaskClosureView;
  readonly onClose: () => void;
}

/** 认定办结: accept what was handed in, or return it with what is missing. */
export const DecideDialog = ({ task, part, closure, onClose }: DecideProps) => {
  const [reason, setReason] = useState("");
  const { submit, isSending, problem } = useSubmit(decideTaskClosure, {
    invalidates: ["workbench", "indicators"],
    onDone: onClose,
  });
  const decide = (decision: "accepted" | "returned") =>
    submit({ params: { task, part, closure: closure.id }, body: { decision, reason: reason.trim() } });
  return (
    <Modal
      open
      title="认定办结"
      onCancel={onClose}
      footer={
        <>
          <Button onClick={onClose}>取消</Button>
          <Button danger loading={isSending} onClick={() => decide("returned")}>
            退回
          </Button>
          <Button type="primary" loading={isSending} onClick={() => decide("accepted")}>
            认定办结
          </Button>
        </>
      }
    >
      <ProblemSummary problem={problem} fields={{ reason: { label: "意见", id: "closure-reason" } }} />
      <p>
        {closure.unit}：{closure.statement}
      </p>
      <p>
        {closure.documentNumber}，{closure.issuer}，{closure.issuedOn}
      </p>
      <label htmlFor="closure-reason">意见（退回必填）</label>
      <Input.TextArea
        id="closure-reason"
        rows={3}
        maxLength={500}
        value={reason}
        onChange={({ target }) => setReason(target.value)}
      />
    </Modal>
  );
};
