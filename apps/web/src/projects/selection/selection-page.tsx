import { readSelection } from "@qiangyi/api";
import { Link, useParams } from "react-router";
import { EmptyState, Page, Pending, UnitNote, useAnswer } from "../../ui/index.ts";
import { ProposalTable } from "./proposal-table.tsx";
import { SelectionCard } from "./selection-card.tsx";
import "./selection.css";

/** 遴选: the order of the review, who is proposed of it, who decided, and the notice that follows. */
export const SelectionPage = () => {
  const { callId = "" } = useParams();
  const answer = useAnswer(readSelection, { params: { callId } });
  if (!answer.data) {
    return (
      <Pending of={answer} missing={{ title: "找不到这次申报通知", back: "/projects/calls", backText: "查看全部申报通知" }} />
    );
  }
  const { call, quota, unreviewed, candidates, selections } = answer.data;
  const waiting = selections.find(({ state }) => state === "proposed");
  return (
    <Page
      title="遴选与公示"
      subtitle={
        <>
          <Link to={`/projects/calls/${call.id}`}>{call.title}</Link>　{call.year}年{quota !== null && `　名额还余${quota}项`}
          {unreviewed > 0 && `　另有${unreviewed}项尚未完成评审`}
        </>
      }
    >
      {candidates.length > 0 && !waiting && (
        <section className="panel" aria-label="评审排序与拟选名单">
          <div className="table-bar">
            <h2>评审排序与拟选名单</h2>
            <UnitNote />
          </div>
          <ProposalTable callId={callId} programme={call.programme} candidates={candidates} quota={quota} />
        </section>
      )}
      {candidates.length === 0 && selections.length === 0 && (
        <EmptyState text="还没有完成评审的项目；评审完成、论证登记之后在这里提出拟选名单" />
      )}
      {selections.map((selection) => (
        <SelectionCard key={selection.id} selection={selection} programme={call.programme} />
      ))}
    </Page>
  );
};
