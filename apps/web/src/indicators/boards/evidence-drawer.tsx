import {
  indicatorDirections,
  type ObservationView,
  type RouteAnswer,
  readIndicator,
  readTarget,
  type SubjectRow,
  showObservations,
} from "@qiangyi/api";
import { Descriptions, Drawer, Table, type TableProps } from "antd";
import { Link } from "react-router";
import { ClauseLink, clauseName, groupedDigits, Pending, ScrollBox, useAnswer } from "../../ui/index.ts";
import { useAsOf } from "./board-page.tsx";
import { FlagMarks, SignalMark, VerdictMark } from "./marks.tsx";
import { TrendChart } from "./trend-chart.tsx";

/** What stands behind a number: of a target, or of an indicator that nobody set a target for. */
export type Evidence =
  | { readonly kind: "target"; readonly target: string; readonly title: string; readonly row?: SubjectRow }
  | { readonly kind: "indicator"; readonly indicator: string; readonly subject: string; readonly title: string };

export const EvidenceDrawer = ({ of, onClose }: { of: Evidence; onClose: () => void }) => (
  <Drawer open size={820} title={`${of.title}：这个数怎么来的`} onClose={onClose} rootClassName="evidence">
    {of.kind === "target" ? <OfTarget target={of.target} row={of.row} /> : <OfIndicator {...of} />}
  </Drawer>
);

type Told = RouteAnswer<typeof readTarget>;

const OfTarget = ({ target, row }: { target: string; row: SubjectRow | undefined }) => {
  const { query } = useAsOf();
  const answer = useAnswer(readTarget, { params: { target }, query });
  if (answer.data === undefined) return <Pending of={answer} />;
  const { data } = answer;
  return (
    <>
      <Headline told={data} row={row} />
      <Explanation told={data} />
      {row?.trend && (
        <section aria-label="走势">
          <h3>走势{data.target.unit === "" ? "" : `（单位：${data.target.unit}）`}</h3>
          <TrendChart trend={row.trend} title={data.target.indicatorTitle} unit={data.target.unit} />
        </section>
      )}
      {data.results && <Observations items={data.results.observations} used={usedOf(data)} />}
      {data.results && <Events told={data} />}
      <Definition
        formula={data.formula}
        numerator={data.numerator}
        denominator={data.denominator}
        version={data.definition}
        indicator={data.target.indicator}
      />
    </>
  );
};

const lastOf = ({ results }: Told) => results?.evaluations.at(-1);
const usedOf = (told: Told): readonly string[] => told.results?.evaluations.flatMap(({ used }) => used) ?? [];

const Headline = ({ told, row }: { told: Told; row: SubjectRow | undefined }) => {
  const { target } = told;
  const evaluation = lastOf(told);
  return (
    <Descriptions
      size="small"
      column={2}
      bordered
      items={[
        { key: "subject", label: "单位或地区", children: target.subjectName, span: 2 },
        { key: "asked", label: "目标", children: `${target.wording}（${target.by}）` },
        {
          key: "clause",
          label: "条款",
          children: <ClauseLink id={target.clause}>{`${clauseName(target.clause).split(" ")[0]}，目标条款`}</ClauseLink>,
        },
        ...(evaluation
          ? [
              { key: "value", label: "数值", children: <strong>{evaluation.display}</strong> },
              { key: "verdict", label: "结论", children: <VerdictMark verdict={evaluation.verdict} /> },
              {
                key: "completion",
                label: "完成率（占目标值）",
                children:
                  evaluation.completion === null
                    ? "—"
                    : `${evaluation.completion}%${rawText(evaluation.rawRatio, evaluation.completion)}`,
              },
              { key: "signal", label: "信号（预测）", children: <SignalMark signal={evaluation.signal} /> },
              {
                key: "flags",
                label: "标记",
                span: 2,
                children:
                  evaluation.flags.length === 0 ? "—" : <FlagMarks flags={evaluation.flags} lateDays={evaluation.lateDays} />,
              },
            ]
          : [{ key: "hidden", label: "结果", children: "不在您的查看范围内", span: 2 }]),
        ...(row?.note ? [{ key: "note", label: "说明", children: row.note, span: 2 }] : []),
        ...(row ? [{ key: "next", label: "下一步", children: row.nextStep, span: 2 }] : []),
      ]}
    />
  );
};

/** The ratio before it was kept below 100 is shown to those who look closely. */
const rawText = (raw: string | null, shown: string): string =>
  raw === null || Number(raw) === Number(shown) ? "" : `，未限幅${raw}%`;

const Explanation = ({ told }: { told: Told }) => {
  const steps = lastOf(told)?.explanation ?? [];
  if (steps.length === 0) return null;
  return (
    <section aria-label="计算说明">
      <h3>计算说明</h3>
      <ol className="evidence-steps">
        {steps.map(({ text, clause }) => (
          <li key={text}>
            {text} {clause !== null && <ClauseLink id={clause}>条款</ClauseLink>}
          </li>
        ))}
      </ol>
    </section>
  );
};

