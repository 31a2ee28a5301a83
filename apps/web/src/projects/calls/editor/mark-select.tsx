import { type Mark, marks } from "@qiangyi/projects";
import { Select } from "antd";
import { Field } from "../field.tsx";

interface MarkSelectProps {
  readonly id: string;
  readonly label: string;
  readonly path: string;
  /** What holds without a mark. */
  readonly without: string;
  readonly value: Mark | undefined;
  readonly onChange: (mark: Mark | undefined) => void;
}

/** A mark that the organiser gives an institution, each time with a reason. */
export const MarkSelect = ({ id, label, path, without, value, onChange }: MarkSelectProps) => (
  <Field id={id} label={label} path={path}>
    <Select
      id={id}
      aria-label={label}
      allowClear
      placeholder={without}
      value={value ?? null}
      onChange={(next: Mark | null | undefined) => onChange(next ?? undefined)}
      options={Object.entries(marks).map(([mark, text]) => ({ value: mark as Mark, label: text }))}
      style={{ width: "100%" }}
    />
  </Field>
);
