import type { SubjectRow } from "@qiangyi/api";
import { Button, Table, type TableProps } from "antd";
import { ClauseLink, ScrollBox } from "../../ui/index.ts";
import type { Evidence } from "./evidence-drawer.tsx";
import { FlagMarks, SignalMark, VerdictMark } from "./marks.tsx";
import { Sparkline } from "./sparkline.tsx";

/** A number that opens where it comes from. */
export const NumberButton = ({ text, label, onClick }: { text: string; label: string; onClick: () => void }) => (
  <Button type="link" size="small" className="board-number" aria-label={`${label}${text}，查看来历`} onClick={onClick}>
    {text}
  </Button>
);

interface TableOfRows {
  readonly rows: readonly SubjectRow[];
  readonly label: string;
  readonly onOpen: (evidence: Evidence) => void;
}

/** Every target of one subject, one row each. */
export const TargetTable = ({ rows, label, onOpen }: TableOfRows) => (
  <ScrollBox label={label}>
    <Table<SubjectRow>
      size="small"
      rowKey="target"
      pagination={false}
      dataSource={[...rows]}
      columns={columns(onOpen)}
      className="board-table"
    />
  </ScrollBox>
);

const columns = (onOpen: (evidence: Evidence) => void): NonNullable<TableProps<SubjectRow>["columns"]> => [
  {
    title: "指标",
    width: 150,
    render: (_, { title, clause }) => (
      <>
        <strong>{title}</strong>
        {clause !== null && (
          <div className="board-note">
            <ClauseLink id={clause}>条款</ClauseLink>
          </div>
        )}
      </>
    ),
  },
  {
    title: "目标",
    width: 112,
    render: (_, { asked, by }) => (
      <>
        {asked}
        <div className="board-note">{by}</div>
      </>
    ),
  },
  {
    title: "数值",
    width: 104,
    className: "number",
    render: (_, row) => (
      <>
        <NumberButton
          text={row.display}
          label={row.title}
          onClick={() => onOpen({ kind: "target", target: row.target, title: row.title, row })}
        />
        <div className="board-note">{row.basis}</div>
      </>
    ),
  },
  {
    title: "结论",
    width: 104,
    render: (_, { verdict, flags, lateDays, note }) => (
      <>
        <VerdictMark verdict={verdict} />
        <div>
          <FlagMarks flags={flags} lateDays={lateDays} />
        </div>
        {note !== null && <div className="board-note">{note}</div>}
      </>
    ),
  },
  {
    title: "完成率（占目标值）",
    width: 86,
    className: "number",
    render: (_, { completion, rangePosition }) => (
      <>
        {completion === null ? "—" : `${completion}%`}
        {rangePosition !== null && <div className="board-note">区间内{rangePosition}%处</div>}
      </>
    ),
  },
  { title: "差距", width: 100, render: (_, { gap }) => gap ?? "—" },
  {
    title: "信号（预测）",
    width: 112,
    render: (_, { signal, required, projected }) => (
      <>
        <SignalMark signal={signal} />
        {required !== null && <div className="board-note">应达{required}</div>}
        {projected !== null && <div className="board-note">预计{projected}</div>}
      </>
    ),
  },
  { title: "走势", width: 106, render: (_, { trend, title }) => (trend ? <Sparkline trend={trend} title={title} /> : "—") },
  {
    title: "同比、环比",
    width: 118,
    render: (_, { yearOnYear, lastPeriod }) => (
      <>
        同比{yearOnYear.text}
        {yearOnYear.note !== null && <div className="board-note">{yearOnYear.note}</div>}
        {lastPeriod.text !== "—" && (
          <>
            <div>环比{lastPeriod.text}</div>
            <div className="board-note">{lastPeriod.note}</div>
          </>
        )}
      </>
    ),
  },
  { title: "下一步", render: (_, { nextStep }) => nextStep },
];
