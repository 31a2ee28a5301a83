import { type RouteAnswer, readProjectReview } from "@qiangyi/api";
import { Table } from "antd";
import { EmptyState, Light, minuteOf, Pending, ScrollBox, useAnswer } from "../../ui/index.ts";
import type { ProjectTabProps } from "./tabs.tsx";

type Review = RouteAnswer<typeof readProjectReview>;

const conclusionLights = {
  recommended: ["good", "推荐"],
  revise: ["warning", "修改后推荐"],
  "not-recommended": ["bad", "不予推荐"],
  return: ["open", "退回补正"],
} as const;

/** What the review came to. Scores stand here for the organiser only; a unit reads the conclusion and its reason. */
export const ReviewTab = ({ projectId }: ProjectTabProps) => {
  const answer = useAnswer(readProjectReview, { params: { projectId } });
  if (answer.data === undefined) return <Pending of={answer} />;
  const { conclusions, rounds, comments } = answer.data;
  if (conclusions.length === 0 && rounds.length === 0) return <EmptyState text="还没有进入评审，或评审结论尚未作出" />;
  return (
    <>
      {conclusions.map(({ conclusion, reason, override, by, at }) => (
        <p key={at}>
          <Light state={conclusionLights[conclusion][0]} text={conclusionLights[conclusion][1]} />
          <span className="after-link">{reason}</span>
          {override !== null && <span className="after-link">依据：{override}</span>}
          <span className="after-link">
            {by}　{minuteOf(at)}
          </span>
        </p>
      ))}
      {rounds.length > 0 && <Rounds rounds={rounds} />}
      {comments.length > 0 && (
        <>
          <h2>专家意见（不署名）</h2>
          <ul>
            {comments.map((comment) => (
              <li key={comment}>{comment}</li>
            ))}
          </ul>
        </>
      )}
    </>
  );
};

const points = (hundredths: number | null): string => (hundredths === null ? "—" : (hundredths / 100).toFixed(2));

const Rounds = ({ rounds }: { rounds: Review["rounds"] }) => (
  <ScrollBox label="评审轮次表格">
    <Table
      size="small"
      pagination={false}
      rowKey={({ panel }) => panel}
      dataSource={rounds}
      columns={[
        { title: "轮次", render: (_, { round }) => (round === 1 ? "初评" : "复评") },
        { title: "专家（人）", className: "number", dataIndex: "experts" },
        {
          title: "得分（低到高）",
          render: (_, { totals }) => (totals.length === 0 ? "尚未全部提交" : totals.map((total) => points(total)).join("　")),
        },
        { title: "均值（分）", className: "number", render: (_, { mean }) => points(mean) },
        { title: "极差（分）", className: "number", render: (_, { spread }) => points(spread) },
      ]}
    />
  </ScrollBox>
);
