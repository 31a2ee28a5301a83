import {
  type GoalMeasureView,
  type GoalView,
  goalResults,
  lifeCycleGoal,
  type NodeView,
  type RouteAnswer,
  showGoalsBoard,
  taskLifeStages,
} from "@qiangyi/api";
import { Table, type TableProps } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { ClauseLink, Light, Pending, ScrollBox, useAnswer } from "../../ui/index.ts";
import { EvaluatedNote } from "../evaluations/evaluated-note.tsx";
import { OpenNames, PlanLight, ToldTable } from "../evaluations/told-table.tsx";
import { BoardPage, useAsOf } from "./board-page.tsx";
import { NumberButton } from "./cell-table.tsx";
import { type Evidence, EvidenceDrawer } from "./evidence-drawer.tsx";
import { SignalMark, VerdictMark } from "./marks.tsx";

type Goals = RouteAnswer<typeof showGoalsBoard>;
type Horizon = Goals["horizons"][number];

/** What the plan wants by 2023, 2025, 2027 and 2035, and which targets it rests on. */
export const GoalsPage = () => {
  const { query } = useAsOf();
  const answer = useAnswer(showGoalsBoard, { query }, { keepPrevious: true });
  const [open, setOpen] = useState<Evidence>();
  const { data } = answer;
  return (
    <BoardPage title="目标节点：2023、2025、2027、2035" standing={data} sheet="goals">
      {data === undefined ? (
        <Pending of={answer} />
      ) : (
        <>
          {!data.isVisible && <p>全省总体目标的结果由省级查看；下面是您所辖范围内到期的目标。</p>}
          {data.horizons.map((horizon) => (
            <HorizonPart key={horizon.year} horizon={horizon} isVisible={data.isVisible} onOpen={setOpen} />
          ))}
          {data.nodes.length > 0 && <Nodes nodes={data.nodes} />}
          {data.groups.length > 0 && <Groups groups={data.groups} />}
        </>
      )}
      {open && <EvidenceDrawer of={open} onClose={() => setOpen(undefined)} />}
    </BoardPage>
  );
};

interface HorizonProps {
  readonly horizon: Horizon;
  readonly isVisible: boolean;
  readonly onOpen: (evidence: Evidence) => void;
}

const HorizonPart = ({ horizon: { year, title, goals, due }, isVisible, onOpen }: HorizonProps) => (
  <section aria-label={`${year}年`}>
    <h2>
      {year}年：{title}
    </h2>
    {isVisible && goals.length === 0 && <p className="board-note">实施方案没有以{year}年为期的总体目标。</p>}
    {goals.map((goal) => (
      <Goal key={goal.clause} goal={goal} onOpen={onOpen} />
    ))}
    {due.length === 0 ? (
      <p className="board-note">没有在这一节点内到期的目标。</p>
    ) : (
      <ScrollBox label={`${year}年节点内到期的目标`}>
        <Table<Horizon["due"][number]>
          size="small"
          rowKey="document"
          pagination={false}
          dataSource={due}
          columns={dueColumns(year)}
        />
      </ScrollBox>
    )}
  </section>
);

const dueColumns = (year: number): NonNullable<TableProps<Horizon["due"][number]>["columns"]> => [
  { title: `${year}年节点内到期的目标（项）`, dataIndex: "document" },
  { title: "目标", dataIndex: "targets", className: "number" },
  { title: "达标", dataIndex: "met", className: "number" },
  { title: "未达标", dataIndex: "notMet", className: "number" },
  { title: "待定", dataIndex: "pending", className: "number" },
  { title: "无数据", dataIndex: "noData", className: "number" },
  { title: "达标率（占全部目标）", className: "number", render: (_, { metRatio }) => `${metRatio}%` },
];

