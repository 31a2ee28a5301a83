import {
  confirmFinding,
  dismissFinding,
  type FindingDetail,
  type FindingParty,
  returnCorrection,
  verifyCorrection,
  withdrawFinding,
} from "@qiangyi/api";
import { Button, Form, Input, Modal } from "antd";
import { useState } from "react";
import { ProblemSummary, useSubmit } from "../ui/index.ts";
import { PartyField, partyOf } from "./party-field.tsx";
import { SayDialog } from "./say-dialog.tsx";

const stale = { invalidates: ["workbench", "clocks"] } as const;
type Dialog = "confirm" | "dismiss" | "withdraw" | "return" | "verify";

/** What the reader may decide about a finding now. */
export const FindingActions = ({ finding }: { finding: FindingDetail }) => {
  const { may } = finding;
  const [dialog, setDialog] = useState<Dialog>();
  const close = () => setDialog(undefined);
  return (
    <>
      {may.withdraw && <Button onClick={() => setDialog("withdraw")}>撤回</Button>}
      {may.dismiss && <Button onClick={() => setDialog("dismiss")}>核实不成立</Button>}
      {may.confirm && (
        <Button type="primary" onClick={() => setDialog("confirm")}>
          核实属实，下达整改
        </Button>
      )}
      {may.return && <Button onClick={() => setDialog("return")}>退回整改</Button>}
      {may.verify && (
        <Button type="primary" onClick={() => setDialog("verify")}>
          验收销号
        </Button>
      )}
      {dialog === "confirm" && <ConfirmDialog finding={finding} onClose={close} />}
      {dialog === "dismiss" && <DismissDialog finding={finding} onClose={close} />}
      {dialog === "withdraw" && <WithdrawDialog finding={finding} onClose={close} />}
      {dialog === "return" && <ReturnDialog finding={finding} onClose={close} />}
      {dialog === "verify" && <VerifyDialog finding={finding} onClose={close} />}
    </>
  );
};

interface DialogProps {
  readonly finding: FindingDetail;
  readonly onClose: () => void;
}

const confirmFields = {
  opinion: { label: "核实情况", id: "confirm-opinion" },
  owner: { label: "整改责任方", id: "confirm-owner" },
  dueOn: { label: "整改期限", id: "confirm-due" },
} as const;

/** 核实属实: who must correct it, and by when; the day is suggested by the limit in force. */
const ConfirmDialog = ({ finding, onClose }: DialogProps) => {
  const { suggestion } = finding;
  const [opinion, setOpinion] = useState("");
  const [owner, setOwner] = useState<FindingParty | undefined>(suggestion.owner === null ? undefined : partyOf(suggestion.owner));
  const [dueOn, setDueOn] = useState<string>(suggestion.dueOn);
  const { submit, isSending, problem } = useSubmit(confirmFinding, { ...stale, onDone: onClose });
  const send = () =>
    submit({
      params: { findingId: finding.id },
      // Nobody chosen is told by the server beside the other errors.
      body: { opinion, owner: owner ?? { institution: "" }, ...(dueOn !== "" && { dueOn }) },
    });
  return (
    <Modal
      open
      width={620}
      title="核实属实，下达整改"
      okText="下达整改"
      cancelText="取消"
      confirmLoading={isSending}
      onCancel={onClose}
      onOk={send}
    >
      <ProblemSummary problem={problem} fields={{ ...confirmFields, "owner.institution": confirmFields.owner }} />
      <Form layout="vertical">
        <Form.Item label="核实情况" htmlFor={confirmFields.opinion.id} required>
          <Input.TextArea
            id={confirmFields.opinion.id}
            rows={4}
            maxLength={2000}
            value={opinion}
            onChange={({ target }) => setOpinion(target.value)}
          />
        </Form.Item>
        <Form.Item label="整改责任方" htmlFor={confirmFields.owner.id} required>
          <PartyField
            id={confirmFields.owner.id}
            label="整改责任方"
            value={owner}
            name={suggestion.owner?.name}
            onChange={setOwner}
          />
        </Form.Item>
        <Form.Item
          label="整改期限"
          htmlFor={confirmFields.dueOn.id}
          required
          extra={`建议${suggestion.days}天：${suggestion.source}`}
        >
          <Input
            id={confirmFields.dueOn.id}
            type="date"
            value={dueOn}
            onChange={({ target }) => setDueOn(target.value)}
            style={{ width: 180 }}
          />
        </Form.Item>
      </Form>
    </Modal>
  );
};

const DismissDialog = ({ finding, onClose }: DialogProps) => {
  const { submit, isSending, problem } = useSubmit(dismissFinding, { ...stale, onDone: onClose });
  return (
    <SayDialog
      title="核实不成立"
      okText="不成立"
      label="核实情况和理由"
      note="理由留在办理过程中，提出人看得到。"
      isSending={isSending}
      problem={problem}
      onSay={(reason) => submit({ params: { findingId: finding.id }, body: { reason } })}
      onClose={onClose}
    />
  );
};

const WithdrawDialog = ({ finding, onClose }: DialogProps) => {
  const { submit, isSending, problem } = useSubmit(withdrawFinding, { ...stale, onDone: onClose });
  return (
    <SayDialog
      title="撤回"
      okText="撤回"
      label="理由"
      note="撤回后不再核实；记录保留。"
      isSending={isSending}
      problem={problem}
      onSay={(reason) => submit({ params: { findingId: finding.id }, body: { reason } })}
      onClose={onClose}
    />
  );
};

const ReturnDialog = ({ finding, onClose }: DialogProps) => {
  const { submit, isSending, problem } = useSubmit(returnCorrection, { ...stale, onDone: onClose });
  return (
    <SayDialog
      title="退回整改"
      okText="退回"
      label="哪里没有整改到位"
      note={`期限不变${finding.dueOn === null ? "" : `，仍是${finding.dueOn}`}。`}
      isSending={isSending}
      problem={problem}
      onSay={(reason) => submit({ params: { findingId: finding.id }, body: { reason } })}
      onClose={onClose}
    />
  );
};

const VerifyDialog = ({ finding, onClose }: DialogProps) => {
  const { submit, isSending, problem } = useSubmit(verifyCorrection, { ...stale, onDone: onClose });
  return (
    <SayDialog
      title="验收销号"
      okText="验收销号"
      label="验收意见"
      note="销号后整改结束；仍在执行的措施由采取措施的部门解除。"
      isSending={isSending}
      problem={problem}
      onSay={(opinion) => submit({ params: { findingId: finding.id }, body: { opinion } })}
      onClose={onClose}
    />
  );
};
