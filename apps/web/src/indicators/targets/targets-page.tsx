import { listTargets, type RouteAnswer, verdictWords } from "@qiangyi/api";
import { Button, DatePicker, Table } from "antd";
import dayjs from "dayjs";
import { Link } from "react-router";
import {
  ClauseLink,
  EmptyState,
  type Filter,
  FilterBar,
  knownWord,
  Page,
  Pending,
  ScrollBox,
  useAnswer,
  useFilters,
  useScoped,
} from "../../ui/index.ts";
import { FlagMarks, SignalMark, VerdictMark } from "../boards/marks.tsx";
import "../indicators.css";

type Row = RouteAnswer<typeof listTargets>["items"][number];

const names = ["text", "document", "subject", "indicator", "verdict", "asOf"] as const;

export const TargetsPage = () => {
  const { values, set } = useFilters(names);
  const scoped = useScoped(["asOf"]);
  const answer = useAnswer(
    listTargets,
    { query: { ...values, verdict: knownWord(verdictWords, values.verdict) } },
    { keepPrevious: true },
  );
  const { data } = answer;
  const filters = [
    { kind: "text", name: "text", label: "查找目标", placeholder: "单位、指标、限值", width: 180 },
    {
      kind: "choice",
      name: "document",
      label: "文件",
      placeholder: "全部文件",
      width: 190,
      options: (data?.documents ?? []).map(({ id, title }) => ({ value: id, label: title })),
    },
    {
      kind: "choice",
      name: "subject",
      label: "单位或地区",
      placeholder: "全部单位和地区",
      width: 230,
      isLong: true,
      options: (data?.subjects ?? []).map(({ id, name }) => ({ value: id, label: name })),
    },
    {
      kind: "choice",
      name: "indicator",
      label: "指标",
      placeholder: "全部指标",
      width: 200,
      isLong: true,
      options: (data?.indicators ?? []).map(({ code, title }) => ({ value: code, label: title })),
    },
    {
      kind: "choice",
      name: "verdict",
      label: "结论",
      placeholder: "全部结论",
      width: 110,
      options: Object.entries(verdictWords).map(([value, label]) => ({ value, label })),
    },
  ] as const satisfies readonly Filter[];
  return (
    <Page
      title="目标"
      subtitle={data ? `三个文件的量化目标；结果按${data.asOf}以前审定的数据，看得到所辖单位和地区的` : " "}
      actions={
        <>
          <DatePicker
            aria-label="数据截止日"
            placeholder="截止日：今天"
            value={values.asOf === undefined ? null : dayjs(values.asOf)}
            onChange={(day) => set({ asOf: day?.format("YYYY-MM-DD") })}
            style={{ width: 150 }}
          />
          <Link to={scoped("/indicators/targets/events")}>
            <Button>逐项登记的事项</Button>
          </Link>
        </>
      }
    >
      <div className="table-bar">
        <div className="table-toolbar no-print">
          <FilterBar filters={filters} values={values} onChange={set} />
        </div>
        <div className="table-extra">{data && `共${data.items.length}个目标`}</div>
      </div>
      {data === undefined ? (
        <Pending of={answer} />
      ) : (
        <ScrollBox label="目标表格">
          <Table<Row>
            size="small"
            rowKey="target"
            tableLayout="fixed"
            dataSource={data.items}
            loading={answer.isPlaceholderData}
            pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
            locale={{ emptyText: <EmptyState text="没有符合条件的目标" /> }}
            columns={columns(scoped)}
          />
        </ScrollBox>
      )}
    </Page>
  );
};

const columns = (scoped: (path: string) => string) => [
  { title: "单位或地区", width: 190, dataIndex: "subjectName" },
  {
    title: "指标",
    render: (_: unknown, { target, indicatorTitle }: Row) => (
      <Link to={scoped(`/indicators/targets/${encodeURIComponent(target)}`)}>{indicatorTitle}</Link>
    ),
  },
  {
    title: "目标",
    width: 140,
    render: (_: unknown, { wording, version }: Row) => (version > 1 ? `${wording}（第${version}版）` : wording),
  },
  { title: "期限", width: 100, render: (_: unknown, { by, isInferred }: Row) => (isInferred ? `${by}（推定）` : by) },
  {
    title: "结论",
    width: 88,
    render: (_: unknown, { evaluation }: Row) =>
      evaluation === null ? <span className="target-note">不在所辖</span> : <VerdictMark verdict={evaluation.verdict} />,
  },
  {
    title: "数值",
    width: 110,
    className: "number",
    render: (_: unknown, { evaluation }: Row) => evaluation?.display ?? "—",
  },
  {
    title: "完成率",
    width: 74,
    className: "number",
    render: (_: unknown, { evaluation }: Row) => (evaluation?.completion ? `${evaluation.completion}%` : "—"),
  },
  {
    title: "信号（预测）",
    width: 112,
    render: (_: unknown, { evaluation }: Row) => (
      <>
        <SignalMark signal={evaluation?.signal ?? null} />
        {evaluation && <FlagMarks flags={evaluation.flags} lateDays={evaluation.lateDays} />}
      </>
    ),
  },
  { title: "条款", width: 205, render: (_: unknown, { clause }: Row) => <ClauseLink id={clause} /> },
];
