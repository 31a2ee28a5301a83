import { findingGrades, findingSources, findingStates, type ListedFinding, measureKinds } from "@qiangyi/api";
import type { TableProps } from "antd";
import { Link } from "react-router";
import { Amount, Light, useScoped } from "../ui/index.ts";
import { gradeLights, lateText, stateLights } from "./words.ts";

const Title = ({ finding: { id, number, title, source } }: { finding: ListedFinding }) => {
  const scoped = useScoped();
  return (
    <div className="finding-wrap">
      <Link className="row-title" to={scoped(`/findings/${id}`)}>
        {title}
      </Link>
      <div className="finding-note">
        {number}　{findingSources[source]}
      </div>
    </div>
  );
};

export const FindingState = ({ finding }: { finding: Pick<ListedFinding, "state" | "flag" | "daysLate"> }) => {
  const late = lateText(finding);
  return (
    <span className="finding-gaps">
      <Light state={stateLights[finding.state]} text={findingStates[finding.state]} />
      {late !== undefined && (
        <span title="CORRECTION_OVERDUE">
          <Light state="bad" text={late} />
        </span>
      )}
    </span>
  );
};

/** A finding in a list, wherever it is listed. */
export const findingColumns: NonNullable<TableProps<ListedFinding>["columns"]> = [
  { title: "问题", key: "title", render: (_, finding) => <Title finding={finding} /> },
  {
    title: "对象",
    key: "subject",
    render: (_, { subject, regionName }) => (
      <div className="finding-wrap">
        {subject}
        <div className="finding-note">{regionName}</div>
      </div>
    ),
  },
  {
    title: "等级",
    key: "grade",
    width: 64,
    render: (_, { grade }) => <Light state={gradeLights[grade]} text={findingGrades[grade]} />,
  },
  { title: "涉及金额", key: "amount", className: "number", render: (_, { amountFen }) => <Amount fen={amountFen} /> },
  {
    title: "提出",
    key: "raised",
    render: (_, { raised }) => (
      <div className="finding-wrap">
        {raised.name}
        <div className="finding-note">{raised.office}</div>
      </div>
    ),
  },
  {
    title: "整改责任方和期限",
    key: "owner",
    render: (_, { owner, dueOn }) => (
      <div className="finding-wrap">
        {owner?.name ?? "—"}
        {dueOn !== null && <div className="finding-note">{dueOn}前</div>}
      </div>
    ),
  },
  {
    title: "状态",
    key: "state",
    width: 104,
    render: (_, finding) => (
      <div className="finding-state">
        <FindingState finding={finding} />
        {finding.measures.length > 0 && (
          <div className="finding-note">{finding.measures.map((kind) => measureKinds[kind]).join("、")}</div>
        )}
      </div>
    ),
  },
];
