import { type BoardCell, type RouteAnswer, showCentresBoard } from "@qiangyi/api";
import { Table, type TableProps } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { Pending, ScrollBox, useAnswer, useScoped } from "../../ui/index.ts";
import { BoardPage, useAsOf } from "./board-page.tsx";
import { NumberButton } from "./cell-table.tsx";
import { type Evidence, EvidenceDrawer } from "./evidence-drawer.tsx";
import { FlagMarks, SignalMark, VerdictMark } from "./marks.tsx";

type Centres = RouteAnswer<typeof showCentresBoard>;
type Row = Centres["rows"][number];
type Hospital = Centres["hospitals"][number];

/** The four centres side by side: indicator by hospital, each cell with verdict, value and what was asked. */
export const CentresPage = () => {
  const { query } = useAsOf();
  const answer = useAnswer(showCentresBoard, { query }, { keepPrevious: true });
  const [open, setOpen] = useState<Evidence>();
  return (
    <BoardPage title="国家区域医疗中心指标对比" standing={answer.data} sheet="centres">
      {answer.data === undefined ? (
        <Pending of={answer} />
      ) : (
        <>
          <p className="board-note">
            各家的目标值、目标年和指标不尽相同，“—”为文件没有给这家医院设这项目标；达标率的分母是各家全部目标。
          </p>
          <CentresTable board={answer.data} onOpen={setOpen} />
        </>
      )}
      {open && <EvidenceDrawer of={open} onClose={() => setOpen(undefined)} />}
    </BoardPage>
  );
};

const CentresTable = ({ board, onOpen }: { board: Centres; onOpen: (evidence: Evidence) => void }) => (
  <ScrollBox label="四家中心对比表">
    <Table<Row>
      className="board-table centre-table"
      size="small"
      rowKey="title"
      pagination={false}
      dataSource={board.rows}
      columns={columns(board, onOpen)}
    />
  </ScrollBox>
);

const columns = (board: Centres, onOpen: (evidence: Evidence) => void): NonNullable<TableProps<Row>["columns"]> => [
  { title: "指标", dataIndex: "title", width: 190, render: (title: string) => <strong>{title}</strong> },
  ...board.hospitals.map((hospital, at) => ({
    key: hospital.id,
    width: 225,
    title: <HospitalHead hospital={hospital} />,
    render: (_: unknown, { cells }: Row) => <Cell cell={cells[at] ?? null} hospital={hospital} onOpen={onOpen} />,
  })),
];

const HospitalHead = ({ hospital: { id, shortName, targetYear, summary, isVisible } }: { hospital: Hospital }) => {
  const scoped = useScoped(["asOf"]);
  return (
    <>
      {isVisible ? (
        <Link className="clause-link" to={scoped(`/indicators/boards/subjects/${id}`)}>
          {shortName}
        </Link>
      ) : (
        shortName
      )}
      <div className="board-note">目标年{targetYear}年</div>
      <div className="board-note">
        {summary === null ? "结果不在您的查看范围" : `达标${summary.met}/${summary.targets}项，${summary.metRatio}%`}
      </div>
    </>
  );
};

interface CellProps {
  readonly cell: BoardCell | null;
  readonly hospital: Hospital;
  readonly onOpen: (evidence: Evidence) => void;
}

const Cell = ({ cell, hospital, onOpen }: CellProps) => {
  if (cell === null) return <span className="board-none">—</span>;
  if (!hospital.isVisible) return <span className="board-note">目标：{cell.asked}</span>;
  const { title, display, asked, verdict, signal, flags, lateDays, target, note } = cell;
  return (
    <div className="centre-cell">
      <span>
        <NumberButton
          text={display}
          label={`${hospital.shortName}${title}`}
          onClick={() => onOpen({ kind: "target", target, title: `${hospital.shortName}：${title}` })}
        />{" "}
        <span className="board-note">目标{asked}</span>
      </span>
      <span>
        <VerdictMark verdict={verdict} /> {signal !== null && <SignalMark signal={signal} />}
      </span>
      <FlagMarks flags={flags} lateDays={lateDays} />
      {note !== null && <span className="board-note">{note}</span>}
    </div>
  );
};
