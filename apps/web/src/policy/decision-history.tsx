import { type PolicyDecision, withdrawDecision } from "@qiangyi/api";
import { Button, Modal } from "antd";
import { useState } from "react";
import { Light, ProblemSummary, useSession, useSubmit } from "../ui/index.ts";
import { DecisionFields, decisionFields, decisionOf, useDecisionDraft } from "./decision-fields.tsx";

const states = {
  "in-force": ["good", "现行"],
  future: ["neutral", "尚未生效"],
  superseded: ["neutral", "已被取代"],
  ended: ["neutral", "已届满"],
  withdrawn: ["bad", "已撤回"],
} as const;

/** Every decision ever recorded on a matter, newest effect first. Nothing is edited; a wrong one is withdrawn by another. */
export const DecisionHistory = ({ decisions }: { decisions: readonly PolicyDecision[] }) => {
  const { can } = useSession();
  if (decisions.length === 0) return null;
  return (
    <ul className="policy-history" aria-label="历次决定">
      {decisions.map((entry) => (
        <li key={entry.id}>
          <Light state={states[entry.state][0]} text={states[entry.state][1]} /> {entry.valueText}，自{entry.effectiveFrom}起
          {entry.effectiveTo !== null && `至${entry.effectiveTo}`}
          <br />
          {entry.decidedBy}于{entry.decidedOn}决定
          {entry.documentNumber !== null && `（${entry.documentNumber}）`}：{entry.reason}
          {entry.sourceDocument !== null && `　来源：${entry.sourceDocument}${entry.article ?? ""}`}
          {entry.recordedBy !== null && <span className="figure-note">　{entry.recordedBy}录入</span>}
          {entry.withdrawal && (
            <>
              <br />自{entry.withdrawal.from}起撤回，{entry.withdrawal.decidedBy}：{entry.withdrawal.reason}
            </>
          )}
          {can("policy.manage") && entry.withdrawal === null && <Withdraw entry={entry} />}
        </li>
      ))}
    </ul>
  );
};

const Withdraw = ({ entry }: { entry: PolicyDecision }) => {
  const [isOpen, setOpen] = useState(false);
  const { draft, change, reset } = useDecisionDraft();
  const withdrawal = useSubmit(withdrawDecision, {
    invalidates: ["allocations"],
    onDone: () => {
      setOpen(false);
      reset();
    },
  });
  return (
    <>
      <Button size="small" type="link" className="no-print" onClick={() => setOpen(true)}>
        撤回
      </Button>
      <Modal
        title="撤回决定"
        open={isOpen}
        okText="记录撤回"
        cancelText="取消"
        confirmLoading={withdrawal.isSending}
        onCancel={() => setOpen(false)}
        onOk={() =>
          withdrawal.submit({ params: { decision: entry.id }, body: { from: draft.effectiveFrom, decision: decisionOf(draft) } })
        }
        destroyOnHidden
      >
        <ProblemSummary problem={withdrawal.problem} fields={decisionFields} />
        <p>自所定之日起“{entry.valueText}”不再适用，之前仍然有效的上一项决定恢复；没有上一项的回到默认。已冻结的方案不受影响。</p>
        <div className="policy-form">
          <DecisionFields draft={draft} change={change} withSource={false} />
        </div>
      </Modal>
    </>
  );
};
