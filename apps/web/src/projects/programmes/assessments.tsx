import { type AssessedLeader, listAssessments } from "@qiangyi/api";
import { Button, Segmented } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { ClauseLink, EmptyState, Light, minuteOf, Pending, ScrollBox, useAnswer } from "../../ui/index.ts";
import { AssessmentDialog, criteria, evidenceNames } from "./assessment-dialog.tsx";

const lights = { 在培: "neutral", 达标: "good", 未达标: "bad" } as const;
const filters = { due: "应考核", assessed: "已考核", all: "全部" } as const;
type Filter = keyof typeof filters;

const passes: Readonly<Record<Filter, (leader: AssessedLeader) => boolean>> = {
  due: ({ due }) => due !== null,
  assessed: ({ assessments }) => assessments.length > 0,
  all: () => true,
};

/** 带头人考核: who is due, what was found, what follows from it. */
export const Assessments = () => {
  const [filter, setFilter] = useState<Filter>("all");
  const [assessing, setAssessing] = useState<AssessedLeader>();
  const answer = useAnswer(listAssessments, {});
  if (!answer.data) return <Pending of={answer} />;
  const { kind, finalFrom, isOrganiser, counts, items } = answer.data;
  const shown = items.filter(passes[filter]);
  return (
    <section className="panel" aria-label="带头人考核">
      <div className="table-bar">
        <h2>中期、终期考核</h2>
        <Segmented<Filter>
          aria-label="带头人考核筛选"
          value={filter}
          onChange={setFilter}
          options={(Object.keys(filters) as Filter[]).map((value) => ({ value, label: filters[value] }))}
        />
      </div>
      <p>
        现在应作{kind}考核：待考核{counts.due}名，共{counts.leaders}名；终期达标{counts.reached}名，未达标{counts.missed}名。
        <span className="call-muted">
          　{finalFrom}起为终期考核，此前为中期。两项影响都认定才达标，文件没有量化标准，由专家凭证据认定
        </span>{" "}
        <ClauseLink id="linfen-2020.hundredleaders.influence" />
      </p>
      {shown.length === 0 ? (
        <EmptyState text={items.length === 0 ? "还没有入选的带头人" : "没有符合的带头人"} />
      ) : (
        <Leaders leaders={shown} onAssess={isOrganiser ? setAssessing : undefined} />
      )}
      {assessing && <AssessmentDialog leader={assessing} kind={kind} onClose={() => setAssessing(undefined)} />}
    </section>
  );
};

const columns = ["带头人", "医院、科室", "部门", "应考核", "现状", "结果与依据", "考核记录"];

const Leaders = ({
  leaders,
  onAssess,
}: {
  leaders: readonly AssessedLeader[];
  onAssess: ((leader: AssessedLeader) => void) | undefined;
}) => (
  <ScrollBox label="带头人考核表格">
    <table className="call-table">
      <thead>
        <tr>
          {columns.map((title) => (
            <th scope="col" key={title}>
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {leaders.map((leader) => (
          <tr key={leader.project.id}>
            <th scope="row">
              <Link to={`/projects/${leader.project.id}`}>{leader.name}</Link>
            </th>
            <td>
              {leader.institution.name}
              <div className="call-muted">{leader.office ?? "科室未落实"}</div>
            </td>
            <td>{leader.department ?? "—"}</td>
            <td>{leader.due === null ? "—" : <Light state="warning" text={leader.due} />}</td>
            <td>
              <Light state={lights[leader.standing.state]} text={leader.standing.state} />
            </td>
            <td className="assessment-result">
              {leader.standing.text}
              <div className="call-muted">{leader.standing.consequence}</div>
              <ClauseLink id={leader.standing.clause} />
            </td>
            <td>
              <History leader={leader} />
              {onAssess && (
                <Button size="small" aria-label={`登记考核：${leader.name}`} onClick={() => onAssess(leader)}>
                  登记考核
                </Button>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  </ScrollBox>
);

/** Each assessment opens to its evidence and its experts; the newest first. */
const History = ({ leader: { assessments } }: { leader: AssessedLeader }) =>
  assessments.map(({ id, kind, assessedOn, verdict, evidence, experts, opinion, documentNumber, by }) => (
    <details key={id} className="assessment-history">
      <summary>
        {assessedOn} {kind}：{verdict}
      </summary>
      <ul className="call-muted">
        {evidence.map(({ criterion, kind: of, text }) => (
          <li key={`${criterion} ${text}`}>
            {criteria[criterion]}：{evidenceNames[of]}，{text}
          </li>
        ))}
        <li>认定专家：{experts.map(({ name, unit }) => `${name}（${unit}）`).join("、")}</li>
        <li>意见：{opinion}</li>
        <li>
          依据{documentNumber}；{by.name}于{minuteOf(by.at)}登记
        </li>
      </ul>
    </details>
  ));
