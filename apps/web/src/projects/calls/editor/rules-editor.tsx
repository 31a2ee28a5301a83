import { affiliations, institutionClasses, ownerships, tiers } from "@qiangyi/api";
import {
  type EligibilityRule,
  type InstitutionKind,
  marks,
  type Quota,
  questionsOf,
  titleLevelNames,
  titleLevels,
} from "@qiangyi/projects";
import { Button, Input, InputNumber, Select } from "antd";
import { Field } from "../field.tsx";
import { quotaText, ruleNames } from "../words.ts";
import { ClauseSelect } from "./clause-select.tsx";
import { removeAt, replaceAt } from "./edit-list.ts";
import type { EditorProps } from "./editor-props.ts";
import { RowButtons } from "./row-buttons.tsx";

const optionsOf = (words: Readonly<Record<string, string>>) => Object.entries(words).map(([value, label]) => ({ value, label }));

/** Who may declare, and how many. */
export const RulesEditor = (props: EditorProps) => (
  <section aria-label="资格与名额">
    <Rules {...props} />
    <Quotas {...props} />
    <Procedure {...props} />
  </section>
);

const Rules = ({ definition, onChange }: EditorProps) => {
  const { eligibility } = definition;
  const put = (next: readonly EligibilityRule[]) => onChange({ ...definition, eligibility: next });
  const clause = eligibility[0]?.clause ?? definition.budget?.clause ?? "qiangyi-2024.art5.a";
  return (
    <div className="panel">
      <div className="editor-bar">
        <strong>申报条件</strong>
        <Select
          aria-label="加一个条件"
          placeholder="加一个条件"
          style={{ width: 160 }}
          value={null}
          onChange={(kind: AddableRule | null) => kind && put([...eligibility, newRule(kind, clause)])}
          options={addable.map((value) => ({ value, label: ruleNames[value] }))}
        />
        <Field id="call-route" label="报送">
          <Select
            id="call-route"
            aria-label="报送"
            value={definition.route}
            style={{ width: 190 }}
            onChange={(route) => onChange({ ...definition, route })}
            options={[
              { value: "by-affiliation", label: "按隶属关系逐级审核" },
              { value: "organiser-only", label: "直接报组织部门" },
            ]}
          />
        </Field>
      </div>
      {eligibility.map((rule, index) => (
        <div className="editor-row" key={`${rule.rule} ${index}`}>
          <div className="editor-row-head">
            <strong>{ruleNames[rule.rule]}</strong>
            <span className="spring" />
            <RowButtons name={rule.sentence} items={eligibility} index={index} onChange={put} />
          </div>
          <div className="editor-fields">
            <Field id={`rule-${index}-sentence`} label="向单位说明的话" wide>
              <Input
                id={`rule-${index}-sentence`}
                value={rule.sentence}
                maxLength={200}
                onChange={({ target }) => put(replaceAt(eligibility, index, { ...rule, sentence: target.value }))}
              />
            </Field>
            <RuleFields
              rule={rule}
              id={`rule-${index}`}
              definition={definition}
              onChange={(next) => put(replaceAt(eligibility, index, next))}
            />
            <Field id={`rule-${index}-clause`} label="依据条款">
              <ClauseSelect
                id={`rule-${index}-clause`}
                value={rule.clause}
                onChange={(next) => put(replaceAt(eligibility, index, { ...rule, clause: next ?? rule.clause }))}
              />
            </Field>
          </div>
        </div>
      ))}
    </div>
  );
};

const addable = ["affiliation", "tier", "class", "ownership", "institution"] as const;
type AddableRule = (typeof addable)[number];

const newRule = (rule: AddableRule, clause: string): EligibilityRule => {
  const common = { clause, sentence: `${ruleNames[rule]}符合要求` };
  switch (rule) {
    case "affiliation":
      return { ...common, rule, in: ["province", "city", "county"] };
    case "tier":
      return { ...common, rule, in: ["tertiary"] };
    case "class":
      return { ...common, rule, in: ["general"], otherwise: "refuse" };
    case "ownership":
      return { ...common, rule, in: ["public"] };
    case "institution":
      return { ...common, rule, anyOf: [{ tier: ["tertiary"] }] };
  }
};

interface RuleFieldsProps {
  readonly rule: EligibilityRule;
  readonly id: string;
  readonly definition: EditorProps["definition"];
  readonly onChange: (rule: EligibilityRule) => void;
}

