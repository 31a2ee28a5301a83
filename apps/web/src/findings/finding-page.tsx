import { type FindingDetail, findingGrades, findingSources, readFinding } from "@qiangyi/api";
import { Button, Table } from "antd";
import { Link, useParams } from "react-router";
import {
  ClauseLink,
  Light,
  minuteOf,
  Page,
  Pending,
  ScrollBox,
  StatedAmount,
  useAnswer,
  useScoped,
  useSession,
} from "../ui/index.ts";
import { CorrectionSection } from "./correction-section.tsx";
import { EvidenceSection } from "./evidence-section.tsx";
import { FindingActions } from "./finding-actions.tsx";
import { FindingState } from "./finding-columns.tsx";
import { FindingsNav } from "./findings-nav.tsx";
import { MeasuresSection } from "./measures-section.tsx";
import { gradeLights } from "./words.ts";
import "./findings.css";

/** One finding from the first doubt to the last measure: facts, evidence, correction, measures, trail. */
export const FindingPage = () => {
  const { findingId = "" } = useParams();
  const answer = useAnswer(readFinding, { params: { findingId } });
  if (!answer.data)
    return <Pending of={answer} missing={{ title: "找不到这个问题", back: "/findings", backText: "回到监督检查" }} />;
  const finding = answer.data;
  return (
    <Page
      title={finding.title}
      subtitle={
        <span className="finding-gaps">
          <span>{finding.number}</span>
          <FindingState finding={finding} />
          <Light state={gradeLights[finding.grade]} text={`等级${findingGrades[finding.grade]}`} />
        </span>
      }
      actions={
        <>
          <Button onClick={() => window.print()}>打印</Button>
          <FindingActions finding={finding} />
        </>
      }
    >
      <FindingsNav />
      <Facts finding={finding} />
      <CorrectionSection finding={finding} />
      <MeasuresSection finding={finding} />
      <EvidenceSection finding={finding} />
      <Trail finding={finding} />
    </Page>
  );
};

const Facts = ({ finding }: { finding: FindingDetail }) => {
  const { raised, facts, clause, amountFen, source, inspection, auditMatters } = finding;
  const scoped = useScoped();
  return (
    <section className="panel" aria-label="问题">
      <dl className="finding-facts">
        <dt>对象</dt>
        <dd>
          <Subject finding={finding} />
        </dd>
        <dt>地区</dt>
        <dd>{finding.regionName}</dd>
        <dt>依据条款</dt>
        <dd>
          <ClauseLink id={clause.id} />
        </dd>
        <dt>涉及金额</dt>
        <dd>{amountFen === null ? "未涉及" : <StatedAmount fen={amountFen} />}</dd>
        <dt>来源</dt>
        <dd>
          {findingSources[source]}
          {inspection !== null && (
            <Link className="after-link" to={scoped(`/findings/inspections/${inspection.id}`)}>
              {inspection.title}
            </Link>
          )}
          {auditMatters.map(({ id, number, matter }) => (
            <Link key={id} className="after-link" to={scoped(`/findings/audit-matters/${id}`)}>
              {number} {matter}
            </Link>
          ))}
        </dd>
        <dt>提出</dt>
        <dd>
          {raised.office}　{raised.name}　{minuteOf(raised.at)}
        </dd>
        <dt>事实</dt>
        <dd className="is-wide">{facts}</dd>
      </dl>
    </section>
  );
};

/** What it is about, as a way to it. */
const Subject = ({ finding: { subject, project, institution, earmark } }: { finding: FindingDetail }) => {
  const { can } = useSession();
  if (project !== null && can("projects.read")) return <Link to={`/projects/${project.id}`}>{subject}</Link>;
  if (institution !== null && earmark !== null && can("books.read"))
    return (
      <Link to={`/ledger/books/U${encodeURIComponent(institution.id)}/pages/${encodeURIComponent(earmark)}`}>{subject}</Link>
    );
  if (institution !== null && can("registry.read"))
    return <Link to={`/registry/institutions/${encodeURIComponent(institution.id)}`}>{subject}</Link>;
  return subject;
};

const Trail = ({ finding: { trail } }: { finding: FindingDetail }) => (
  <section className="keyset-table" aria-label="办理过程">
    <div className="table-bar">
      <h2>办理过程</h2>
    </div>
    <ScrollBox label="办理过程表格">
      <Table<FindingDetail["trail"][number] & { readonly nth: number }>
        size="small"
        pagination={false}
        rowKey={({ nth }) => nth}
        dataSource={trail.map((step, nth) => ({ ...step, nth: trail.length - nth }))}
        columns={[
          { title: "序", dataIndex: "nth", key: "nth", width: 48 },
          { title: "时间", key: "at", render: (_, { by }) => minuteOf(by.at) },
          { title: "办理", key: "label", render: (_, { label }) => label },
          {
            title: "办理人",
            key: "by",
            render: (_, { by }) => (
              <div className="finding-wrap">
                {by.name}
                <div className="finding-note">{by.office}</div>
              </div>
            ),
          },
          { title: "说明", key: "note", render: (_, { note }) => <div className="finding-text">{note || "—"}</div> },
          {
            title: "佐证",
            key: "files",
            render: (_, { files }) => <div className="finding-wrap">{files.length === 0 ? "—" : files.join("、")}</div>,
          },
        ]}
      />
    </ScrollBox>
  </section>
);
