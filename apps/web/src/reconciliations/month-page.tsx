import {
  explainDifference,
  type Reconciliation,
  type ReconciliationSide,
  readReconciliation,
  reconciliationSides,
  sendStatement,
} from "@qiangyi/api";
import { Button, Form, Input, Modal, Table, type TableProps, Upload } from "antd";
import { useState } from "react";
import { useParams } from "react-router";
import {
  Amount,
  EmptyState,
  Light,
  minuteOf,
  Page,
  Pending,
  ProblemSummary,
  ScrollBox,
  UnitNote,
  useAnswer,
  useSubmit,
} from "../ui/index.ts";
import { ReconciliationLight } from "./list-page.tsx";

type Row = Reconciliation["rows"][number];
const sides = Object.keys(reconciliationSides) as ReconciliationSide[];

/** One unit's month: the four accounts of it side by side, what differs marked by word and shape. */
export const ReconciliationPage = () => {
  const { book = "", month = "" } = useParams();
  const answer = useAnswer(readReconciliation, { params: { book, month } });
  const send = useSubmit(sendStatement, { invalidates: ["reconciliations"] });
  const [explained, setExplained] = useState<Row>();
  if (answer.data === undefined)
    return (
      <Page title="三方对账">
        <Pending of={answer} missing={{ title: "找不到这个月的对账", back: "/reconciliations", backText: "回到三方对账" }} />
      </Page>
    );
  const { name, state, statements, totals, rows, maySend, mayExplain } = answer.data;
  const differences = rows.filter(({ isEqual }) => !isEqual).length;
  return (
    <Page
      title={`${name} ${month} 三方对账`}
      subtitle={<ReconciliationLight state={state} differences={differences} />}
      actions={maySend.map((side) => (
        <Upload
          key={side}
          accept=".xlsx"
          showUploadList={false}
          customRequest={({ file }) => send.submit({ params: { book, month }, query: { side } }, { file: file as File })}
        >
          <Button loading={send.isSending}>上传{reconciliationSides[side]}对账单</Button>
        </Upload>
      ))}
    >
      {send.problem && <ProblemSummary problem={send.problem} />}
      <ul>
        {sides.map((side) => {
          const sent = statements.find((statement) => statement.side === side);
          return (
            <li key={side}>
              {reconciliationSides[side]}：
              {sent
                ? `${sent.fileName}，${sent.rowCount}行，${sent.by}于${minuteOf(sent.at)}上传${sent.corrections > 0 ? `（第${sent.corrections + 1}次）` : ""}，校验值${sent.sha256.slice(0, 12)}`
                : "还没有上传"}
            </li>
          );
        })}
      </ul>
      <div className="table-bar">
        <div className="table-toolbar">
          {rows.length}张凭证，{comparedText(statements.length, differences)}
        </div>
        <div className="table-extra">
          <UnitNote />
        </div>
      </div>
      {rows.length === 0 ? (
        <EmptyState text="这个月没有支付，也没有对账单" />
      ) : (
        <ScrollBox label="凭证对照表格">
          <Table<Row>
            size="small"
            rowKey="voucher"
            pagination={{ pageSize: 100, hideOnSinglePage: true, showSizeChanger: false }}
            dataSource={rows}
            columns={columns(statements.length > 0, mayExplain, setExplained)}
            summary={() => <Totals totals={totals} />}
          />
        </ScrollBox>
      )}
      {explained && <ReasonForm row={explained} params={{ book, month }} onClose={() => setExplained(undefined)} />}
    </Page>
  );
};

const comparedText = (statements: number, differences: number): string => {
  if (statements === 0) return "还没有对账单可核对";
  return differences === 0 ? "已上传的各方没有差异" : `${differences}张有差异`;
};

const amountColumn = (title: string, side: keyof Row["amounts"]) => ({
  title,
  width: 130,
  className: "number",
  render: (_: unknown, { amounts }: Row) => <Amount fen={amounts[side]} />,
});

const columns = (
  isCompared: boolean,
  mayExplain: boolean,
  onExplain: (row: Row) => void,
): NonNullable<TableProps<Row>["columns"]> => [
  { title: "凭证号", dataIndex: "voucher", width: 160 },
  { title: "日期", dataIndex: "on", width: 110 },
  { title: "收款单位", render: (_, { payee }) => payee ?? "—" },
  amountColumn("平台", "platform"),
  amountColumn("财政", "finance"),
  amountColumn("单位", "unit"),
  amountColumn("银行", "bank"),
  {
    title: "情况",
    width: 260,
    render: (_, row) => (
      <span className="gaps">
        <RowLight row={row} isCompared={isCompared} />
        {!row.isEqual && mayExplain && (
          <Button size="small" className="no-print" onClick={() => onExplain(row)}>
            {row.reason ? "改说明" : "说明"}
          </Button>
        )}
      </span>
    ),
  },
];

/** The platform alone agrees with nobody: until somebody has sent, nothing is compared. */
const RowLight = ({ row: { isEqual, reason }, isCompared }: { row: Row; isCompared: boolean }) => {
  if (!isCompared) return <Light state="neutral" text="未核对" />;
  if (isEqual) return <Light state="good" text="相符" />;
  return reason ? <Light state="warning" text={`已说明：${reason.text}（${reason.by}）`} /> : <Light state="bad" text="有差异" />;
};

const Totals = ({ totals }: { totals: Reconciliation["totals"] }) => (
  <Table.Summary.Row>
    <Table.Summary.Cell index={0} colSpan={3}>
      合计
    </Table.Summary.Cell>
    {(["platform", ...sides] as const).map((side, at) => (
      <Table.Summary.Cell key={side} index={at + 3} className="number">
        <Amount fen={totals[side]} />
      </Table.Summary.Cell>
    ))}
    <Table.Summary.Cell index={7} />
  </Table.Summary.Row>
);

interface ReasonFormProps {
  readonly row: Row;
  readonly params: { readonly book: string; readonly month: string };
  readonly onClose: () => void;
}

const ReasonForm = ({ row, params, onClose }: ReasonFormProps) => {
  const [form] = Form.useForm<{ reason: string }>();
  const { submit, isSending, problem } = useSubmit(explainDifference, { invalidates: ["reconciliations"], onDone: onClose });
  return (
    <Modal
      open
      title={`说明差异：凭证${row.voucher}`}
      okText="保存说明"
      cancelText="取消"
      confirmLoading={isSending}
      onCancel={onClose}
      onOk={() => form.submit()}
    >
      {problem && <ProblemSummary problem={problem} />}
      <Form
        form={form}
        layout="vertical"
        initialValues={{ reason: row.reason?.text }}
        onFinish={({ reason }) => submit({ params, body: { voucher: row.voucher, reason } })}
      >
        <Form.Item name="reason" label="原因" rules={[{ required: true, whitespace: true, min: 2, message: "请说明原因" }]}>
          <Input.TextArea rows={3} maxLength={500} />
        </Form.Item>
      </Form>
    </Modal>
  );
};
