import { type CallRead, readCall } from "@qiangyi/api";
import { programmeOf, storedDefinition } from "@qiangyi/projects";
import { Link, useParams } from "react-router";
import { ClauseLink, Light, minuteOf, Page, Pending, useAnswer, useSession } from "../../ui/index.ts";
import { CallActions } from "./call-actions.tsx";
import { CallContent } from "./call-content.tsx";
import { PrecheckPanel } from "./precheck-panel.tsx";
import { phaseLight } from "./words.ts";
import "./calls.css";

/** One call as everybody reads it; a unit finds its precheck beside it, the organiser its actions above. */
export const CallPage = () => {
  const { callId = "" } = useParams();
  const { account } = useSession();
  const answer = useAnswer(readCall, { params: { callId } });
  if (!answer.data) {
    return (
      <Pending of={answer} missing={{ title: "找不到这份申报通知", back: "/projects/calls", backText: "查看全部申报通知" }} />
    );
  }
  const call = answer.data;
  const isUnit = account?.level === "unit" && call.phase !== "cancelled";
  const content = (
    <>
      <Facts call={call} />
      <CallContent definition={storedDefinition(call.definition)} />
    </>
  );
  return (
    <Page
      title={call.title}
      subtitle={<Light {...phaseLight(call)} />}
      actions={call.isOwn ? <CallActions call={call} /> : undefined}
    >
      {isUnit ? (
        <div className="call-grid">
          <div>{content}</div>
          <PrecheckPanel callId={callId} />
        </div>
      ) : (
        content
      )}
    </Page>
  );
};

const Facts = ({ call }: { call: CallRead }) => {
  const programme = programmeOf(call.programme);
  return (
    <section className="panel" aria-label="通知要点">
      <dl className="call-facts">
        <dt>文号</dt>
        <dd>{call.documentNumber ?? "未编文号"}</dd>
        <dt>组织部门</dt>
        <dd>{call.organiserName}</dd>
        <dt>项目</dt>
        <dd>
          {programme.organiser === "city" ? (
            <Link to={`/projects/programmes/${programme.id}`}>{programme.title}</Link>
          ) : (
            programme.title
          )}{" "}
          <ClauseLink id={programme.clause} />
        </dd>
        <dt>年度批次</dt>
        <dd>
          {call.year}年{call.batch}
        </dd>
        <dt>申报期</dt>
        <dd>
          {call.opensOn}至{call.closesOn}
        </dd>
        <dt>年龄、职称基准日</dt>
        <dd>{call.referenceOn}</dd>
      </dl>
      {call.changes.length > 0 && (
        <>
          <h3>变更</h3>
          <ul>
            {call.changes.map(({ kind, closesOn, reason, by, at }) => (
              <li key={at}>
                {minuteOf(at)} {kind === "extended" ? `截止日期延至${closesOn}` : "撤销"}：{reason}
                <span className="call-muted">（{by}）</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
};