const RuleFields = ({ rule, id, definition, onChange }: RuleFieldsProps) => {
  switch (rule.rule) {
    case "affiliation":
      return (
        <Words
          id={id}
          label="允许的隶属关系"
          words={affiliations}
          value={rule.in}
          onChange={(next) => onChange({ ...rule, in: next })}
        />
      );
    case "tier":
      return (
        <Words id={id} label="允许的级别" words={tiers} value={rule.in} onChange={(next) => onChange({ ...rule, in: next })} />
      );
    case "ownership":
      return (
        <Words
          id={id}
          label="允许的所有制"
          words={ownerships}
          value={rule.in}
          onChange={(next) => onChange({ ...rule, in: next })}
        />
      );
    case "class":
      return (
        <>
          <Words
            id={id}
            label="允许的类别"
            words={institutionClasses}
            value={rule.in}
            onChange={(next) => onChange({ ...rule, in: next })}
          />
          <Field id={`${id}-otherwise`} label="其他类别">
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
        </>
      );
    case "institution":
      return <Kinds rule={rule} id={id} onChange={onChange} />;
    case "age":
      return (
        <Field id={`${id}-age`} label="周岁以下（含）">
          <InputNumber
            id={`${id}-age`}
            min={1}
            max={120}
            value={rule.atMost}
            onChange={(atMost) => onChange({ ...rule, atMost: atMost ?? 1 })}
          />
        </Field>
      );
    case "title":
      return (
        <Field id={`${id}-title`} label="至少">
          <Select
            id={`${id}-title`}
            aria-label="至少"
            value={rule.atLeast}
            onChange={(atLeast) => onChange({ ...rule, atLeast })}
            options={titleLevels.map((value) => ({ value, label: titleLevelNames[value] }))}
            style={{ width: "100%" }}
          />
        </Field>
      );
    case "statement":
      return (
        <Field id={`${id}-question`} label="承诺的问题">
          <Select
            id={`${id}-question`}
            aria-label="承诺的问题"
            value={rule.question}
            onChange={(question) => onChange({ ...rule, question })}
            options={questionsOf(definition)
              .filter(({ kind }) => kind === "yes-no")
              .map(({ id: value, label }) => ({ value, label }))}
            style={{ width: "100%" }}
          />
        </Field>
      );
    default:
      return null;
  }
};

interface WordsProps {
  readonly id: string;
  readonly label: string;
  readonly words: Readonly<Record<string, string>>;
  readonly value: readonly string[];
  readonly onChange: (value: string[]) => void;
}

const Words = ({ id, label, words, value, onChange }: WordsProps) => (
  <Field id={`${id}-${label}`} label={label}>
    <Select
      id={`${id}-${label}`}
      aria-label={label}
      mode="multiple"
      placeholder="不限"
      value={[...value]}
      onChange={onChange}
      options={optionsOf(words)}
      style={{ width: "100%" }}
    />
  </Field>
);

type InstitutionRule = Extract<EligibilityRule, { rule: "institution" }>;

const Kinds = ({ rule, id, onChange }: { rule: InstitutionRule; id: string; onChange: (rule: InstitutionRule) => void }) => {
  const put = (index: number, next: InstitutionKind) => onChange({ ...rule, anyOf: replaceAt(rule.anyOf, index, next) });
  const part = (kind: InstitutionKind, name: "affiliation" | "tier" | "class", next: string[]): InstitutionKind => {
    const { [name]: _, ...others } = kind;
    return next.length === 0 ? others : { ...others, [name]: next };
  };
  return (
    <div className="editor-field wide">
      {rule.anyOf.map((kind, index) => (
        <div className="editor-row" key={`kind ${index}`}>
          <div className="editor-row-head">
            <span>{index === 0 ? "符合下列各项的单位" : "或者符合下列各项的单位"}</span>
            <span className="spring" />
            {rule.anyOf.length > 1 && (
              <Button size="small" danger onClick={() => onChange({ ...rule, anyOf: removeAt(rule.anyOf, index) })}>
                移除
              </Button>
            )}
          </div>
          <div className="editor-fields">
            {(
              [
                ["affiliation", "隶属", affiliations],
                ["tier", "级别", tiers],
                ["class", "类别", institutionClasses],
              ] as const
            ).map(([name, label, words]) => (
              <Words
                key={name}
                id={`${id}-${index}`}
                label={label}
                words={words}
                value={kind[name] ?? []}
                onChange={(next) => put(index, part(kind, name, next))}
              />
            ))}
            <Field id={`${id}-${index}-marked`} label="须有标记">
              <Select
                id={`${id}-${index}-marked`}
                aria-label="须有标记"
                allowClear
                placeholder="不需要"
                value={kind.marked ?? null}
                onChange={(marked: keyof typeof marks | null | undefined) => {
                  const { marked: _, ...others } = kind;
                  put(index, marked ? { ...others, marked } : others);
                }}
                options={Object.entries(marks).map(([value, label]) => ({ value: value as keyof typeof marks, label }))}
                style={{ width: "100%" }}
              />
            </Field>
          </div>
        </div>
      ))}
      <Button size="small" onClick={() => onChange({ ...rule, anyOf: [...rule.anyOf, {}] })}>
        加一类单位
      </Button>
    </div>
  );
};

