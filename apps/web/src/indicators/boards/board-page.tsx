import { type BoardSheet, boardSheets, exportBoard, type RouteInput } from "@qiangyi/api";
import { Button, DatePicker } from "antd";
import dayjs from "dayjs";
import type { ReactNode } from "react";
import { NavLink } from "react-router";
import { Page, useFilters, useSave, useScoped } from "../../ui/index.ts";
import "./boards.css";

const boards = [
  { path: "/indicators/boards", title: "总览" },
  { path: "/indicators/boards/subjects", title: "机构看板" },
  { path: "/indicators/boards/centres", title: "四家中心对比" },
  { path: "/indicators/boards/province", title: "全省按指标" },
  { path: "/indicators/boards/coverage", title: "覆盖矩阵" },
  { path: "/indicators/boards/goals", title: "目标节点" },
  { path: "/indicators/boards/promises", title: "省规划指标" },
] as const;

interface BoardPageProps {
  readonly title: string;
  /** Whom it is about, in full. */
  readonly of?: string | undefined;
  readonly standing: { readonly asOf: string; readonly today: string; readonly newestReport: string | null } | undefined;
  readonly sheet: BoardSheet;
  readonly query?: RouteInput<typeof exportBoard>["query"];
  /** False of a board that shows rollups as they stand now. */
  readonly hasDay?: boolean;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** The day that a board is drawn for, in the address so that a link shows what its sender saw. */
export const useAsOf = () => {
  const { values, set } = useFilters(["asOf"]);
  return {
    asOf: values.asOf,
    query: values.asOf === undefined ? {} : { asOf: values.asOf },
    setAsOf: (day?: string) => set({ asOf: day }),
  };
};

/** Frame of a board: where one is among the boards, as of which day, and the way onto paper and into a workbook. */
export const BoardPage = ({ title, of, standing, sheet, query, hasDay = true, actions, children }: BoardPageProps) => {
  const { query: day } = useAsOf();
  const saveFile = useSave();
  return (
    <Page
      title={title}
      subtitle={standing ? <Standing {...standing} of={of} hasDay={hasDay} /> : " "}
      actions={
        <>
          {hasDay && <DaySwitch today={standing?.today} />}
          {actions}
          <Button onClick={() => saveFile(exportBoard, { params: { sheet }, query: { ...day, ...query } })}>
            导出{boardSheets[sheet]}
          </Button>
          <Button onClick={() => window.print()}>打印</Button>
        </>
      }
    >
      <BoardLinks />
      {children}
    </Page>
  );
};

interface StandingProps extends NonNullable<BoardPageProps["standing"]> {
  readonly of: string | undefined;
  readonly hasDay: boolean;
}

const Standing = ({ asOf, today, newestReport, of, hasDay }: StandingProps) => (
  <>
    {of !== undefined && `${of}；`}
    {hasDay ? `数据截至${asOf}${asOf === today ? "（今天）" : ""}` : `按${today}已审定的数据`}
    {newestReport !== null && `，最近一次报送${newestReport}`}
    {hasDay && asOf !== today && "；此后的更正和补报不在内"}
  </>
);

const DaySwitch = ({ today }: { today: string | undefined }) => {
  const { asOf, setAsOf } = useAsOf();
  return (
    <DatePicker
      aria-label="数据截止日"
      placeholder="截止日：今天"
      value={asOf === undefined ? null : dayjs(asOf)}
      onChange={(day) => setAsOf(day?.format("YYYY-MM-DD"))}
      disabledDate={(day) => today !== undefined && day.format("YYYY-MM-DD") > today}
      style={{ width: 150 }}
    />
  );
};

const BoardLinks = () => {
  const scoped = useScoped(["asOf"]);
  return (
    <nav className="board-links no-print" aria-label="各看板">
      {boards.map(({ path, title }) => (
        <NavLink key={path} to={scoped(path)} end={path === "/indicators/boards"}>
          {title}
        </NavLink>
      ))}
    </nav>
  );
};
