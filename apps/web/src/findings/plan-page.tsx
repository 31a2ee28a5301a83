import { type Inspection, listInspections, type RouteAnswer, readInspectionPlan } from "@qiangyi/api";
import { Button, Table } from "antd";
import { useState } from "react";
import { Link, useParams } from "react-router";
import { KeysetTable, Light, minuteOf, Page, Pending, ScrollBox, useAnswer } from "../ui/index.ts";
import { FindingsNav } from "./findings-nav.tsx";
import { inspectionColumns } from "./inspection-columns.tsx";
import { ExtendPlanDialog, StartInspectionDialog } from "./inspection-dialogs.tsx";
import "./findings.css";

type Plan = RouteAnswer<typeof readInspectionPlan>;

/** One plan: what was drawn, what of it was looked at, and the inspections under it. */
export const PlanPage = () => {
  const { planId = "" } = useParams();
  const answer = useAnswer(readInspectionPlan, { params: { planId } });
  if (!answer.data)
    return <Pending of={answer} missing={{ title: "找不到这份检查计划", back: "/findings/plans", backText: "回到检查计划" }} />;
  const plan = answer.data;
  return (
    <Page title={plan.title} subtitle={`${plan.office}　${plan.year}年　${plan.by.name}制定`} actions={<Actions plan={plan} />}>
      <FindingsNav />
      <div className="figures">
        <Figure label="全部项目" value={String(plan.projects)} note={plan.regionName} />
        <Figure
          label="抽查"
          value={String(plan.sampled)}
          note={plan.plannedPercent === null ? "没有项目" : `占${plan.plannedPercent}%，计划${plan.targetPercent}%`}
        />
        <Figure label="已检查" value={String(plan.inspected)} note={`抽查的${plan.sampled}个之中`} />
      </div>
      <Sample plan={plan} />
      <KeysetTable<Inspection>
        caption="按本计划开展的检查"
        route={listInspections}
        input={{ query: { plan: planId } }}
        rowKey={({ id }) => id}
        emptyText="还没有按本计划开展的检查"
        toolbar={<h2 className="finding-panel-title">按本计划开展的检查</h2>}
        columns={inspectionColumns}
      />
    </Page>
  );
};

const Figure = ({ label, value, note }: { label: string; value: string; note: string }) => (
  <div className="figure">
    <div className="figure-label">{label}</div>
    <div className="figure-value">{value}</div>
    <div className="figure-note">{note}</div>
  </div>
);

const Actions = ({ plan }: { plan: Plan }) => {
  const [dialog, setDialog] = useState<"extend" | "inspect">();
  const close = () => setDialog(undefined);
  return (
    <>
      <Button onClick={() => window.print()}>打印</Button>
      {plan.mayExtend && (
        <>
          <Button onClick={() => setDialog("extend")}>增加抽查项目</Button>
          <Button type="primary" onClick={() => setDialog("inspect")}>
            登记检查
          </Button>
        </>
      )}
      {dialog === "extend" && <ExtendPlanDialog planId={plan.id} onClose={close} />}
      {dialog === "inspect" && <StartInspectionDialog plan={plan.id} onClose={close} />}
    </>
  );
};

const Sample = ({ plan: { sample } }: { plan: Plan }) => (
  <section className="keyset-table" aria-label="抽查项目">
    <div className="table-bar">
      <h2>抽查项目</h2>
    </div>
    <ScrollBox label="抽查项目表格">
      <Table<Plan["sample"][number]>
        size="small"
        pagination={sample.length > 50 ? { pageSize: 50 } : false}
        rowKey={({ id }) => id}
        dataSource={[...sample]}
        columns={[
          {
            title: "项目",
            key: "title",
            render: (_, { id, title, number }) => (
              <>
                <Link to={`/projects/${id}`}>{title}</Link>
                <div className="finding-note">{number}</div>
              </>
            ),
          },
          { title: "承担单位", dataIndex: "institutionName", key: "unit" },
          {
            title: "检查",
            key: "inspected",
            render: (_, { isInspected }) =>
              isInspected ? <Light state="good" text="已检查" /> : <Light state="neutral" text="待检查" />,
          },
          {
            title: "抽取",
            key: "by",
            render: (_, { by, reason }) => (
              <div className="finding-wrap">
                {by.name}　{minuteOf(by.at)}
                {reason !== null && <div className="finding-note">增加：{reason}</div>}
              </div>
            ),
          },
        ]}
      />
    </ScrollBox>
  </section>
);
