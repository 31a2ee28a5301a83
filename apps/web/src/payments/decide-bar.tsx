import { decidePayments, type ListedPayment } from "@qiangyi/api";
import { fen, sum } from "@qiangyi/kernel";
import { Button, Form, Input, Modal } from "antd";
import { useState } from "react";
import { ProblemSummary, StatedAmount, useSubmit } from "../ui/index.ts";
import { RowResults } from "./row-results.tsx";

interface DecideBarProps {
  readonly selected: readonly Pick<ListedPayment, "id" | "version" | "amountFen">[];
  readonly onDone: () => void;
}

/** 单位负责人: approves what is chosen, or returns it with a reason; each row stands by itself. */
export const DecideBar = ({ selected, onDone }: DecideBarProps) => {
  const [isReturning, setReturning] = useState(false);
  const [opinion, setOpinion] = useState("");
  const { submit, isSending, problem, answer, reset } = useSubmit(decidePayments, {
    invalidates: ["ledger", "workbench"],
    onDone: ({ rows }) => {
      setReturning(false);
      if (rows.every(({ isDone }) => isDone)) onDone();
    },
  });
  const send = (act: "approve" | "return") =>
    submit({
      body: { act, rows: selected.map(({ id, version }) => ({ id, version })), ...(opinion !== "" && { opinion }) },
    });
  return (
    <section className="panel no-print" aria-label="审批">
      <div className="batch-bar">
        <span>
          已选{selected.length}笔，合计
          <StatedAmount fen={sum(selected.map(({ amountFen }) => fen(BigInt(amountFen))))} />
        </span>
        <Button type="primary" loading={isSending} onClick={() => send("approve")}>
          同意
        </Button>
        <Button disabled={isSending} onClick={() => setReturning(true)}>
          退回
        </Button>
      </div>
      {!isReturning && <ProblemSummary problem={problem} />}
      {answer?.rows.some(({ isDone }) => !isDone) && <RowResults rows={answer.rows} />}
      <Modal
        open={isReturning}
        title={`退回${selected.length}笔申请`}
        okText="退回"
        cancelText="取消"
        confirmLoading={isSending}
        onCancel={() => {
          setReturning(false);
          reset();
        }}
        onOk={() => send("return")}
      >
        <ProblemSummary problem={problem} fields={{ opinion: { label: "退回原因", id: "return-opinion" } }} />
        <Form layout="vertical">
          <Form.Item label="退回原因" htmlFor="return-opinion" required>
            <Input.TextArea
              id="return-opinion"
              rows={3}
              maxLength={500}
              value={opinion}
              onChange={({ target }) => setOpinion(target.value)}
            />
          </Form.Item>
        </Form>
      </Modal>
    </section>
  );
};
