import type { PaperContent } from "@qiangyi/api";
import { Table } from "antd";
import { ClauseLink, ScrollBox } from "../ui/index.ts";

type Answer = PaperContent["sections"][number]["answers"][number];

/** A declaration as its experts read it. */
export const PaperView = ({ content: { sections } }: { content: PaperContent }) =>
  sections.map(({ title, clause, answers }) => (
    <div key={title}>
      <h2>
        {title}
        {clause !== null && (
          <small className="after-link">
            <ClauseLink id={clause} />
          </small>
        )}
      </h2>
      {answers.map((answer) => (
        <div key={answer.label}>
          <h3>{answer.label}</h3>
          {answer.paragraphs.map((paragraph, at) => (
            <p key={at}>{paragraph}</p>
          ))}
          {answer.table !== null && <AnswerTable label={answer.label} table={answer.table} />}
        </div>
      ))}
    </div>
  ));

const AnswerTable = ({ label, table: { columns, rows, numeric } }: { label: string; table: NonNullable<Answer["table"]> }) => (
  <ScrollBox label={`${label}表格`}>
    <Table<{ key: number; cells: string[] }>
      size="small"
      pagination={false}
      dataSource={rows.map((cells, key) => ({ key, cells }))}
      columns={columns.map((title, at) => ({
        title,
        key: title,
        ...(numeric[at] === true && { className: "number" }),
        render: (_, { cells }) => cells[at] || "—",
      }))}
    />
  </ScrollBox>
);
