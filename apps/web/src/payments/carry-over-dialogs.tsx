import { type CarryOverItem, carryOverRules, disposals, disposeCarryOver, explainCarryOver, type Problem } from "@qiangyi/api";
import { fen, formatYuanGrouped } from "@qiangyi/kernel";
import { AutoComplete, Form, Input, Modal, Radio, Select } from "antd";
import { useState } from "react";
import { ProblemSummary, useSubmit } from "../ui/index.ts";
import { disposalMisfits } from "./disposal-misfits.ts";

const stale = { invalidates: ["ledger", "workbench"] } as const;

export const ExplainDialog = ({ item, onClose }: { item: CarryOverItem; onClose: () => void }) => {
  const [reason, setReason] = useState(item.reason ?? "");
  const { submit, isSending, problem } = useSubmit(explainCarryOver, { ...stale, onDone: onClose });
  return (
    <Modal
      open
      title={`${item.title}：未支出的原因`}
      okText="保存"
      cancelText="取消"
      confirmLoading={isSending}
      onCancel={onClose}
      onOk={() => submit({ params: { itemId: item.id }, body: { reason } })}
    >
      <ProblemSummary problem={problem} fields={{ reason: { label: "原因", id: "explain-reason" } }} />
      <p>
        {item.yearEnd}年末未支出{formatYuanGrouped(fen(BigInt(item.unspentFen)))}元。
      </p>
      <Form layout="vertical">
        <Form.Item label="原因" htmlFor="explain-reason" required>
          <Input.TextArea
            id="explain-reason"
            rows={3}
            maxLength={500}
            value={reason}
            onChange={({ target }) => setReason(target.value)}
          />
        </Form.Item>
      </Form>
    </Modal>
  );
};

const incomplete = (problems: ReturnType<typeof disposalMisfits>): Problem => ({
  type: "",
  title: "",
  status: 422,
  code: "disposal-incomplete",
  detail: "请补齐后再确定",
  problems: [...problems],
});

interface DisposeProps {
  readonly item: CarryOverItem;
  readonly lines: readonly { readonly value: string; readonly label: string }[];
  readonly onClose: () => void;
}

/** 定处理: continue, recover or another use, with the rule and the document it rests on; it is posted at once. */
export const DisposeDialog = ({ item, lines, onClose }: DisposeProps) => {
  const isSurplus = item.kind === "surplus";
  const [disposal, setDisposal] = useState<keyof typeof disposals>(isSurplus ? "recover" : "continue");
  const [rule, setRule] = useState<string>(isSurplus ? carryOverRules[0] : carryOverRules[1]);
  const [documentNumber, setNumber] = useState("");
  const [dueOn, setDueOn] = useState("");
  const [targetLine, setTarget] = useState<string | null>(null);
  const { submit, isSending, problem } = useSubmit(disposeCarryOver, { ...stale, onDone: onClose });
  const [lacking, setLacking] = useState<Problem>();
  const send = () => {
    const problems = disposalMisfits({ disposal, rule, documentNumber, dueOn, targetLine });
    setLacking(problems.length > 0 ? incomplete(problems) : undefined);
    if (problems.length > 0) return;
    submit({
      params: { itemId: item.id },
      body: {
        disposal,
        rule,
        documentNumber,
        ...(disposal === "recover" && { dueOn }),
        ...(disposal === "reallocate" && targetLine !== null && { targetLine }),
      },
    });
  };
  return (
    <Modal
      open
      width={640}
      title={`${item.title}：定处理`}
      okText="确定并记账"
      cancelText="取消"
      confirmLoading={isSending}
      onCancel={onClose}
      onOk={send}
    >
      <ProblemSummary
        problem={lacking ?? problem}
        fields={{
          rule: { label: "依据的规定", id: "dispose-rule" },
          documentNumber: { label: "处理文号", id: "dispose-number" },
          dueOn: { label: "缴回期限", id: "dispose-due" },
          targetLine: { label: "调到支持项目", id: "dispose-line" },
        }}
      />
      <p>
        {item.holderName}持有，{item.yearEnd}年末未支出{formatYuanGrouped(fen(BigInt(item.unspentFen)))}元。
        {item.reason === null ? "持有单位还没有说明原因。" : `原因：${item.reason}。`}
        {isSurplus && "按预算年度已连续两年（或项目已结束），属结余，不能再结转。"}
      </p>
      <Form layout="vertical">
        <Form.Item label="处理" required>
          <Radio.Group
            aria-label="处理"
            value={disposal}
            onChange={({ target }) => setDisposal(target.value as keyof typeof disposals)}
            options={Object.entries(disposals).map(([value, label]) => ({
              value,
              label,
              disabled: isSurplus && value === "continue",
            }))}
          />
        </Form.Item>
        {disposal === "recover" && (
          <Form.Item label="缴回期限" htmlFor="dispose-due" required>
            <Input id="dispose-due" type="date" value={dueOn} onChange={({ target }) => setDueOn(target.value)} />
          </Form.Item>
        )}
        {disposal === "reallocate" && (
          <Form.Item label="调到支持项目" htmlFor="dispose-line" required>
            <Select id="dispose-line" aria-label="调到支持项目" value={targetLine} onChange={setTarget} options={[...lines]} />
          </Form.Item>
        )}
        <Form.Item label="依据的规定" htmlFor="dispose-rule" required>
          <AutoComplete
            id="dispose-rule"
            aria-label="依据的规定"
            value={rule}
            onChange={setRule}
            options={carryOverRules.map((value) => ({ value }))}
          />
        </Form.Item>
        <Form.Item label="处理文号" htmlFor="dispose-number" required>
          <Input id="dispose-number" maxLength={100} value={documentNumber} onChange={({ target }) => setNumber(target.value)} />
        </Form.Item>
      </Form>
    </Modal>
  );
};
