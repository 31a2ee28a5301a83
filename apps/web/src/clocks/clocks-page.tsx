import { type ClockView, clockStates, exportClocks, listClocks } from "@qiangyi/api";
import { Button, Segmented, Table, type TableProps } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import {
  Amount,
  ClauseLink,
  EmptyState,
  type Filter,
  FilterBar,
  Page,
  Pending,
  ScrollBox,
  UnitNote,
  useAnswer,
  useFilters,
  useSave,
  useWorkScope,
} from "../ui/index.ts";
import { ClockLight } from "./clock-light.tsx";
import { MonthView } from "./month-view.tsx";
import { StopForm } from "./stop-form.tsx";
import "./clocks.css";

/** Every limit that the money of one's place runs under: since when, by which clause, until when, who answers for it. */
export const ClocksPage = () => {
  const { values, set } = useFilters(["state", "rule", "view"]);
  const { region } = useWorkScope();
  const [stopping, setStopping] = useState<ClockView>();
  const saveFile = useSave();
  const answer = useAnswer(listClocks, { query: region === "" ? {} : { region } });
  const all = answer.data?.items ?? [];
  const shown = all.filter(({ state, rule }) => (values.state ?? state) === state && (values.rule ?? rule) === rule);
  const filters = [
    {
      kind: "choice",
      name: "state",
      label: "按状态筛选",
      placeholder: "全部状态",
      width: 130,
      options: Object.entries(clockStates).map(([value, label]) => ({ value, label })),
    },
    { kind: "choice", name: "rule", label: "按事项筛选", placeholder: "全部事项", width: 240, options: rulesOf(all) },
  ] as const satisfies readonly Filter[];
  return (
    <Page
      title="期限日历"
      subtitle="每个期限从一件事起算，到另一件事办结；未规定顺延的不顺延，法定的和更严的并列"
      actions={
        <Button onClick={() => saveFile(exportClocks, { query: region === "" ? {} : { region } })}>
          导出到日历（iCalendar）
        </Button>
      }
    >
      <div className="table-bar">
        <div className="table-toolbar no-print">
          <FilterBar<keyof typeof values> filters={filters} values={values} onChange={set} />
          <Segmented
            aria-label="显示方式"
            options={[
              { value: "list", label: "列表" },
              { value: "month", label: "月历" },
            ]}
            value={values.view ?? "list"}
            onChange={(view) => set({ view: view === "list" ? undefined : view })}
          />
        </div>
        <div className="table-extra">
          <UnitNote />
        </div>
      </div>
      {answer.data === undefined ? (
        <Pending of={answer} />
      ) : values.view === "month" ? (
        <MonthView clocks={shown} today={answer.data.today} />
      ) : (
        <ClockTable clocks={shown} onStop={setStopping} />
      )}
      {stopping && <StopForm clock={stopping} onClose={() => setStopping(undefined)} />}
    </Page>
  );
};

const rulesOf = (clocks: readonly ClockView[]) =>
  [...new Map(clocks.map(({ rule, title }) => [rule, title]))].map(([value, label]) => ({ value, label }));

const ClockTable = ({ clocks, onStop }: { clocks: readonly ClockView[]; onStop: (clock: ClockView) => void }) => {
  if (clocks.length === 0)
    return <EmptyState text="没有正在计算的期限。登记省人代会批准日期、签发或接收下达文件之后，期限会自动出现在这里。" />;
  return (
    <ScrollBox label="期限表格">
      <Table<ClockView>
        size="small"
        rowKey="id"
        pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
        dataSource={[...clocks]}
        columns={columns(onStop)}
      />
    </ScrollBox>
  );
};

const columns = (onStop: (clock: ClockView) => void): NonNullable<TableProps<ClockView>["columns"]> => [
  { title: "状态", width: 112, render: (_, clock) => <ClockLight {...clock} /> },
  {
    title: "事项",
    width: 158,
    render: (_, { title, subject }) => (
      <>
        <strong>{title}</strong>
        <div className="clock-note">{subject}</div>
      </>
    ),
  },
  { title: "责任单位", width: 112, render: (_, { holder }) => holder.name },
  {
    title: "起算",
    width: 150,
    render: (_, { started: { on, title, path } }) => (
      <>
        {on}
        <div className="clock-note">{path === null ? title : <Link to={path}>{title}</Link>}</div>
      </>
    ),
  },
  {
    title: "截止",
    width: 130,
    render: (_, { dueOn, legalDueOn, legalSource, nextWorkingDay }) => (
      <>
        {dueOn ?? "待定"}
        {legalDueOn !== null && (
          <div className="clock-note" title={legalSource ?? undefined}>
            法定{legalDueOn}
          </div>
        )}
        {nextWorkingDay !== null && <div className="clock-note">当日休息，下一工作日{nextWorkingDay}（参考）</div>}
      </>
    ),
  },
  {
    title: "依据",
    width: 190,
    render: (_, { source, clause }) => (
      <>
        {clause !== null && (
          <>
            <ClauseLink id={clause} />{" "}
          </>
        )}
        <span className="clock-note">{source}</span>
      </>
    ),
  },
  {
    title: "未办金额",
    width: 92,
    className: "number",
    render: (_, { leftFen, leftNote }) => (leftFen === null ? (leftNote ?? "—") : <Amount fen={leftFen} />),
  },
  {
    title: "办结",
    width: 140,
    render: (_, clock) => {
      const { stopped, stopsWhen, canStop } = clock;
      if (stopped) return `${stopped.on} ${stopped.title}`;
      return (
        <>
          <span className="clock-note">{stopsWhen}</span>
          {canStop && (
            <div className="no-print">
              <Button size="small" onClick={() => onStop(clock)}>
                登记公开
              </Button>
            </div>
          )}
        </>
      );
    },
  },
];
