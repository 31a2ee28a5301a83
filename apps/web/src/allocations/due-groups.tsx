import type { RouteAnswer, summariseDues } from "@qiangyi/api";
import { Button, Table } from "antd";
import { Amount, ClauseLink, EmptyState, ScrollBox, UnitNote } from "../ui/index.ts";

type Summary = RouteAnswer<typeof summariseDues>;
type Row = Summary["lines"][number];

interface GroupsProps {
  readonly summary: Summary;
  readonly year: number;
  readonly onLines: (line: string) => void;
}

/** One row per funding line: what is due this year beside last year and beside what has been allocated. */
export const DueGroups = ({ summary, year, onLines }: GroupsProps) => (
  <section className="keyset-table" aria-label="按支持项目">
    <div className="table-bar">
      <div className="table-toolbar" />
      <div className="table-extra">
        <UnitNote />
      </div>
    </div>
    <ScrollBox label="按支持项目表格">
      <Table<Row>
        size="small"
        pagination={false}
        rowKey="line"
        dataSource={summary.lines}
        locale={{ emptyText: <EmptyState text="发布的方案中没有与本级有关的结果" /> }}
        columns={[
          { title: "支持项目", dataIndex: "name" },
          {
            title: "结果",
            className: "number",
            render: (_, { line, name, counts }) =>
              counts.results > 0 && (
                <Button
                  type="link"
                  size="small"
                  className="group-lines"
                  aria-label={`${counts.results}条，查看${name}的明细`}
                  onClick={() => onLines(line)}
                >
                  {counts.results.toLocaleString("zh-CN")}条
                </Button>
              ),
          },
          { title: "待决定", className: "number", render: (_, { counts }) => counts.decisions || "" },
          ...amounts(year).map(({ title, of, strong }) => ({
            title,
            className: "number",
            render: (_: unknown, row: Row) => <Amount fen={of(row)} strong={strong ?? false} />,
          })),
          { title: "标准依据", render: (_, { clause }) => clause !== "" && <ClauseLink id={clause} /> },
        ]}
        {...(summary.lines.length > 0 && {
          summary: () => (
            <Table.Summary.Row className="total-row">
              <Table.Summary.Cell index={0}>合计</Table.Summary.Cell>
              <Table.Summary.Cell index={1} className="number">
                {summary.counts.results.toLocaleString("zh-CN")}条
              </Table.Summary.Cell>
              <Table.Summary.Cell index={2} className="number">
                {summary.counts.decisions || ""}
              </Table.Summary.Cell>
              {amounts(year).map(({ title, of }, index) => (
                <Table.Summary.Cell key={title} index={index + 3} className="number">
                  <Amount fen={of(summary)} strong />
                </Table.Summary.Cell>
              ))}
              <Table.Summary.Cell index={3 + amounts(year).length} />
            </Table.Summary.Row>
          ),
        })}
      />
    </ScrollBox>
    <p className="figure-note">
      {year - 1}
      年应补按同一份台账和口径计算，不扣已分配。已分配截至方案生成时，按对象登记：几家机构共享的只计在所在地，不分到各机构。
    </p>
  </section>
);

type Summed = Pick<Row, "sums" | "comparison">;

const amounts = (year: number): readonly { title: string; of: (row: Summed) => string; strong?: boolean }[] => [
  { title: `${year}年应补`, of: ({ sums }) => sums.proposedFen, strong: true },
  { title: "挂起", of: ({ sums }) => sums.heldFen },
  { title: `${year - 1}年应补`, of: ({ comparison }) => comparison.lastYearFen },
  { title: "同比增减", of: ({ comparison }) => comparison.changeFen },
  { title: `${year}年已分配`, of: ({ comparison }) => comparison.allocatedFen },
  { title: "历年累计已分配", of: ({ comparison }) => comparison.allocatedEverFen },
];