const Quotas = ({ definition, onChange }: EditorProps) => {
  const { quotas } = definition;
  const put = (next: readonly Quota[]) => onChange({ ...definition, quotas: next });
  return (
    <div className="panel">
      <div className="editor-bar">
        <strong>名额</strong>
        <Button size="small" onClick={() => put([...quotas, { of: "declared", per: "unit", atMost: 1 }])}>
          加一种名额
        </Button>
      </div>
      {quotas.length === 0 && <p className="call-muted">不限。</p>}
      {quotas.map((quota, index) => (
        <div className="editor-row editor-row-head" key={`quota ${index}`}>
          <Select
            aria-label="范围"
            value={quota.per}
            style={{ width: 130 }}
            onChange={(per) => put(replaceAt(quotas, index, { ...quota, per }))}
            options={[
              { value: "call", label: "全部" },
              { value: "city", label: "每市" },
              { value: "county", label: "每县（市、区）" },
              { value: "unit", label: "每家单位" },
            ]}
          />
          <Select
            aria-label="申报或支持"
            value={quota.of}
            style={{ width: 110 }}
            onChange={(of) => put(replaceAt(quotas, index, { ...quota, of }))}
            options={[
              { value: "declared", label: "至多申报" },
              { value: "chosen", label: "至多支持" },
            ]}
          />
          <InputNumber
            aria-label="名额数"
            min={1}
            max={100_000}
            suffix="项"
            value={quota.atMost}
            onChange={(atMost) => put(replaceAt(quotas, index, { ...quota, atMost: atMost ?? 1 }))}
          />
          <span className="spring" />
          <RowButtons name={quotaText(quota)} items={quotas} index={index} onChange={put} />
        </div>
      ))}
    </div>
  );
};

const Procedure = ({ definition, onChange }: EditorProps) => {
  const { correction, noticeWorkingDays, reserveYears } = definition;
  return (
    <div className="panel">
      <strong>办理期限</strong>
      <div className="editor-fields">
        <Field id="correction-days" label="退回补正（日）">
          <InputNumber
            id="correction-days"
            min={1}
            max={60}
            value={correction.days}
            onChange={(days) => onChange({ ...definition, correction: { ...correction, days: days ?? 1 } })}
          />
        </Field>
        <Field id="correction-times" label="每级至多退回（次）">
          <InputNumber
            id="correction-times"
            min={1}
            max={10}
            value={correction.times}
            onChange={(times) => onChange({ ...definition, correction: { ...correction, times: times ?? 1 } })}
          />
        </Field>
        <Field id="check-days" label="每级审核（日）">
          <InputNumber
            id="check-days"
            min={1}
            max={60}
            value={definition.checkDays ?? null}
            placeholder="不限"
            onChange={(days) => {
              const { checkDays: _, ...others } = definition;
              onChange(days === null ? others : { ...others, checkDays: days });
            }}
          />
        </Field>
        <Field id="notice-days" label="公示（工作日）">
          <InputNumber
            id="notice-days"
            min={1}
            max={30}
            value={noticeWorkingDays}
            onChange={(days) => onChange({ ...definition, noticeWorkingDays: days ?? 5 })}
          />
        </Field>
        <Field id="reserve-years" label="储备有效期（年）">
          <InputNumber
            id="reserve-years"
            min={1}
            max={10}
            value={reserveYears}
            onChange={(years) => onChange({ ...definition, reserveYears: years ?? 2 })}
          />
        </Field>
      </div>
    </div>
  );
};
