import { previewChange, type RouteInput, requestChange } from "@qiangyi/api";
import { type BudgetRow, budgetOf, budgetSources, changeKinds, questionsOf, storedDefinition, totalsOf } from "@qiangyi/projects";
import { Button, DatePicker, Form, Input, Segmented, Table } from "antd";
import dayjs from "dayjs";
import { useState } from "react";
import { Amount, InstitutionPicker, ProblemSummary, useSubmit, WanInput } from "../../ui/index.ts";
import type { ProjectTabProps } from "../project/tabs.tsx";
import { ChangeEffect } from "./change-list.tsx";

type ChangeBody = RouteInput<typeof requestChange>["body"];
type Kind = keyof typeof changeKinds;

/** 申请变更: the effect is shown before anything is asked. */
export const ChangeForm = ({ projectId, page }: ProjectTabProps) => {
  const [kind, setKind] = useState<Kind>("content");
  const [reason, setReason] = useState("");
  const { answers } = page.content;
  const definition = storedDefinition(page.content.definition);
  const texts = questionsOf(definition).filter(({ kind: of }) => of === "text" || of === "long-text");
  const [patch, setPatch] = useState<Readonly<Record<string, string>>>({});
  const [rows, setRows] = useState<readonly BudgetRow[]>(() => budgetOf(answers["budget"]).rows);
  const [period, setPeriod] = useState({ startsOn: textOf(answers["startsOn"]), endsOn: textOf(answers["endsOn"]) });
  const [institution, setInstitution] = useState<string>();
  const preview = useSubmit(previewChange);
  const request = useSubmit(requestChange, {
    onDone: () => {
      setReason("");
      preview.reset();
    },
  });
  const bodyOf = (): ChangeBody => {
    switch (kind) {
      case "content":
        return { kind, answers: patch, reason };
      case "budget":
        return { kind, budget: budgetFrom(rows), reason };
      case "period":
        return { kind, ...period, reason };
      case "unit":
        return { kind, institution: institution ?? "", reason };
    }
  };
  const isIncomplete = reason.trim().length < 2 || (kind === "unit" && institution === undefined);
  const send = { params: { projectId }, body: bodyOf() };
  return (
    <section className="panel no-print" aria-label="申请变更">
      <h2>申请变更</h2>
      <p className="sel-note">先看影响，再提交；本单位负责人签批之后上报审批，批准之前按原内容执行。</p>
      <Segmented<Kind>
        aria-label="变更事项"
        value={kind}
        onChange={(next) => {
          setKind(next);
          preview.reset();
        }}
        options={(Object.keys(changeKinds) as Kind[]).map((value) => ({ value, label: changeKinds[value] }))}
      />
      <Form layout="vertical" aria-label="变更内容" className="sel-form" onFinish={() => preview.submit(send)}>
        <ProblemSummary problem={request.problem ?? preview.problem} />
        {kind === "content" &&
          texts.map(({ id, label }) => (
            <Form.Item key={id} label={label} htmlFor={`change-${id}`}>
              <Input.TextArea
                id={`change-${id}`}
                autoSize={{ minRows: 1, maxRows: 6 }}
                value={patch[id] ?? textOf(answers[id])}
                onChange={({ target }) => setPatch((before) => ({ ...before, [id]: target.value }))}
              />
            </Form.Item>
          ))}
        {kind === "budget" && <BudgetRows rows={rows} onChange={setRows} />}
        {kind === "period" && (
          <div className="sel-row">
            <DayField
              id="change-start"
              label="启动时间"
              value={period.startsOn}
              onChange={(startsOn) => setPeriod((old) => ({ ...old, startsOn }))}
            />
            <DayField
              id="change-end"
              label="完成时间"
              value={period.endsOn}
              onChange={(endsOn) => setPeriod((old) => ({ ...old, endsOn }))}
            />
          </div>
        )}
        {kind === "unit" && (
          <Form.Item label="新承担单位" htmlFor="change-unit" extra="按名称、拼音首字母或机构编号查找">
            <InstitutionPicker
              id="change-unit"
              label="新承担单位"
              value={institution}
              onChange={(next) => {
                setInstitution(next);
                preview.reset();
              }}
            />
          </Form.Item>
        )}
        <Form.Item label="变更理由" htmlFor="change-reason">
          <Input.TextArea
            id="change-reason"
            rows={2}
            maxLength={2000}
            value={reason}
            onChange={({ target }) => setReason(target.value)}
          />
        </Form.Item>
        {preview.answer && <ChangeEffect change={preview.answer} />}
        <div className="sel-row">
          <Button htmlType="submit" loading={preview.isSending} disabled={isIncomplete}>
            看影响
          </Button>
          <Button
            type="primary"
            loading={request.isSending}
            disabled={!preview.answer || isIncomplete}
            onClick={() => request.submit(send)}
          >
            提交负责人签批
          </Button>
        </div>
      </Form>
    </section>
  );
};

const textOf = (value: unknown): string => (typeof value === "string" ? value : "");

/** Stated totals follow the rows: a change that moves money must not trip over last year's sum. */
const budgetFrom = (rows: readonly BudgetRow[]) => ({
  rows,
  statedTotals: [...totalsOf({ rows }).byYear].map(([year, amount]) => ({ year, amountFen: String(amount) })),
});

const DayField = ({
  id,
  label,
  value,
  onChange,
}: {
  id: string;
  label: string;
  value: string;
  onChange: (day: string) => void;
}) => (
  <Form.Item label={label} htmlFor={id}>
    <DatePicker
      id={id}
      value={value === "" ? null : dayjs(value)}
      onChange={(day) => onChange(day ? day.format("YYYY-MM-DD") : "")}
    />
  </Form.Item>
);

const BudgetRows = ({ rows, onChange }: { rows: readonly BudgetRow[]; onChange: (rows: readonly BudgetRow[]) => void }) => {
  const set = (id: string, amountFen: string) => onChange(rows.map((row) => (row.id === id ? { ...row, amountFen } : row)));
  return (
    <>
      <Table<BudgetRow>
        size="small"
        rowKey="id"
        dataSource={[...rows]}
        pagination={false}
        columns={[
          { title: "年度", width: 70, dataIndex: "year" },
          { title: "经济分类", width: 90, dataIndex: "economicClass" },
          { title: "来源", width: 110, render: (_, { source }) => budgetSources[source] },
          { title: "任务", dataIndex: "task" },
          {
            title: "金额（万元）",
            width: 150,
            render: (_, { id, task, amountFen }) => (
              <WanInput label={`${task}金额（万元）`} value={amountFen} onChange={(next) => set(id, next === "" ? "0" : next)} />
            ),
          },
        ]}
      />
      <p>
        变更后合计 <Amount fen={totalsOf({ rows }).totalFen} strong />
      </p>
    </>
  );
};
