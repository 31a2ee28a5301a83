import type { ReactNode } from "react";

interface FieldProps {
  readonly id: string;
  readonly label: string;
  /** Takes the whole width of the form. */
  readonly wide?: boolean;
  readonly children: ReactNode;
}

/** One labelled control of an editor. */
export const Field = ({ id, label, wide = false, children }: FieldProps) => (
  <div className={wide ? "editor-field wide" : "editor-field"}>
    <label htmlFor={id}>{label}</label>
    {children}
  </div>
);
