import { approveEvaluation, returnEvaluation, submitEvaluation } from "@qiangyi/api";
import { Form, Input, Modal } from "antd";
import { useState } from "react";
import { ProblemSummary, useSubmit } from "../../ui/index.ts";

export type Act = "submit" | "return" | "approve";

interface SettleProps {
  readonly id: string;
  readonly title: string;
  readonly act: Act;
  readonly onClose: () => void;
}

const said: Readonly<Record<Act, { readonly word: string; readonly text: string }>> = {
  submit: { word: "送审", text: "送审后不能再改，由没有参与编写的另一人审定；缺评判的会被退回。" },
  return: { word: "退回", text: "退回后编写人可以继续修改。" },
  approve: { word: "审定", text: "审定后内容和计算结果一同保存，不能再改；以后要改，另编一版并写明理由。" },
};

/** A step of the evaluation, with what follows from it. */
export const SettleDialog = ({ id, title, act, onClose }: SettleProps) => {
  const [reason, setReason] = useState("");
  const options = { invalidates: ["indicators", "workbench"], onDone: onClose };
  const submission = useSubmit(submitEvaluation, options);
  const returning = useSubmit(returnEvaluation, options);
  const approval = useSubmit(approveEvaluation, options);
  const { isSending, problem } = { submit: submission, return: returning, approve: approval }[act];
  const send = () => {
    if (act === "return") returning.submit({ params: { id }, body: { reason } });
    else (act === "submit" ? submission : approval).submit({ params: { id } });
  };
  const { word, text } = said[act];
  return (
    <Modal
      open
      title={`${word}：${title}`}
      okText={word}
      cancelText="取消"
      confirmLoading={isSending}
      onCancel={onClose}
      onOk={send}
    >
      <ProblemSummary
        problem={problem && withoutPaths(problem)}
        fields={{ reason: { label: "退回的理由", id: "return-reason" } }}
      />
      <p>{text}</p>
      {act === "return" && (
        <Form layout="vertical" onFinish={send}>
          <Form.Item label="退回的理由" htmlFor="return-reason" required>
            <Input.TextArea
              id="return-reason"
              rows={3}
              maxLength={500}
              value={reason}
              onChange={({ target }) => setReason(target.value)}
            />
          </Form.Item>
        </Form>
      )}
    </Modal>
  );
};

type Problem = NonNullable<ReturnType<typeof useSubmit>["problem"]>;

/** Gaps lie on the page behind the dialog and name their goal themselves. */
const withoutPaths = (problem: Problem): Problem =>
  problem.problems === undefined
    ? problem
    : {
        ...problem,
        problems: problem.problems.map(({ path, message }) => ({
          path: path.includes(".s") || path.includes("overall") ? "" : path,
          message,
        })),
      };
