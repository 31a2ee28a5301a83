import { type CallDefinition, type EligibilityRule, type Question, questionsOf } from "@qiangyi/projects";
import { Input, Select } from "antd";
import { Field } from "../field.tsx";
import { ruleNames } from "../words.ts";
import { ClauseSelect } from "./clause-select.tsx";
import { replaceAt } from "./edit-list.ts";
import type { EditorProps } from "./editor-props.ts";
import { MisfitsOf } from "./misfits.tsx";
import { ProcedureEditor } from "./procedure-editor.tsx";
import { QuotasEditor } from "./quotas-editor.tsx";
import { RowButtons } from "./row-buttons.tsx";
import { RuleFields } from "./rule-fields.tsx";

/** Who may declare, and how many. */
export const RulesEditor = (props: EditorProps) => (
  <section aria-label="资格与名额">
    <Rules {...props} />
    <QuotasEditor {...props} />
    <ProcedureEditor {...props} />
  </section>
);

const Rules = ({ definition, onChange }: EditorProps) => {
  const { eligibility } = definition;
  const put = (next: readonly EligibilityRule[]) => onChange({ ...definition, eligibility: next });
  const clause = eligibility[0]?.clause ?? definition.budget?.clause ?? "qiangyi-2024.art5.a";
  return (
    <div className="panel" data-path="eligibility">
      <div className="editor-bar">
        <strong>申报条件</strong>
        <Select
          aria-label="加一个条件"
          placeholder="加一个条件"
          style={{ width: 200 }}
          value={null}
          onChange={(kind: EligibilityRule["rule"] | null) => {
            const rule = kind && newRule(kind, clause, definition);
            if (rule) put([...eligibility, rule]);
          }}
          options={Object.entries(ruleNames).map(([value, label]) => {
            const kind = value as EligibilityRule["rule"];
            const isPossible = newRule(kind, clause, definition) !== undefined;
            return { value: kind, label: isPossible ? label : `${label}（先加${askedFor[kind] ?? ""}）`, disabled: !isPossible };
          })}
        />
        <Field id="call-route" label="报送" path="route">
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
      <MisfitsOf places={["eligibility"]} />
      {eligibility.map((rule, index) => {
        const path = `eligibility.${index}`;
        return (
          <div className="editor-row" key={`${rule.rule} ${index}`} data-path={path}>
            <div className="editor-row-head">
              <strong>{ruleNames[rule.rule]}</strong>
              <span className="spring" />
              <RowButtons name={rule.sentence} items={eligibility} index={index} onChange={put} />
            </div>
            <MisfitsOf places={[path, `${path}.rule`]} />
            <div className="editor-fields">
              <Field id={`rule-${index}-sentence`} label="不符合时向单位说明的话" wide path={`${path}.sentence`}>
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
                path={path}
                definition={definition}
                onChange={(next) => put(replaceAt(eligibility, index, next))}
              />
              <Field id={`rule-${index}-clause`} label="依据条款" path={`${path}.clause`}>
                <ClauseSelect
                  id={`rule-${index}-clause`}
                  value={rule.clause}
                  onChange={(next) => put(replaceAt(eligibility, index, { ...rule, clause: next ?? rule.clause }))}
                />
              </Field>
            </div>
          </div>
        );
      })}
    </div>
  );
};

/** What a condition about a person needs in the form first. */
const askedFor: Partial<Record<EligibilityRule["rule"], string>> = {
  age: "日期问题",
  title: "职称的选择问题和日期问题",
  statement: "是或否的问题",
};

/** A condition to begin with; none where the form lacks the question that it is about. */
const newRule = (rule: EligibilityRule["rule"], clause: string, definition: CallDefinition): EligibilityRule | undefined => {
  const common = { clause, sentence: `${ruleNames[rule]}不符合要求` };
  const first = (...kinds: readonly Question["kind"][]) => questionsOf(definition).find(({ kind }) => kinds.includes(kind))?.id;
  switch (rule) {
    case "affiliation":
      return { ...common, rule, in: ["province", "city", "county"] };
    case "tier":
      return { ...common, rule, in: ["tertiary"] };
    case "class":
      return { ...common, rule, in: ["general"], otherwise: "refuse" };
    case "ownership":
      return { ...common, rule, in: ["public"] };
    case "region":
      return { ...common, rule, within: [] };
    case "institution":
      return { ...common, rule, anyOf: [{ tier: ["tertiary"] }] };
    case "age": {
      const question = first("date");
      return question === undefined ? undefined : { ...common, rule, question, atMost: 55 };
    }
    case "title": {
      const [question, obtained] = [first("choice"), first("date")];
      return question === undefined || obtained === undefined
        ? undefined
        : { ...common, rule, question, obtained, atLeast: "intermediate" };
    }
    case "statement": {
      const question = first("yes-no");
      return question === undefined ? undefined : { ...common, rule, question };
    }
  }
};
