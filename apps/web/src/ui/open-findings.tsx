import { findingStates, type ListedFinding, listFindings } from "@qiangyi/api";
import { Alert } from "antd";
import { Link } from "react-router";
import { useAnswer } from "./answers.ts";
import { useSession } from "./session.tsx";
import { useScoped } from "./work-scope.tsx";

interface OpenFindingsProps {
  readonly project?: string;
  /** An account page of a unit. */
  readonly institution?: string;
  readonly earmark?: string;
}

const most = 3;

/** Findings about what a page shows that are not settled; nothing where there are none, and nothing to whom they are closed. */
export const OpenFindings = ({ project, institution, earmark }: OpenFindingsProps) => {
  const { can } = useSession();
  const to = useScoped();
  const about = {
    ...(project !== undefined && { project }),
    ...(institution !== undefined && { institution }),
    ...(earmark !== undefined && { earmark }),
  };
  const answer = useAnswer(listFindings, { query: { ...about, open: "true", limit: most } }, { enabled: can("findings.read") });
  const items = answer.data?.items ?? [];
  if (items.length === 0) return null;
  const total = answer.data?.total ?? items.length;
  const all = `/findings/items?${new URLSearchParams({ ...about, standing: "open" }).toString()}`;
  return (
    <Alert
      className="suspended-lines open-findings"
      type="warning"
      showIcon
      title={
        <>
          {items.map((finding) => (
            <div key={finding.id}>
              监督检查：<Link to={to(`/findings/${finding.id}`)}>{finding.title}</Link>（{stateText(finding)}）
            </div>
          ))}
          {(total > items.length || answer.data?.next !== null) && <Link to={to(all)}>全部未办结问题</Link>}
        </>
      }
    />
  );
};

const stateText = ({ state, dueOn, daysLate }: ListedFinding): string => {
  if (daysLate !== null) return `${findingStates[state]}，超期${daysLate}天`;
  return dueOn === null ? findingStates[state] : `${findingStates[state]}，${dueOn}前`;
};
