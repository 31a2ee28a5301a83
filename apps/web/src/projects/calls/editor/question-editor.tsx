import { type CallDefinition, type Question, questionsOf } from "@qiangyi/projects";
import { Button, Checkbox, Input, Select } from "antd";
import { useState } from "react";
import { Light } from "../../../ui/index.ts";
import { Field } from "../field.tsx";
import { questionKinds } from "../words.ts";
import { BasisFields, TraceFields } from "./asked-fields.tsx";
import { KindFields } from "./kind-fields.tsx";
import { MisfitsOf, useMisfitsAt, useOpenedFor } from "./misfits.tsx";
import { questionOfKind } from "./new-question.ts";
import { RowButtons } from "./row-buttons.tsx";
import { WhenFields } from "./when-fields.tsx";
import { withOptional } from "./with-optional.ts";

interface QuestionEditorProps {
  readonly question: Question;
  readonly questions: readonly Question[];
  readonly index: number;
  /** Place in the definition: sections.0.questions.2. */
  readonly path: string;
  readonly definition: CallDefinition;
  readonly onChange: (question: Question) => void;
  readonly onReorder: (questions: readonly Question[]) => void;
  /** Gives it a reserved id, or a plain one again; every reference goes with it. */
  readonly onRename: (id: string | undefined) => void;
}

/** One question: a line that says what it asks, opened to change it. */
export const QuestionEditor = (props: QuestionEditorProps) => {
  const { question, questions, index, path, definition, onChange, onReorder } = props;
  const [isOpen, setOpen] = useState(false);
  useOpenedFor(path, setOpen);
  const wrong = useMisfitsAt(path).length;
  const id = `question-${question.id}`;
  const all = questionsOf(definition);
  return (
    <div className="editor-row" data-path={path}>
      <div className="editor-row-head">
        <Button type="link" size="small" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {question.label === "" ? "（未命名）" : question.label}
        </Button>
        <span className="call-muted">
          {questionKinds[question.kind]}
          {question.required ? "，必填" : "，选填"}
          {question.when && "，有条件"}
        </span>
        {wrong > 0 && <Light state="bad" text={`${wrong}处要改`} />}
        <span className="spring" />
        <RowButtons name={question.label} items={questions} index={index} onChange={onReorder} />
      </div>
      <MisfitsOf places={[path, `${path}.id`]} />
      {isOpen && (
        <div className="editor-fields">
          <Field id={`${id}-label`} label="问题" wide path={`${path}.label`}>
            <Input
              id={`${id}-label`}
              value={question.label}
              maxLength={100}
              onChange={({ target }) => onChange({ ...question, label: target.value })}
            />
          </Field>
          <Field id={`${id}-kind`} label="填法" path={`${path}.kind`}>
            <Select
              id={`${id}-kind`}
              aria-label="填法"
              value={question.kind}
              onChange={(kind) => onChange(questionOfKind(kind, question))}
              options={Object.entries(questionKinds).map(([value, label]) => ({ value: value as Question["kind"], label }))}
              style={{ width: "100%" }}
            />
          </Field>
          <RoleField {...props} />
          <BasisFields id={id} path={path} asked={question} onChange={onChange} />
          <KindFields question={question} path={path} definition={definition} onChange={onChange} />
          <TraceFields id={id} path={path} asked={question} onChange={onChange} />
          <WhenFields
            id={id}
            path={path}
            always="都要填"
            when={question.when}
            questions={all.slice(
              0,
              all.findIndex((one) => one.id === question.id),
            )}
            onChange={(when) => onChange(withOptional(question, "when", when))}
          />
          <Checkbox checked={question.required} onChange={({ target }) => onChange({ ...question, required: target.checked })}>
            必填
          </Checkbox>
        </div>
      )}
    </div>
  );
};

const roles = { text: { title: "项目名称" }, date: { startsOn: "计划启动时间", endsOn: "完成时间" } } as const;

/** Which question gives the project its name and its term; lists, deadlines and the library read these three. */
const RoleField = ({ question, path, definition, onRename }: QuestionEditorProps) => {
  if (question.kind !== "text" && question.kind !== "date") return null;
  const offered: Readonly<Record<string, string>> = roles[question.kind];
  const used = new Set(questionsOf(definition).map(({ id }) => id));
  const id = `question-${question.id}-role`;
  return (
    <Field id={id} label="作为项目的" path={`${path}.role`}>
      <Select
        id={id}
        aria-label="作为项目的"
        allowClear
        placeholder="一般内容"
        value={Object.hasOwn(offered, question.id) ? question.id : null}
        onChange={(next: string | null | undefined) => onRename(next ?? undefined)}
        options={Object.entries(offered).map(([value, label]) => ({
          value,
          label: used.has(value) && value !== question.id ? `${label}（已有问题）` : label,
          disabled: used.has(value) && value !== question.id,
        }))}
        style={{ width: "100%" }}
      />
    </Field>
  );
};
