import { type Task, type TaskGroup, taskGroups, workbench } from "@qiangyi/api";
import { Table, Tabs } from "antd";
import { useState } from "react";
import { Link, Navigate } from "react-router";
import { Amount, EmptyState, Light, Page, Pending, UnitNote, useAnswer, useSession } from "../ui/index.ts";

/** What waits for this person, before anything else. Visitors without an account are shown the policy register. */
export const WorkbenchPage = () => {
  const { account } = useSession();
  return account ? <Tasks name={account.name} /> : <Navigate to="/policy" replace />;
};

const Tasks = ({ name }: { name: string }) => {
  const answer = useAnswer(workbench, {});
  const [chosen, setChosen] = useState<TaskGroup>();
  if (!answer.data) return <Pending of={answer} />;
  const { items, today } = answer.data;
  const of = (wanted: TaskGroup) => items.filter((item) => item.group === wanted);
  // Whoever has nothing to do but something to read sees what there is to read.
  const group = chosen ?? (Object.keys(taskGroups) as TaskGroup[]).find((key) => of(key).length > 0) ?? "todo";
  return (
    <Page title="工作台" subtitle={`${name}，您好。今天是${today}。`}>
      <section className="panel" aria-label="事项">
        <Tabs
          activeKey={group}
          onChange={(key) => setChosen(key as TaskGroup)}
          tabBarExtraContent={<UnitNote />}
          items={Object.entries(taskGroups).map(([key, title]) => ({
            key,
            label: `${title} ${of(key as TaskGroup).length}`,
            children: <TaskTable items={of(key as TaskGroup)} title={title} today={today} />,
          }))}
        />
      </section>
    </Page>
  );
};

const TaskTable = ({ items, title, today }: { items: readonly Task[]; title: string; today: string }) => (
  <Table<Task>
    tableLayout="fixed"
    size="small"
    pagination={false}
    dataSource={[...items]}
    rowKey={(item) => `${item.path} ${item.title}`}
    locale={{ emptyText: <EmptyState text={`没有${title}事项`} /> }}
    columns={[
      { title: "事项", render: (_, { title: text, path }) => <Link to={path}>{text}</Link> },
      { title: "来自", dataIndex: "from", width: 130 },
      { title: "金额", align: "right", width: 120, render: (_, { amountFen }) => <Amount fen={amountFen} /> },
      { title: "到达", width: 110, render: (_, { since }) => since ?? "—" },
      {
        title: "期限",
        width: 196,
        onCell: () => ({ style: { whiteSpace: "nowrap" } }),
        render: (_, { since, due }) => <Due since={since} due={due} today={today} />,
      },
      { title: "当前环节", dataIndex: "step", width: 160 },
    ]}
  />
);

const daysFrom = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);

/** At least half of the time left is green, less is yellow, past is red; always with the number of days. */
const Due = ({ since, due, today }: { since: string | null; due: string | null; today: string }) => {
  if (due === null) return <>—</>;
  const left = daysFrom(today, due);
  if (left < 0) return <Light state="bad" text={`${due} 超期${-left}天`} />;
  const whole = since === null ? 2 * left : Math.max(1, daysFrom(since, due));
  return <Light state={left * 2 >= whole ? "good" : "warning"} text={left === 0 ? `${due} 今天到期` : `${due} 剩${left}天`} />;
};
