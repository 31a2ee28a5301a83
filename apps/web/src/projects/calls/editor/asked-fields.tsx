import type { Question, TableColumn } from "@qiangyi/projects";
import { Input, InputNumber, Select } from "antd";
import { Field } from "../field.tsx";
import { identityNames, personalNames } from "../words.ts";
import { ClauseSelect } from "./clause-select.tsx";
import { withOptional } from "./with-optional.ts";

interface PartProps<Asked> {
  readonly id: string;
  readonly path: string;
  readonly asked: Asked;
  readonly onChange: (asked: Asked) => void;
}

/** Clause and help of a question or a column. */
export const BasisFields = <Asked extends Question | TableColumn>({ id, path, asked, onChange }: PartProps<Asked>) => (
  <>
    <Field id={`${id}-clause`} label="依据条款" path={`${path}.clause`}>
      <ClauseSelect
        id={`${id}-clause`}
        value={asked.clause}
        onChange={(clause) => onChange(withOptional(asked, "clause", clause as Asked["clause"]))}
      />
    </Field>
    <Field id={`${id}-help`} label="填写说明" wide path={`${path}.help`}>
      <Input
        id={`${id}-help`}
        value={asked.help ?? ""}
        maxLength={300}
        onChange={({ target }) => onChange(withOptional(asked, "help", (target.value || undefined) as Asked["help"]))}
      />
    </Field>
  </>
);

const identityKinds: readonly string[] = ["text", "long-text", "choice"];
const personalKinds: Readonly<Record<string, readonly (keyof typeof personalNames)[]>> = {
  text: ["id-number", "phone"],
  date: ["birth-date"],
};

/** What the answer identifies, for hints at double support and for conflicts of interest; and whether it is personal. */
export const TraceFields = <Asked extends Question | TableColumn>({ id, path, asked, onChange }: PartProps<Asked>) => {
  const personal = personalKinds[asked.kind] ?? [];
  return (
    <>
      {identityKinds.includes(asked.kind) && (
        <Field id={`${id}-identity`} label="用于识别（重复支持、回避核对）" path={`${path}.identity`}>
          <Select
            id={`${id}-identity`}
            aria-label="用于识别（重复支持、回避核对）"
            allowClear
            placeholder="不用于识别"
            value={(asked.identity as string | undefined) ?? null}
            onChange={(next: string | null | undefined) =>
              onChange(withOptional(asked, "identity", (next ?? undefined) as Asked["identity"]))
            }
            options={Object.entries(identityNames).map(([value, label]) => ({ value, label }))}
            style={{ width: "100%" }}
          />
        </Field>
      )}
      {personal.length > 0 && (
        <Field id={`${id}-personal`} label="个人信息" path={`${path}.personal`}>
          <Select
            id={`${id}-personal`}
            aria-label="个人信息"
            allowClear
            placeholder="不是"
            value={(asked.personal as string | undefined) ?? null}
            onChange={(next: string | null | undefined) =>
              onChange(withOptional(asked, "personal", (next ?? undefined) as Asked["personal"]))
            }
            options={personal.map((value) => ({ value, label: personalNames[value] }))}
            style={{ width: "100%" }}
          />
        </Field>
      )}
    </>
  );
};

type Whole = Extract<Question | TableColumn, { kind: "integer" }>;

/** Limits and unit of a whole number. */
export const LimitFields = <Asked extends Whole>({ id, path, asked, onChange }: PartProps<Asked>) => (
  <>
    {(["atLeast", "atMost"] as const).map((name) => (
      <Field key={name} id={`${id}-${name}`} label={name === "atLeast" ? "不小于" : "不大于"} path={`${path}.${name}`}>
        <InputNumber
          id={`${id}-${name}`}
          precision={0}
          placeholder="不限"
          value={asked[name] ?? null}
          onChange={(value: number | null) => onChange(withOptional(asked, name, (value ?? undefined) as Asked[typeof name]))}
        />
      </Field>
    ))}
    <Field id={`${id}-unit`} label="计量单位" path={`${path}.unit`}>
      <Input
        id={`${id}-unit`}
        value={asked.unit ?? ""}
        maxLength={20}
        onChange={({ target }) => onChange(withOptional(asked, "unit", (target.value || undefined) as Asked["unit"]))}
      />
    </Field>
  </>
);
