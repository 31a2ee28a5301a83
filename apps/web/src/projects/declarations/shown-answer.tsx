import { fen, formatWan } from "@qiangyi/kernel";
import {
  elementStates,
  isBlank,
  isElementAnswer,
  isRecord,
  type Question,
  type TableColumn,
  targetLevels,
  targetOperators,
  targetsOf,
} from "@qiangyi/projects";

type Simple = Exclude<Question, { kind: "table" }> | TableColumn;

/** One value as people read it; nothing answered is —. */
export const answerText = (question: Simple, value: unknown): string => {
  if (isBlank(value)) return "—";
  switch (question.kind) {
    case "money":
      return typeof value === "string" && /^\d{1,16}$/.test(value) ? `${formatWan(fen(BigInt(value)), 2)}万元` : String(value);
    case "integer":
      return `${String(value)}${question.unit ?? ""}`;
    case "yes-no":
      return value === true ? "是" : value === false ? "否" : String(value);
    case "choice":
      return question.choices.find((choice) => choice.value === value)?.label ?? String(value);
    case "choices":
      return Array.isArray(value)
        ? value.map((one) => question.choices.find((choice) => choice.value === one)?.label ?? String(one)).join("、")
        : String(value);
    case "element":
      return isElementAnswer(value)
        ? `${elementStates[value.state]}${value.note.trim() === "" ? "" : `：${value.note}`}`
        : String(value);
    default:
      return String(value);
  }
};

/** An answer to be read, not written: a table as a table, everything else as text. */
export const ShownAnswer = ({ question, value }: { question: Question; value: unknown }) => {
  if (question.kind !== "table") return <span className="shown-text">{answerText(question, value)}</span>;
  const rows = Array.isArray(value) ? value.filter(isRecord) : [];
  if (rows.length === 0) return <>—</>;
  return (
    <table className="answer-table shown-table">
      <thead>
        <tr>
          <th scope="col">序号</th>
          {question.columns.map(({ id, label, kind }) => (
            <th scope="col" key={id} className={isNumber(kind) ? "number" : ""}>
              {label}
              {kind === "money" && "（万元）"}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows have no identity of their own
          <tr key={index}>
            <td className="row-number">{index + 1}</td>
            {question.columns.map((column) => (
              <td key={column.id} className={isNumber(column.kind) ? "number" : ""}>
                {answerText(column, row[column.id]).replace(/万元$/, "")}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
};

const isNumber = (kind: TableColumn["kind"]): boolean => kind === "money" || kind === "integer";

export const ShownTargets = ({ value }: { value: unknown }) => (
  <table className="answer-table shown-table">
    <thead>
      <tr>
        {["序号", "年度", "类别", "指标名称", "指标值"].map((title) => (
          <th scope="col" key={title}>
            {title}
          </th>
        ))}
      </tr>
    </thead>
    <tbody>
      {targetsOf(value).map(({ id, year, level, name, operator, value: aim, unit }, index) => (
        <tr key={id}>
          <td className="row-number">{index + 1}</td>
          <td>{year}</td>
          <td>{targetLevels[level]}</td>
          <td>{name}</td>
          <td>{operator === "text" ? aim : `${targetOperators[operator]}${aim}${unit}`}</td>
        </tr>
      ))}
    </tbody>
  </table>
);
