import { approveProposal, countersignProposal, returnProposal, submitProposal, withdrawProposal } from "@qiangyi/api";
import { Form, Input, Modal } from "antd";
import { useState } from "react";
import { useNavigate } from "react-router";
import { ProblemSummary, StatedAmount, useSubmit } from "../../ui/index.ts";
import type { Changes } from "./proposal-lines.tsx";
import type { Act, Proposal } from "./proposal-page.tsx";
import { actWords } from "./words.ts";

interface Props {
  readonly proposal: Proposal;
  readonly act: Act;
  readonly changes: Changes;
  readonly onClose: () => void;
}

const effects: Readonly<Record<Act, string>> = {
  submit: "报送后由规财处会签，再由省财政厅审定；审定前可以撤回。",
  withdraw: "撤回后可以再次报送。",
  countersign: "会签的是页面上现有的全部内容。",
  return: "退回须写明理由；省卫生健康委可据此定稿新的版本或再次报送。",
  approve: "审定后即可据以拟制下达文件，内容不再改动。",
};

/** One act with what it needs: a reason, a document number, the changes that go with it. */
export const DecisionDialog = ({ proposal, act, changes, onClose }: Props) => {
  const navigate = useNavigate();
  const [reason, setReason] = useState("");
  const [documentNumber, setNumber] = useState("");
  const options = { invalidates: ["workbench", "clocks"], onDone: onClose };
  const submit = useSubmit(submitProposal, options);
  const withdraw = useSubmit(withdrawProposal, options);
  const countersign = useSubmit(countersignProposal, options);
  const sendBack = useSubmit(returnProposal, options);
  const approve = useSubmit(approveProposal, {
    invalidates: ["workbench", "clocks", "allocations"],
    onDone: ({ proposalId }) => {
      onClose();
      if (proposalId !== proposal.id) void navigate(`/allotments/proposals/${proposalId}?year=${proposal.year}`);
    },
  });
  const params = { proposalId: proposal.id };
  const note = reason.trim() === "" ? {} : { note: reason };
  const changed = Object.entries(changes).map(([lineNo, change]) => ({ lineNo: Number(lineNo), ...change }));
  const sends: Readonly<Record<Act, () => void>> = {
    submit: () => submit.submit({ params, body: note }),
    withdraw: () => withdraw.submit({ params, body: { reason } }),
    countersign: () => countersign.submit({ params, body: note }),
    return: () => sendBack.submit({ params, body: { reason } }),
    approve: () => approve.submit({ params, body: { documentNumber, changes: changed, ...note } }),
  };
  const used = { submit, withdraw, countersign, return: sendBack, approve }[act];
  const isReasonNeeded = act === "return" || act === "withdraw";
  return (
    <Modal
      open
      title={`${actWords[act]}“${proposal.title}”`}
      okText={actWords[act]}
      cancelText="取消"
      confirmLoading={used.isSending}
      onOk={sends[act]}
      onCancel={onClose}
    >
      <p>
        合计
        <StatedAmount fen={proposal.totalFen} />，{proposal.lineCount}条。{effects[act]}
      </p>
      {act === "approve" && changed.length > 0 && <p>改动{changed.length}条，成为新的版本并随即审定；原版本保留。</p>}
      <ProblemSummary
        problem={used.problem}
        fields={{
          documentNumber: { label: "审定文号", id: "decision-number" },
          reason: { label: "理由", id: "decision-reason" },
        }}
      />
      <Form layout="vertical">
        {act === "approve" && (
          <Form.Item label="审定依据的会议纪要或批文文号" htmlFor="decision-number" required>
            <Input
              id="decision-number"
              maxLength={100}
              value={documentNumber}
              onChange={({ target }) => setNumber(target.value)}
            />
          </Form.Item>
        )}
        <Form.Item label={isReasonNeeded ? "理由" : "说明（可不填）"} htmlFor="decision-reason" required={isReasonNeeded}>
          <Input.TextArea
            id="decision-reason"
            rows={2}
            maxLength={500}
            value={reason}
            onChange={({ target }) => setReason(target.value)}
          />
        </Form.Item>
      </Form>
    </Modal>
  );
};
