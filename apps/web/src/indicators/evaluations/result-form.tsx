import { type EvaluatedGoalView, type GoalResult, goalResults, settleGoalResult } from "@qiangyi/api";
import { Button, Input, Select } from "antd";
import { useState } from "react";
import { ProblemSummary, useSubmit } from "../../ui/index.ts";

/** The evaluators' result: left as computed, lowered freely, raised with a reason. */
export const ResultForm = ({ id, goal }: { id: string; goal: EvaluatedGoalView }) => {
  const [result, setResult] = useState(goal.result);
  const [reason, setReason] = useState(goal.reason ?? "");
  const { submit, isSending, problem } = useSubmit(settleGoalResult);
  const field = `result-${goal.clause.replaceAll(".", "-")}`;
  const isChanged = result !== goal.result || reason !== (goal.reason ?? "");
  const send = () =>
    submit({
      params: { id },
      body: { goal: goal.clause, result, reason: reason.trim() === "" ? null : reason.trim(), version: goal.resultVersion },
    });
  return (
    <>
      <ProblemSummary problem={problem} fields={{ reason: { label: "理由", id: `${field}-reason` } }} />
      <div className="judgement-form">
        <label htmlFor={field}>评估结果</label>
        <div>
          <Select<GoalResult | "">
            id={field}
            aria-label={`评估结果：${goal.title}`}
            style={{ width: 220, marginBottom: 6 }}
            value={result ?? ""}
            onChange={(value) => setResult(value === "" ? null : value)}
            options={[
              { value: "", label: goal.finding.result === null ? "不另给结果" : "同平台计算" },
              ...goal.results.map((value) => ({ value, label: goalResults[value] })),
            ]}
          />
          <Input
            id={`${field}-reason`}
            aria-label={`理由：${goal.title}`}
            placeholder="理由（高于计算结果时必填）"
            maxLength={1000}
            value={reason}
            onChange={({ target }) => setReason(target.value)}
          />
        </div>
        <div className="judgement-side no-print">
          <Button size="small" aria-label={`保存结果：${goal.title}`} disabled={!isChanged} loading={isSending} onClick={send}>
            保存
          </Button>
        </div>
      </div>
    </>
  );
};
