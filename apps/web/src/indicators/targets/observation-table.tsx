import type { ObservationView } from "@qiangyi/api";
import { Table } from "antd";
import { Link } from "react-router";
import { groupedDigits, ScrollBox } from "../../ui/index.ts";

const sources = { report: "报表", correction: "更正报表", loaded: "资料导入" } as const;
const nameOf = ({ period, version }: ObservationView): string => (version > 1 ? `${period}#${version}` : period);

/** Every approved value, the corrected ones too, and which of them the result rests on. */
export const ObservationTable = ({ items, used }: { items: readonly ObservationView[]; used: readonly string[] }) => (
  <ScrollBox label="数据表格">
    <Table<ObservationView>
      size="small"
      rowKey={nameOf}
      pagination={{ pageSize: 24, hideOnSinglePage: true, showSizeChanger: false }}
      dataSource={items.toReversed()}
      columns={[
        { title: "期间", width: 100, dataIndex: "period" },
        { title: "版本", width: 110, render: (_, { version, isCurrent }) => `第${version}版${isCurrent ? "" : "（已更正）"}` },
        { title: "分子", className: "number", render: (_, { numerator }) => groupedDigits(numerator) },
        { title: "分母", className: "number", render: (_, { denominator }) => groupedDigits(denominator) },
        { title: "数值", className: "number", render: (_, { value, label }) => label ?? groupedDigits(value) },
        { title: "口径", width: 80, render: (_, { definition }) => `第${definition}版` },
        { title: "用于结果", width: 90, render: (_, each) => (each.isCurrent && used.includes(nameOf(each)) ? "是" : "—") },
        {
          title: "报送",
          width: 150,
          render: (_, { reportedOn, dueOn }) => `${reportedOn}${dueOn !== null && reportedOn > dueOn ? "（迟报）" : ""}`,
        },
        { title: "审定", width: 110, dataIndex: "approvedOn" },
        {
          title: "来源",
          render: (_, { report, source, reason, by }) => (
            <>
              {report === null ? (
                `${sources[source]}，${by}`
              ) : (
                <Link to={`/indicators/reports/${report}`}>{sources[source]}</Link>
              )}
              {reason !== null && `：${reason}`}
            </>
          ),
        },
      ]}
    />
  </ScrollBox>
);
