import { type PrecheckAnswer, precheckCall, startDeclaration } from "@qiangyi/api";
import { precheckTitles } from "@qiangyi/projects";
import { Button } from "antd";
import { Link, useNavigate } from "react-router";
import { ClauseLink, Light, Pending, ProblemSummary, useAnswer, useSession, useSubmit } from "../../ui/index.ts";

const lights: Readonly<Record<PrecheckAnswer["verdict"], { state: "good" | "warning" | "bad" | "open"; text: string }>> = {
  can: { state: "good", text: "可以" },
  warn: { state: "warning", text: "请留意" },
  "missing-evidence": { state: "open", text: "缺材料" },
  cannot: { state: "bad", text: "不能" },
};

/** 五项自检 of the unit that looks, and the way into the form. */
export const PrecheckPanel = ({ callId }: { callId: string }) => {
  const answer = useAnswer(precheckCall, { params: { callId }, query: {} });
  const { can } = useSession();
  const navigate = useNavigate();
  const { submit, isSending, problem } = useSubmit(startDeclaration, {
    onDone: ({ id }) => void navigate(`/projects/declarations/${id}`),
  });
  if (!answer.data) return <Pending of={answer} />;
  const { institution, answers, mayStart } = answer.data;
  return (
    <section className="panel no-print" aria-labelledby="precheck-title">
      <h2 id="precheck-title">申报前自检</h2>
      <p className="call-muted">{institution.name}</p>
      <ul className="precheck">
        {answers.map(({ question, verdict, sentences }) => (
          <li key={question}>
            <h3>
              {precheckTitles[question]}
              <Light {...lights[verdict]} />
            </h3>
            <ul>
              {sentences.map(({ text, clause, remedy }) => (
                <li key={text}>
                  {text} {clause !== null && <ClauseLink id={clause} />}
                  {remedy !== null && <div className="call-muted">{remedy}</div>}
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
      <ProblemSummary problem={problem} />
      {can("projects.declare") && mayStart && (
        <p>
          一次申报多份的，可
          <Link to={`/projects/calls/${callId}/workbook`} style={{ textDecoration: "underline" }}>
            用工作簿填报
          </Link>
        </p>
      )}
      {can("projects.declare") ? (
        <Button type="primary" block disabled={!mayStart} loading={isSending} onClick={() => submit({ body: { call: callId } })}>
          {mayStart ? "开始填报" : "现在不能填报"}
        </Button>
      ) : (
        <p className="call-muted">填报由本单位经办人员办理。</p>
      )}
    </section>
  );
};
