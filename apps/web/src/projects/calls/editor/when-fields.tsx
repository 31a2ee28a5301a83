import { conditionsOf, type Question } from "@qiangyi/projects";
import { Select } from "antd";
import { Field } from "../field.tsx";
import { offered } from "./offered.ts";

interface WhenFieldsProps {
  readonly id: string;
  readonly path: string;
  /** 都要填 or 都要交: what holds without a condition. */
  readonly always: string;
  readonly when: Question["when"];
  /** Questions whose answers it may depend on. */
  readonly questions: readonly Question[];
  readonly onChange: (when: Question["when"]) => void;
}

/** On which answer to an earlier question something depends. */
export const WhenFields = ({ id, path, always, when, questions, onChange }: WhenFieldsProps) => {
  const usable = questions.filter((question) => conditionsOf(question).length > 0);
  const choices = usable.map(({ id: value, label }) => ({ value, label }));
  const conditions = usable.flatMap((question) => (question.id === when?.question ? conditionsOf(question) : []));
  const chosen = conditions.findIndex(({ value }) => value === when?.is);
  const begin = (question: string | null | undefined) => {
    const [first] = usable.flatMap((one) => (one.id === question ? conditionsOf(one) : []));
    onChange(question && first ? { question, is: first.value } : undefined);
  };
  return (
    <>
      <Field id={`${id}-when`} label="取决于前面的问题" path={`${path}.when.question`}>
        <Select
          id={`${id}-when`}
          aria-label="取决于前面的问题"
          allowClear
          showSearch={{ optionFilterProp: "label" }}
          placeholder={always}
          notFoundContent="前面没有是或否、选择、有无的问题"
          value={offered(choices, when?.question)}
          onChange={begin}
          options={choices}
          style={{ width: "100%" }}
        />
      </Field>
      {when && (
        <Field id={`${id}-when-is`} label="答案是" path={`${path}.when.is`}>
          <Select
            id={`${id}-when-is`}
            aria-label="答案是"
            value={chosen === -1 ? null : chosen}
            onChange={(at: number | null) => {
              const condition = at === null ? undefined : conditions[at];
              if (condition) onChange({ question: when.question, is: condition.value });
            }}
            options={conditions.map(({ label }, value) => ({ value, label }))}
            style={{ width: "100%" }}
          />
        </Field>
      )}
    </>
  );
};
