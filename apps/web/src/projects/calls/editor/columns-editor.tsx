import type { Question, TableColumn } from "@qiangyi/projects";
import { Button, Checkbox, Input, InputNumber, Select } from "antd";
import { Field } from "../field.tsx";
import { questionKinds } from "../words.ts";
import { ChoicesInput } from "./choices-input.tsx";
import { freeId, replaceAt } from "./edit-list.ts";
import { columnOfKind } from "./new-question.ts";
import { RowButtons } from "./row-buttons.tsx";

type TableQuestion = Extract<Question, { kind: "table" }>;

const columnKinds = ["text", "integer", "money", "date", "yes-no", "choice"] as const satisfies readonly TableColumn["kind"][];

/** The columns of a table question. */
export const ColumnsEditor = ({
  question,
  onChange,
}: {
  question: TableQuestion;
  onChange: (question: TableQuestion) => void;
}) => {
  const { columns } = question;
  const id = `question-${question.id}`;
  const put = (next: readonly TableColumn[]) => onChange({ ...question, columns: next });
  return (
    <div className="editor-field wide">
      {columns.map((column, index) => (
        <div className="editor-row-head" key={column.id}>
          <Input
            aria-label={`第${index + 1}列名称`}
            value={column.label}
            maxLength={100}
            style={{ width: 180 }}
            onChange={({ target }) => put(replaceAt(columns, index, { ...column, label: target.value }))}
          />
          <Select
            aria-label={`第${index + 1}列填法`}
            value={column.kind}
            style={{ width: 110 }}
            onChange={(kind) => put(replaceAt(columns, index, columnOfKind(kind, column.id, column.label, column.required)))}
            options={columnKinds.map((value) => ({ value, label: questionKinds[value] }))}
          />
          <Checkbox
            checked={column.required}
            onChange={({ target }) => put(replaceAt(columns, index, { ...column, required: target.checked }))}
          >
            必填
          </Checkbox>
          <span className="spring" />
          <RowButtons name={column.label} items={columns} index={index} onChange={put} />
          {column.kind === "choice" && (
            <div style={{ flexBasis: "100%" }}>
              <label htmlFor={`${id}-${column.id}-choices`}>“{column.label}”的选项（一行一个）</label>
              <ChoicesInput
                id={`${id}-${column.id}-choices`}
                choices={column.choices}
                onChange={(choices) => put(replaceAt(columns, index, { ...column, choices }))}
              />
            </div>
          )}
        </div>
      ))}
      <div className="editor-row-head">
        <Button
          size="small"
          onClick={() =>
            put([
              ...columns,
              columnOfKind(
                "text",
                freeId(
                  "c",
                  columns.map((column) => column.id),
                ),
                "新列",
              ),
            ])
          }
        >
          加一列
        </Button>
        <Field id={`${id}-rows`} label="最多行数">
          <InputNumber
            id={`${id}-rows`}
            min={1}
            max={500}
            value={question.maxRows}
            onChange={(maxRows) => onChange({ ...question, maxRows: maxRows ?? 1 })}
          />
        </Field>
      </div>
    </div>
  );
};
