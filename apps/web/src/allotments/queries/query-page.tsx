import { queryOutcomes, querySides, type RouteAnswer, readQuery, readQueryDelivery } from "@qiangyi/api";
import { Button, Table, Timeline } from "antd";
import { useEffect, useRef, useState } from "react";
import { Link, useParams } from "react-router";
import { Amount, ClauseLink, Light, minuteOf, Page, Pending, ScrollBox, useAnswer, useSubmit } from "../../ui/index.ts";
import { durationText } from "../receipts/words.ts";
import { ConcludeDialog } from "./conclude-dialog.tsx";
import "./queries.css";

type Query = RouteAnswer<typeof readQuery>;

export const QueryPage = () => {
  const { queryId = "" } = useParams();
  const answer = useAnswer(readQuery, { params: { queryId } });
  return answer.data === undefined ? <Pending of={answer} /> : <QueryView key={queryId} query={answer.data} />;
};

/** One query: what is frozen where, how soon it was reported and to whom, and how it ended. */
const QueryView = ({ query }: { query: Query }) => {
  const [isConcluding, setConcluding] = useState(false);
  useReadReceipt(query);
  return (
    <Page
      title={`存疑：${query.title}`}
      subtitle={`${query.number} 第${query.rowNo}行　${query.lineName}　${query.bookName}`}
      actions={
        query.canClose && (
          <Button type="primary" onClick={() => setConcluding(true)}>
            作出结论
          </Button>
        )
      }
    >
      <Figures query={query} />
      <div className="query-columns">
        <section className="panel">
          <h2>疑问</h2>
          <p className="reading">{query.reason}</p>
          {query.differences.length > 0 && <Differences query={query} />}
          {query.conclusion !== null && query.outcome !== null && (
            <>
              <h2>结论</h2>
              <p className="reading">
                <Light state="good" text={queryOutcomes[query.outcome]} />　{query.conclusion}
                <br />
                {query.closedBy}　{query.closedAt !== null && minuteOf(query.closedAt)}
              </p>
            </>
          )}
          <h2>送达</h2>
          <Deliveries query={query} />
        </section>
        <section className="panel">
          <h2>经过</h2>
          <Timeline
            items={query.trail.map(({ at, by, act, text }) => ({
              content: (
                <>
                  <strong>{act}</strong>　{by}　<span className="unit-note">{minuteOf(at)}</span>
                  <div>{text}</div>
                </>
              ),
            }))}
          />
          <p>
            记账文号：<span className="unit-note">{query.documentNumber}</span>
          </p>
          <p>
            依据：
            <ClauseLink id="qiangyi-2024.art8.4.d" />
          </p>
        </section>
      </div>
      {isConcluding && <ConcludeDialog query={query} onClose={() => setConcluding(false)} />}
    </Page>
  );
};

/** Opening the page is reading it: the office that was told has the time of it. */
const useReadReceipt = ({ id, deliveries }: Query): void => {
  const isUnread = deliveries.some(({ isMine, readAt }) => isMine && readAt === null);
  const { submit } = useSubmit(readQueryDelivery);
  // Another function at every drawing, which must not make the page report the same reading twice.
  const report = useRef(submit);
  report.current = submit;
  useEffect(() => {
    if (isUnread) report.current({ params: { queryId: id } });
  }, [id, isUnread]);
};

const Figures = ({ query }: { query: Query }) => (
  <dl className="figures query-figures">
    <Figure label="存疑金额" value={<Amount fen={query.amountFen} strong />} note={query.isWhole ? "整行" : "其中一部分"} />
    <Figure
      label={query.state === "open" ? "冻结" : "曾冻结"}
      value={<Amount fen={query.frozenFen} strong />}
      note={query.frozenFen === "0" ? "这一行没有接收" : query.bookName}
    />
    <Figure
      label="发现到报告"
      value={<Light state={query.isReportLate ? "bad" : "good"} text={durationText(query.reportMinutes)} />}
      note={`${minuteOf(query.discoveredAt)}发现，${minuteOf(query.raisedAt)}报告`}
    />
    <Figure
      label="处理"
      value={
        query.state === "closed" ? (
          <Light state="good" text="已结论" />
        ) : (
          <Light state="warning" text={`待${query.upperName}结论`} />
        )
      }
      note={`${querySides[query.side]}一方提出：${query.raisedBy}`}
    />
  </dl>
);

const Figure = ({ label, value, note }: { label: string; value: React.ReactNode; note: string }) => (
  <div className="figure">
    <dt className="figure-label">{label}</dt>
    <dd className="figure-value">{value}</dd>
    <dd className="figure-note">{note}</dd>
  </div>
);

const Differences = ({ query: { differences, noticeId } }: { query: Query }) => (
  <ScrollBox label="差异">
    <Table
      size="small"
      pagination={false}
      rowKey={({ label }) => label}
      dataSource={[...differences]}
      columns={[
        { title: "核对项", dataIndex: "label" },
        { title: "文件或规则", dataIndex: "expected" },
        { title: "实际", dataIndex: "found" },
      ]}
    />
    <Link to={`/allotments/receipts/${noticeId}`}>看接收页</Link>
  </ScrollBox>
);

const Deliveries = ({ query: { deliveries, isComplete, missing } }: { query: Query }) => (
  <>
    {!isComplete && <Light state="bad" text={`还没有送达${missing.join("、")}，报告不完整`} />}
    <ScrollBox label="送达表格">
      <Table
        size="small"
        pagination={false}
        rowKey={({ party, region }) => `${party} ${region}`}
        dataSource={[...deliveries]}
        columns={[
          { title: "部门", dataIndex: "office" },
          { title: "方式", render: (_, { role }) => (role === "copy" ? "抄送" : "报告") },
          { title: "送达", render: (_, { deliveredAt }) => (deliveredAt === null ? "—" : minuteOf(deliveredAt)) },
          {
            title: "阅知",
            render: (_, { readAt, readBy }) => (readAt === null ? "未阅" : `${readBy ?? ""}　${minuteOf(readAt)}`),
          },
        ]}
      />
    </ScrollBox>
  </>
);
