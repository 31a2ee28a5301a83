import { comparePlan, type RouteAnswer } from "@qiangyi/api";
import { Segmented, Table } from "antd";
import { useState } from "react";
import { Amount, Pending, UnitNote, useAnswer } from "../ui/index.ts";

type Row = RouteAnswer<typeof comparePlan>["rows"][number];

/** This year's proposal beside last year's entitlement under the same readings, and beside what documents have allocated. */
export const ComparisonTab = ({ planId, year }: { planId: string; year: number }) => {
  const [by, setBy] = useState<"line" | "city" | "county">("line");
  const answer = useAnswer(comparePlan, { params: { planId }, query: { by } }, { keepPrevious: true });
  if (!answer.data) return <Pending of={answer} />;
  const { rows } = answer.data;
  const total = (column: keyof Row) => String(rows.reduce((sum, row) => sum + BigInt(row[column]), 0n));
  const columns = [
    ["proposedFen", `${year}年建议`],
    ["lastYearFen", `${year - 1}年应补`],
    ["changeFen", "同比增减"],
    ["allocatedFen", `${year}年已分配`],
    ["allocatedLastYearFen", `${year - 1}年已分配`],
    ["allocatedEverFen", "历年累计已分配"],
  ] as const;
  return (
    <section className="keyset-table" aria-label="同比与已分配">
      <div className="table-bar">
        <div className="table-toolbar no-print">
          <Segmented
            size="small"
            aria-label="比较方式"
            value={by}
            onChange={setBy}
            options={[
              { value: "line", label: "按支持项目" },
              { value: "city", label: "按市" },
              { value: "county", label: "按县" },
            ]}
          />
        </div>
        <div className="table-extra">
          <UnitNote />
        </div>
      </div>
      <Table<Row>
        size="small"
        pagination={false}
        rowKey="key"
        dataSource={rows}
        scroll={{ x: "max-content" }}
        columns={[
          { title: by === "line" ? "支持项目" : "地区", dataIndex: "name" },
          ...columns.map(([column, title]) => ({
            title,
            key: column,
            className: "number",
            sorter: (a: Row, b: Row) => (BigInt(a[column]) < BigInt(b[column]) ? -1 : 1),
            render: (_: unknown, row: Row) => <Amount fen={row[column]} />,
          })),
        ]}
        summary={() => (
          <Table.Summary>
            <Table.Summary.Row className="total-row">
              <Table.Summary.Cell index={0}>合计</Table.Summary.Cell>
              {columns.map(([column], index) => (
                <Table.Summary.Cell key={column} index={index + 1} className="number">
                  <Amount fen={total(column)} strong />
                </Table.Summary.Cell>
              ))}
            </Table.Summary.Row>
          </Table.Summary>
        )}
      />
      <p className="figure-note">
        {year - 1}年应补按同一份台账和口径计算，不扣已分配，故与当年实际方案可能不同；历史数据不全时不宜直接比较。
      </p>
    </section>
  );
};
