import { showLedgerTask, type TaskDetail, taskDocuments, taskLifeStages } from "@qiangyi/api";
import { Button } from "antd";
import { useState } from "react";
import { Link, useParams } from "react-router";
import { ClauseLink, minuteOf, Page, Pending, ScrollBox, useAnswer } from "../ui/index.ts";
import { AssignDialog } from "./assign-dialog.tsx";
import { PartSection } from "./part-section.tsx";
import { ProgressMark, TaskLightMark, TaskStateMark } from "./task-marks.tsx";
import "./tasks.css";

/** One task: the columns of the ledger, its units, and each of its parts with reports, evidence and closure. */
export const TaskPage = () => {
  const { task = "" } = useParams();
  const answer = useAnswer(showLedgerTask, { params: { task } });
  const [isAssigning, setAssigning] = useState(false);
  const { data } = answer;
  return (
    <Page
      title={data?.gist ?? "督办任务"}
      subtitle={
        data && (
          <>
            <Link to="/tasks">督办任务</Link>，{taskDocuments[data.document]} <ClauseLink id={data.code}>{data.ref}</ClauseLink>
          </>
        )
      }
      actions={
        data && (
          <>
            {data.mayManage && <Button onClick={() => setAssigning(true)}>{data.assigned.length === 0 ? "分派" : "改派"}</Button>}
            <Button onClick={() => window.print()}>打印</Button>
          </>
        )
      }
    >
      {data === undefined ? (
        <Pending of={answer} />
      ) : (
        <>
          <Facts task={data} />
          <Units task={data} />
          {data.parts.map((part) => (
            <PartSection key={part.code} task={data} part={part} />
          ))}
          <Trail task={data} />
          {isAssigning && <AssignDialog task={data} onClose={() => setAssigning(false)} />}
        </>
      )}
    </Page>
  );
};

const Facts = ({ task }: { task: TaskDetail }) => (
  <section className="panel" aria-label="台账">
    <h2>台账</h2>
    <dl className="task-facts">
      <Fact title="来源文">{task.documentTitle}</Fact>
      <Fact title="牵头单位">
        {task.leads.length === 0 ? "—" : task.leads.join("、")}
        <span className="task-note">
          {" "}
          {task.mode}，{task.leadBasis}
        </span>
      </Fact>
      <Fact title="配合单位">{task.supporting.join("、") || "—"}</Fact>
      <Fact title="起止时限">
        {task.startsOn ?? "—"} 至 {task.due ?? "—"}
        <span className="task-note"> {task.dueBasis}</span>
      </Fact>
      <Fact title="进展">
        <ProgressMark progress={task.progress} />
      </Fact>
      <Fact title="状态">
        <TaskStateMark {...task} />
        {task.isStanding && <span className="task-note"> 长期工作任务，逐年重新开始</span>}
      </Fact>
      <Fact title="灯">
        <TaskLightMark light={task.light} because={task.because} />
      </Fact>
      <Fact title="分级督办">{task.escalation === null ? "不需要" : `${task.escalation.title}：${task.escalation.asks}`}</Fact>
      <Fact title="生命阶段">
        {task.stageReasons.length === 0
          ? "—"
          : task.stageReasons.map(({ stage, because }) => `${taskLifeStages[stage]}（${because}）`).join("、")}
      </Fact>
      <Fact title="最近更新">{task.updatedOn ?? "—"}</Fact>
    </dl>
  </section>
);

const Fact = ({ title, children }: { title: string; children: React.ReactNode }) => (
  <div>
    <dt>{title}</dt>
    <dd>{children}</dd>
  </div>
);

const Units = ({ task: { units } }: { task: TaskDetail }) =>
  units.length === 0 ? null : (
    <section className="panel" aria-label="责任单位">
      <h2>责任单位（按文件顺序）</h2>
      <ScrollBox label="责任单位表格">
        <table className="task-table">
          <thead>
            <tr>
              <th scope="col">单位</th>
              <th scope="col">分工</th>
              <th scope="col">最近报告</th>
              <th scope="col">报告日期</th>
              <th scope="col" className="number">
                进展
              </th>
            </tr>
          </thead>
          <tbody>
            {units.map(({ unit, role, latest }) => (
              <tr key={unit}>
                <td>{unit}</td>
                <td>{role}</td>
                <td>{latest === null ? "尚未报告" : `${latest.period}（${latest.part}）`}</td>
                <td>{latest?.on ?? "—"}</td>
                <td className="number">{latest === null ? "—" : `${latest.progress}%`}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </section>
  );

const Trail = ({ task: { trail } }: { task: TaskDetail }) => (
  <section className="panel" aria-label="办理轨迹">
    <h2>办理轨迹</h2>
    {trail.length === 0 ? (
      <p className="task-note">还没有办理记录。督办机构分派责任单位之后，每一步都记在这里。</p>
    ) : (
      <ol className="task-trail">
        {trail.map(({ label, part, note, by }) => (
          <li key={`${by.at} ${label} ${part} ${note}`}>
            <span className="task-when">{minuteOf(by.at)}</span> <strong>{label}</strong>
            {part !== "整项" && `（${part}）`}：{note}
            <span className="task-note"> {by.name}</span>
          </li>
        ))}
      </ol>
    )}
  </section>
);
