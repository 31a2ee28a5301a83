import { Select } from "antd";
import { Field } from "../field.tsx";

interface WordsProps {
  readonly id: string;
  readonly label: string;
  readonly words: Readonly<Record<string, string>>;
  readonly path?: string;
  readonly value: readonly string[];
  readonly onChange: (value: string[]) => void;
}

/** Several words out of a list of codes. */
export const WordsSelect = ({ id, label, words, path, value, onChange }: WordsProps) => (
  <Field id={`${id}-${label}`} label={label} {...(path !== undefined && { path })}>
    <Select
      id={`${id}-${label}`}
      aria-label={label}
      mode="multiple"
      placeholder="不限"
      value={[...value]}
      onChange={onChange}
      options={Object.entries(words).map(([code, text]) => ({ value: code, label: text }))}
      style={{ width: "100%" }}
    />
  </Field>
);