const Observations = ({ items, used }: { items: readonly ObservationView[]; used: readonly string[] }) => (
  <section aria-label="逐期数据">
    <h3>逐期数据（审定值）</h3>
    {items.length === 0 ? (
      <p>没有按期报送的数据。</p>
    ) : (
      <ScrollBox label="逐期数据表">
        <Table<ObservationView>
          size="small"
          rowKey={({ period, version }) => `${period}#${version}`}
          pagination={{ pageSize: 12, hideOnSinglePage: true, showSizeChanger: false }}
          dataSource={items.toReversed()}
          columns={columns(used)}
        />
      </ScrollBox>
    )}
  </section>
);

const nameOf = ({ period, version }: ObservationView): string => (version > 1 ? `${period}#${version}` : period);

const columns = (used: readonly string[]): NonNullable<TableProps<ObservationView>["columns"]> => [
  {
    title: "期间",
    render: (_, each) => (
      <>
        {each.period}
        {each.version > 1 && `（第${each.version}版）`}
        {!each.isCurrent && "（已被更正）"}
      </>
    ),
  },
  { title: "用于本数", width: 80, render: (_, each) => (each.isCurrent && used.includes(nameOf(each)) ? "是" : "") },
  { title: "分子", className: "number", render: (_, { numerator }) => groupedDigits(numerator) },
  { title: "分母", className: "number", render: (_, { denominator }) => groupedDigits(denominator) },
  { title: "数值", className: "number", render: (_, { value, label }) => label ?? groupedDigits(value) },
  { title: "口径", width: 70, render: (_, { definition }) => `第${definition}版` },
  {
    title: "报送",
    render: (_, { reportedOn, dueOn }) => `${reportedOn}${dueOn !== null && reportedOn > dueOn ? "（迟报）" : ""}`,
  },
  { title: "审定", render: (_, { approvedOn, by }) => `${approvedOn} ${by}` },
  {
    title: "来源",
    render: (_, { report, reason, source }) =>
      report === null ? (
        source === "loaded" ? (
          "资料导入"
        ) : (
          (reason ?? "")
        )
      ) : (
        <>
          <Link to={`/indicators/reports/${report}`}>{source === "correction" ? "更正报表" : "报表"}</Link>
          {reason !== null && ` ${reason}`}
        </>
      ),
  },
];

const Events = ({ told: { results } }: { told: Told }) => {
  if (!results || results.events.length === 0) return null;
  return (
    <section aria-label="逐项事项">
      <h3>逐项事项（确认后计数）</h3>
      <Table
        size="small"
        rowKey="id"
        pagination={{ pageSize: 12, hideOnSinglePage: true, showSizeChanger: false }}
        dataSource={results.events}
        columns={[
          { title: "名称", dataIndex: "name" },
          { title: "日期", dataIndex: "happenedOn", width: 110 },
          { title: "依据", dataIndex: "document" },
          {
            title: "状态",
            width: 150,
            render: (_, { confirmedOn, withdrawnOn }) =>
              withdrawnOn !== null ? `自${withdrawnOn}失效` : confirmedOn === null ? "待确认，不计数" : `${confirmedOn}确认`,
          },
        ]}
      />
    </section>
  );
};

interface DefinitionProps {
  readonly formula: string;
  readonly numerator: string | null;
  readonly denominator: string | null;
  readonly version: number;
  readonly indicator: string;
}

const Definition = ({ formula, numerator, denominator, version, indicator }: DefinitionProps) => (
  <section aria-label="公式与口径">
    <h3>公式与口径</h3>
    <Descriptions
      size="small"
      column={1}
      bordered
      items={[
        { key: "formula", label: "公式", children: formula },
        ...(numerator === null ? [] : [{ key: "numerator", label: "分子", children: numerator }]),
        ...(denominator === null ? [] : [{ key: "denominator", label: "分母", children: denominator }]),
        {
          key: "version",
          label: "口径版本",
          children: (
            <>
              第{version}版 <Link to={`/indicators/dictionary/${indicator}`}>查看词典</Link>
            </>
          ),
        },
      ]}
    />
  </section>
);

const OfIndicator = ({ indicator, subject }: { indicator: string; subject: string }) => {
  const defined = useAnswer(readIndicator, { params: { code: indicator } });
  const observed = useAnswer(showObservations, { params: { code: indicator }, query: { subject } });
  if (defined.data === undefined) return <Pending of={defined} />;
  if (observed.data === undefined) return <Pending of={observed} />;
  const { formula, numerator, denominator, definition, unit, direction } = defined.data.indicator;
  return (
    <>
      <p>
        {observed.data.subject.name}，单位：{unit || "无"}，{indicatorDirections[direction]}
      </p>
      <Observations items={observed.data.items} used={[]} />
      <Definition {...{ formula, numerator, denominator, version: definition, indicator }} />
    </>
  );
};
