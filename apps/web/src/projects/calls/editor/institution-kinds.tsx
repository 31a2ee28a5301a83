import { affiliations, institutionClasses, tiers } from "@qiangyi/api";
import type { EligibilityRule, InstitutionKind } from "@qiangyi/projects";
import { Button } from "antd";
import { removeAt, replaceAt } from "./edit-list.ts";
import { MarkSelect } from "./mark-select.tsx";
import { MisfitsOf } from "./misfits.tsx";
import { withOptional } from "./with-optional.ts";
import { WordsSelect } from "./words-select.tsx";

interface InstitutionKindsProps {
  readonly rule: Extract<EligibilityRule, { rule: "institution" }>;
  readonly id: string;
  readonly path: string;
  readonly onChange: (rule: EligibilityRule) => void;
}

/** Kinds of units of which one is enough, and the mark that lets another one in. */
export const InstitutionKinds = ({ rule, id, path, onChange }: InstitutionKindsProps) => {
  const put = (index: number, next: InstitutionKind) => onChange({ ...rule, anyOf: replaceAt(rule.anyOf, index, next) });
  return (
    <div className="editor-field wide">
      <MisfitsOf places={[`${path}.anyOf`]} />
      {rule.anyOf.map((kind, index) => (
        <div className="editor-row" key={`kind ${index}`} data-path={`${path}.anyOf.${index}`}>
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
              <WordsSelect
                key={name}
                id={`${id}-${index}`}
                path={`${path}.anyOf.${index}.${name}`}
                label={label}
                words={words}
                value={kind[name] ?? []}
                onChange={(next) => put(index, withOptional(kind, name, next.length === 0 ? undefined : next))}
              />
            ))}
            <MarkSelect
              id={`${id}-${index}-marked`}
              label="须有标记"
              path={`${path}.anyOf.${index}.marked`}
              without="不需要"
              value={kind.marked}
              onChange={(marked) => put(index, withOptional(kind, "marked", marked))}
            />
          </div>
        </div>
      ))}
      <Button size="small" onClick={() => onChange({ ...rule, anyOf: [...rule.anyOf, {}] })}>
        加一类单位
      </Button>
      <div className="editor-fields">
        <MarkSelect
          id={`${id}-exception`}
          label="其他单位，有此标记的可以申报"
          path={`${path}.exception`}
          without="一律不能申报"
          value={rule.exception}
          onChange={(mark) => onChange(withOptional(rule, "exception", mark))}
        />
      </div>
    </div>
  );
};
