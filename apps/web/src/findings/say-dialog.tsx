import type { Problem } from "@qiangyi/api";
import { Form, Input, Modal } from "antd";
import { type ReactNode, useId, useState } from "react";
import { ProblemSummary } from "../ui/index.ts";

interface SayDialogProps {
  readonly title: string;
  readonly okText: string;
  readonly label: string;
  /** What follows from it. */
  readonly note: ReactNode;
  readonly isSending: boolean;
  readonly problem: Problem | undefined;
  readonly onSay: (text: string) => void;
  readonly onClose: () => void;
}

/** One sentence or more and a consequence: dismissed, withdrawn, returned, verified, lifted, concluded. */
export const SayDialog = ({ title, okText, label, note, isSending, problem, onSay, onClose }: SayDialogProps) => {
  const id = useId();
  const [text, setText] = useState("");
  const field = { label, id };
  return (
    <Modal
      open
      title={title}
      okText={okText}
      cancelText="取消"
      confirmLoading={isSending}
      onCancel={onClose}
      onOk={() => onSay(text)}
    >
      <ProblemSummary problem={problem} fields={{ reason: field, opinion: field, conclusion: field, note: field }} />
      <p>{note}</p>
      <Form layout="vertical">
        <Form.Item label={label} htmlFor={id} required>
          <Input.TextArea id={id} rows={4} maxLength={2000} value={text} onChange={({ target }) => setText(target.value)} />
        </Form.Item>
      </Form>
    </Modal>
  );
};
