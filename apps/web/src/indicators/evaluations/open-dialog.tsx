import { type EvaluationKindName, evaluationKinds, openEvaluation } from "@qiangyi/api";
import { Form, Input, Modal, Select } from "antd";
import { useState } from "react";
import { useNavigate } from "react-router";
import { ProblemSummary, useSubmit } from "../../ui/index.ts";

const yearsOf: Readonly<Record<EvaluationKindName, readonly number[]>> = {
  midterm: [2025],
  final: [2027, 2035],
  yearly: Array.from({ length: 13 }, (_, at) => 2023 + at),
};

/** The kinds and years that the plan knows and that are over today. */
const choicesOn = (today: string) =>
  (Object.keys(evaluationKinds) as EvaluationKindName[]).flatMap((kind) =>
    yearsOf[kind]
      .filter((year) => today >= `${year}-12-31`)
      .map((year) => ({
        value: `${kind}/${year}`,
        label: `${year}年${kind === "yearly" ? "度体系绩效报告" : evaluationKinds[kind]}`,
      })),
  );

export const OpenDialog = ({ today, onClose }: { today: string; onClose: () => void }) => {
  const navigate = useNavigate();
  const [which, setWhich] = useState<string>();
  const [asOf, setAsOf] = useState(today);
  const [reason, setReason] = useState("");
  const { submit, isSending, problem } = useSubmit(openEvaluation, {
    onDone: ({ id }) => void navigate(`/indicators/evaluations/${id}`),
  });
  const [kind = "yearly", year = ""] = (which ?? "").split("/") as [EvaluationKindName?, string?];
  const send = () => submit({ body: { kind, year: Number(year), asOf, reason: reason.trim() === "" ? null : reason.trim() } });
  return (
    <Modal
      open
      title="开始一份评估"
      okText="开始"
      cancelText="取消"
      confirmLoading={isSending}
      okButtonProps={{ disabled: which === undefined }}
      onCancel={onClose}
      onOk={send}
    >
      <ProblemSummary
        problem={problem}
        fields={{
          year: { label: "评估", id: "evaluation-which" },
          asOf: { label: "数据截止日", id: "evaluation-as-of" },
          reason: { label: "再编一版的理由", id: "evaluation-reason" },
        }}
      />
      <Form layout="vertical" onFinish={send}>
        <Form.Item label="评估" htmlFor="evaluation-which" required>
          <Select
            id="evaluation-which"
            aria-label="评估"
            placeholder="选择到期的评估"
            value={which ?? null}
            onChange={(value: string | null) => setWhich(value ?? undefined)}
            options={choicesOn(today)}
          />
        </Form.Item>
        <Form.Item label="数据截止日" htmlFor="evaluation-as-of" required extra="只计截至当日已审定的数值，从该年12月31日到今天">
          <Input id="evaluation-as-of" type="date" max={today} value={asOf} onChange={({ target }) => setAsOf(target.value)} />
        </Form.Item>
        <Form.Item label="再编一版的理由" htmlFor="evaluation-reason" extra="已有审定的一版时填写，至少4个字">
          <Input.TextArea
            id="evaluation-reason"
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
