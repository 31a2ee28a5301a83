import type { Question, TableColumn } from "@qiangyi/projects";
import { Button, Checkbox, Input, InputNumber, Select } from "antd";
import { useState } from "react";
import { Field } from "../field.tsx";
import { questionKinds } from "../words.ts";
import { BasisFields, LimitFields, TraceFields } from "./asked-fields.tsx";
import { ChoicesInput } from "./choices-input.tsx";
import { freeId, replaceAt } from "./edit-list.ts";
import { MisfitsOf, useOpenedFor } from "./misfits.tsx";
import { columnOfKind } from "./new-question.ts";
import { RowButtons } from "./row-buttons.tsx";

type TableQuestion = Extract<Question, { kind: "table" }>;

const columnKinds = ["text", "integer", "money", "date", "yes-no", "choice"] as const satisfies readonly TableColumn["kind"][];

interface ColumnsEditorProps {
  readonly question: TableQuestion;
  readonly path: string;
  readonly onChange: (question: TableQuestion) => void;
}

/** The columns of a table question. */
export const ColumnsEditor = ({ question, path, onChange }: ColumnsEditorProps) => {
  const { columns } = question;
  const id = `question-${question.id}`;
  const put = (next: readonly TableColumn[]) => onChange({ ...question, columns: next });
  const used = columns.map((column) => column.id);
  return (
    <div className="editor-field wide" data-path={`${path}.columns`}>
      <MisfitsOf places={[`${path}.columns`]} />
      {columns.map((column, index) => (
        <ColumnEditor
          key={column.id}
          id={`${id}-${column.id}`}
          path={`${path}.columns.${index}`}
          column={column}
          columns={columns}
          index={index}
          onChange={(next) => put(replaceAt(columns, index, next))}
          onReorder={put}
        />
      ))}
      <div className="editor-row-head">
        <Button size="small" onClick={() => put([...columns, columnOfKind("text", freeId("c", used), "新列")])}>
          加一列
        </Button>
        <Field id={`${id}-rows`} label="最多行数" path={`${path}.maxRows`}>
          <InputNumber
            id={`${id}-rows`}
            min={1}
            max={500}
            precision={0}
            value={question.maxRows}
            onChange={(maxRows) => onChange({ ...question, maxRows: maxRows ?? 1 })}
          />
        </Field>
      </div>
    </div>
  );
};

interface ColumnEditorProps {
  readonly id: string;
  readonly path: string;
  readonly column: TableColumn;
  readonly columns: readonly TableColumn[];
  readonly index: number;
  readonly onChange: (column: TableColumn) => void;
  readonly onReorder: (columns: readonly TableColumn[]) => void;
}

const ColumnEditor = ({ id, path, column, columns, index, onChange, onReorder }: ColumnEditorProps) => {
  const [isOpen, setOpen] = useState(false);
  useOpenedFor(path, setOpen);
  return (
    <div className="editor-column" data-path={path}>
      <div className="editor-row-head">
        <Input
          aria-label={`第${index + 1}列名称`}
          value={column.label}
          maxLength={100}
          style={{ width: 150 }}
          onChange={({ target }) => onChange({ ...column, label: target.value })}
        />
        <Select
          aria-label={`第${index + 1}列填法`}
          value={column.kind}
          style={{ width: 100 }}
          onChange={(kind) => onChange(columnOfKind(kind, column.id, column.label, column.required))}
          options={columnKinds.map((value) => ({ value, label: questionKinds[value] }))}
        />
        <Checkbox checked={column.required} onChange={({ target }) => onChange({ ...column, required: target.checked })}>
          必填
        </Checkbox>
        <Button
          type="link"
          size="small"
          aria-expanded={isOpen}
          aria-label={`“${column.label}”的更多设置`}
          onClick={() => setOpen(!isOpen)}
        >
          更多
        </Button>
        <span className="spring" />
        <RowButtons name={column.label} items={columns} index={index} onChange={onReorder} />
      </div>
      <MisfitsOf places={[path, `${path}.id`, `${path}.label`, `${path}.kind`]} />
      {column.kind === "choice" && (
        <Field id={`${id}-choices`} label={`“${column.label}”的选项（一行一个）`} path={`${path}.choices`}>
          <ChoicesInput id={`${id}-choices`} choices={column.choices} onChange={(choices) => onChange({ ...column, choices })} />
        </Field>
      )}
      {isOpen && (
        <div className="editor-fields">
          {column.kind === "text" && (
            <Field id={`${id}-length`} label="最多字数" path={`${path}.maxLength`}>
              <InputNumber
                id={`${id}-length`}
                min={1}
                max={500}
                precision={0}
                value={column.maxLength}
                onChange={(maxLength) => onChange({ ...column, maxLength: maxLength ?? 1 })}
              />
            </Field>
          )}
          {column.kind === "integer" && <LimitFields id={id} path={path} asked={column} onChange={onChange} />}
          <TraceFields id={id} path={path} asked={column} onChange={onChange} />
          <BasisFields id={id} path={path} asked={column} onChange={onChange} />
        </div>
      )}
    </div>
  );
};
