import { type RouteAnswer, readNotice } from "@qiangyi/api";
import { programmeOf } from "@qiangyi/projects";
import { Button, Table } from "antd";
import { useParams } from "react-router";
import { Amount, ClauseLink, Light, Page, Pending, ScrollBox, UnitNote, useAnswer, useSession, useUnit } from "../../ui/index.ts";
import { ConcludeForm } from "./conclude-form.tsx";
import { ObjectionForm } from "./objection-form.tsx";
import { ObjectionList } from "./objection-list.tsx";
import { ProposedAmount, withoutSum } from "./proposed-amount.tsx";
import { noticeLights, noticeStates } from "./words.ts";
import "./selection.css";

export type Notice = RouteAnswer<typeof readNotice>;

/** A notice as the public reads it; the organiser finds objections and the end of the notice below. */
export const NoticePage = () => {
  const { noticeId = "" } = useParams();
  const { can } = useSession();
  const { unit } = useUnit();
  const answer = useAnswer(readNotice, { params: { noticeId } });
  if (!answer.data) {
    return <Pending of={answer} missing={{ title: "找不到这份公示", back: "/projects/notices", backText: "查看全部公示" }} />;
  }
  const notice = answer.data;
  const noSum = withoutSum({ programme: notice.programme, fen: notice.totalFen });
  // A call that is decided without scores gives every project the same rank: that is no order.
  const isRanked = notice.rows.length < 2 || notice.rows.some(({ rank }) => rank !== notice.rows[0]?.rank);
  return (
    <Page
      title={notice.title}
      subtitle={
        <>
          <Light state={noticeLights[notice.state]} text={noticeStates[notice.state]} /> 公示期{notice.publishedOn}至
          {notice.closesOn}（{notice.workingDays}个工作日）
        </>
      }
      actions={<Button onClick={() => window.print()}>打印</Button>}
    >
      <section className="panel" aria-label="拟支持项目">
        <p>
          根据{notice.basis}，现将{programmeOf(notice.programme).title}拟支持项目予以公示，共{notice.chosen}项，
          {noSum ?? (
            <>
              合计 <Amount fen={notice.totalFen} strong /> {unit}
            </>
          )}
          。
        </p>
        <div className="table-bar">
          <h2>拟支持项目</h2>
          <UnitNote />
        </div>
        <ScrollBox label="公示表格">
          <Table<Notice["rows"][number]>
            size="small"
            rowKey="number"
            dataSource={notice.rows}
            pagination={false}
            columns={[
              { title: "项目编号", width: 150, dataIndex: "number" },
              { title: "项目", dataIndex: "title" },
              { title: "承担单位", dataIndex: "institution" },
              { title: "所在地", width: 120, dataIndex: "place" },
              { title: "评审排序", width: 90, align: "right", render: (_, { rank }) => (isRanked ? rank : "—") },
              {
                title: "拟支持金额",
                width: 120,
                align: "right",
                render: (_, { isChosen, supportFen }) =>
                  isChosen ? <ProposedAmount programme={notice.programme} fen={supportFen} /> : "未选",
              },
              {
                title: "与排序不一致的理由",
                width: 260,
                render: (_, { departure }) =>
                  departure && (
                    <>
                      {departure.reason} <ClauseLink id={departure.clause} />
                    </>
                  ),
              },
            ]}
          />
        </ScrollBox>
        <p className="sel-note">受理异议：{notice.contact}</p>
        <p className="sel-note">内容校验值（SHA-256）：{notice.sha256}</p>
      </section>
      {notice.acceptsObjections && <ObjectionForm notice={notice} />}
      {can("projects.select") && (
        <>
          <ObjectionList notice={notice} />
          {notice.state === "open" && <ConcludeForm notice={notice} />}
        </>
      )}
    </Page>
  );
};
