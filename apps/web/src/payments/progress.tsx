import { listProgress, type RouteAnswer, recordTarget } from "@qiangyi/api";
import { Button, Form, Input, Modal, Select, Table } from "antd";
import { useState } from "react";
import {
  Amount,
  ClauseLink,
  EmptyState,
  FilterBar,
  Light,
  Pending,
  ProblemSummary,
  ScrollBox,
  UnitNote,
  useAnswer,
  useFilters,
  useSession,
  useSubmit,
} from "../ui/index.ts";

type Answer = RouteAnswer<typeof listProgress>;
type Row = Answer["rows"][number];

/** 序时进度: the rate at the end of each month against what was planned, units ranked by it. */
export const Progress = ({ year }: { year: number }) => {
  const { can } = useSession();
  const { values, set } = useFilters(["line", "month"]);
  const query = {
    year,
    ...(values.line !== undefined && { line: values.line }),
    ...(values.month !== undefined && { month: values.month }),
  };
  const answer = useAnswer(listProgress, { query }, { keepPrevious: true });
  const [isSetting, setSetting] = useState(false);
  if (answer.data === undefined) return <Pending of={answer} />;
  const { rows, month, target, targets, lines } = answer.data;
  const below = rows.filter(({ isBelow }) => isBelow).length;
  const shownMonths = Math.max(0, ...rows.map(({ months }) => months.length));
  return (
    <section className="panel">
      <div className="table-bar">
        <h2>
          {year}年{month}月末执行率
          <span className="after-link">
            <ClauseLink id="5g-2022.art14.b" />
          </span>
        </h2>
        <div className="table-extra">
          <FilterBar
            filters={[
              {
                kind: "choice",
                name: "line",
                label: "支持项目",
                placeholder: "全部支持项目",
                width: 200,
                options: lines,
                isLong: true,
              },
              {
                kind: "choice",
                name: "month",
                label: "月份",
                placeholder: "最近月份",
                width: 110,
                options: Array.from({ length: 12 }, (_, index) => ({ value: String(index + 1), label: `${index + 1}月末` })),
              },
            ]}
            values={values}
            onChange={set}
          />
          <UnitNote />
          {can("budgets.write") && <Button onClick={() => setSetting(true)}>登记序时进度</Button>}
        </div>
      </div>
      <p>
        {target === null ? "这个月没有登记序时进度，只列执行率，不提示。" : `序时进度${target}%，低于的${below}个单位。`}
        {targets.length > 0 &&
          `已登记：${targets.map((each) => `${each.month}月末${each.percent}%（${each.source}）`).join("，")}。`}
      </p>
      <ScrollBox label="序时进度表格">
        <Table<Row>
          size="small"
          pagination={rows.length > 50 ? { pageSize: 50 } : false}
          rowKey={({ book }) => book}
          dataSource={[...rows]}
          locale={{ emptyText: <EmptyState text="这一年度还没有单位收到资金" /> }}
          columns={[
            { title: "名次", dataIndex: "rank" },
            { title: "单位", dataIndex: "holderName" },
            { title: "收到", className: "number", render: (_, { receivedFen }) => <Amount fen={receivedFen} /> },
            { title: "已付", className: "number", render: (_, { paidFen }) => <Amount fen={paidFen} /> },
            {
              title: `${month}月末`,
              className: "number",
              render: (_, { percent }) => <strong>{percent === null ? "—" : `${percent}%`}</strong>,
            },
            {
              title: "与进度",
              render: (_, { isBelow, percent }) =>
                target === null || percent === null ? (
                  <Light state="neutral" text="无进度要求" />
                ) : isBelow ? (
                  <Light state="warning" text="低于进度" />
                ) : (
                  <Light state="good" text="达到进度" />
                ),
            },
            ...Array.from({ length: shownMonths }, (_, index) => ({
              title: `${index + 1}月`,
              key: `month-${index + 1}`,
              className: "number",
              render: (_: unknown, { months }: Row) => {
                const percent = months[index];
                return percent == null ? "—" : `${percent}%`;
              },
            })),
          ]}
        />
      </ScrollBox>
      {isSetting && <TargetDialog year={year} lines={lines} onClose={() => setSetting(false)} />}
    </section>
  );
};

const TargetDialog = ({ year, lines, onClose }: { year: number; lines: Answer["lines"]; onClose: () => void }) => {
  const { submit, isSending, problem } = useSubmit(recordTarget, { onDone: onClose });
  const [month, setMonth] = useState("6");
  const [line, setLine] = useState<string>();
  const [percent, setPercent] = useState("");
  const [source, setSource] = useState("");
  return (
    <Modal
      open
      title={`登记${year}年序时进度`}
      okText="登记"
      cancelText="取消"
      confirmLoading={isSending}
      onCancel={onClose}
      onOk={() =>
        submit({
          body: { year, month: Number(month), percent: Number(percent), source, ...(line !== undefined && { line }) },
        })
      }
    >
      <ProblemSummary
        problem={problem}
        fields={{ percent: { label: "进度", id: "target-percent" }, source: { label: "来源", id: "target-source" } }}
      />
      <Form layout="vertical">
        <Form.Item label="月份" htmlFor="target-month" required>
          <Select
            id="target-month"
            aria-label="月份"
            value={month}
            onChange={setMonth}
            options={Array.from({ length: 12 }, (_, index) => ({ value: String(index + 1), label: `${index + 1}月末` }))}
          />
        </Form.Item>
        <Form.Item label="支持项目（不选为全部）" htmlFor="target-line">
          <Select
            id="target-line"
            aria-label="支持项目"
            allowClear
            value={line ?? null}
            onChange={(value) => setLine(value ?? undefined)}
            options={lines}
          />
        </Form.Item>
        <Form.Item label="应达到的执行率（%）" htmlFor="target-percent" required>
          <Input
            id="target-percent"
            inputMode="numeric"
            value={percent}
            onChange={({ target }) => setPercent(target.value.replace(/\D/g, ""))}
          />
        </Form.Item>
        <Form.Item label="文号或来源" htmlFor="target-source" required>
          <Input id="target-source" maxLength={200} value={source} onChange={({ target }) => setSource(target.value)} />
        </Form.Item>
      </Form>
    </Modal>
  );
};
