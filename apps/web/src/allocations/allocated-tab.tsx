import { listAllocated, type RouteAnswer, recordAllocated } from "@qiangyi/api";
import { Button, Checkbox, Form, Input } from "antd";
import { useState } from "react";
import { Amount, KeysetTable, Light, minuteOf, ProblemSummary, UnitNote, useSubmit, WanInput } from "../ui/index.ts";
import { LineSelect } from "./line-select.tsx";
import { WorkbookImport } from "./workbook-import.tsx";

type Item = RouteAnswer<typeof listAllocated>["items"][number];

/** What earlier documents gave; the engine deducts it from what is due now. */
export const AllocatedTab = ({ year, canWrite }: { year: number; canWrite: boolean }) => {
  const [line, setLine] = useState<string>();
  const [withHistory, setWithHistory] = useState(false);
  return (
    <>
      <KeysetTable<Item>
        caption="以前已分配"
        route={listAllocated}
        input={{ query: { year, ...(line !== undefined && { line }), ...(withHistory && { history: true }) } }}
        rowKey={({ id }) => id}
        emptyText={`没有登记${year}年已分配的金额`}
        toolbar={
          <>
            <LineSelect value={line} onChange={setLine} />
            <Checkbox checked={withHistory} onChange={({ target }) => setWithHistory(target.checked)}>
              含已更正的
            </Checkbox>
            {canWrite && <WorkbookImport table="allocated" year={year} />}
          </>
        }
        extra={<UnitNote />}
        columns={[
          { title: "支持项目", dataIndex: "lineName" },
          { title: "对象编号", dataIndex: "subject" },
          { title: "年度", dataIndex: "year" },
          { title: "已分配金额", className: "number", render: (_, item) => <Amount fen={item.amountFen} strong /> },
          { title: "文号", dataIndex: "documentNumber" },
          {
            title: "状态",
            render: (_, item) => (item.isCurrent ? <Light state="good" text="现行" /> : <Light state="neutral" text="已更正" />),
          },
          {
            title: "登记",
            render: (_, item) =>
              `${minuteOf(item.recordedAt)}　${item.recordedBy}${item.reason === null ? "" : `：${item.reason}`}`,
          },
        ]}
      />
      {canWrite && <AllocatedForm year={year} />}
    </>
  );
};

const AllocatedForm = ({ year }: { year: number }) => {
  const [line, setLine] = useState<string>();
  const [amountFen, setAmount] = useState("");
  const [values, setValues] = useState({ subject: "", documentNumber: "", reason: "" });
  const { submit, isSending, problem } = useSubmit(recordAllocated, {
    onDone: () => setValues((before) => ({ ...before, subject: "", reason: "" })),
  });
  const set = (name: keyof typeof values) => (event: { target: { value: string } }) =>
    setValues((before) => ({ ...before, [name]: event.target.value }));
  const { reason, ...entered } = values;
  return (
    <section className="panel">
      <h2>登记一笔</h2>
      <ProblemSummary problem={problem} />
      <Form
        layout="inline"
        className="drawer-actions"
        onFinish={() =>
          submit({
            body: {
              rows: [
                {
                  line: line ?? "",
                  year,
                  amountFen: amountFen === "" ? "0" : amountFen,
                  ...entered,
                  ...(reason !== "" && { reason }),
                },
              ],
            },
          })
        }
      >
        <LineSelect value={line} onChange={setLine} />
        <Form.Item label="对象编号" htmlFor="allocated-subject">
          <Input id="allocated-subject" value={values.subject} onChange={set("subject")} style={{ width: 130 }} />
        </Form.Item>
        <WanInput isRequired hasUnit label="已分配金额" value={amountFen} onChange={setAmount} />
        <Form.Item label="文号" htmlFor="allocated-document">
          <Input id="allocated-document" value={values.documentNumber} onChange={set("documentNumber")} />
        </Form.Item>
        <Form.Item label="更正原因" htmlFor="allocated-reason">
          <Input id="allocated-reason" value={values.reason} onChange={set("reason")} />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={isSending} disabled={line === undefined || amountFen === ""}>
          登记
        </Button>
      </Form>
    </section>
  );
};
