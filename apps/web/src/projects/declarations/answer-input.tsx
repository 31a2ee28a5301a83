import { type Choice, elementStates, isElementAnswer, type Question } from "@qiangyi/projects";
import { Checkbox, Input, Radio, Select } from "antd";
import { WanInput } from "../../ui/index.ts";
import { tidyDate } from "./pasted-grid.ts";
import { TableInput } from "./table-input.tsx";

export interface AnswerInputProps {
  readonly question: Question;
  readonly value: unknown;
  readonly id: string;
  readonly describedBy: string;
  readonly isWrong: boolean;
  readonly onChange: (value: unknown) => void;
  /** The field was left: save at once, and errors may be shown now. */
  readonly onLeave: () => void;
  readonly problemAt: (path: string) => string | undefined;
}

/** The control of one question, by its kind. */
export const AnswerInput = (props: AnswerInputProps) => {
  const { question, value, id, describedBy, isWrong, onChange, onLeave } = props;
  const text = typeof value === "string" ? value : "";
  const common = { id, "aria-describedby": describedBy, "aria-invalid": isWrong, ...(isWrong && { status: "error" as const }) };
  switch (question.kind) {
    case "text":
      return (
        <Input
          {...common}
          value={text}
          showCount={text.length > question.maxLength * 0.8}
          count={{ max: question.maxLength, show: text.length > question.maxLength * 0.8 }}
          autoComplete="off"
          onChange={(event) => onChange(event.target.value)}
          onBlur={onLeave}
        />
      );
    case "long-text":
      return (
        <Input.TextArea
          {...common}
          value={text}
          autoSize={{ minRows: 3, maxRows: 14 }}
          count={{ max: question.maxLength, show: ({ count }) => `${count} / ${question.maxLength}字` }}
          onChange={(event) => onChange(event.target.value)}
          onBlur={onLeave}
        />
      );
    case "integer":
      return (
        <Input
          {...common}
          inputMode="numeric"
          className="number-input"
          suffix={question.unit}
          value={value === undefined || value === null ? "" : String(value)}
          onChange={(event) => onChange(/^\d{1,15}$/.test(event.target.value) ? Number(event.target.value) : event.target.value)}
          onBlur={onLeave}
        />
      );
    case "money":
      return <WanInput id={id} describedBy={describedBy} isWrong={isWrong} value={text} onChange={onChange} onLeave={onLeave} />;
    case "date":
      return (
        <Input
          {...common}
          inputMode="numeric"
          placeholder="年-月-日，如2025-09-01"
          value={text}
          onChange={(event) => onChange(event.target.value)}
          onBlur={() => {
            if (tidyDate(text) !== text) onChange(tidyDate(text));
            onLeave();
          }}
        />
      );
    case "yes-no":
      return (
        <Radio.Group
          id={id}
          aria-labelledby={`${id}-label`}
          aria-describedby={describedBy}
          value={value}
          onChange={(event) => {
            onChange(event.target.value);
            onLeave();
          }}
          options={[
            { value: true, label: "是" },
            { value: false, label: "否" },
          ]}
        />
      );
    case "choice":
      return <ChoiceInput {...props} choices={question.choices} />;
    case "choices":
      return (
        <Checkbox.Group
          aria-labelledby={`${id}-label`}
          value={Array.isArray(value) ? value : []}
          options={question.choices.map((choice) => ({ ...choice }))}
          onChange={(chosen) => {
            onChange(chosen);
            onLeave();
          }}
        />
      );
    case "element":
      return <ElementInput {...props} />;
    case "table":
      return <TableInput {...props} question={question} />;
  }
};

const ChoiceInput = ({
  choices,
  value,
  id,
  describedBy,
  isWrong,
  onChange,
  onLeave,
}: AnswerInputProps & { choices: readonly Choice[] }) =>
  choices.length <= 5 ? (
    <Radio.Group
      id={id}
      aria-labelledby={`${id}-label`}
      aria-describedby={describedBy}
      value={value}
      options={choices.map((choice) => ({ ...choice }))}
      onChange={(event) => {
        onChange(event.target.value);
        onLeave();
      }}
    />
  ) : (
    <Select
      id={id}
      aria-describedby={describedBy}
      status={isWrong ? "error" : ""}
      showSearch={{ optionFilterProp: "label" }}
      allowClear
      style={{ width: "100%" }}
      placeholder="请选择"
      value={typeof value === "string" && value !== "" ? value : null}
      options={choices.map((choice) => ({ ...choice }))}
      onChange={(chosen) => onChange(chosen ?? "")}
      onBlur={onLeave}
    />
  );

/** 有 / 无 / 不适用 with a sentence (第八条): what is not there says why. */
const ElementInput = ({ value, id, describedBy, isWrong, onChange, onLeave, question }: AnswerInputProps) => {
  const answer = isElementAnswer(value) ? value : undefined;
  return (
    <div className="element-input">
      <Radio.Group
        id={id}
        aria-labelledby={`${id}-label`}
        aria-describedby={describedBy}
        value={answer?.state}
        options={Object.entries(elementStates).map(([state, label]) => ({ value: state, label }))}
        onChange={(event) => {
          onChange({ state: event.target.value, note: answer?.note ?? "" });
          onLeave();
        }}
      />
      {answer && (
        <Input.TextArea
          aria-label={`${question.label}：${answer.state === "yes" ? "说明" : "原因"}`}
          placeholder={answer.state === "yes" ? "说明，如文号、日期" : "请写明原因"}
          status={isWrong ? "error" : ""}
          autoSize={{ minRows: 1, maxRows: 6 }}
          value={answer.note}
          onChange={(event) => onChange({ ...answer, note: event.target.value })}
          onBlur={onLeave}
        />
      )}
    </div>
  );
};
