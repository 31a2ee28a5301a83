import { listInvestment, type RouteAnswer, recordInvestment } from "@qiangyi/api";
import { Button, Form, Input, Table } from "antd";
import { useState } from "react";
import { Amount, ClauseLink, Pending, ProblemSummary, UnitNote, useAnswer, useSubmit, WanInput } from "../ui/index.ts";
import { LineSelect } from "./line-select.tsx";

type Item = RouteAnswer<typeof listInvestment>["items"][number];

/** 项目投资计划 of a year; a plan can be frozen only for lines that stand here. */
export const InvestmentTab = ({ year, canWrite }: { year: number; canWrite: boolean }) => {
  const answer = useAnswer(listInvestment, { query: { year } });
  if (!answer.data) return <Pending of={answer} />;
  const { items, totalFen } = answer.data;
  return (
    <>
      <section className="keyset-table" aria-label="项目投资计划">
        <div className="table-bar">
          <span>
            依据 <ClauseLink id="qiangyi-2024.art5.b" />
          </span>
          <UnitNote />
        </div>
        <Table<Item>
          size="small"
          pagination={false}
          rowKey="id"
          dataSource={items}
          scroll={{ x: "max-content" }}
          locale={{ emptyText: `没有登记${year}年项目投资计划` }}
          columns={[
            { title: "支持项目", dataIndex: "lineName" },
            { title: "数量", className: "number", dataIndex: "quantity" },
            { title: "标准", className: "number", render: (_, item) => <Amount fen={item.standardFen} /> },
            { title: "合计", className: "number", render: (_, item) => <Amount fen={item.totalFen} strong /> },
            { title: "资金构成", dataIndex: "sourceMix" },
            { title: "审定日期", dataIndex: "approvedOn" },
            { title: "文号", dataIndex: "documentNumber" },
          ]}
          summary={() => (
            <Table.Summary.Row className="total-row">
              <Table.Summary.Cell index={0} colSpan={3}>
                合计
              </Table.Summary.Cell>
              <Table.Summary.Cell index={3} className="number">
                <Amount fen={totalFen} strong />
              </Table.Summary.Cell>
              <Table.Summary.Cell index={4} colSpan={3} />
            </Table.Summary.Row>
          )}
        />
      </section>
      {canWrite && <InvestmentForm year={year} />}
    </>
  );
};

const InvestmentForm = ({ year }: { year: number }) => {
  const [line, setLine] = useState<string>();
  const [standardFen, setStandard] = useState("");
  const [values, setValues] = useState({
    quantity: "",
    sourceMix: "省级专项资金",
    approvedOn: "",
    documentNumber: "",
    reason: "",
  });
  const { submit, isSending, problem } = useSubmit(recordInvestment, { onDone: () => setLine(undefined) });
  const set = (name: keyof typeof values) => (event: { target: { value: string } }) =>
    setValues((before) => ({ ...before, [name]: event.target.value }));
  const { reason, quantity, ...entered } = values;
  const row = { line: line ?? "", year, quantity: Number(quantity), standardFen, ...entered, ...(reason !== "" && { reason }) };
  const isComplete = line !== undefined && standardFen !== "" && quantity !== "" && entered.approvedOn !== "";
  const inputs = [
    ["quantity", "数量", "number", 90],
    ["sourceMix", "资金构成", "text", 150],
    ["approvedOn", "审定日期", "date", 150],
    ["documentNumber", "文号", "text", 180],
    ["reason", "更正原因", "text", 150],
  ] as const;
  return (
    <section className="panel">
      <h2>登记或更正一项</h2>
      <ProblemSummary problem={problem} />
      <Form layout="inline" className="drawer-actions investment-form" onFinish={() => submit({ body: { rows: [row] } })}>
        <LineSelect value={line} onChange={setLine} />
        <WanInput isRequired hasUnit label="标准" value={standardFen} onChange={setStandard} />
        {inputs.map(([name, label, type, width]) => (
          <Form.Item key={name} label={label} htmlFor={`investment-${name}`}>
            <Input id={`investment-${name}`} type={type} style={{ width }} value={values[name]} onChange={set(name)} />
          </Form.Item>
        ))}
        <Button type="primary" htmlType="submit" loading={isSending} disabled={!isComplete}>
          登记
        </Button>
      </Form>
    </section>
  );
};
