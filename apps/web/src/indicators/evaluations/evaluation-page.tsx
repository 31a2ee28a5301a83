import { downloadEvaluation, evaluationStates, type RouteAnswer, showEvaluation } from "@qiangyi/api";
import { Button } from "antd";
import { useState } from "react";
import { Link, useParams } from "react-router";
import { Light, Page, Pending, useAnswer, useSave } from "../../ui/index.ts";
import { EvaluatedGoal } from "./evaluated-goal.tsx";
import "./evaluations.css";
import { signed, stateLights } from "./evaluations-page.tsx";
import { judgementId } from "./judgement-id.ts";
import { type Act, SettleDialog } from "./settle-dialog.tsx";

type Evaluation = RouteAnswer<typeof showEvaluation>;

/** One evaluation: what is computed, what people say of it, and where it stands on its way. */
export const EvaluationPage = () => {
  const { id = "" } = useParams();
  const answer = useAnswer(showEvaluation, { params: { id } }, { keepPrevious: true });
  const saveFile = useSave();
  const [act, setAct] = useState<Act>();
  const { data } = answer;
  if (data === undefined)
    return (
      <Page title="规划评估">
        <Pending of={answer} />
      </Page>
    );
  const { title, version, asOf, mayWrite, maySubmit, mayApprove, mayReturn, goals } = data;
  return (
    <Page
      title={`${title}${version > 1 ? `（第${version}版）` : ""}`}
      subtitle={`数据截至${asOf}；只计截至当日已审定的数值`}
      actions={
        <>
          <Link to="/indicators/evaluations">全部评估</Link>
          {maySubmit && <Button onClick={() => setAct("submit")}>送审</Button>}
          {mayReturn && <Button onClick={() => setAct("return")}>退回</Button>}
          {mayApprove && (
            <Button type="primary" onClick={() => setAct("approve")}>
              审定
            </Button>
          )}
          <Button onClick={() => saveFile(downloadEvaluation, { params: { id } })}>Word</Button>
          <Button onClick={() => window.print()}>打印</Button>
        </>
      }
    >
      <Standing evaluation={data} />
      <Gaps missing={data.missing} />
      {goals.map((goal) => (
        <EvaluatedGoal key={goal.clause} id={id} goal={goal} mayWrite={mayWrite} />
      ))}
      {act !== undefined && <SettleDialog id={id} title={title} act={act} onClose={() => setAct(undefined)} />}
    </Page>
  );
};

const Standing = ({ evaluation: { state, drafted, submitted, approved, returned, reason } }: { evaluation: Evaluation }) => (
  <p className="evaluation-standing">
    <Light state={stateLights[state]} text={evaluationStates[state]} />
    <span>编写：{signed(drafted)}</span>
    <span>送审：{signed(submitted)}</span>
    <span>审定：{signed(approved)}</span>
    {returned !== null && state === "draft" && (
      <span>
        {returned.by}退回：{returned.reason}
      </span>
    )}
    {reason !== null && <span>再编的理由：{reason}</span>}
  </p>
);

/** What approval would name. */
const Gaps = ({ missing }: { missing: Evaluation["missing"] }) =>
  missing.length === 0 ? null : (
    <section className="evaluation-gaps" aria-label="还缺的书面评判">
      还缺{missing.length}项书面评判，写全才能审定：
      <ul>
        {missing.map(({ clause, goal, attribute }) => (
          <li key={`${clause} ${attribute}`}>
            <a href={`#${judgementId(clause, attribute)}`}>
              {goal}：{attribute}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
