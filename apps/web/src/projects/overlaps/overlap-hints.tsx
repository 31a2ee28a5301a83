import { listOverlaps, type Overlap } from "@qiangyi/api";
import { Alert } from "antd";
import { useEffect } from "react";
import { Link } from "react-router";
import { ClauseLink, useAnswer } from "../../ui/index.ts";

interface OverlapHintsProps {
  readonly projectId: string;
  /** Changes with every saved answer, so that the hints follow the typing. */
  readonly savedAt?: string | number | undefined;
  /** Only what concerns this question; absent: everything. */
  readonly question?: string;
}

/** 提示核实: what is supported or declared already, found as it is typed; it blocks nothing and says where and by which clause. */
export const OverlapHints = ({ projectId, savedAt, question }: OverlapHintsProps) => {
  const { data, refetch } = useAnswer(listOverlaps, { params: { projectId } });
  useEffect(() => {
    if (savedAt !== undefined) void refetch();
  }, [savedAt, refetch]);
  const items = (data?.items ?? []).filter((item) => question === undefined || item.question === question);
  if (items.length === 0) return null;
  return (
    <Alert
      className="overlap-hints"
      type="warning"
      showIcon
      role="status"
      title="提示核实：可能重复支持"
      description={
        <ul className="overlap-list">
          {items.map((item) => (
            <li key={`${item.kind} ${item.sentence}`}>
              <OverlapLine overlap={item} />
            </li>
          ))}
        </ul>
      }
    />
  );
};

const OverlapLine = ({ overlap: { sentence, clause, project, entry } }: { overlap: Overlap }) => (
  <>
    {sentence} <ClauseLink id={clause} />
    {project && (
      <>
        {" "}
        <Link to={`/projects/${project.id}`}>{project.number}</Link>
      </>
    )}
    {entry && (
      <>
        {" "}
        <Link to={`/registers/${entry.register}/${entry.id}`}>{entry.entryNo}</Link>
      </>
    )}
  </>
);
