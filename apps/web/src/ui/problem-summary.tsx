import type { Problem } from "@qiangyi/api";
import { useEffect, useRef } from "react";
import { ClauseLink } from "./clause-link.tsx";

interface ProblemSummaryProps {
  readonly problem: Problem | undefined;
  /** Chinese label and element id of a field by its path, so that each error links to its place. */
  readonly fields?: Readonly<Record<string, { readonly label: string; readonly id: string }>>;
}

/** All errors of a submission at once, on top of the form; the focus moves here so that nobody misses it. */
export const ProblemSummary = ({ problem, fields = {} }: ProblemSummaryProps) => {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (problem) box.current?.focus();
  }, [problem]);
  if (!problem) return null;
  return (
    <div className="problem-summary" role="alert" tabIndex={-1} ref={box}>
      <strong>{problem.detail}</strong>
      {problem.remedy !== undefined && <p>{problem.remedy}</p>}
      {problem.clause !== undefined && (
        <p>
          依据：
          <ClauseLink id={problem.clause} />
        </p>
      )}
      {problem.problems !== undefined && problem.problems.length > 0 && (
        <ul>
          {problem.problems.map(({ path, message }) => {
            const field = fields[path] ?? fields[path.replace(/^(body|fields|data)\./, "")];
            return (
              <li key={`${path} ${message}`}>
                {field ? (
                  <a href={`#${field.id}`}>{`${field.label}：${message}`}</a>
                ) : path === "" ? (
                  message
                ) : (
                  `${path}：${message}`
                )}
              </li>
            );
          })}
        </ul>
      )}
    </div>
  );
};
