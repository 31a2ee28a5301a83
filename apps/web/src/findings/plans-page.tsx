import { type InspectionPlan, listInspectionPlans } from "@qiangyi/api";
import { Button, Table } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { EmptyState, Page, Pending, ScrollBox, useAnswer, useScoped, useWorkScope } from "../ui/index.ts";
import { FindingsNav } from "./findings-nav.tsx";
import { MakePlanDialog } from "./inspection-dialogs.tsx";
import "./findings.css";

/** 检查计划: of each department and place one a year, drawn against all its projects. */
export const PlansPage = () => {
  const { year } = useWorkScope();
  const scoped = useScoped();
  const answer = useAnswer(listInspectionPlans, { query: { year } }, { keepPrevious: true });
  const [isMaking, setMaking] = useState(false);
  return (
    <Page
      title="检查计划"
      subtitle={`${year}年，财政、卫生健康部门各自的年度计划`}
      actions={
        <>
          <Button onClick={() => window.print()}>打印</Button>
          {answer.data?.mayPlan && (
            <Button type="primary" onClick={() => setMaking(true)}>
              制定检查计划
            </Button>
          )}
        </>
      }
    >
      <FindingsNav />
      {answer.data ? (
        <section className="keyset-table" aria-label="检查计划">
          <ScrollBox label="检查计划表格">
            <Table<InspectionPlan>
              size="small"
              pagination={false}
              rowKey={({ id }) => id}
              dataSource={[...answer.data.items]}
              locale={{ emptyText: <EmptyState text={`${year}年还没有检查计划`} /> }}
              columns={[
                {
                  title: "计划",
                  key: "title",
                  render: (_, { id, title }) => <Link to={scoped(`/findings/plans/${id}`)}>{title}</Link>,
                },
                { title: "制定部门", dataIndex: "office", key: "office" },
                {
                  title: "全部项目",
                  key: "projects",
                  className: "number",
                  render: (_, { projects }) => projects,
                },
                { title: "抽查", key: "sampled", className: "number", render: (_, { sampled }) => sampled },
                {
                  title: "抽查比例",
                  key: "planned",
                  className: "number",
                  render: (_, { plannedPercent }) => (plannedPercent === null ? "—" : `${plannedPercent}%`),
                },
                {
                  title: "计划覆盖率",
                  key: "target",
                  className: "number",
                  render: (_, { targetPercent }) => `${targetPercent}%`,
                },
                {
                  title: "抽查中已检查",
                  key: "inspected",
                  className: "number",
                  render: (_, { inspected, sampled }) => `${inspected}/${sampled}`,
                },
                { title: "制定", key: "by", render: (_, { by }) => by.name },
              ]}
            />
          </ScrollBox>
        </section>
      ) : (
        <Pending of={answer} />
      )}
      {isMaking && <MakePlanDialog onClose={() => setMaking(false)} />}
    </Page>
  );
};
