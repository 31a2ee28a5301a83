import { assignProjectTask, finishProjectTask, listProjectTasks, type ProjectPage, type ProjectTask } from "@qiangyi/api";
import { Button, DatePicker, Input, Select } from "antd";
import dayjs from "dayjs";
import { useState } from "react";
import {
  ClauseLink,
  EmptyState,
  Light,
  minuteOf,
  Pending,
  ProblemSummary,
  useAnswer,
  useSession,
  useSubmit,
} from "../../ui/index.ts";
import { levelNames } from "./words.ts";

type Level = keyof typeof levelNames;
const responsible = { province: "prov_health_dept", city: "city_health_bureau", county: "county_health_bureau" } as const;
const ranks: Readonly<Record<Level, number>> = { county: 1, city: 2, province: 3 };

/** Tasks of the project in the reader's own region, level and below. */
export const TasksView = ({ projectId, page }: { projectId: string; page: ProjectPage }) => {
  const answer = useAnswer(listProjectTasks, { query: { project: projectId } });
  if (!answer.data) return <Pending of={answer} />;
  const { items } = answer.data;
  return (
    <section className="panel">
      <h2>
        项目任务 <ClauseLink id="qiangyi-2024.art4.1.c" />
      </h2>
      {items.length === 0 ? (
        <EmptyState text="没有本级及以下的任务" />
      ) : (
        <table className="answer-table">
          <thead>
            <tr>
              <th scope="col">任务</th>
              <th scope="col">负责部门</th>
              <th scope="col">期限</th>
              <th scope="col">分派</th>
              <th scope="col">情况</th>
            </tr>
          </thead>
          <tbody>
            {items.map((task) => (
              <TaskRow key={task.id} task={task} />
            ))}
          </tbody>
        </table>
      )}
      {page.mayAssignTasks && <AssignForm projectId={projectId} route={page.project.route} />}
    </section>
  );
};

const TaskRow = ({ task }: { task: ProjectTask }) => {
  const [note, setNote] = useState("");
  const finish = useSubmit(finishProjectTask);
  return (
    <tr>
      <td>{task.title}</td>
      <td>{`${task.regionName}　${task.roleTitle}`}</td>
      <td>{task.isOverdue ? <Light state="bad" text={`${task.dueOn} 超期`} /> : task.dueOn}</td>
      <td>{`${task.assignedBy}　${minuteOf(task.assignedAt)}`}</td>
      <td>
        {task.done ? (
          <Light state="good" text={`已办结　${task.done.byName}　${minuteOf(task.done.at)}　${task.done.note}`} />
        ) : task.mayFinish ? (
          <>
            <ProblemSummary problem={finish.problem} />
            <div className="form-row">
              <Input
                aria-label={`${task.title}的完成情况`}
                placeholder="完成情况"
                value={note}
                maxLength={1000}
                onChange={(event) => setNote(event.target.value)}
              />
              <Button
                disabled={note.trim().length < 2}
                loading={finish.isSending}
                onClick={() => finish.submit({ params: { taskId: task.id }, body: { note: note.trim() } })}
              >
                办结
              </Button>
            </div>
          </>
        ) : (
          <Light state="neutral" text="办理中" />
        )}
      </td>
    </tr>
  );
};

const AssignForm = ({ projectId, route }: { projectId: string; route: readonly Level[] }) => {
  const { account } = useSession();
  const rank = ranks[account?.level as Level] ?? 0;
  const levels = route.filter((level) => ranks[level] <= rank);
  const [level, setLevel] = useState<Level | undefined>(levels[0]);
  const [title, setTitle] = useState("");
  const [dueOn, setDueOn] = useState("");
  const assign = useSubmit(assignProjectTask, { onDone: () => setTitle("") });
  if (level === undefined) return null;
  return (
    <form
      className="inline-form no-print"
      onSubmit={(event) => {
        event.preventDefault();
        assign.submit({ params: { projectId }, body: { title: title.trim(), level, role: responsible[level], dueOn } });
      }}
    >
      <h3>分派任务</h3>
      <ProblemSummary
        problem={assign.problem}
        fields={{ title: { label: "任务", id: "task-title" }, dueOn: { label: "期限", id: "task-due" } }}
      />
      <div className="form-row">
        <label htmlFor="task-level">负责层级</label>
        <Select<Level>
          id="task-level"
          value={level}
          onChange={setLevel}
          options={levels.map((value) => ({ value, label: `${levelNames[value]}卫生健康部门` }))}
          style={{ width: 170 }}
        />
        <label htmlFor="task-title">任务</label>
        <Input
          id="task-title"
          value={title}
          maxLength={200}
          onChange={(event) => setTitle(event.target.value)}
          style={{ width: 280 }}
        />
        <label htmlFor="task-due">期限</label>
        <DatePicker
          id="task-due"
          value={dueOn === "" ? null : dayjs(dueOn)}
          onChange={(day) => setDueOn(day ? day.format("YYYY-MM-DD") : "")}
        />
        <Button type="primary" htmlType="submit" loading={assign.isSending} disabled={title.trim().length < 2 || dueOn === ""}>
          分派
        </Button>
      </div>
    </form>
  );
};
