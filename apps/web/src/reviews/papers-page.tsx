import { listReviewPapers } from "@qiangyi/api";
import { Table } from "antd";
import { Link, useParams } from "react-router";
import { Light, Page, Pending, ScrollBox, useAnswer } from "../ui/index.ts";
import { pointsText } from "./words.ts";

const words = {
  untouched: ["neutral", "未评"],
  draft: ["warning", "草稿"],
  locked: ["good", "已提交"],
} as const;

/** The papers of one panel with the expert's own totals; nothing of anybody else. */
export const PapersPage = () => {
  const { panelId = "" } = useParams();
  const answer = useAnswer(listReviewPapers, { params: { panelId } });
  if (answer.data === undefined)
    return (
      <Page title="评审材料">
        <Pending of={answer} />
      </Page>
    );
  const { programmeTitle, round, isBlind, items } = answer.data;
  const open = items.filter(({ state }) => state !== "locked").length;
  return (
    <Page
      title={`${programmeTitle}${round > 1 ? "（复评）" : ""}`}
      subtitle={
        <>
          <Link to="/reviews/desk">我的评审</Link>
          <span className="after-link">
            {isBlind ? "盲评　" : ""}共{items.length}项，{open === 0 ? "全部已提交" : `还有${open}项待提交`}
          </span>
        </>
      }
    >
      <section className="keyset-table" aria-label="评审材料">
        <ScrollBox label="评审材料表格">
          <Table
            size="small"
            pagination={false}
            rowKey={({ project }) => project}
            dataSource={items}
            columns={[
              { title: "编号", dataIndex: "number" },
              {
                title: "项目",
                render: (_, { project, title }) => <Link to={`/reviews/desk/${panelId}/${project}`}>{title}</Link>,
              },
              { title: "我的评分", render: (_, { state }) => <Light state={words[state][0]} text={words[state][1]} /> },
              { title: "得分（分）", className: "number", render: (_, { total }) => pointsText(total) },
            ]}
          />
        </ScrollBox>
      </section>
    </Page>
  );
};
