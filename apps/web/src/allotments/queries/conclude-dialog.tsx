import { closeQuery, queryOutcomes, type RouteAnswer, type readQuery } from "@qiangyi/api";
import { Form, Input, Modal, Radio } from "antd";
import { useState } from "react";
import { ProblemSummary, useSubmit, WanInput } from "../../ui/index.ts";

type Query = RouteAnswer<typeof readQuery>;
type Outcome = keyof typeof queryOutcomes;

const fields = {
  outcome: { label: "处理", id: "conclude-outcome" },
  returnedFen: { label: "退回金额", id: "conclude-returned" },
  conclusion: { label: "结论", id: "conclude-text" },
};
const options = Object.entries(queryOutcomes).map(([value, label]) => ({ value, label }));

/** 处理存疑 by the level above: released, corrected, or all or part of it back up. */
export const ConcludeDialog = ({ query, onClose }: { query: Query; onClose: () => void }) => {
  const { submit, isSending, problem } = useSubmit(closeQuery, { invalidates: ["ledger", "workbench"], onDone: onClose });
  const [values, setValues] = useState({ outcome: "released" as Outcome, returnedFen: query.amountFen, conclusion: "" });
  const set = (change: Partial<typeof values>) => setValues((before) => ({ ...before, ...change }));
  const { outcome, conclusion, returnedFen } = values;
  return (
    <Modal
      open
      title="对存疑作出结论"
      okText="确定"
      cancelText="取消"
      confirmLoading={isSending}
      onCancel={onClose}
      onOk={() =>
        submit({ params: { queryId: query.id }, body: { outcome, conclusion, ...(outcome === "returned" && { returnedFen }) } })
      }
    >
      <ProblemSummary problem={problem} fields={fields} />
      <Form layout="vertical">
        <Form.Item label="处理" htmlFor={fields.outcome.id} required>
          <Radio.Group
            id={fields.outcome.id}
            options={options}
            value={outcome}
            onChange={({ target }) => set({ outcome: target.value as Outcome })}
          />
        </Form.Item>
        {outcome === "returned" && (
          <Form.Item label="退回金额（万元）" htmlFor={fields.returnedFen.id} required help="其余部分解除冻结">
            <WanInput
              id={fields.returnedFen.id}
              value={returnedFen}
              isRequired
              disabled={query.frozenFen === "0"}
              onChange={(fen) => set({ returnedFen: fen })}
            />
          </Form.Item>
        )}
        <Form.Item label="结论" htmlFor={fields.conclusion.id} required>
          <Input.TextArea
            id={fields.conclusion.id}
            rows={3}
            value={conclusion}
            maxLength={1000}
            onChange={({ target }) => set({ conclusion: target.value })}
          />
        </Form.Item>
      </Form>
    </Modal>
  );
};
