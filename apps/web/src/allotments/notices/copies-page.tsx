import { listCopies, noticeKindNames, type RouteAnswer, readCopy } from "@qiangyi/api";
import { Button, Segmented } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { Amount, KeysetTable, Light, minuteOf, Page, ProblemSummary, UnitNote, useSubmit } from "../../ui/index.ts";

type Copy = RouteAnswer<typeof listCopies>["items"][number];

/** 抄送收阅 of a supervision office: what came with which release, and when it was read. */
export const CopiesPage = () => {
  const [unread, setUnread] = useState(false);
  const read = useSubmit(readCopy, { invalidates: ["workbench"] });
  return (
    <Page title="抄送收阅" subtitle="省、市下达文件签发的同时抄送本处；收阅时间由发文单位可见">
      <ProblemSummary problem={read.problem} />
      <KeysetTable<Copy>
        caption="抄送本处的文件"
        route={listCopies}
        input={{ query: unread ? { unread: "true" } : {} }}
        rowKey={({ noticeId, office }) => `${noticeId}/${office}`}
        emptyText="没有抄送的文件"
        toolbar={
          <Segmented
            aria-label="收阅情况"
            size="small"
            value={unread ? "unread" : "all"}
            onChange={(value) => setUnread(value === "unread")}
            options={[
              { value: "all", label: "全部" },
              { value: "unread", label: "未阅" },
            ]}
          />
        }
        extra={<UnitNote />}
        columns={[
          {
            title: "文号",
            render: (_, { noticeId, number, year }) => <Link to={`/allotments/notices/${noticeId}?year=${year}`}>{number}</Link>,
          },
          { title: "标题", dataIndex: "title" },
          { title: "种类", render: (_, { kind }) => noticeKindNames[kind] },
          { title: "发文单位", dataIndex: "issuerName" },
          { title: "金额", className: "number", render: (_, { totalFen }) => <Amount fen={totalFen} strong /> },
          { title: "送达", render: (_, { deliveredAt }) => minuteOf(deliveredAt) },
          {
            title: "收阅",
            render: (_, { noticeId, number, readAt, readBy }) =>
              readAt !== null ? (
                <Light state="good" text={`${minuteOf(readAt)}　${readBy ?? ""}`} />
              ) : (
                <Button
                  size="small"
                  aria-label={`收阅${number}`}
                  loading={read.isSending}
                  onClick={() => read.submit({ params: { noticeId }, body: {} })}
                >
                  收阅
                </Button>
              ),
          },
        ]}
      />
    </Page>
  );
};
