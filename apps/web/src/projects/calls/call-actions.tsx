import { type CallRead, cancelCall, extendCall, publishCall } from "@qiangyi/api";
import { Button, Form, Input, Modal } from "antd";
import { type ReactNode, useState } from "react";
import { Link } from "react-router";
import { ProblemSummary, useSubmit } from "../../ui/index.ts";

/** What the organiser may do with a call in its present state. */
export const CallActions = ({ call }: { call: CallRead }) => {
  const [open, setOpen] = useState<"publish" | "extend" | "cancel">();
  const close = () => setOpen(undefined);
  const { id, phase } = call;
  const isPublished = phase === "coming" || phase === "open" || phase === "closed";
  return (
    <>
      {phase === "draft" && (
        <>
          <Link to={`/projects/calls/${id}/edit`}>
            <Button>修改</Button>
          </Link>
          <Button type="primary" onClick={() => setOpen("publish")}>
            发布
          </Button>
        </>
      )}
      {isPublished && (
        <Link to={`/projects/calls/${id}/selection`}>
          <Button>遴选与公示</Button>
        </Link>
      )}
      {isPublished && <Button onClick={() => setOpen("extend")}>延长截止日期</Button>}
      {phase !== "cancelled" && (
        <Button danger onClick={() => setOpen("cancel")}>
          {phase === "draft" ? "放弃草稿" : "撤销"}
        </Button>
      )}
      <Link to={`/projects/calls/new?copyOf=${id}`}>
        <Button>沿用此通知</Button>
      </Link>
      {open === "publish" && <PublishDialog call={call} onClose={close} />}
      {open === "extend" && <ExtendDialog call={call} onClose={close} />}
      {open === "cancel" && <CancelDialog call={call} onClose={close} />}
    </>
  );
};

interface DialogProps {
  readonly call: CallRead;
  readonly onClose: () => void;
}

const Field = ({ id, label, extra, children }: { id: string; label: string; extra?: string; children: ReactNode }) => (
  <Form.Item label={label} htmlFor={id} {...(extra !== undefined && { extra })}>
    {children}
  </Form.Item>
);

const PublishDialog = ({ call: { id, version }, onClose }: DialogProps) => {
  const [documentNumber, setDocumentNumber] = useState("");
  const { submit, isSending, problem } = useSubmit(publishCall, { onDone: onClose });
  return (
    <Modal
      open
      title="发布申报通知"
      okText="发布"
      cancelText="取消"
      confirmLoading={isSending}
      onCancel={onClose}
      onOk={() => submit({ params: { callId: id }, body: { version, documentNumber } })}
    >
      <ProblemSummary problem={problem} fields={{ documentNumber: { label: "文号", id: "call-number" } }} />
      <p>发布后人人可见，内容不能再改；以后只能延长截止日期或撤销。</p>
      <Form layout="vertical">
        <Field id="call-number" label="文号" extra="如：晋卫函〔2026〕12号">
          <Input id="call-number" value={documentNumber} onChange={({ target }) => setDocumentNumber(target.value.trim())} />
        </Field>
      </Form>
    </Modal>
  );
};

const ExtendDialog = ({ call: { id, version, closesOn: before }, onClose }: DialogProps) => {
  const [closesOn, setClosesOn] = useState(before);
  const [reason, setReason] = useState("");
  const { submit, isSending, problem } = useSubmit(extendCall, { onDone: onClose });
  return (
    <Modal
      open
      title="延长截止日期"
      okText="延长"
      cancelText="取消"
      confirmLoading={isSending}
      onCancel={onClose}
      onOk={() => submit({ params: { callId: id }, body: { version, closesOn, reason } })}
    >
      <ProblemSummary
        problem={problem}
        fields={{ closesOn: { label: "新的截止日期", id: "call-closes" }, reason: { label: "理由", id: "call-reason" } }}
      />
      <Form layout="vertical">
        <Field id="call-closes" label="新的截止日期" extra={`原定${before}，只能往后`}>
          <Input id="call-closes" type="date" value={closesOn} onChange={({ target }) => setClosesOn(target.value)} />
        </Field>
        <Field id="call-reason" label="理由" extra="随通知公开">
          <Input.TextArea
            id="call-reason"
            value={reason}
            maxLength={500}
            rows={3}
            onChange={({ target }) => setReason(target.value)}
          />
        </Field>
      </Form>
    </Modal>
  );
};

const CancelDialog = ({ call: { id, version, phase }, onClose }: DialogProps) => {
  const [reason, setReason] = useState("");
  const { submit, isSending, problem } = useSubmit(cancelCall, { onDone: onClose });
  const isDraft = phase === "draft";
  return (
    <Modal
      open
      title={isDraft ? "放弃草稿" : "撤销申报通知"}
      okText={isDraft ? "放弃" : "撤销"}
      okButtonProps={{ danger: true }}
      cancelText="取消"
      confirmLoading={isSending}
      onCancel={onClose}
      onOk={() => submit({ params: { callId: id }, body: { version, reason } })}
    >
      <ProblemSummary problem={problem} fields={{ reason: { label: "理由", id: "call-reason" } }} />
      <p>{isDraft ? "放弃的草稿不公开，也不能恢复。" : "撤销后不再受理申报；已填的申报仍然保留，理由随通知公开。"}</p>
      <Form layout="vertical">
        <Field id="call-reason" label="理由">
          <Input.TextArea
            id="call-reason"
            value={reason}
            maxLength={500}
            rows={3}
            onChange={({ target }) => setReason(target.value)}
          />
        </Field>
      </Form>
    </Modal>
  );
};
