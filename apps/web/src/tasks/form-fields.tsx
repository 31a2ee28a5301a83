import { attachTaskFile, type TaskPartView } from "@qiangyi/api";
import { Button, Checkbox, Input, Select, Upload } from "antd";
import type { ReactNode } from "react";
import { ProblemSummary, useSubmit } from "../ui/index.ts";

interface FieldProps {
  readonly id: string;
  readonly label: string;
  readonly note?: string;
  readonly children: ReactNode;
}

export const Field = ({ id, label, note, children }: FieldProps) => (
  <div className="task-field">
    <label htmlFor={id}>{label}</label>
    {children}
    {note !== undefined && <span className="task-note">{note}</span>}
  </div>
);

interface TextProps {
  readonly id: string;
  readonly label: string;
  readonly note?: string;
  readonly value: string;
  readonly rows?: number;
  readonly maxLength?: number;
  readonly onChange: (value: string) => void;
}

export const TextField = ({ id, label, note, value, rows = 2, maxLength = 2000, onChange }: TextProps) => (
  <Field id={id} label={label} {...(note !== undefined && { note })}>
    {rows > 1 ? (
      <Input.TextArea id={id} rows={rows} maxLength={maxLength} value={value} onChange={({ target }) => onChange(target.value)} />
    ) : (
      <Input id={id} maxLength={maxLength} value={value} onChange={({ target }) => onChange(target.value)} />
    )}
  </Field>
);

interface ChoiceProps {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly onChange: (value: string) => void;
}

export const ChoiceField = ({ id, label, value, options, onChange }: ChoiceProps) => (
  <Field id={id} label={label}>
    <Select
      id={id}
      aria-label={label}
      style={{ width: "100%" }}
      value={value === "" ? null : value}
      options={[...options]}
      onChange={(chosen) => onChange(chosen ?? "")}
    />
  </Field>
);

interface FilesProps {
  readonly task: string;
  readonly part: TaskPartView;
  readonly chosen: readonly string[];
  readonly onChoose: (files: readonly string[]) => void;
}

/** 佐证: uploaded first, then named by the report or the closure. */
export const EvidenceField = ({ task, part, chosen, onChoose }: FilesProps) => {
  const { submit, isSending, problem } = useSubmit(attachTaskFile, { onDone: ({ id }) => onChoose([...chosen, id]) });
  return (
    <div className="task-field" id={`evidence-${part.code}`}>
      <span className="task-label">佐证文件</span>
      <ProblemSummary problem={problem} />
      {part.files.length > 0 && (
        <Checkbox.Group
          aria-label="选择佐证"
          value={[...chosen]}
          options={part.files.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(values) => onChoose(values.map(String))}
        />
      )}
      <Upload
        accept=".pdf,.docx,.xlsx,.jpg,.jpeg,.png"
        showUploadList={false}
        disabled={isSending}
        beforeUpload={(file) => {
          submit({ params: { task, part: part.code } }, { file });
          return false;
        }}
      >
        <Button size="small" loading={isSending}>
          上传佐证
        </Button>
      </Upload>
      <span className="task-note">pdf、docx、xlsx、jpg、png，20MB以内；勾选的随本次提交</span>
    </div>
  );
};

/** For which unit one speaks: one's own, or as the ledger office any unit of the task with its paper. */
export const unitChoices = (own: readonly string[], units: readonly string[], mayManage: boolean) =>
  (mayManage ? units : own).map((unit) => ({ value: unit, label: own.includes(unit) ? unit : `${unit}（代录）` }));
