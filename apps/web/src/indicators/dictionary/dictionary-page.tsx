import { indicatorCycles, indicatorDirections, indicatorKinds, listIndicators, type RouteAnswer } from "@qiangyi/api";
import { Button, Table } from "antd";
import { Link } from "react-router";
import {
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
  useSession,
} from "../../ui/index.ts";
import "../indicators.css";

type Row = RouteAnswer<typeof listIndicators>["items"][number];

export const DictionaryPage = () => {
  const { values, set } = useFilters(["text", "category", "kind"]);
  const scoped = useScoped();
  const { can } = useSession();
  const answer = useAnswer(
    listIndicators,
    { query: { ...values, kind: knownWord(indicatorKinds, values.kind) } },
    { keepPrevious: true },
  );
  const options = (words: Readonly<Record<string, string>>) => Object.entries(words).map(([value, label]) => ({ value, label }));
  const filters = [
    { kind: "text", name: "text", label: "查找指标", placeholder: "名称、代码或公式", width: 240 },
    {
      kind: "choice",
      name: "category",
      label: "类别",
      placeholder: "全部类别",
      width: 140,
      options: (answer.data?.categories ?? []).map((value) => ({ value, label: value })),
    },
    { kind: "choice", name: "kind", label: "算法", placeholder: "全部算法", width: 140, options: options(indicatorKinds) },
  ] as const satisfies readonly Filter[];
  return (
    <Page
      title="指标词典"
      subtitle="每个指标的公式、分子、分母和口径版本；新增指标填表即可"
      actions={
        can("indicators.define") && (
          <Link to={scoped("/indicators/dictionary/new")}>
            <Button type="primary">新增指标</Button>
          </Link>
        )
      }
    >
      <div className="table-bar">
        <div className="table-toolbar no-print">
          <FilterBar filters={filters} values={values} onChange={set} />
        </div>
        <div className="table-extra">{answer.data && `共${answer.data.items.length}个指标`}</div>
      </div>
      {answer.data === undefined ? (
        <Pending of={answer} />
      ) : (
        <ScrollBox label="指标词典表格">
          <Table<Row>
            size="small"
            rowKey="code"
            tableLayout="fixed"
            dataSource={answer.data.items}
            pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
            locale={{ emptyText: <EmptyState text="没有符合条件的指标" /> }}
            columns={[
              {
                title: "指标",
                width: 250,
                render: (_, { code, title }) => (
                  <>
                    <Link to={scoped(`/indicators/dictionary/${code}`)}>{title}</Link>
                    <div className="indicator-code">{code}</div>
                  </>
                ),
              },
              { title: "类别", dataIndex: "category", width: 100 },
              { title: "单位", width: 80, render: (_, { unit }) => unit || "—" },
              { title: "方向", width: 90, render: (_, { direction }) => indicatorDirections[direction] },
              { title: "公式", render: (_, { formula }) => <span className="indicator-formula">{formula}</span> },
              { title: "周期", width: 60, render: (_, { cycle }) => indicatorCycles[cycle] },
              { title: "口径", width: 80, render: (_, { definition }) => `第${definition}版` },
              {
                title: "目标",
                width: 70,
                className: "number",
                render: (_, { code, targets }) =>
                  targets === 0 ? "—" : <Link to={scoped(`/indicators/targets?indicator=${code}`)}>{targets}个</Link>,
              },
            ]}
          />
        </ScrollBox>
      )}
    </Page>
  );
};
