import { setManualAmount } from "@qiangyi/api";
import { Button, Form, Input } from "antd";
import { useState } from "react";
import { ProblemSummary, useSubmit, WanInput } from "../ui/index.ts";
import { FormButtons } from "./decision-form.tsx";
import type { Explanation, PlanDetails } from "./plan-answers.ts";

interface FormProps {
  readonly plan: PlanDetails;
  readonly explanation: Explanation;
  readonly onDone: () => void;
}

/** An amount other than the standard: needs who decided it and why, and stays marked. */
export const ManualForm = ({ plan, explanation: { line }, onDone }: FormProps) => {
  const { submit, isSending, problem } = useSubmit(setManualAmount, { onDone });
  const [amountFen, setAmount] = useState(line.proposedFen);
  const [values, setValues] = useState({ decidedBy: "", reason: "", documentNumber: "" });
  const set = (name: keyof typeof values) => (event: { target: { value: string } }) =>
    setValues((before) => ({ ...before, [name]: event.target.value }));
  const params = { planId: plan.id, lineNo: line.lineNo };
  const send = () => {
    const { documentNumber, ...rest } = values;
    submit({ params, body: { amountFen, ...rest, ...(documentNumber !== "" && { documentNumber }) } });
  };
  return (
    <Form layout="vertical" className="drawer-form" onFinish={send} aria-label="手工金额">
      <h2>手工金额</h2>
      <ProblemSummary problem={problem} fields={fields} />
      <div className="form-pair">
        <Form.Item label="建议金额" htmlFor="manual-amount">
          <WanInput isRequired hasUnit id="manual-amount" label="建议金额" value={amountFen} onChange={setAmount} />
        </Form.Item>
        <Form.Item label="作出决定的单位" htmlFor="manual-by">
          <Input id="manual-by" value={values.decidedBy} onChange={set("decidedBy")} />
        </Form.Item>
      </div>
      <Form.Item label="与标准不符的理由" htmlFor="manual-reason">
        <Input.TextArea id="manual-reason" rows={2} maxLength={500} value={values.reason} onChange={set("reason")} />
      </Form.Item>
      <Form.Item label="文号（可不填）" htmlFor="manual-document">
        <Input id="manual-document" value={values.documentNumber} onChange={set("documentNumber")} />
      </Form.Item>
      <FormButtons text="保存手工金额" isSending={isSending} onCancel={onDone} />
      {line.manualFen !== null && (
        <Button type="link" onClick={() => submit({ params, body: { amountFen: null } })}>
          恢复为按标准计算的金额
        </Button>
      )}
    </Form>
  );
};

const fields = {
  amountFen: { label: "建议金额", id: "manual-amount" },
  reason: { label: "理由", id: "manual-reason" },
  decidedBy: { label: "作出决定的单位", id: "manual-by" },
  documentNumber: { label: "文号", id: "manual-document" },
};
