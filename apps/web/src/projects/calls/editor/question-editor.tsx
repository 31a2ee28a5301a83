import type { CallDefinition, Question } from "@qiangyi/projects";
import { Button, Checkbox, Input, InputNumber, Select } from "antd";
import { useState } from "react";
import { Field } from "../field.tsx";
import { questionKinds } from "../words.ts";
import { ChoicesInput } from "./choices-input.tsx";
import { ClauseSelect } from "./clause-select.tsx";
import { ColumnsEditor } from "./columns-editor.tsx";
import { questionOfKind } from "./new-question.ts";
import { RowButtons } from "./row-buttons.tsx";

interface QuestionEditorProps {
  readonly question: Question;
  readonly questions: readonly Question[];
  readonly index: number;
  readonly definition: CallDefinition;
  readonly onChange: (question: Question) => void;
  readonly onReorder: (questions: readonly Question[]) => void;
}

/** One question: a line that says what it asks, opened to change it. */
export const QuestionEditor = ({ question, questions, index, definition, onChange, onReorder }: QuestionEditorProps) => {
  const [isOpen, setOpen] = useState(false);
  const id = `question-${question.id}`;
  return (
    <div className="editor-row">
      <div className="editor-row-head">
        <Button type="link" size="small" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {question.label === "" ? "（未命名）" : question.label}
        </Button>
        <span className="call-muted">
          {questionKinds[question.kind]}
          {question.required ? "，必填" : "，选填"}
        </span>
        <span className="spring" />
        <RowButtons name={question.label} items={questions} index={index} onChange={onReorder} />
      </div>
      {isOpen && (
        <div className="editor-fields">
          <Field id={`${id}-label`} label="问题" wide>
            <Input
              id={`${id}-label`}
              value={question.label}
              maxLength={100}
              onChange={({ target }) => onChange({ ...question, label: target.value })}
            />
          </Field>
          <Field id={`${id}-kind`} label="填法">
            <Select
              id={`${id}-kind`}
              aria-label="填法"
              value={question.kind}
              onChange={(kind) => onChange(questionOfKind(kind, question))}
              options={Object.entries(questionKinds).map(([value, label]) => ({ value: value as Question["kind"], label }))}
              style={{ width: "100%" }}
            />
          </Field>
          <Field id={`${id}-clause`} label="依据条款">
            <ClauseSelect
              id={`${id}-clause`}
              value={question.clause}
              onChange={(clause) => onChange(withOptional(question, "clause", clause))}
            />
          </Field>
          <Field id={`${id}-help`} label="填写说明" wide>
            <Input
              id={`${id}-help`}
              value={question.help ?? ""}
              maxLength={300}
              onChange={({ target }) => onChange(withOptional(question, "help", target.value || undefined))}
            />
          </Field>
          <KindFields question={question} definition={definition} onChange={onChange} />
          <Checkbox checked={question.required} onChange={({ target }) => onChange({ ...question, required: target.checked })}>
            必填
          </Checkbox>
        </div>
      )}
    </div>
  );
};

const withOptional = (question: Question, name: "clause" | "help", value: string | undefined): Question => {
  const { [name]: _, ...others } = question;
  return (value === undefined ? others : { ...others, [name]: value }) as Question;
};

type KindProps = Pick<QuestionEditorProps, "question" | "definition" | "onChange">;

const KindFields = ({ question, definition, onChange }: KindProps) => {
  const id = `question-${question.id}`;
  switch (question.kind) {
    case "text":
    case "long-text":
      return (
        <Field id={`${id}-length`} label="最多字数">
          <InputNumber
            id={`${id}-length`}
            min={1}
            max={question.kind === "text" ? 500 : 100_000}
            value={question.maxLength}
            onChange={(maxLength) => onChange({ ...question, maxLength: maxLength ?? 1 })}
          />
        </Field>
      );
    case "integer":
      return (
        <Field id={`${id}-unit`} label="计量单位">
          <Input
            id={`${id}-unit`}
            value={question.unit ?? ""}
            maxLength={20}
            onChange={({ target }) => onChange({ ...question, unit: target.value })}
          />
        </Field>
      );
    case "choice":
    case "choices":
      return (
        <Field id={`${id}-choices`} label="选项（一行一个）" wide>
          <ChoicesInput
            id={`${id}-choices`}
            choices={question.choices}
            onChange={(choices) => onChange({ ...question, choices })}
          />
        </Field>
      );
    case "element":
      return <ElementFields question={question} definition={definition} onChange={onChange} />;
    case "table":
      return <ColumnsEditor question={question} onChange={onChange} />;
    default:
      return null;
  }
};

const ElementFields = ({
  question,
  definition,
  onChange,
}: Omit<KindProps, "question"> & { question: Extract<Question, { kind: "element" }> }) => {
  const id = `question-${question.id}`;
  const { material, ...others } = question;
  return (
    <>
      <Field id={`${id}-material`} label="填“有”时须附的材料">
        <Select
          id={`${id}-material`}
          aria-label="填“有”时须附的材料"
          allowClear
          placeholder="不附材料"
          value={material ?? null}
          onChange={(next: string | null | undefined) => onChange(next ? { ...others, material: next } : others)}
          options={definition.materials.map(({ id: value, title: label }) => ({ value, label }))}
          style={{ width: "100%" }}
        />
      </Field>
      <Checkbox
        checked={question.mayBeMissing}
        onChange={({ target }) => onChange({ ...question, mayBeMissing: target.checked })}
      >
        允许填“无”
      </Checkbox>
    </>
  );
};
