import { type CallDefinition, type Question, questionsOf } from "@qiangyi/projects";
import { Select } from "antd";
import { Field } from "../field.tsx";
import { offered } from "./offered.ts";

interface QuestionSelectProps {
  readonly id: string;
  readonly label: string;
  readonly path: string;
  readonly definition: CallDefinition;
  readonly kinds: readonly Question["kind"][];
  readonly value: string;
  readonly onChange: (question: string) => void;
}

/** One of the questions of the form, by its label. */
export const QuestionSelect = ({ id, label, path, definition, kinds, value, onChange }: QuestionSelectProps) => {
  const questions = questionsOf(definition)
    .filter(({ kind }) => kinds.includes(kind))
    .map((question) => ({ value: question.id, label: question.label }));
  return (
    <Field id={id} label={label} path={path}>
      <Select
        id={id}
        aria-label={label}
        showSearch={{ optionFilterProp: "label" }}
        notFoundContent="填报内容里没有这样的问题"
        value={offered(questions, value)}
        onChange={(next: string | null) => next && onChange(next)}
        options={questions}
        style={{ width: "100%" }}
      />
    </Field>
  );
};
