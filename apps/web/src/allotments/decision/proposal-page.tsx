import { fundNames, type RouteAnswer, readProposal } from "@qiangyi/api";
import { Alert, Button } from "antd";
import { useState } from "react";
import { Link, useParams } from "react-router";
import { Amount, ClauseLink, Light, Page, Pending, UnitNote, useAnswer, useSession } from "../../ui/index.ts";
import { DecisionDialog } from "./decision-dialog.tsx";
import { DecisionTrail } from "./decision-trail.tsx";
import { ProposalGroups } from "./proposal-groups.tsx";
import { type Changes, ProposalLines } from "./proposal-lines.tsx";
import { actWords, standingLights } from "./words.ts";
import "./decision.css";

export type Proposal = RouteAnswer<typeof readProposal>;
export type Act = "submit" | "withdraw" | "countersign" | "return" | "approve";

/** What is decided, how it stands to the budget and to last year, each line with its explanation, and who did what. */
export const ProposalPage = () => {
  const { proposalId = "" } = useParams();
  const answer = useAnswer(readProposal, { params: { proposalId } });
  if (answer.data === undefined) return <Pending of={answer} />;
  return <View key={`${proposalId}/${answer.data.trail.length}`} proposal={answer.data} />;
};

const View = ({ proposal }: { proposal: Proposal }) => {
  const { can } = useSession();
  const [act, setAct] = useState<Act>();
  const [changes, setChanges] = useState<Changes>({});
  const acts = (["withdraw", "return", "countersign", "submit", "approve"] as const).filter((each) =>
    proposal.may.includes(each),
  );
  const main = acts.at(-1);
  const isApproved = proposal.standing === "approved";
  return (
    <Page
      title={proposal.title}
      subtitle={`${fundNames[proposal.fund]}　${proposal.year}年${proposal.version === null ? "" : `　第${proposal.version}版`}　${standingLights[proposal.standing].text}${proposal.documentNumber === null ? "" : `　${proposal.documentNumber}`}`}
      actions={
        <>
          {proposal.kind === "plan" && (
            <Link to={`/allocations/plans/${proposal.id}?year=${proposal.year}`}>
              <Button>方案与说明</Button>
            </Link>
          )}
          {isApproved && can("notices.draft") && (
            <Link to={`/allotments/notices/new?year=${proposal.year}&proposal=${proposal.id}`}>
              <Button type="primary">拟制下达文件</Button>
            </Link>
          )}
          {acts.map((each) => (
            <Button
              key={each}
              type={each === main ? "primary" : "default"}
              danger={each === "return" || each === "withdraw"}
              onClick={() => setAct(each)}
            >
              {each === "approve" && Object.keys(changes).length > 0 ? "改动后审定" : actWords[each]}
            </Button>
          ))}
        </>
      }
    >
      {proposal.successorId !== null && (
        <Alert
          type="info"
          showIcon
          className="decision-notice"
          title={
            <>
              省财政厅改动后成为新的版本，以新版本为准。
              <Link to={`/allotments/proposals/${proposal.successorId}`}>查看新版本</Link>
            </>
          }
        />
      )}
      <Figures proposal={proposal} />
      <div className="decision-columns">
        <div>
          <section className="panel" aria-label="按支持项目">
            <div className="table-bar">
              <h2>与预算、上年比较</h2>
              <UnitNote />
            </div>
            <ProposalGroups proposal={proposal} />
          </section>
          <ProposalLines proposal={proposal} changes={changes} onChange={setChanges} />
        </div>
        <aside className="panel decision-side" aria-label="核对与办理经过">
          <Obstacles proposal={proposal} />
          <DecisionTrail proposal={proposal} />
        </aside>
      </div>
      {act !== undefined && <DecisionDialog proposal={proposal} act={act} changes={changes} onClose={() => setAct(undefined)} />}
    </Page>
  );
};

const Figures = ({ proposal }: { proposal: Proposal }) => (
  <dl className="figures">
    {[
      ["建议合计", proposal.totalFen],
      ["当年预算", proposal.budgetFen],
      ["预算减建议", proposal.differenceFen],
    ].map(([name, fen]) => (
      <div className="figure" key={name}>
        <dt>{name}</dt>
        <dd>
          <Amount fen={fen ?? null} strong />
        </dd>
      </div>
    ))}
    <div className="figure">
      <dt>有金额的条数</dt>
      <dd className="amount">{proposal.lineCount}</dd>
    </div>
  </dl>
);

const Obstacles = ({ proposal }: { proposal: Proposal }) => {
  if (proposal.standing === "approved" || proposal.standing === "changed") return null;
  return (
    <>
      <h2>审定前核对</h2>
      {proposal.obstacles.length === 0 ? (
        <Light state="good" text="预算、投资计划、评审结果核对无误" />
      ) : (
        <ul className="decision-list">
          {proposal.obstacles.map(({ code, text, clause }) => (
            <li key={`${code} ${text}`}>
              <Light state="bad" text={text} />
              {clause !== null && <ClauseLink id={clause} />}
            </li>
          ))}
        </ul>
      )}
    </>
  );
};
