import { type ImportRun, listImportRows, type RegisterDescription, type RouteAnswer, type Verdict } from "@qiangyi/api";
import { Segmented } from "antd";
import { useState } from "react";
import { EmptyState } from "../empty-state.tsx";
import { kernelField, shownValue } from "../field-value.ts";
import { KeysetTable } from "../keyset-table.tsx";
import { Light } from "../light.tsx";

type Row = RouteAnswer<typeof listImportRows>["items"][number];

const verdictNames: Record<Verdict, string> = { wrong: "有错", new: "新增", changed: "修改", unchanged: "未变" };
const verdictLights = { wrong: "bad", new: "good", changed: "warning", unchanged: "neutral" } as const;
const order: readonly Verdict[] = ["wrong", "new", "changed", "unchanged"];

interface ImportPreviewProps {
  readonly run: string;
  readonly counts: ImportRun["counts"];
  readonly fields: RegisterDescription["fields"];
}

/** What the file would do, row by row; a wrong cell is marked where it stands and says why. */
export const ImportPreview = ({ run, counts, fields }: ImportPreviewProps) => {
  const first = order.find((verdict) => counts[verdict] > 0);
  const [verdict, setVerdict] = useState<Verdict | undefined>(first);
  if (first === undefined || verdict === undefined) return <EmptyState text="工作簿中没有数据行" />;
  return (
    <section className="panel">
      <h2>预览</h2>
      <Segmented<Verdict>
        aria-label="预览内容"
        value={verdict}
        onChange={setVerdict}
        options={order.map((value) => ({ value, label: `${verdictNames[value]} ${counts[value]}` }))}
        style={{ marginBottom: 8 }}
      />
      <KeysetTable<Row>
        caption={`${verdictNames[verdict]}的行`}
        route={listImportRows}
        input={{ params: { run }, query: { verdict } }}
        rowKey={({ rowNumber }) => String(rowNumber)}
        emptyText={`没有${verdictNames[verdict]}的行`}
        columns={[
          { title: "行号", dataIndex: "rowNumber", width: 64, align: "right" },
          {
            title: "结果",
            dataIndex: "verdict",
            width: 84,
            render: (value: Verdict) => <Light state={verdictLights[value]} text={verdictNames[value]} />,
          },
          { title: verdict === "wrong" ? "错误原因" : "说明", key: "notes", width: 320, render: (_, row) => <Notes row={row} /> },
          ...fields.map((field) => ({
            title: field.label,
            key: field.name,
            render: (_: unknown, { values, names, errors, differences }: Row) => {
              const error = errors.find((candidate) => candidate.field === field.name);
              const change = differences.find((candidate) => candidate.field === field.name);
              const text = shownValue(kernelField(field), values[field.name], names);
              if (error) return <mark title={error.reason}>{text}</mark>;
              return change ? <strong>{change.after}</strong> : text;
            },
          })),
        ]}
      />
    </section>
  );
};

const Notes = ({ row: { errors, differences, warnings } }: { row: Row }) => {
  const lines = [
    ...errors.map(({ column, reason }) => `${column === undefined ? "" : `「${column}」`}${reason}`),
    ...differences.map(({ label, before, after }) => `${label}：${before} → ${after}`),
    ...warnings.map((warning) => `提示核实：${warning}`),
  ];
  if (lines.length === 0) return "—";
  return (
    <ul style={{ margin: 0, paddingInlineStart: 18, minWidth: 260 }}>
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
};
