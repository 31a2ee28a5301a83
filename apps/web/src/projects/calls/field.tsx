import { cloneElement, isValidElement, type ReactElement, type ReactNode } from "react";
import { useMisfitsAt } from "./editor/misfits.tsx";

interface FieldProps {
  readonly id: string;
  readonly label: string;
  /** Takes the whole width of the form. */
  readonly wide?: boolean;
  /** Place in the definition: what is wrong there is said under the control. */
  readonly path?: string;
  readonly children: ReactNode;
}

/** One labelled control of an editor, with what is wrong with it. */
export const Field = ({ id, label, wide = false, path, children }: FieldProps) => {
  const messages = useMisfitsAt(path);
  const isWrong = messages.length > 0;
  return (
    <div className={wide ? "editor-field wide" : "editor-field"} data-path={path}>
      <label htmlFor={id}>{label}</label>
      {isWrong && isValidElement(children)
        ? cloneElement(
            children as ReactElement<object>,
            {
              status: "error",
              "aria-invalid": true,
              "aria-describedby": `${id}-error`,
            } as object,
          )
        : children}
      {isWrong && (
        <div className="editor-error" id={`${id}-error`}>
          {[...new Set(messages)].join("；")}
        </div>
      )}
    </div>
  );
};
