import { decideReports, type ReportDecisionRow } from "@qiangyi/api";
import { Button, Form, Input } from "antd";
import { useState } from "react";
import { Light, ProblemSummary, useSubmit } from "../../ui/index.ts";

interface CheckBarProps {
  readonly rows: readonly { readonly id: string; readonly version: number }[];
  readonly isAfterClose?: boolean;
  readonly onDone?: () => void;
}

/** 审核: passes or returns what is chosen; each report stands by itself and says what became of it. */
export const CheckBar = ({ rows, isAfterClose = false, onDone }: CheckBarProps) => {
  const [opinion, setOpinion] = useState("");
  const [isMissing, setMissing] = useState(false);
  const { submit, isSending, problem, answer } = useSubmit(decideReports, {
    invalidates: ["workbench"],
    onDone: (done) => {
      if (done.rows.every(({ isDone }) => isDone)) onDone?.();
    },
  });
  const send = (act: "pass" | "return") => {
    const isNeeded = (act === "return" && opinion.trim().length < 2) || (isAfterClose && opinion.trim().length < 4);
    setMissing(isNeeded);
    if (isNeeded) document.getElementById("check-opinion")?.focus();
    else submit({ body: { act, rows: [...rows], opinion } });
  };
  return (
    <section className="panel no-print check-bar" aria-label="审核">
      <Form layout="vertical">
        <Form.Item
          label={isAfterClose ? "审核意见（须写明同意的理由和依据）" : "审核意见（退回时必填）"}
          htmlFor="check-opinion"
          {...(isMissing && { validateStatus: "error" as const, help: "请写明原因" })}
        >
          <Input.TextArea
            id="check-opinion"
            rows={2}
            maxLength={500}
            value={opinion}
            onChange={({ target }) => setOpinion(target.value)}
          />
        </Form.Item>
      </Form>
      <div className="check-buttons">
        {rows.length > 1 && <span>已选{rows.length}份</span>}
        <Button type="primary" loading={isSending} onClick={() => send("pass")}>
          审核通过
        </Button>
        <Button disabled={isSending} onClick={() => send("return")}>
          退回修改
        </Button>
      </div>
      <ProblemSummary problem={problem} />
      {answer?.rows.some(({ isDone }) => !isDone) && <RowResults rows={answer.rows} />}
    </section>
  );
};

const RowResults = ({ rows }: { rows: readonly ReportDecisionRow[] }) => (
  <div role="status">
    <p>
      办成{rows.filter(({ isDone }) => isDone).length}份，未办{rows.filter(({ isDone }) => !isDone).length}份
    </p>
    <ul className="report-files">
      {rows.map(({ id, title, isDone, message }) => (
        <li key={id}>
          <Light state={isDone ? "good" : "bad"} text={isDone ? "已办" : "未办"} />
          <span>
            {title ?? id}
            {message !== null && `：${message}`}
          </span>
        </li>
      ))}
    </ul>
  </div>
);
