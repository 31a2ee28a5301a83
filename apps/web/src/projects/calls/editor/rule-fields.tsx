import { affiliations, institutionClasses, listRegions, ownerships, tiers } from "@qiangyi/api";
import { type EligibilityRule, titleLevelNames, titleLevels } from "@qiangyi/projects";
import { InputNumber, Select } from "antd";
import { useAnswer } from "../../../ui/index.ts";
import { Field } from "../field.tsx";
import type { EditorProps } from "./editor-props.ts";
import { InstitutionKinds } from "./institution-kinds.tsx";
import { MarkSelect } from "./mark-select.tsx";
import { QuestionSelect } from "./question-select.tsx";
import { withOptional } from "./with-optional.ts";
import { WordsSelect } from "./words-select.tsx";

interface RuleFieldsProps {
  readonly rule: EligibilityRule;
  readonly id: string;
  readonly path: string;
  readonly definition: EditorProps["definition"];
  readonly onChange: (rule: EligibilityRule) => void;
}

/** What one condition checks. */
export const RuleFields = ({ rule, id, path, definition, onChange }: RuleFieldsProps) => {
  const place = { id, path: `${path}.in` };
  const question = { id: `${id}-question`, path: `${path}.question`, definition };
  switch (rule.rule) {
    case "affiliation":
      return (
        <WordsSelect
          {...place}
          label="允许的隶属关系"
          words={affiliations}
          value={rule.in}
          onChange={(next) => onChange({ ...rule, in: next })}
        />
      );
    case "ownership":
      return (
        <WordsSelect
          {...place}
          label="允许的所有制"
          words={ownerships}
          value={rule.in}
          onChange={(next) => onChange({ ...rule, in: next })}
        />
      );
    case "tier":
      return (
        <>
          <WordsSelect
            {...place}
            label="允许的级别"
            words={tiers}
            value={rule.in}
            onChange={(next) => onChange({ ...rule, in: next })}
          />
          <MarkSelect
            id={`${id}-or-marked`}
            label="其他级别须有标记"
            path={`${path}.orMarked`}
            without="不能申报"
            value={rule.orMarked}
            onChange={(mark) => onChange(withOptional(rule, "orMarked", mark))}
          />
        </>
      );
    case "class":
      return <ClassFields rule={rule} id={id} path={path} onChange={onChange} />;
    case "region":
      return <RegionField rule={rule} id={id} path={path} onChange={onChange} />;
    case "institution":
      return <InstitutionKinds rule={rule} id={id} path={path} onChange={onChange} />;
    case "age":
      return (
        <>
          <QuestionSelect
            {...question}
            label="出生日期的问题"
            kinds={["date"]}
            value={rule.question}
            onChange={(next) => onChange({ ...rule, question: next })}
          />
          <Field id={`${id}-age`} label="周岁以下（含）" path={`${path}.atMost`}>
            <InputNumber
              id={`${id}-age`}
              min={1}
              max={120}
              precision={0}
              value={rule.atMost}
              onChange={(atMost) => onChange({ ...rule, atMost: atMost ?? 1 })}
            />
          </Field>
        </>
      );
    case "title":
      return <TitleFields rule={rule} id={id} path={path} definition={definition} onChange={onChange} />;
    case "statement":
      return (
        <QuestionSelect
          {...question}
          label="承诺的问题"
          kinds={["yes-no"]}
          value={rule.question}
          onChange={(next) => onChange({ ...rule, question: next })}
        />
      );
  }
};

type PartProps<Kind extends EligibilityRule["rule"]> = Omit<RuleFieldsProps, "rule" | "definition"> & {
  readonly rule: Extract<EligibilityRule, { rule: Kind }>;
};

const ClassFields = ({ rule, id, path, onChange }: PartProps<"class">) => (
  <>
    <WordsSelect
      id={id}
      path={`${path}.in`}
      label="允许的类别"
      words={institutionClasses}
      value={rule.in}
      onChange={(next) => onChange({ ...rule, in: next })}
    />
    <Field id={`${id}-otherwise`} label="其他类别" path={`${path}.otherwise`}>
      <Select
        id={`${id}-otherwise`}
        aria-label="其他类别"
        value={rule.otherwise}
        onChange={(otherwise) => onChange({ ...rule, otherwise })}
        options={[
          { value: "refuse", label: "不能申报" },
          { value: "warn", label: "提示后可以申报" },
        ]}
        style={{ width: "100%" }}
      />
    </Field>
    {rule.otherwise === "warn" && (
      <MarkSelect
        id={`${id}-note`}
        label="其他类别须先有标记"
        path={`${path}.note`}
        without="不需要，只提示"
        value={rule.note}
        onChange={(mark) => onChange(withOptional(rule, "note", mark))}
      />
    )}
  </>
);

const RegionField = ({ rule, id, path, onChange }: PartProps<"region">) => {
  const regions = useAnswer(listRegions, {});
  return (
    <Field id={`${id}-within`} label="允许的地区（选市的，含所辖各县）" wide path={`${path}.within`}>
      <Select
        id={`${id}-within`}
        aria-label="允许的地区（选市的，含所辖各县）"
        mode="multiple"
        showSearch={{ optionFilterProp: "label" }}
        value={[...rule.within]}
        onChange={(within: string[]) => onChange({ ...rule, within })}
        options={(regions.data?.items ?? []).map(({ code, name }) => ({ value: code, label: `${name}　${code}` }))}
        style={{ width: "100%" }}
      />
    </Field>
  );
};

const TitleFields = ({
  rule,
  id,
  path,
  definition,
  onChange,
}: PartProps<"title"> & { readonly definition: EditorProps["definition"] }) => (
  <>
    <QuestionSelect
      id={`${id}-question`}
      path={`${path}.question`}
      definition={definition}
      label="职称的问题"
      kinds={["choice", "text"]}
      value={rule.question}
      onChange={(next) => onChange({ ...rule, question: next })}
    />
    <QuestionSelect
      id={`${id}-obtained`}
      path={`${path}.obtained`}
      definition={definition}
      label="取得日期的问题"
      kinds={["date"]}
      value={rule.obtained}
      onChange={(obtained) => onChange({ ...rule, obtained })}
    />
    <Field id={`${id}-title`} label="至少" path={`${path}.atLeast`}>
      <Select
        id={`${id}-title`}
        aria-label="至少"
        value={rule.atLeast}
        onChange={(atLeast) => onChange({ ...rule, atLeast })}
        options={titleLevels.map((value) => ({ value, label: titleLevelNames[value] }))}
        style={{ width: "100%" }}
      />
    </Field>
  </>
);
