import { escalateLedgerTask, reopenLedgerTask } from "@qiangyi/api";
import { Input, Modal } from "antd";
import { useState } from "react";
import { ProblemSummary, useSubmit } from "../ui/index.ts";

interface NoteProps {
  readonly task: string;
  readonly part: string;
  readonly kind: "reopen" | "escalate";
  readonly onClose: () => void;
}

const words = {
  reopen: { title: "重新打开", label: "原因", ok: "重新打开" },
  escalate: { title: "督办", label: "督办要求", ok: "发出" },
} as const;

/** An act of the ledger office that needs a sentence. */
export const NoteDialog = ({ task, part, kind, onClose }: NoteProps) => {
  const [note, setNote] = useState("");
  const after = { invalidates: ["workbench", "indicators"], onDone: onClose };
  const reopening = useSubmit(reopenLedgerTask, after);
  const pressing = useSubmit(escalateLedgerTask, after);
  const { problem, isSending } = kind === "reopen" ? reopening : pressing;
  const { title, label, ok } = words[kind];
  const send = () =>
    kind === "reopen"
      ? reopening.submit({ params: { task, part }, body: { reason: note } })
      : pressing.submit({ params: { task, part }, body: { note } });
  return (
    <Modal open title={title} okText={ok} cancelText="取消" confirmLoading={isSending} onCancel={onClose} onOk={send}>
      <ProblemSummary problem={problem} fields={{ reason: { label, id: "task-note" }, note: { label, id: "task-note" } }} />
      <label htmlFor="task-note">{label}（至少4个字）</label>
      <Input.TextArea id="task-note" rows={4} maxLength={500} value={note} onChange={({ target }) => setNote(target.value)} />
    </Modal>
  );
};