const Goal = ({ goal, onOpen }: { goal: GoalView; onOpen: (evidence: Evidence) => void }) => (
  <article className="goal">
    <div className="goal-head">
      <h3>{goal.title}</h3>
      <PlanLight
        light={goal.light}
        text={`${goalResults[goal.result]}${goal.isPreview && goal.result !== "not-due" ? "（按目前数据预览）" : ""}`}
      />
      {goal.share !== null && (
        <span className="board-note">
          完成{goal.done}/{goal.of}，{goal.share}%
        </span>
      )}
      <span className="board-note">{goal.because}</span>
      <ClauseLink id={goal.clause}>条款</ClauseLink>
    </div>
    {goal.evaluated !== null && <EvaluatedNote evaluated={goal.evaluated} />}
    {goal.told !== null && <ToldTable told={goal.told} label={goal.title} />}
    {goal.clause === lifeCycleGoal && <LifeStageLinks />}
    <ScrollBox label={`${goal.title}的指标`}>
      <Table<GoalMeasureView>
        className="board-table"
        size="small"
        rowKey={({ title, target }) => target ?? title}
        pagination={{ pageSize: 12, hideOnSinglePage: true, showSizeChanger: false }}
        dataSource={goal.measures}
        columns={measureColumns(onOpen)}
      />
    </ScrollBox>
  </article>
);

/** The tasks behind the counts of each stage of life. */
const LifeStageLinks = () => (
  <p className="board-note no-print">
    看任务：
    {Object.entries(taskLifeStages).map(([stage, title], at) => (
      <span key={stage}>
        {at > 0 && "、"}
        <Link to={`/tasks?goal=${lifeCycleGoal}&stage=${stage}`}>{title}</Link>
      </span>
    ))}
  </p>
);

const measureColumns = (onOpen: (evidence: Evidence) => void): NonNullable<TableProps<GoalMeasureView>["columns"]> => [
  { title: "由什么实现", width: 250, dataIndex: "title" },
  { title: "要求", width: 150, dataIndex: "asked" },
  { title: "2022年或对比年", width: 120, dataIndex: "baseline", className: "number" },
  {
    title: "现值",
    width: 120,
    className: "number",
    render: (_, { target, title, display }) =>
      target === null ? (
        display
      ) : (
        <NumberButton text={display} label={title} onClick={() => onOpen({ kind: "target", target, title })} />
      ),
  },
  {
    title: "结论",
    width: 150,
    render: (_, { verdict, kind, done, of }) =>
      verdict === null ? kind === "judgement" ? "书面评判" : `完成${done}/${of}` : <VerdictMark verdict={verdict} />,
  },
  { title: "信号（预测）", width: 110, render: (_, { signal }) => <SignalMark signal={signal} /> },
  {
    title: "所缺",
    render: (_, { missing, clause }) => (
      <>
        <OpenNames names={missing} /> {clause !== null && <ClauseLink id={clause}>条款</ClauseLink>}
      </>
    ),
  },
];

/** Goals of the parts of the plan: figures beside them, judgements by people. */
const Nodes = ({ nodes }: { nodes: readonly NodeView[] }) => (
  <section aria-label="分项目标">
    <h2>分项目标：数据与书面评判</h2>
    {nodes.map(({ clause, title, attributes, told, evaluated }) => (
      <article className="goal" key={clause}>
        <div className="goal-head">
          <h3>{title}</h3>
          {attributes.length > 0 && <PlanLight light="grey" text={`中期、终期或年度评估时就${attributes.join("、")}书面评判`} />}
          <ClauseLink id={clause}>条款</ClauseLink>
        </div>
        {told !== null && <ToldTable told={told} label={title} />}
        {evaluated !== null && <EvaluatedNote evaluated={evaluated} />}
      </article>
    ))}
  </section>
);

const Groups = ({ groups }: { groups: Goals["groups"] }) => (
  <section aria-label="五个任务组">
    <h2>五个任务组：2025年与2027年并列</h2>
    <ScrollBox label="任务组对比表">
      <Table<Goals["groups"][number]>
        size="small"
        rowKey="group"
        pagination={false}
        dataSource={groups}
        columns={[
          { title: "任务组", dataIndex: "title" },
          { title: "目标（项）", dataIndex: "of", className: "number" },
          { title: "2025年底达标（项）", dataIndex: "earlier", className: "number" },
          { title: "2027年底或目前达标（项）", dataIndex: "later", className: "number" },
          { title: "变化", render: (_, { hasFallen }) => (hasFallen ? <Light state="bad" text="回落" /> : "未回落") },
        ]}
      />
    </ScrollBox>
  </section>
);
