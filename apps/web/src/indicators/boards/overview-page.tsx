import { type LateItem, type RouteAnswer, showOverviewBoard } from "@qiangyi/api";
import { Button, Segmented, Table, type TableProps } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { EmptyState, Pending, RegionMap, ScrollBox, useAnswer, useFilters, useScoped } from "../../ui/index.ts";
import { BoardPage, useAsOf } from "./board-page.tsx";
import { NumberButton } from "./cell-table.tsx";
import { type Evidence, EvidenceDrawer } from "./evidence-drawer.tsx";
import { LateMark, lateReasons } from "./late-mark.tsx";
import { SignalMark, VerdictMark } from "./marks.tsx";

export type Overview = RouteAnswer<typeof showOverviewBoard>;

/** For those who have five minutes: four numbers, one map, one list of what is late. */
export const OverviewPage = () => {
  const { query } = useAsOf();
  const answer = useAnswer(showOverviewBoard, { query }, { keepPrevious: true });
  const scoped = useScoped(["asOf"]);
  const [open, setOpen] = useState<Evidence>();
  const { data } = answer;
  return (
    <BoardPage
      title="指标看板"
      standing={data}
      sheet="late"
      actions={
        <Link to={scoped("/indicators/boards/screen")}>
          <Button>大屏</Button>
        </Link>
      }
    >
      {data === undefined ? (
        <Pending of={answer} />
      ) : (
        <>
          <Figures figures={data.figures} />
          <Late late={data.late} onOpen={setOpen} />
          <Subjects subjects={data.subjects} />
          <CountyMap map={data.map} />
        </>
      )}
      {open && <EvidenceDrawer of={open} onClose={() => setOpen(undefined)} />}
    </BoardPage>
  );
};

export const Figures = ({ figures }: { figures: Overview["figures"] }) => {
  const scoped = useScoped(["asOf"]);
  return (
    <section className="figures" aria-label="四个数">
      {figures.map(({ key, label, value, base, path }) => (
        <div className="figure" key={key}>
          <div className="figure-label">{label}</div>
          <div className="figure-value">
            <Link to={path.includes("#") ? path : scoped(path)} aria-label={`${label}${value}，查看明细`}>
              {value}
            </Link>
          </div>
          <div className="figure-note">{base}</div>
        </div>
      ))}
    </section>
  );
};

export const CountyMap = ({ map }: { map: Overview["map"] }) => {
  if (map.values.length === 0) return null;
  return (
    <section aria-label="一张图">
      <h2>
        {map.title}：每个县有{map.quantity}（0到5{map.unit}）
      </h2>
      <RegionMap
        title={map.title}
        quantity={map.quantity}
        unit={map.unit}
        level="county"
        values={map.values}
        within={map.within ?? undefined}
      />
    </section>
  );
};

const Late = ({ late, onOpen }: { late: Overview["late"]; onOpen: (evidence: Evidence) => void }) => {
  const { values, set } = useFilters(["reason"]);
  const shown = late.filter(({ reason }) => values.reason === undefined || reason === values.reason);
  const count = (name: LateItem["reason"]): number => late.filter(({ reason }) => reason === name).length;
  return (
    <section aria-label="滞后清单" id="late">
      <h2>滞后清单（{late.length}项）</h2>
      <div className="board-toolbar no-print">
        <Segmented
          aria-label="按情形筛选"
          value={values.reason ?? "all"}
          options={[
            { value: "all", label: "全部" },
            ...(Object.keys(lateReasons) as LateItem["reason"][]).map((name) => ({
              value: name,
              label: `${lateReasons[name]} ${count(name)}`,
            })),
          ]}
          onChange={(value) => set({ reason: value === "all" ? undefined : value })}
        />
      </div>
      {shown.length === 0 ? (
        <EmptyState text="没有滞后的目标。" />
      ) : (
        <ScrollBox label="滞后清单表">
          <Table<LateItem>
            className="board-table"
            size="small"
            rowKey={({ cell }) => cell.target}
            pagination={{ pageSize: 10, hideOnSinglePage: true, showSizeChanger: false }}
            dataSource={shown}
            columns={lateColumns(onOpen)}
          />
        </ScrollBox>
      )}
    </section>
  );
};

const lateColumns = (onOpen: (evidence: Evidence) => void): NonNullable<TableProps<LateItem>["columns"]> => [
  { title: "情形", width: 116, render: (_, { reason }) => <LateMark reason={reason} /> },
  { title: "单位或地区", width: 200, render: (_, { subject, subjectName }) => <SubjectLink id={subject} name={subjectName} /> },
  { title: "指标", width: 180, render: (_, { cell }) => cell.title },
  {
    title: "目标",
    width: 130,
    render: (_, { cell }) => (
      <>
        {cell.asked}
        <div className="board-note">{cell.by}</div>
      </>
    ),
  },
  {
    title: "数值",
    width: 110,
    className: "number",
    render: (_, { cell, subjectName }) => (
      <NumberButton
        text={cell.display}
        label={`${subjectName}${cell.title}`}
        onClick={() => onOpen({ kind: "target", target: cell.target, title: cell.title })}
      />
    ),
  },
  {
    title: "结论与信号",
    width: 130,
    render: (_, { cell }) => (
      <>
        <VerdictMark verdict={cell.verdict} />
        {cell.signal !== null && (
          <div>
            <SignalMark signal={cell.signal} />
          </div>
        )}
      </>
    ),
  },
  { title: "下一步", render: (_, { cell }) => cell.nextStep },
];

const SubjectLink = ({ id, name }: { id: string; name: string }) => {
  const scoped = useScoped(["asOf"]);
  return (
    <Link className="clause-link" style={{ whiteSpace: "normal" }} to={scoped(`/indicators/boards/subjects/${id}`)}>
      {name}
    </Link>
  );
};

const Subjects = ({ subjects }: { subjects: Overview["subjects"] }) => (
  <section aria-label="各机构和地区">
    <h2>各机构和地区的达标率</h2>
    <ScrollBox label="达标率表">
      <Table<Overview["subjects"][number]>
        size="small"
        rowKey="id"
        pagination={{ pageSize: 12, hideOnSinglePage: true, showSizeChanger: false }}
        dataSource={subjects}
        columns={[
          { title: "机构或地区", render: (_, { id, name }) => <SubjectLink id={id} name={name} /> },
          { title: "目标（项）", className: "number", render: (_, { summary }) => summary.targets },
          { title: "达标", className: "number", render: (_, { summary }) => summary.met },
          { title: "未达标", className: "number", render: (_, { summary }) => summary.notMet },
          { title: "待定", className: "number", render: (_, { summary }) => summary.pending },
          { title: "无数据", className: "number", render: (_, { summary }) => summary.noData },
          { title: "达标率（占全部目标）", className: "number", render: (_, { summary }) => `${summary.metRatio}%` },
          { title: "数据完整率", className: "number", render: (_, { summary }) => `${summary.completeness}%` },
        ]}
      />
    </ScrollBox>
  </section>
);
