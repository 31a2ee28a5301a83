import { listReviewCalls } from "@qiangyi/api";
import { Button, Table } from "antd";
import { Link } from "react-router";
import { EmptyState, Page, Pending, ScrollBox, useAnswer, useScoped, useWorkScope } from "../ui/index.ts";

/** 评审组织: the calls whose projects are reviewed here, and how far each is. */
export const ReviewCallsPage = () => {
  const { year, setYear } = useWorkScope();
  const answer = useAnswer(listReviewCalls, { query: { year } }, { keepPrevious: true });
  const scoped = useScoped();
  const isEmpty = answer.data?.items.length === 0;
  const everyYear = useAnswer(listReviewCalls, { query: {} }, { enabled: isEmpty });
  const otherYears = [...new Set(everyYear.data?.items.map((call) => call.year))].sort((a, b) => b - a);
  return (
    <Page
      title="评审组织"
      subtitle={
        <>
          形式审查通过的项目分组、抽取专家、评分、作出结论。抽取结果可由任何人<Link to={scoped("/reviews/rerun")}>重算核对</Link>
        </>
      }
    >
      {answer.data === undefined ? (
        <Pending of={answer} />
      ) : (
        <section className="keyset-table" aria-label={`${year}年须评审的申报通知`}>
          <ScrollBox label="申报通知表格">
            <Table
              size="small"
              pagination={false}
              rowKey={({ id }) => id}
              dataSource={answer.data.items}
              locale={{ emptyText: <EmptyState text={`${year}年没有须由本单位组织评审的申报通知`} /> }}
              columns={[
                { title: "申报通知", render: (_, { id, title }) => <Link to={scoped(`/reviews/calls/${id}`)}>{title}</Link> },
                { title: "支持项目", dataIndex: "programmeTitle" },
                { title: "方式", render: (_, { isBlind }) => (isBlind ? "盲评" : "实名") },
                { title: "待分组（项）", className: "number", dataIndex: "waiting" },
                { title: "评审中（项）", className: "number", dataIndex: "inReview" },
                { title: "已有结论（项）", className: "number", dataIndex: "reviewed" },
                { title: "评审组（个）", className: "number", dataIndex: "panels" },
                {
                  title: "结果",
                  render: (_, { id, panels }) =>
                    panels > 0 ? <Link to={scoped(`/reviews/calls/${id}/results`)}>查看评审结果</Link> : "—",
                },
              ]}
            />
          </ScrollBox>
          {isEmpty && otherYears.length > 0 && (
            <p className="review-other-years">
              其他年度有须评审的通知：
              {otherYears.map((other) => (
                <Button key={other} type="link" onClick={() => setYear(other)}>
                  查看{other}年
                </Button>
              ))}
            </p>
          )}
        </section>
      )}
    </Page>
  );
};
