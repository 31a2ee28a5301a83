import {
  exportLedgerTasks,
  lifeCycleGoal,
  listLedgerTasks,
  type RouteInput,
  type TaskSummary,
  taskDocuments,
  taskLifeStages,
  taskLights,
  taskStates,
} from "@qiangyi/api";
import { Button } from "antd";
import { Link } from "react-router";
import { type Filter, FilterBar, KeysetTable, knownWord, Page, useAnswer, useFilters, useSave } from "../ui/index.ts";
import { ProgressMark, TaskLightMark, TaskStateMark } from "./task-marks.tsx";
import "./tasks.css";

type Query = NonNullable<RouteInput<typeof exportLedgerTasks>["query"]>;

/** 督办台账: what the plans ask for, who answers, how far it is, and which light it has. */
export const TasksPage = () => {
  const { values, set } = useFilters(["document", "unit", "light", "state", "stage", "goal", "q"] as const);
  const save = useSave();
  const query = queryOf(values);
  const standing = useAnswer(listLedgerTasks, { query: { ...query, limit: 1 } }, { keepPrevious: true }).data;
  return (
    <Page
      title="督办任务"
      subtitle="三份文件的任务逐项督办：责任单位、进展、灯和佐证；办结须有文件和佐证，由另一人认定"
      actions={
        <>
          {standing?.mayManage === true && (
            <Link to="/tasks/liaisons">
              <Button>省直部门联络员</Button>
            </Link>
          )}
          <Button onClick={() => window.print()}>打印</Button>
          <Button onClick={() => save(exportLedgerTasks, { query })}>导出台账</Button>
        </>
      }
    >
      {standing !== undefined && <Standing standing={standing} isOfGoal={query.goal !== undefined} />}
      <div className="task-ledger">
        <KeysetTable<TaskSummary>
          caption="督办台账"
          route={listLedgerTasks}
          input={{ query }}
          rowKey={({ code }) => code}
          emptyText="没有符合条件的任务"
          toolbar={<FilterBar values={values} onChange={set} filters={filtersOf(standing?.units ?? [])} />}
          columns={columns}
        />
      </div>
    </Page>
  );
};

type Values = { readonly [Name in "document" | "unit" | "light" | "state" | "stage" | "goal" | "q"]?: string };

const queryOf = (values: Values): Query => {
  const [document, light] = [knownWord(taskDocuments, values.document), knownWord(taskLights, values.light)];
  const [state, stage] = [knownWord(taskStates, values.state), knownWord(taskLifeStages, values.stage)];
  return {
    ...(document !== undefined && { document }),
    ...(light !== undefined && { light }),
    ...(state !== undefined && { state }),
    ...(stage !== undefined && { stage }),
    ...(values.goal === lifeCycleGoal && { goal: lifeCycleGoal }),
    ...(values.unit !== undefined && { unit: values.unit }),
    ...(values.q !== undefined && { text: values.q }),
  };
};

interface StandingProps {
  readonly standing: {
    readonly today: string;
    readonly total: number | null;
    readonly counts: { readonly done: number; readonly open: number; readonly late: number; readonly red: number };
  };
  readonly isOfGoal: boolean;
}

const Standing = ({ standing: { today, total, counts }, isOfGoal }: StandingProps) => (
  <p className="task-standing">
    截至{today}：任务{total ?? 0}项，已办结{counts.done}项，办理中{counts.open}项，逾期{counts.late}项，红灯{counts.red}项。
    {isOfGoal && "只列2027年全生命周期健康保障目标所依据的任务。"}
  </p>
);

const choices = (words: Readonly<Record<string, string>>) => Object.entries(words).map(([value, label]) => ({ value, label }));

const filtersOf = (units: readonly string[]): readonly Filter<keyof Values>[] => [
  { kind: "choice", name: "document", label: "按文件筛选", placeholder: "全部文件", width: 170, options: choices(taskDocuments) },
  {
    kind: "choice",
    name: "unit",
    label: "按责任单位筛选",
    placeholder: "全部责任单位",
    width: 190,
    isLong: true,
    options: units.map((unit) => ({ value: unit, label: unit })),
  },
  { kind: "choice", name: "light", label: "按灯筛选", placeholder: "全部灯", width: 100, options: choices(taskLights) },
  { kind: "choice", name: "state", label: "按状态筛选", placeholder: "全部状态", width: 110, options: choices(taskStates) },
  {
    kind: "choice",
    name: "stage",
    label: "按生命阶段筛选",
    placeholder: "全部生命阶段",
    width: 140,
    options: choices(taskLifeStages),
  },
  { kind: "text", name: "q", label: "任务内容", placeholder: "任务内容", width: 170 },
];

const columns = [
  {
    title: "任务",
    render: (_: unknown, { code, document, ref, gist, stages }: TaskSummary) => (
      <>
        <Link className="row-title" to={`/tasks/${code}`}>
          {gist}
        </Link>
        <div className="task-note">
          {taskDocuments[document]} {ref}
          {stages.length > 0 && `，${stages.map((stage) => taskLifeStages[stage]).join("、")}`}
        </div>
      </>
    ),
  },
  {
    title: "牵头和配合单位",
    width: 176,
    render: (_: unknown, { leads, supporting, leadBasis }: TaskSummary) => (
      <>
        {leads.length === 0 ? leadBasis : leads.join("、")}
        {supporting.length > 0 && <div className="task-note">配合：{supporting.join("、")}</div>}
      </>
    ),
  },
  {
    title: "责任人",
    width: 76,
    render: (_: unknown, { assigned }: TaskSummary) =>
      assigned.length === 0 ? "未分派" : [...new Set(assigned.map(({ person }) => person))].join("、"),
  },
  {
    title: "时限",
    width: 112,
    render: (_: unknown, { due, dueBasis }: TaskSummary) => (
      <>
        {due ?? "—"}
        <div className="task-note">{dueBasis}</div>
      </>
    ),
  },
  {
    title: "进展",
    width: 76,
    className: "number",
    render: (_: unknown, { progress }: TaskSummary) => <ProgressMark progress={progress} />,
  },
  { title: "状态", width: 112, render: (_: unknown, task: TaskSummary) => <TaskStateMark {...task} /> },
  {
    title: "灯和原因",
    width: 206,
    render: (_: unknown, { light, because, escalation }: TaskSummary) => (
      <>
        <TaskLightMark light={light} />
        <div className="task-note">
          {because}
          {escalation !== null && `；应${escalation.title}`}
        </div>
      </>
    ),
  },
  { title: "最近更新", width: 98, render: (_: unknown, { updatedOn }: TaskSummary) => updatedOn ?? "—" },
];
