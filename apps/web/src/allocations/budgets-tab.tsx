import {
  type FundSourceId,
  fundSourceOf,
  fundSources,
  listBudgets,
  pilotLine,
  type RouteAnswer,
  recordBudgets,
} from "@qiangyi/api";
import { Alert, Button, Form, Input, Select, Table } from "antd";
import { useState } from "react";
import { Amount, ClauseLink, minuteOf, Pending, ProblemSummary, UnitNote, useAnswer, useSubmit, WanInput } from "../ui/index.ts";
import { WorkbookImport } from "./workbook-import.tsx";

type Answer = RouteAnswer<typeof listBudgets>;
type Line = Answer["lines"][number];

/** One row per funding line, the fund as a whole first; typed rows are recorded together. */
export const BudgetsTab = ({ year, canWrite }: { year: number; canWrite: boolean }) => {
  const answer = useAnswer(listBudgets, { query: { year } });
  if (!answer.data) return <Pending of={answer} />;
  return <Budgets key={year} year={year} canWrite={canWrite} answer={answer.data} />;
};

const modes: Readonly<Record<string, string>> = {
  ANNUAL_BUDGET: "列入年度预算安排",
  REWARD_AFTER: "以奖代补、事后落实",
  NOT_STATED: "办法未写明",
  FUND: "全部支持项目合计",
  PROJECT: "项目申报法",
};

const Budgets = ({ year, canWrite, answer }: { year: number; canWrite: boolean; answer: Answer }) => {
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const [shared, setShared] = useState({ documentNumber: "", reason: "" });
  const [fundSource, setFundSource] = useState<FundSourceId>("provincial-budget");
  const [note, setNote] = useState("");
  const [factors, setFactors] = useState({ capacity: "", performance: "", others: "" });
  const {
    submit,
    isSending,
    problem,
    answer: recorded,
  } = useSubmit(recordBudgets, {
    invalidates: ["ledger", "allotments"],
    onDone: () => setTyped({}),
  });
  const current = new Map(answer.items.map((item) => [item.line, item]));
  const changed = Object.entries(typed).filter(([line, fen]) => current.get(line)?.amountFen !== fen);
  const set = (name: keyof typeof shared) => (event: { target: { value: string } }) =>
    setShared((before) => ({ ...before, [name]: event.target.value }));
  const { reason, documentNumber } = shared;
  const source = fundSource === "other" ? note : labelOf(fundSource);
  const hasPilot = changed.some(([line]) => line === pilotLine);
  const save = () =>
    submit({
      body: {
        rows: changed.map(([line, amountFen]) => ({
          line,
          year,
          amountFen,
          source,
          fundSource,
          documentNumber,
          ...(line === pilotLine && { factors }),
          ...(reason !== "" && { reason }),
        })),
      },
    });
  return (
    <section className="keyset-table money-grid" aria-label="年度预算">
      <div className="table-bar">
        <div className="table-toolbar no-print">{canWrite && <WorkbookImport table="budgets" year={year} />}</div>
        <div className="table-extra">
          <UnitNote />
        </div>
      </div>
      <ProblemSummary problem={problem} />
      {recorded?.waiting?.map(({ line, lineName, missingFen }) => (
        <Alert
          key={line}
          type="warning"
          showIcon
          title={
            <>
              {lineName}的预算已登记，但已下达数多出
              <Amount fen={missingFen} strong />
              ，指标账等差额收回后再调减
            </>
          }
        />
      ))}
      <Table<Line>
        size="small"
        pagination={false}
        rowKey="line"
        dataSource={answer.lines}
        scroll={{ x: "max-content" }}
        columns={[
          { title: "支持项目", dataIndex: "name" },
          { title: "安排方式", render: (_, { mode }) => modes[mode] ?? mode },
          { title: "条款", render: (_, { modeClause }) => modeClause !== null && <ClauseLink id={modeClause} /> },
          {
            title: "现行预算",
            className: "number",
            render: (_, { line }) => <Amount fen={current.get(line)?.amountFen} strong />,
          },
          ...(canWrite
            ? [
                {
                  title: "登记或更正为",
                  width: 170,
                  render: (_: unknown, { line, name }: Line) => (
                    <WanInput
                      isRequired
                      hasUnit
                      label={`${name}预算`}
                      value={typed[line] ?? ""}
                      onChange={(fen) => setTyped((before) => ({ ...before, [line]: fen }))}
                    />
                  ),
                },
              ]
            : []),
          {
            title: "来源与文号",
            render: (_, { line }) => <div className={canWrite ? "narrow-text" : undefined}>{textOf(current.get(line))}</div>,
          },
          {
            title: "登记",
            render: (_, { line }) => (
              <div className={canWrite ? "narrow-text" : undefined}>{recordedText(current.get(line))}</div>
            ),
          },
        ]}
      />
      {canWrite && changed.length > 0 && (
        <Form layout="inline" className="drawer-actions" onFinish={save}>
          <Form.Item label="资金来源" htmlFor="budget-source">
            <Select
              id="budget-source"
              style={{ width: 160 }}
              value={fundSource}
              onChange={setFundSource}
              options={fundSources.map(({ id, label }) => ({ value: id, label }))}
            />
          </Form.Item>
          {fundSource === "other" && (
            <Form.Item label="来源说明" htmlFor="budget-source-note">
              <Input id="budget-source-note" value={note} onChange={({ target }) => setNote(target.value)} />
            </Form.Item>
          )}
          {hasPilot &&
            factorNames.map(([name, label]) => (
              <Form.Item key={name} label={label} htmlFor={`budget-${name}`}>
                <Input
                  id={`budget-${name}`}
                  value={factors[name]}
                  onChange={({ target }) => setFactors((before) => ({ ...before, [name]: target.value }))}
                />
              </Form.Item>
            ))}
          <Form.Item label="文号" htmlFor="budget-document">
            <Input id="budget-document" value={shared.documentNumber} onChange={set("documentNumber")} />
          </Form.Item>
          <Form.Item label="更正原因" htmlFor="budget-reason">
            <Input id="budget-reason" value={shared.reason} onChange={set("reason")} />
          </Form.Item>
          <Button type="primary" htmlType="submit" loading={isSending}>
            登记{changed.length}项
          </Button>
        </Form>
      )}
    </section>
  );
};

type Item = Answer["items"][number] | undefined;
const labelOf = (id: string): string => fundSources.find((each) => each.id === fundSourceOf(id))?.label ?? "";
/** What the size of the 5G fund is set by (晋财社〔2022〕32号 第四条). */
const factorNames = [
  ["capacity", "财力状况"],
  ["performance", "上年绩效结果"],
  ["others", "其他因素"],
] as const;
const textOf = (item: Item) =>
  item ? `${item.fundSource === "other" ? `其他：${item.source}` : labelOf(item.fundSource)}　${item.documentNumber}` : "—";
const recordedText = (item: Item) =>
  item
    ? `${minuteOf(item.recordedAt)}　${item.recordedBy}${item.corrections > 0 ? `（第${item.corrections}次更正：${item.reason}）` : ""}`
    : "";
