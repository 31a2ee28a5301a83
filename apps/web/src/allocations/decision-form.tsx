import { decideResult } from "@qiangyi/api";
import { Button, Form, Input, Select } from "antd";
import { useState } from "react";
import { ProblemSummary, useSubmit, WanInput } from "../ui/index.ts";
import type { Explanation, PlanDetails } from "./plan-answers.ts";

interface FormProps {
  readonly plan: PlanDetails;
  readonly explanation: Explanation;
  readonly onDone: () => void;
}

/** Records what a competent body decided on a passage that the text leaves open. */
export const DecisionForm = ({ plan, explanation: { line, readings, decision }, onDone }: FormProps) => {
  const { submit, isSending, problem } = useSubmit(decideResult, { onDone });
  const [amountFen, setAmount] = useState(decision?.amountFen ?? line.heldFen);
  const [reading, setReading] = useState<string>();
  const [values, setValues] = useState({
    decidedBy: "省卫生健康委",
    decidedOn: plan.decisionDate,
    reason: "",
    documentNumber: "",
  });
  const set = (name: keyof typeof values) => (event: { target: { value: string } }) =>
    setValues((before) => ({ ...before, [name]: event.target.value }));
  const send = () => {
    const { documentNumber, ...rest } = values;
    submit({
      params: { planId: plan.id, lineNo: line.lineNo },
      body: { ...rest, amountFen, ...(reading !== undefined && { reading }), ...(documentNumber !== "" && { documentNumber }) },
    });
  };
  return (
    <Form layout="vertical" className="drawer-form" onFinish={send} aria-label="记录决定">
      <h2>记录决定</h2>
      <ProblemSummary problem={problem} fields={fields} />
      <div className="form-pair">
        <Form.Item label="决定补助金额" htmlFor="decision-amount" extra="不补填0">
          <WanInput isRequired hasUnit id="decision-amount" label="决定补助金额" value={amountFen} onChange={setAmount} />
        </Form.Item>
        <Form.Item label="采用的口径（可不选）" htmlFor="decision-reading">
          <Select
            id="decision-reading"
            allowClear
            {...(reading !== undefined && { value: reading })}
            onChange={setReading}
            options={readings.flatMap(({ key, alternatives }) =>
              alternatives.map(({ value, label }) => ({ value, label, key: `${key} ${value}` })),
            )}
          />
        </Form.Item>
      </div>
      <div className="form-pair">
        <Form.Item label="作出决定的单位" htmlFor="decision-by" required>
          <Input id="decision-by" value={values.decidedBy} onChange={set("decidedBy")} />
        </Form.Item>
        <Form.Item label="决定日期" htmlFor="decision-on" required>
          <Input id="decision-on" type="date" max={plan.decisionDate} value={values.decidedOn} onChange={set("decidedOn")} />
        </Form.Item>
      </div>
      <Form.Item label="理由" htmlFor="decision-reason" required>
        <Input.TextArea id="decision-reason" rows={2} maxLength={500} value={values.reason} onChange={set("reason")} />
      </Form.Item>
      <Form.Item label="文号（可不填）" htmlFor="decision-document">
        <Input id="decision-document" value={values.documentNumber} onChange={set("documentNumber")} />
      </Form.Item>
      <FormButtons text="记录决定并重算" isSending={isSending} onCancel={onDone} />
    </Form>
  );
};

const fields = {
  amountFen: { label: "决定补助金额", id: "decision-amount" },
  decidedBy: { label: "作出决定的单位", id: "decision-by" },
  decidedOn: { label: "决定日期", id: "decision-on" },
  reason: { label: "理由", id: "decision-reason" },
  documentNumber: { label: "文号", id: "decision-document" },
};

export const FormButtons = ({ text, isSending, onCancel }: { text: string; isSending: boolean; onCancel: () => void }) => (
  <div className="drawer-actions">
    <Button type="primary" htmlType="submit" loading={isSending}>
      {text}
    </Button>
    <Button onClick={onCancel}>取消</Button>
  </div>
);
