import { type CallDefinition, type Question, questionsOf } from "@qiangyi/projects";
import { Checkbox, InputNumber, Select } from "antd";
import { Field } from "../field.tsx";
import { LimitFields } from "./asked-fields.tsx";
import { ChoicesInput } from "./choices-input.tsx";
import { ColumnsEditor } from "./columns-editor.tsx";
import { offered } from "./offered.ts";
import { withOptional } from "./with-optional.ts";

interface KindProps<Kind extends Question = Question> {
  readonly question: Kind;
  readonly path: string;
  readonly definition: CallDefinition;
  readonly onChange: (question: Question) => void;
}

/** What only questions of one kind have. */
export const KindFields = ({ question, path, definition, onChange }: KindProps) => {
  const id = `question-${question.id}`;
  switch (question.kind) {
    case "text":
    case "long-text":
      return (
        <Field id={`${id}-length`} label="最多字数" path={`${path}.maxLength`}>
          <InputNumber
            id={`${id}-length`}
            min={1}
            max={question.kind === "text" ? 500 : 100_000}
            precision={0}
            value={question.maxLength}
            onChange={(maxLength) => onChange({ ...question, maxLength: maxLength ?? 1 })}
          />
        </Field>
      );
    case "integer":
      return <LimitFields id={id} path={path} asked={question} onChange={onChange} />;
    case "date":
      return <AfterField question={question} path={path} definition={definition} onChange={onChange} />;
    case "choice":
    case "choices":
      return (
        <Field id={`${id}-choices`} label="选项（一行一个）" wide path={`${path}.choices`}>
          <ChoicesInput
            id={`${id}-choices`}
            choices={question.choices}
            onChange={(choices) => onChange({ ...question, choices })}
          />
        </Field>
      );
    case "element":
      return <ElementFields question={question} path={path} definition={definition} onChange={onChange} />;
    case "table":
      return (
        <>
          <ColumnsEditor question={question} path={path} onChange={onChange} />
          <SumFields question={question} path={path} definition={definition} onChange={onChange} />
        </>
      );
    default:
      return null;
  }
};

/** Questions of a kind, to be named by another. */
const questionsOfKind = (definition: CallDefinition, kind: Question["kind"], except: string) =>
  questionsOf(definition)
    .filter((question) => question.kind === kind && question.id !== except)
    .map(({ id: value, label }) => ({ value, label }));

const AfterField = ({ question, path, definition, onChange }: KindProps<Extract<Question, { kind: "date" }>>) => {
  const id = `question-${question.id}-after`;
  const dates = questionsOfKind(definition, "date", question.id);
  return (
    <Field id={id} label="应晚于" path={`${path}.after`}>
      <Select
        id={id}
        aria-label="应晚于"
        allowClear
        placeholder="不核对先后"
        notFoundContent="没有别的日期问题"
        value={offered(dates, question.after)}
        onChange={(next: string | null | undefined) => onChange(withOptional(question, "after", next ?? undefined))}
        options={dates}
        style={{ width: "100%" }}
      />
    </Field>
  );
};

const ElementFields = ({ question, path, definition, onChange }: KindProps<Extract<Question, { kind: "element" }>>) => {
  const id = `question-${question.id}`;
  const materials = definition.materials.map(({ id: value, title: label }) => ({ value, label }));
  return (
    <>
      <Field id={`${id}-material`} label="填“有”时须附的材料" path={`${path}.material`}>
        <Select
          id={`${id}-material`}
          aria-label="填“有”时须附的材料"
          allowClear
          placeholder="不附材料"
          value={offered(materials, question.material)}
          onChange={(next: string | null | undefined) => onChange(withOptional(question, "material", next ?? undefined))}
          options={materials}
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

/** 合计核对: the total of a column against what the unit states elsewhere. */
const SumFields = ({ question, path, definition, onChange }: KindProps<Extract<Question, { kind: "table" }>>) => {
  const id = `question-${question.id}`;
  const columns = question.columns.filter(({ kind }) => kind === "money").map(({ id: value, label }) => ({ value, label }));
  const totals = questionsOfKind(definition, "money", question.id);
  const { sum } = question;
  return (
    <>
      <Field id={`${id}-sum`} label="合计核对的金额列" path={`${path}.sum.column`}>
        <Select
          id={`${id}-sum`}
          aria-label="合计核对的金额列"
          allowClear
          placeholder="不核对合计"
          notFoundContent="没有金额列"
          value={offered(columns, sum?.column)}
          onChange={(column: string | null | undefined) =>
            onChange(
              withOptional(question, "sum", column ? { column, equals: sum?.equals ?? totals[0]?.value ?? "" } : undefined),
            )
          }
          options={columns}
          style={{ width: "100%" }}
        />
      </Field>
      {sum && (
        <Field id={`${id}-equals`} label="应等于金额问题" path={`${path}.sum.equals`}>
          <Select
            id={`${id}-equals`}
            aria-label="应等于金额问题"
            notFoundContent="没有金额问题，请先加一个"
            value={offered(totals, sum.equals)}
            onChange={(equals: string | null) => equals && onChange({ ...question, sum: { ...sum, equals } })}
            options={totals}
            style={{ width: "100%" }}
          />
        </Field>
      )}
    </>
  );
};
