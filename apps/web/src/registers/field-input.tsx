import { listRegions } from "@qiangyi/api";
import type { Field, FieldValue } from "@qiangyi/kernel";
import { Input, Select } from "antd";
import { ClauseLink, InstitutionPicker, useAnswer } from "../ui/index.ts";

interface FieldInputProps {
  readonly field: Field;
  readonly value: FieldValue | undefined;
  /** Name that a code stands for, where it is known. */
  readonly name: string | undefined;
  readonly error: string | undefined;
  readonly onChange: (value: FieldValue | undefined) => void;
  readonly onLeave: () => void;
}

export const fieldId = (name: string): string => `field-${name.replaceAll(".", "-")}`;

/** One field of a form: label, control by its kind, what is wrong with it, and what it is for. */
export const FieldInput = (props: FieldInputProps) => {
  const { field, error } = props;
  const id = fieldId(field.name);
  return (
    <div className="field">
      <label htmlFor={id}>
        {field.label}
        {field.required && !field.nullable && (
          <span className="must" title="必填">
            *
          </span>
        )}
      </label>
      <Control {...props} id={id} />
      {error !== undefined && (
        <div className="field-error" id={`${id}-error`}>
          {error}
        </div>
      )}
      <div className="field-help" id={`${id}-help`}>
        {[field.help, field.example === undefined || field.kind === "choice" ? undefined : `例：${field.example}`]
          .filter(Boolean)
          .join("；")}
        {field.clause !== undefined && (
          <>
            {" "}
            <ClauseLink id={field.clause} />
          </>
        )}
      </div>
    </div>
  );
};

const Control = ({ field, value, name, error, onChange, onLeave, id }: FieldInputProps & { id: string }) => {
  const isWrong = error !== undefined;
  const describedBy = `${isWrong ? `${id}-error ` : ""}${id}-help`;
  const common = { id, "aria-describedby": describedBy, ...(isWrong && { status: "error" as const, "aria-invalid": true }) };
  const text = value === undefined || value === null ? "" : String(value);
  const toText = (typed: string) => onChange(typed === "" ? undefined : typed);
  switch (field.kind) {
    case "text":
      return <Input {...common} maxLength={200} value={text} onChange={(event) => toText(event.target.value)} onBlur={onLeave} />;
    case "date":
      return (
        <Input
          {...common}
          inputMode="numeric"
          placeholder="年-月-日，如2024-06-18"
          value={text}
          onChange={(event) => toText(event.target.value)}
          onBlur={() => {
            onChange(tidyDate(text));
            onLeave();
          }}
        />
      );
    case "money":
      return (
        <Input
          {...common}
          inputMode="decimal"
          suffix="元"
          value={text}
          onChange={(event) => toText(event.target.value)}
          onBlur={() => {
            onChange(tidyMoney(text));
            onLeave();
          }}
        />
      );
    case "integer":
    case "year":
      return (
        <Input
          {...common}
          inputMode="numeric"
          value={text}
          onChange={(event) => onChange(numberOrText(event.target.value))}
          onBlur={onLeave}
        />
      );
    case "boolean":
      return (
        <Select
          {...common}
          aria-label={field.label}
          allowClear={!field.required}
          placeholder="请选择"
          value={typeof value === "boolean" ? String(value) : null}
          onChange={(next: string | null | undefined) => onChange(next ? next === "true" : undefined)}
          onBlur={onLeave}
          style={{ width: "100%" }}
          options={[
            { value: "true", label: "是" },
            { value: "false", label: "否" },
          ]}
        />
      );
    case "choice":
      return (
        <Select
          {...common}
          aria-label={field.label}
          allowClear={!field.required}
          placeholder="请选择"
          value={text === "" ? null : text}
          onChange={(next: string | null | undefined) => onChange(next ?? undefined)}
          onBlur={onLeave}
          style={{ width: "100%" }}
          options={(field.choices ?? []).map((choice) => ({ value: choice.value, label: choice.label }))}
        />
      );
    case "institution":
      return (
        <InstitutionPicker
          id={id}
          label={field.label}
          value={text === "" ? undefined : text}
          name={name}
          onChange={onChange}
          describedBy={describedBy}
          isWrong={isWrong}
        />
      );
    case "region":
      return <CountyPicker {...common} label={field.label} value={text} onChange={onChange} />;
  }
};

interface CountyPickerProps {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: FieldValue | undefined) => void;
}

const CountyPicker = ({ id, label, value, onChange, ...common }: CountyPickerProps) => {
  const { data } = useAnswer(listRegions, {});
  const items = data?.items ?? [];
  const cityOf = (parent: string | null) => items.find(({ code }) => code === parent)?.name ?? "";
  return (
    <Select
      {...common}
      id={id}
      aria-label={label}
      allowClear
      placeholder="名称、拼音首字母或代码"
      value={value === "" ? null : value}
      onChange={(next: string | null | undefined) => onChange(next ?? undefined)}
      showSearch={{
        filterOption: (typed, option) =>
          String(option?.label ?? "").includes(typed.trim()) || (option?.initials ?? "").includes(typed.trim().toLowerCase()),
      }}
      style={{ width: "100%" }}
      options={items
        .filter(({ code }) => !code.endsWith("00"))
        .map(({ code, name, parent, initials }) => ({ value: code, label: `${cityOf(parent)}${name}　${code}`, initials }))}
    />
  );
};

/** Digits become a number; anything else stays as typed, so that the check can say what is wrong with it. */
const numberOrText = (typed: string): FieldValue | undefined =>
  typed.trim() === "" ? undefined : /^\d{1,9}$/.test(typed.trim()) ? Number(typed) : typed;

/** "12,000" and "12000.5" as the contract writes them. */
export const tidyMoney = (typed: string): string | undefined => {
  const plain = typed.normalize("NFKC").replace(/[,，\s]/g, "");
  const match = /^(0|[1-9]\d*)(?:\.(\d{1,2}))?$/.exec(plain);
  if (!match) return typed === "" ? undefined : typed;
  return `${match[1]}.${(match[2] ?? "").padEnd(2, "0")}`;
};

/** "2024/6/18", "2024年6月18日" and "20240618" as the contract writes them; what is no date stays as typed. */
export const tidyDate = (typed: string): string | undefined => {
  const plain = typed.normalize("NFKC").trim();
  if (plain === "") return undefined;
  const match = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(plain) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(plain);
  return match ? `${match[1]}-${match[2]?.padStart(2, "0")}-${match[3]?.padStart(2, "0")}` : plain;
};
