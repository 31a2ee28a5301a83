import { judgeChange, type ProjectChange, withdrawChange } from "@qiangyi/api";
import { approvals, changeKinds } from "@qiangyi/projects";
import { Button, Form, Input } from "antd";
import { useState } from "react";
import { Amount, Light, minuteOf, ProblemSummary, useSession, useSubmit } from "../../ui/index.ts";
import type { ProjectTabProps } from "../project/tabs.tsx";
import { ChangeDifference } from "./change-difference.tsx";
import { SignChange } from "./sign-change.tsx";

const states = {
  to_sign: "待负责人签批",
  sent_back: "负责人退回",
  requested: "待组织部门审批",
  with_finance: "待财政审批",
  granted: "已批准",
  refused: "未批准",
  withdrawn: "已撤回",
} as const;
const lights = {
  to_sign: "open",
  sent_back: "warning",
  requested: "open",
  with_finance: "open",
  granted: "good",
  refused: "bad",
  withdrawn: "neutral",
} as const;

/** Every change that was ever asked for: what falls by it, what it does to the money, who judged. */
export const ChangeList = ({ changes, page }: { changes: readonly ProjectChange[]; page: ProjectTabProps["page"] }) => (
  <section className="panel" aria-label="变更">
    <h2>变更 {changes.length}项</h2>
    {changes.length === 0 && <p className="sel-note">没有变更</p>}
    {changes.map((change) => (
      <ChangeCase key={change.id} change={change} page={page} />
    ))}
  </section>
);

const ChangeCase = ({ change, page }: { change: ProjectChange; page: ProjectTabProps["page"] }) => {
  const { account, can } = useSession();
  const withdraw = useSubmit(withdrawChange);
  const isUnit = account?.level === "unit";
  const mayJudge =
    !isUnit &&
    ((change.state === "requested" && can("projects.select")) ||
      (change.state === "with_finance" && (can("budgets.write") || can("projects.checkFunds"))));
  return (
    <article className="objection" aria-label={`${changeKinds[change.kind]}变更`}>
      <h3>
        {changeKinds[change.kind]} <Light state={lights[change.state]} text={states[change.state]} />
      </h3>
      <p>{change.reason}</p>
      <ChangeDifference change={change} page={page} />
      <ChangeEffect change={change} />
      <p className="sel-note">
        {change.requested.name}于{minuteOf(change.requested.at)}申请
        {change.signed && `；${change.signed.name}于${minuteOf(change.signed.at)}签批`}
        {change.sentBack !== null && `；负责人退回：${change.sentBack}`}
        {change.organiser && `；${change.organiser.name}于${minuteOf(change.organiser.at)}审批`}
        {change.finance && `；${change.finance.name}于${minuteOf(change.finance.at)}财政审批`}
        {change.opinion !== null && `；意见：${change.opinion}`}
      </p>
      {isUnit && (change.state === "requested" || change.state === "to_sign") && can("projects.declare") && (
        <Button
          size="small"
          loading={withdraw.isSending}
          onClick={() => withdraw.submit({ params: { changeId: change.id }, body: {} })}
        >
          撤回申请
        </Button>
      )}
      {change.signed && (
        <p className="sel-note">
          签批内容校验值（SHA-256）：<code className="hash">{change.signed.sha256}</code>
        </p>
      )}
      {isUnit && change.state === "to_sign" && can("projects.sign") && <SignChange changeId={change.id} />}
      {mayJudge && <JudgeForm changeId={change.id} />}
    </article>
  );
};

/** Shown before it is asked as well as afterwards. */
export const ChangeEffect = ({
  change,
}: {
  change: Pick<ProjectChange, "falls" | "totalDifferenceFen" | "supportDifferenceFen" | "sentence">;
}) => (
  <p>
    {change.falls.length > 0 ? (
      <Light state="warning" text={`失效须重办：${change.falls.map((one) => approvals[one]).join("、")}`} />
    ) : (
      <Light state="good" text="已有审批继续有效" />
    )}
    {"　"}
    {change.sentence}　专项资金变化 <Amount fen={change.supportDifferenceFen} />
    {"　"}总预算变化 <Amount fen={change.totalDifferenceFen} />
  </p>
);

const JudgeForm = ({ changeId }: { changeId: string }) => {
  const [opinion, setOpinion] = useState("");
  const { submit, isSending, problem } = useSubmit(judgeChange);
  const judge = (outcome: "grant" | "refuse") => submit({ params: { changeId }, body: { outcome, opinion } });
  return (
    <Form layout="vertical" className="sel-row no-print" aria-label="审批变更">
      <ProblemSummary problem={problem} />
      <Form.Item label="审批意见" htmlFor={`judge-${changeId}`} className="grow">
        <Input id={`judge-${changeId}`} maxLength={2000} value={opinion} onChange={({ target }) => setOpinion(target.value)} />
      </Form.Item>
      <Button type="primary" loading={isSending} disabled={opinion.trim().length < 2} onClick={() => judge("grant")}>
        批准
      </Button>
      <Button danger loading={isSending} disabled={opinion.trim().length < 2} onClick={() => judge("refuse")}>
        不批准
      </Button>
    </Form>
  );
};
