import { elementStates, isBlank, isElementAnswer, isRecord, type Question, type TableColumn } from "@qiangyi/projects";
import { Amount } from "../../ui/index.ts";

/** One answer as text; the kinds with more to show have views of their own. */
export const plainAnswer = (question: Question | TableColumn, value: unknown): string => {
  if (isBlank(value)) return "—";
  if (typeof value === "boolean") return value ? "是" : "否";
  if (isElementAnswer(value)) return `${elementStates[value.state]}${value.note === "" ? "" : `：${value.note}`}`;
  if (question.kind === "choice") return question.choices.find((one) => one.value === value)?.label ?? String(value);
  if (question.kind === "choices" && Array.isArray(value))
    return value.map((one) => question.choices.find((choice) => choice.value === one)?.label ?? String(one)).join("、");
  if (question.kind === "integer" && question.unit !== undefined) return `${String(value)}${question.unit}`;
  return typeof value === "object" ? JSON.stringify(value) : String(value);
};

export const AnswerView = ({ question, value, before }: { question: Question; value: unknown; before?: unknown }) => {
  if (question.kind === "table") return <RowsView question={question} value={value} before={before} />;
  if (question.kind === "money" && typeof value === "string" && /^\d+$/.test(value)) return <Amount fen={value} />;
  return <span className="answer-text">{plainAnswer(question, value)}</span>;
};

const RowsView = ({
  question,
  value,
  before,
}: {
  question: Extract<Question, { kind: "table" }>;
  value: unknown;
  before?: unknown;
}) => {
  const rows = Array.isArray(value) ? value.filter(isRecord) : [];
  const earlier = Array.isArray(before) ? before.filter(isRecord) : undefined;
  if (rows.length === 0) return <>—</>;
  return (
    <table className="answer-table">
      <thead>
        <tr>
          <th scope="col">序号</th>
          {question.columns.map(({ id, label }) => (
            <th key={id} scope="col">
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => (
          // Rows of a declaration have no other name than their place in it.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          <tr key={index}>
            <td>{index + 1}</td>
            {question.columns.map((column) => {
              const isChanged =
                earlier !== undefined && plainAnswer(column, earlier[index]?.[column.id]) !== plainAnswer(column, row[column.id]);
              const cell = row[column.id];
              return (
                <td key={column.id} className={isChanged ? "changed-cell" : undefined}>
                  {column.kind === "money" && typeof cell === "string" ? <Amount fen={cell} /> : plainAnswer(column, cell)}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
};
