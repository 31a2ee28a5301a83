import type { ReportFinding } from "@qiangyi/projects";
import { Checkbox } from "antd";
import { Light } from "../../ui/index.ts";

interface RowFindingsProps {
  readonly findings: readonly ReportFinding[];
  /** Why the server did not take the row. */
  readonly refused: string | undefined;
  readonly isConfirmed: boolean;
  readonly title: string;
  readonly onConfirm: (isConfirmed: boolean) => void;
}

/** What is to be said of a row, directly below it; a held value is confirmed here. */
export const RowFindings = ({ findings, refused, isConfirmed, title, onConfirm }: RowFindingsProps) => {
  const isHeld = findings.some(({ code }) => code === "HELD");
  const said = refused !== undefined && findings.every(({ severity }) => severity !== "malformed") ? [refused] : [];
  if (findings.length === 0 && said.length === 0 && !isConfirmed) return null;
  return (
    <tr className="grid-findings">
      <td colSpan={9}>
        <ul>
          {said.map((text) => (
            <li key={text}>
              <Light state="bad" text={text} />
            </li>
          ))}
          {findings.map(({ code, field, severity, message }) => (
            <li key={`${code} ${field}`}>
              <Light
                state={severity === "warning" ? "open" : severity === "hold" ? "warning" : "bad"}
                text={severity === "warning" ? `提示核实：${message}` : message}
              />
            </li>
          ))}
          {(isHeld || isConfirmed) && (
            <li>
              <Checkbox
                checked={isConfirmed}
                aria-label={`${title}：数值核对无误`}
                onChange={({ target }) => onConfirm(target.checked)}
              >
                已核对，数值无误
              </Checkbox>
            </li>
          )}
        </ul>
      </td>
    </tr>
  );
};
