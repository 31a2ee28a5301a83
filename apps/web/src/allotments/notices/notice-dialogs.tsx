import { cancelNotice, checkNotice, countersignNotice, editNotice, issueNotice, signNotice } from "@qiangyi/api";
import { Form, Input, Modal } from "antd";
import { useState } from "react";
import { Pending, ProblemSummary, StatedAmount, useAnswer, useSubmit } from "../../ui/index.ts";
import type { AllotmentNotice } from "./notice-page.tsx";
import { TargetsDialog } from "./targets-dialog.tsx";

export type NoticeStep = "sign" | "countersign" | "issue" | "cancel" | "wording" | "targets";

export const stepWords: Readonly<Record<NoticeStep, string>> = {
  sign: "签署",
  countersign: "会签",
  issue: "签发",
  cancel: "作废",
  wording: "标题与行文",
  targets: "绩效目标",
};

interface Props {
  readonly notice: AllotmentNotice;
  readonly onClose: () => void;
}

export const NoticeDialogs = ({ step, ...props }: Props & { readonly step: NoticeStep }) => {
  switch (step) {
    case "sign":
    case "countersign":
      return <SignDialog {...props} step={step} />;
    case "issue":
      return <IssueDialog {...props} />;
    case "cancel":
      return <CancelDialog {...props} />;
    case "wording":
      return <WordingDialog {...props} />;
    case "targets":
      return <TargetsDialog {...props} />;
  }
};

const SignDialog = ({ notice, step, onClose }: Props & { readonly step: "sign" | "countersign" }) => {
  const finance = useSubmit(signNotice, { invalidates: ["workbench"], onDone: onClose });
  const health = useSubmit(countersignNotice, { invalidates: ["workbench"], onDone: onClose });
  const used = step === "sign" ? finance : health;
  return (
    <Modal
      open
      title={stepWords[step]}
      okText={stepWords[step]}
      cancelText="取消"
      confirmLoading={used.isSending}
      onCancel={onClose}
      onOk={() => used.submit({ params: { noticeId: notice.id }, body: {} })}
    >
      <ProblemSummary problem={used.problem} />
      <p>
        {notice.title}，{notice.rowCount}行，本次下达
        <StatedAmount fen={notice.totalFen} />。
      </p>
      <p>签署的是现在的全部内容（摘要{notice.contentSha256.slice(0, 12)}）；以后内容有任何改动，须重新签署。</p>
    </Modal>
  );
};

const IssueDialog = ({ notice, onClose }: Props) => {
  const check = useAnswer(checkNotice, { params: { noticeId: notice.id } });
  const [typed, setTyped] = useState<string>();
  const { submit, isSending, problem } = useSubmit(issueNotice, {
    invalidates: ["ledger", "workbench", "clocks", "allocations"],
    onDone: onClose,
  });
  const number = typed ?? check.data?.proposedNumber ?? "";
  return (
    <Modal
      open
      title="签发下达文件"
      okText="签发"
      cancelText="取消"
      confirmLoading={isSending}
      onCancel={onClose}
      onOk={() => submit({ params: { noticeId: notice.id }, body: { number } })}
    >
      {check.data === undefined ? (
        <Pending of={check} />
      ) : (
        <>
          <ProblemSummary problem={problem} fields={{ number: { label: "文号", id: "notice-number" } }} />
          <p>
            {notice.title}，{notice.rowCount}行，本次下达
            <StatedAmount fen={notice.totalFen} />
            。签发的同时编号、抄送各市监管处并记入指标账，内容不能再改。
          </p>
          <Form layout="vertical">
            <Form.Item label="文号（按已用文号顺延，可改）" htmlFor="notice-number" required>
              <Input id="notice-number" value={number} maxLength={40} onChange={({ target }) => setTyped(target.value)} />
            </Form.Item>
          </Form>
        </>
      )}
    </Modal>
  );
};

const CancelDialog = ({ notice, onClose }: Props) => {
  const { submit, isSending, problem } = useSubmit(cancelNotice, { invalidates: ["workbench"], onDone: onClose });
  const [reason, setReason] = useState("");
  return (
    <Modal
      open
      title="作废草稿"
      okText="作废"
      okButtonProps={{ danger: true, disabled: reason.trim().length < 2 }}
      cancelText="取消"
      confirmLoading={isSending}
      onCancel={onClose}
      onOk={() => submit({ params: { noticeId: notice.id }, body: { reason } })}
    >
      <ProblemSummary problem={problem} />
      <Form layout="vertical">
        <Form.Item label="原因" htmlFor="cancel-reason" required>
          <Input id="cancel-reason" value={reason} maxLength={500} onChange={({ target }) => setReason(target.value)} />
        </Form.Item>
      </Form>
    </Modal>
  );
};

const WordingDialog = ({ notice, onClose }: Props) => {
  const { submit, isSending, problem } = useSubmit(editNotice, { onDone: onClose });
  const [title, setTitle] = useState(notice.title);
  const [trackTag, setTag] = useState(notice.trackTag ?? "");
  const [wording, setWording] = useState(notice.wording);
  const fields = [
    ["addressee", "主送"],
    ["basis", "依据"],
    ["requirements", "要求"],
    ["contact", "联系人"],
  ] as const;
  return (
    <Modal
      open
      title="标题与行文"
      okText="保存"
      cancelText="取消"
      confirmLoading={isSending}
      onCancel={onClose}
      onOk={() => submit({ params: { noticeId: notice.id }, body: { title, trackTag, wording } })}
    >
      <ProblemSummary problem={problem} fields={{ title: { label: "标题", id: "notice-title" } }} />
      <p>改动后，已有的签署作废，须重新签署。</p>
      <Form layout="vertical">
        <Form.Item label="标题" htmlFor="notice-title" required>
          <Input id="notice-title" value={title} maxLength={200} onChange={({ target }) => setTitle(target.value)} />
        </Form.Item>
        {fields.map(([name, label]) => (
          <Form.Item key={name} label={label} htmlFor={`wording-${name}`}>
            <Input
              id={`wording-${name}`}
              value={wording[name] ?? ""}
              onChange={({ target }) => setWording((before) => ({ ...before, [name]: target.value }))}
            />
          </Form.Item>
        ))}
        <Form.Item label="追踪标识（如“01 中央直达资金”；签发后各级都不能改）" htmlFor="notice-tag">
          <Input id="notice-tag" value={trackTag} maxLength={40} onChange={({ target }) => setTag(target.value)} />
        </Form.Item>
      </Form>
    </Modal>
  );
};
