import { Button, Input, type InputProps } from "antd";
import type { ReactNode } from "react";
import { carrying, type Faults, FaultText, idOf } from "./faults.tsx";

/** The titles of a table's columns; those of numbers come last and stand on the right. */
export const HeadRow = ({ titles, numbers = [] }: { titles: readonly string[]; numbers?: readonly string[] }) => (
  <thead>
    <tr>
      {titles.map((title) => (
        <th scope="col" key={title}>
          {title}
        </th>
      ))}
      {numbers.map((title) => (
        <th scope="col" className="perf-number" key={title}>
          {title}
        </th>
      ))}
    </tr>
  </thead>
);

interface FieldProps {
  readonly faults: Faults;
  readonly form: string;
  readonly path: string;
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** A field in a table's cell: its column's title is not enough to a screen reader, so it is named in full. */
export const CellInput = ({
  faults,
  form,
  path,
  label,
  onChange,
  ...input
}: FieldProps & Pick<InputProps, "className" | "inputMode" | "maxLength">) => (
  <>
    <Input {...carrying(faults, form, path)} aria-label={label} onChange={({ target }) => onChange(target.value)} {...input} />
    <FaultText faults={faults} form={form} path={path} />
  </>
);

export const pointsInput = { className: "number-input", inputMode: "decimal" } as const;

/** A few lines of text under their label. */
export const LongText = ({ faults, form, path, label, value, onChange }: FieldProps) => (
  <>
    <label htmlFor={idOf(form, path)}>{label}</label>
    <Input.TextArea
      {...carrying(faults, form, path)}
      rows={2}
      maxLength={2000}
      value={value}
      onChange={({ target }) => onChange(target.value)}
    />
    <FaultText faults={faults} form={form} path={path} />
  </>
);

interface FormEndProps {
  readonly send: string;
  readonly isSending: boolean;
  readonly onDone: () => void;
  /** What stands before the buttons. */
  readonly children?: ReactNode;
}

export const FormEnd = ({ send, isSending, onDone, children }: FormEndProps) => (
  <div className="perf-actions">
    {children}
    <span className="perf-grow" />
    <Button onClick={onDone}>取消</Button>
    <Button type="primary" htmlType="submit" loading={isSending}>
      {send}
    </Button>
  </div>
);
