import { listNotices, type RouteAnswer } from "@qiangyi/api";
import { programmeOf } from "@qiangyi/projects";
import { Segmented } from "antd";
import { useNavigate } from "react-router";
import { KeysetTable, Light, Page, UnitNote, useFilters } from "../../ui/index.ts";
import { ProposedAmount } from "./proposed-amount.tsx";
import { noticeLights, noticeStates } from "./words.ts";

type Notice = RouteAnswer<typeof listNotices>["items"][number];

/** 公示: open to everyone, newest first. */
export const NoticesPage = () => {
  const { values, set } = useFilters(["noticeState"] as const);
  const navigate = useNavigate();
  const state = values.noticeState as keyof typeof noticeStates | undefined;
  return (
    <Page title="公示" subtitle="拟支持项目向社会公示；公示期内任何人都可以提出异议，可不署名">
      <KeysetTable<Notice>
        caption="公示"
        route={listNotices}
        input={{ query: { ...(state !== undefined && { state }) } }}
        rowKey={({ id }) => id}
        onOpen={({ id }) => void navigate(`/projects/notices/${id}`)}
        emptyText="没有公示"
        extra={<UnitNote />}
        toolbar={
          <Segmented
            aria-label="公示状态"
            value={state ?? "all"}
            onChange={(next) => set({ noticeState: next === "all" ? undefined : next })}
            options={[
              { value: "all", label: "全部" },
              { value: "open", label: "公示中" },
              { value: "concluded", label: "已结束" },
            ]}
          />
        }
        columns={[
          { title: "公示", render: (_, { title }) => <span className="row-title">{title}</span> },
          { title: "项目", width: 150, render: (_, { programme }) => programmeOf(programme).title },
          { title: "公示期", width: 200, render: (_, { publishedOn, closesOn }) => `${publishedOn}至${closesOn}` },
          { title: "拟支持（项）", width: 100, align: "right", dataIndex: "chosen" },
          {
            title: "合计金额",
            width: 120,
            align: "right",
            render: (_, { programme, totalFen }) => <ProposedAmount programme={programme} fen={totalFen} />,
          },
          {
            title: "状态",
            width: 160,
            render: (_, { state: now }) => <Light state={noticeLights[now]} text={noticeStates[now]} />,
          },
        ]}
      />
    </Page>
  );
};
