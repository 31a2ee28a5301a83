import { exchangeOutcomes, type ImportAnswer, type ImportedValue } from "@qiangyi/api";
import { Table } from "antd";
import type { ReactNode } from "react";
import { Light, ScrollBox } from "../../ui/index.ts";
import type { Mapping } from "./exchange-page.tsx";

interface Props {
  readonly answer: ImportAnswer;
  readonly mapping: Mapping;
  readonly actions?: ReactNode;
}

const lights = { new: "good", changed: "warning", unchanged: "neutral", refused: "bad" } as const;
const order = ["refused", "changed", "new", "unchanged"] as const;

/** What a file does, value by value: what is refused comes first, each with its place and what to do. */
export const ImportPreview = ({ answer, mapping, actions }: Props) => {
  const { counts, values, isDryRun } = answer;
  const titles = new Map(mapping.indicators.map(({ code, title, unit }) => [code, unit === "" ? title : `${title}（${unit}）`]));
  const rows = values.toSorted((a, b) => order.indexOf(a.outcome) - order.indexOf(b.outcome));
  return (
    <section className="panel exchange-panel" aria-label={isDryRun ? "试收结果" : "写入结果"}>
      <div className="table-bar">
        <h2>{isDryRun ? "试收结果（没有写入）" : "写入结果"}</h2>
        {actions}
      </div>
      <p role="status">
        共{values.length}个值：新增{counts.imported}，更改{counts.updated}，无变化{counts.unchanged}，拒绝{counts.ignored}
      </p>
      <ScrollBox label="逐值结果表格">
        <Table<ImportedValue>
          size="small"
          rowKey="place"
          pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
          dataSource={rows}
          columns={[
            { title: "位置", width: 150, dataIndex: "place" },
            { title: "期间", width: 84, dataIndex: "period" },
            { title: "指标", width: 190, render: (_, { indicator }) => titles.get(indicator) ?? (indicator || "—") },
            { title: "数值或分子/分母", width: 170, className: "number", render: (_, value) => numbersText(value) },
            {
              title: "结果",
              width: 84,
              render: (_, { outcome }) => <Light state={lights[outcome]} text={exchangeOutcomes[outcome]} />,
            },
            { title: "说明", render: (_, value) => <Said value={value} /> },
          ]}
        />
      </ScrollBox>
    </section>
  );
};

const numbersText = ({ value, numerator, denominator }: ImportedValue): string =>
  numerator === null && denominator === null ? (value ?? "—") : `${numerator ?? "—"} / ${denominator ?? "—"}`;

const Said = ({ value: { problems, remarks } }: { value: ImportedValue }) => {
  if (problems.length === 0 && remarks.length === 0) return <>—</>;
  return (
    <ul className="exchange-said">
      {problems.map(({ message, remedy }) => (
        <li key={message}>
          {message}。{remedy}
        </li>
      ))}
      {remarks.map((remark) => (
        <li key={remark}>报送前须处理：{remark}</li>
      ))}
    </ul>
  );
};
