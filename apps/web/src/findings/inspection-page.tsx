import { concludeInspection, type RouteAnswer, readInspection } from "@qiangyi/api";
import { Button, Table } from "antd";
import { useState } from "react";
import { Link, useParams } from "react-router";
import { EmptyState, Light, minuteOf, Page, Pending, ScrollBox, UnitNote, useAnswer, useScoped, useSubmit } from "../ui/index.ts";
import { findingColumns } from "./finding-columns.tsx";
import { FindingsNav } from "./findings-nav.tsx";
import { RaiseDialog } from "./raise-dialog.tsx";
import { SayDialog } from "./say-dialog.tsx";
import "./findings.css";

type Read = RouteAnswer<typeof readInspection>;

/** One inspection: who looked at which projects, what was found, what was concluded. */
export const InspectionPage = () => {
  const { inspectionId = "" } = useParams();
  const answer = useAnswer(readInspection, { params: { inspectionId } });
  if (!answer.data)
    return <Pending of={answer} missing={{ title: "找不到这次检查", back: "/findings/inspections", backText: "回到检查" }} />;
  const inspection = answer.data;
  return (
    <Page
      title={inspection.title}
      subtitle={
        <span className="finding-gaps">
          <span>{inspection.number}</span>
          <span>{inspection.office}</span>
          {inspection.state === "concluded" ? (
            <Light state="good" text="已出结论" />
          ) : (
            <Light state="warning" text="检查中，出结论后计入覆盖率" />
          )}
        </span>
      }
      actions={<Actions inspection={inspection} />}
    >
      <FindingsNav />
      <Facts inspection={inspection} />
      <section className="keyset-table" aria-label="发现的问题">
        <div className="table-bar">
          <h2>发现的问题</h2>
          <div className="table-extra">
            <UnitNote />
          </div>
        </div>
        <ScrollBox label="发现的问题表格">
          <Table
            size="small"
            pagination={false}
            rowKey={({ id }) => id}
            dataSource={[...inspection.found]}
            columns={findingColumns}
            locale={{ emptyText: <EmptyState text="没有登记问题" /> }}
          />
        </ScrollBox>
      </section>
      <Looked inspection={inspection} />
    </Page>
  );
};

const Actions = ({ inspection }: { inspection: Read }) => {
  const [dialog, setDialog] = useState<"raise" | "conclude">();
  const close = () => setDialog(undefined);
  const { submit, isSending, problem } = useSubmit(concludeInspection, { onDone: close });
  return (
    <>
      <Button onClick={() => window.print()}>打印</Button>
      {inspection.may.conclude && <Button onClick={() => setDialog("conclude")}>登记结论</Button>}
      {inspection.may.raise && (
        <Button type="primary" onClick={() => setDialog("raise")}>
          登记问题
        </Button>
      )}
      {dialog === "raise" && <RaiseDialog inspection={inspection} onClose={close} />}
      {dialog === "conclude" && (
        <SayDialog
          title="登记检查结论"
          okText="登记"
          label="结论"
          note="登记后，本次检查的项目计入检查覆盖率。"
          isSending={isSending}
          problem={problem}
          onSay={(conclusion) => submit({ params: { inspectionId: inspection.id }, body: { conclusion } })}
          onClose={close}
        />
      )}
    </>
  );
};

const Facts = ({ inspection }: { inspection: Read }) => {
  const scoped = useScoped();
  const { startsOn, endsOn, inspectors, plan, conclusion, concluded, by } = inspection;
  return (
    <section className="panel" aria-label="检查情况">
      <dl className="finding-facts">
        <dt>日期</dt>
        <dd>{startsOn === endsOn ? startsOn : `${startsOn}至${endsOn}`}</dd>
        <dt>检查人员</dt>
        <dd>{inspectors.join("、")}</dd>
        <dt>所属计划</dt>
        <dd>{plan === null ? "不属于年度计划" : <Link to={scoped(`/findings/plans/${plan.id}`)}>{plan.title}</Link>}</dd>
        <dt>登记</dt>
        <dd>
          {by.name}　{minuteOf(by.at)}
        </dd>
        <dt>结论</dt>
        <dd className="is-wide">
          {conclusion ?? "尚未登记"}
          {concluded !== null && (
            <div className="finding-note">
              {concluded.name}　{minuteOf(concluded.at)}
            </div>
          )}
        </dd>
      </dl>
    </section>
  );
};

const Looked = ({ inspection: { looked } }: { inspection: Read }) => (
  <section className="keyset-table" aria-label="检查的项目">
    <div className="table-bar">
      <h2>检查的项目</h2>
    </div>
    <ScrollBox label="检查的项目表格">
      <Table<Read["looked"][number]>
        size="small"
        pagination={looked.length > 50 ? { pageSize: 50 } : false}
        rowKey={({ id }) => id}
        dataSource={[...looked]}
        columns={[
          { title: "项目", key: "title", render: (_, { id, title }) => <Link to={`/projects/${id}`}>{title}</Link> },
          { title: "编号", key: "number", render: (_, { number }) => number ?? "—" },
          { title: "承担单位", dataIndex: "institutionName", key: "unit" },
        ]}
      />
    </ScrollBox>
  </section>
);
