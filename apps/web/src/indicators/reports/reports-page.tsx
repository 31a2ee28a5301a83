import { type ListedReport, listReports, openReport } from "@qiangyi/api";
import { reportCycles } from "@qiangyi/projects";
import { Button, Table } from "antd";
import { Link, useNavigate } from "react-router";
import {
  EmptyState,
  Light,
  Page,
  Pending,
  ProblemSummary,
  ScrollBox,
  useAnswer,
  useSubmit,
  useWorkScope,
} from "../../ui/index.ts";
import { dueText, reportTitle, stateLight } from "./words.ts";
import "./reports.css";

/** 指标填报: every report of the unit or the region that is due, begun or done, by period. */
export const ReportsPage = () => {
  const { year } = useWorkScope();
  const navigate = useNavigate();
  const answer = useAnswer(listReports, { query: { year } }, { keepPrevious: true });
  const open = useSubmit(openReport, { onDone: ({ id }) => void navigate(`/indicators/reports/${id}`) });
  const { data } = answer;
  const name = data?.subjects[0]?.name;
  return (
    <Page
      title="指标填报"
      subtitle={
        name === undefined ? "按期报送指标，审定后进入看板和评价" : `${name} · 到期的每一期都列在这里，审定后进入看板和评价`
      }
      actions={
        <Link to={`/indicators/reports/completeness?year=${year}`}>
          <Button>完整与及时</Button>
        </Link>
      }
    >
      <ProblemSummary problem={open.problem} />
      {!data ? (
        <Pending of={answer} />
      ) : data.items.length === 0 ? (
        <section className="panel">
          <EmptyState text={`${data.year}年没有到期的报表；换一个年度可在上方选择`} />
        </section>
      ) : (
        (["quarter", "month", "year"] as const).map((cycle) => {
          const items = data.items.filter((item) => item.cycle === cycle);
          return items.length === 0 ? null : (
            <section key={cycle} aria-labelledby={`cycle-${cycle}`}>
              <h2 id={`cycle-${cycle}`}>{reportCycles[cycle]}</h2>
              <ScrollBox label={`${reportCycles[cycle]}列表`}>
                <Table<ListedReport>
                  size="small"
                  pagination={false}
                  dataSource={items}
                  rowKey={({ id, period }) => id ?? period}
                  columns={[
                    {
                      title: "报表",
                      key: "title",
                      width: 200,
                      render: (_, item) =>
                        item.id === null ? (
                          reportTitle(item)
                        ) : (
                          <Link to={`/indicators/reports/${item.id}`}>{reportTitle(item)}</Link>
                        ),
                    },
                    {
                      title: "状态",
                      key: "state",
                      width: 124,
                      render: (_, { state, lateDays }) => <Light {...stateLight(state, lateDays)} />,
                    },
                    { title: "在谁处", dataIndex: "holder", width: 190 },
                    { title: "报送期限", key: "due", width: 180, render: (_, item) => dueText(item) },
                    {
                      title: "已填",
                      key: "filled",
                      width: 80,
                      className: "number",
                      render: (_, { filled, asked }) => `${filled}/${asked}项`,
                    },
                    { title: "报送", dataIndex: "submittedOn", width: 100, render: (on: string | null) => on ?? "—" },
                    { title: "审定", dataIndex: "approvedOn", width: 100, render: (on: string | null) => on ?? "—" },
                    {
                      title: "办理",
                      key: "act",
                      render: (_, item) => (
                        <Act
                          item={item}
                          mayFill={data.mayFill}
                          isOpening={open.isSending}
                          onOpen={() => open.submit({ body: item })}
                        />
                      ),
                    },
                  ]}
                />
              </ScrollBox>
            </section>
          );
        })
      )}
    </Page>
  );
};

interface ActProps {
  readonly item: ListedReport;
  readonly mayFill: boolean;
  readonly isOpening: boolean;
  readonly onOpen: () => void;
}

const Act = ({ item, mayFill, isOpening, onOpen }: ActProps) => {
  if (item.id === null) {
    return mayFill ? (
      <Button size="small" type="primary" disabled={isOpening} aria-label={`填报${reportTitle(item)}`} onClick={onOpen}>
        填报
      </Button>
    ) : (
      "—"
    );
  }
  if (item.state === "returned") return <span className="report-returned">{item.returnedBecause}</span>;
  return item.state === "draft" && mayFill ? <Link to={`/indicators/reports/${item.id}`}>继续填报</Link> : "—";
};
