import type { Problem } from "@qiangyi/api";
import { Form, Input, Modal, Select } from "antd";
import type { ReactNode } from "react";
import { useState } from "react";
import { ProblemSummary, WanInput } from "../../ui/index.ts";

export interface DialogField<Name extends string> {
  readonly name: Name;
  readonly label: string;
  readonly kind: "text" | "area" | "date" | "wan" | "select";
  readonly isRequired?: boolean;
  readonly options?: readonly { readonly value: string; readonly label: string }[];
  readonly hint?: string;
}

interface DialogProps<Name extends string> {
  readonly title: string;
  readonly okText: string;
  readonly fields: readonly DialogField<Name>[];
  readonly initial: Readonly<Record<Name, string>>;
  readonly problem: Problem | undefined;
  readonly isSending: boolean;
  readonly onSend: (values: Readonly<Record<Name, string>>) => void;
  readonly onClose: () => void;
  readonly children?: ReactNode;
}

/** One act of this page: a few fields, all errors on top with links to them, nothing lost by a refusal. */
export const Dialog = <Name extends string>(props: DialogProps<Name>) => {
  const { title, okText, fields, problem, isSending, onSend, onClose, children } = props;
  const [values, setValues] = useState(props.initial);
  const set = (name: Name, value: string) => setValues((before) => ({ ...before, [name]: value }));
  return (
    <Modal
      open
      title={title}
      okText={okText}
      cancelText="取消"
      confirmLoading={isSending}
      onCancel={onClose}
      onOk={() => onSend(values)}
    >
      <ProblemSummary
        problem={problem}
        fields={Object.fromEntries(fields.map(({ name, label }) => [name, { label, id: idOf(name) }]))}
      />
      {children}
      <Form layout="vertical" onFinish={() => onSend(values)}>
        {fields.map((field) => (
          <Form.Item
            key={field.name}
            label={field.label}
            htmlFor={idOf(field.name)}
            required={field.isRequired === true}
            extra={field.hint}
          >
            <FieldInput field={field} value={values[field.name]} onChange={(value) => set(field.name, value)} />
          </Form.Item>
        ))}
      </Form>
    </Modal>
  );
};

const idOf = (name: string): string => `centre-money-${name}`;

interface InputProps {
  readonly field: DialogField<string>;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

const FieldInput = ({ field: { name, label, kind, options }, value, onChange }: InputProps) => {
  const id = idOf(name);
  switch (kind) {
    case "wan":
      return <WanInput id={id} label={label} hasUnit value={value} onChange={onChange} />;
    case "select":
      return (
        <Select
          id={id}
          aria-label={label}
          value={value === "" ? null : value}
          onChange={onChange}
          options={[...(options ?? [])]}
        />
      );
    case "area":
      return <Input.TextArea id={id} rows={3} maxLength={500} value={value} onChange={({ target }) => onChange(target.value)} />;
    default:
      return (
        <Input
          id={id}
          type={kind === "date" ? "date" : "text"}
          maxLength={200}
          value={value}
          onChange={({ target }) => onChange(target.value)}
        />
      );
  }
};

/** An optional text: what was left empty is absent. */
export const orNull = (text: string): string | null => (text.trim() === "" ? null : text.trim());
