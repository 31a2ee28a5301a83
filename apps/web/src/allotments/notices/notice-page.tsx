import {
  fundNames,
  listAllotmentRows,
  noticeKindNames,
  printAllotmentNotice,
  type RouteAnswer,
  readAllotmentNotice,
} from "@qiangyi/api";
import { Button } from "antd";
import { useState } from "react";
import { Link, useParams } from "react-router";
import { Amount, Light, Page, PaperButton, Pending, SuspendedLines, useAnswer } from "../../ui/index.ts";
import { NoticeDialogs, type NoticeStep, stepWords } from "./notice-dialogs.tsx";
import { NoticeRows } from "./notice-rows.tsx";
import { NoticeSide } from "./notice-side.tsx";
import { Settlements } from "./settlements.tsx";
import { noticeLights } from "./words.ts";
import "./notices.css";

export type AllotmentNotice = RouteAnswer<typeof readAllotmentNotice>;

/** A notice: head, rows by city and county, signatures, copies, what became of each row; while it is a draft, everything that stands in its way. */
export const NoticePage = () => {
  const { noticeId = "" } = useParams();
  const answer = useAnswer(readAllotmentNotice, { params: { noticeId } });
  if (answer.data === undefined) return <Pending of={answer} />;
  return <View notice={answer.data} />;
};

const View = ({ notice }: { notice: AllotmentNotice }) => {
  const [step, setStep] = useState<NoticeStep>();
  const rows = useAnswer(listAllotmentRows, { params: { noticeId: notice.id } });
  const params = { noticeId: notice.id };
  const canEdit = notice.may.includes("edit");
  const next = (["issue", "countersign", "sign"] as const).find((each) => notice.may.includes(each));
  return (
    <Page
      title={notice.title}
      subtitle={`${notice.number ?? "文号待签发"}　${noticeKindNames[notice.kind]}　${fundNames[notice.fund]}　${notice.year}年预算`}
      actions={
        <>
          {notice.may.includes("cancel") && (
            <Button danger onClick={() => setStep("cancel")}>
              作废
            </Button>
          )}
          {canEdit && <Button onClick={() => setStep("wording")}>标题与行文</Button>}
          {canEdit && <Button onClick={() => setStep("targets")}>绩效目标</Button>}
          {canEdit && notice.kind === "early" && (
            <Link to={`/allotments/notices/${notice.id}/early?year=${notice.year}`}>
              <Button>分地区金额</Button>
            </Link>
          )}
          <PaperButton route={printAllotmentNotice} inputOf={(format) => ({ params, query: { format } })} />
          {next !== undefined && (
            <Button type="primary" onClick={() => setStep(next)}>
              {stepWords[next]}
            </Button>
          )}
        </>
      }
    >
      <Head notice={notice} />
      {notice.state === "draft" && rows.data !== undefined && <SuspendedLines lines={rows.data.rows.map(({ line }) => line)} />}
      <div className="notice-page-columns">
        <div>
          <Settlements notice={notice} />
          {rows.data === undefined ? <Pending of={rows} /> : <NoticeRows notice={notice} table={rows.data} />}
        </div>
        <NoticeSide notice={notice} />
      </div>
      {step !== undefined && <NoticeDialogs notice={notice} step={step} onClose={() => setStep(undefined)} />}
    </Page>
  );
};

const Head = ({ notice }: { notice: AllotmentNotice }) => (
  <dl className="figures">
    <div className="figure">
      <dt>本次下达</dt>
      <dd>
        <Amount fen={notice.totalFen} strong />
      </dd>
    </div>
    <div className="figure">
      <dt>状态</dt>
      <dd>
        <Light {...noticeLights[notice.state]} />
      </dd>
    </div>
    <div className="figure">
      <dt>签发</dt>
      <dd>{notice.issuedOn ?? "—"}</dd>
    </div>
    <div className="figure">
      <dt>追踪标识</dt>
      <dd>{notice.trackTag ?? "无"}</dd>
    </div>
    <div className="figure">
      <dt>依据</dt>
      <dd>
        {notice.proposalId !== null ? (
          <Link to={`/allotments/proposals/${notice.proposalId}?year=${notice.year}`}>审定的分配建议</Link>
        ) : notice.chain.length > 1 ? (
          notice.chain
            .slice(0, -1)
            .map(({ number, issuerName }) => number ?? issuerName)
            .join(" → ")
        ) : (
          "—"
        )}
      </dd>
    </div>
  </dl>
);
