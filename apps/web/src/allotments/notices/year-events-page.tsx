import { fundNames, listYearEvents, type RouteAnswer, recordYearEvent } from "@qiangyi/api";
import { Button, DatePicker, Form, Input, Select, Table } from "antd";
import { useState } from "react";
import {
  Amount,
  minuteOf,
  Page,
  Pending,
  ProblemSummary,
  ScrollBox,
  UnitNote,
  useAnswer,
  useSession,
  useSubmit,
  useWorkScope,
  WanInput,
} from "../../ui/index.ts";

type Item = RouteAnswer<typeof listYearEvents>["items"][number];
type Kind = Item["kind"];

const kindWords: Readonly<Record<Kind, string>> = {
  "budget-approved": "人代会批准预算",
  "expected-execution": "上年度预计执行数",
};

/** The dates and figures that the limits and the floor of a year hang on, each with its document. */
export const YearEventsPage = () => {
  const { year } = useWorkScope();
  const answer = useAnswer(listYearEvents, { query: { year } });
  return (
    <Page title="年度事项" subtitle="人代会批准预算之日起算各项期限；上年度预计执行数是提前下达下限的基数">
      <RecordForm key={year} year={year} />
      {answer.data === undefined ? (
        <Pending of={answer} />
      ) : (
        <section className="panel" aria-label={`${year}年的年度事项`}>
          <div className="table-bar">
            <h2>{year}年预算的年度事项</h2>
            <UnitNote />
          </div>
          <ScrollBox label="年度事项表格">
            <Table<Item>
              size="small"
              pagination={false}
              rowKey="id"
              dataSource={answer.data.items}
              locale={{ emptyText: "还没有登记" }}
              columns={[
                { title: "事项", render: (_, { kind }) => kindWords[kind] },
                { title: "资金", render: (_, { fund }) => fundNames[fund] },
                { title: "地区", dataIndex: "regionName" },
                { title: "日期", dataIndex: "happenedOn" },
                { title: "金额", className: "number", render: (_, { amountFen }) => <Amount fen={amountFen} /> },
                { title: "文号或来源", dataIndex: "documentNumber" },
                {
                  title: "登记",
                  render: (_, { by, recordedAt, corrections }) =>
                    `${minuteOf(recordedAt)}　${by}${corrections > 0 ? `（第${corrections}次更正）` : ""}`,
                },
              ]}
            />
          </ScrollBox>
        </section>
      )}
    </Page>
  );
};

const RecordForm = ({ year }: { year: number }) => {
  const { can } = useSession();
  const isProvince = can("budgets.write");
  const [kind, setKind] = useState<Kind>("budget-approved");
  const [happenedOn, setDay] = useState("");
  const [amountFen, setAmount] = useState("");
  const [documentNumber, setNumber] = useState("");
  const { submit, isSending, problem } = useSubmit(recordYearEvent, { invalidates: ["clocks"] });
  const send = () =>
    submit({ body: { year, kind, happenedOn, documentNumber, ...(kind === "expected-execution" && { amountFen }) } });
  return (
    <section className="panel">
      <h2>登记</h2>
      <ProblemSummary
        problem={problem}
        fields={{ happenedOn: { label: "日期", id: "event-day" }, documentNumber: { label: "文号或来源", id: "event-number" } }}
      />
      <Form layout="inline" onFinish={send}>
        <Form.Item label="事项" htmlFor="event-kind">
          <Select
            id="event-kind"
            style={{ width: 170 }}
            value={kind}
            onChange={setKind}
            options={(isProvince ? (["budget-approved", "expected-execution"] as const) : (["budget-approved"] as const)).map(
              (value) => ({
                value,
                label: kindWords[value],
              }),
            )}
          />
        </Form.Item>
        <Form.Item label="日期" htmlFor="event-day">
          <DatePicker id="event-day" onChange={(day) => setDay(day ? day.format("YYYY-MM-DD") : "")} />
        </Form.Item>
        {kind === "expected-execution" && (
          <Form.Item label="金额" htmlFor="event-amount">
            <WanInput id="event-amount" hasUnit label="上年度预计执行数" value={amountFen} onChange={setAmount} />
          </Form.Item>
        )}
        <Form.Item label="文号或来源" htmlFor="event-number">
          <Input id="event-number" maxLength={100} value={documentNumber} onChange={({ target }) => setNumber(target.value)} />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={isSending}>
          登记
        </Button>
      </Form>
    </section>
  );
};
