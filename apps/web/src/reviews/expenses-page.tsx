import {
  bookReviewExpense,
  listReviewExpenses,
  type ReviewExpense,
  type RouteAnswer,
  refusedExpenseKinds,
  reverseReviewExpense,
  reviewExpenseKinds,
} from "@qiangyi/api";
import { fen, formatYuan, parseYuan } from "@qiangyi/kernel";
import { Button, Form, Input, Modal, Select, Table } from "antd";
import { useState } from "react";
import {
  Amount,
  ClauseLink,
  EmptyState,
  Light,
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
} from "../ui/index.ts";
import "./reviews.css";

type Expenses = RouteAnswer<typeof listReviewExpenses>;
type Line = Expenses["lines"][number];

/** 评审评估支出: what 1% of each line's yearly budget allows, what is booked, and the ledger. */
export const ExpensesPage = () => {
  const { year } = useWorkScope();
  const { can } = useSession();
  const answer = useAnswer(listReviewExpenses, { query: { year } }, { keepPrevious: true });
  const [isBooking, setBooking] = useState(false);
  const [reversing, setReversing] = useState<ReviewExpense>();
  const mayBook = can("reviews.organise");
  return (
    <Page
      title="评审支出"
      subtitle={
        <>
          专家评审、项目评估、绩效评价等直接支出，不超过支持项目年度预算的1%，当年未用不结转
          <span className="after-link">
            <ClauseLink id="qiangyi-2024.art5.c" />
          </span>
        </>
      }
      actions={
        mayBook && (
          <Button type="primary" disabled={answer.data === undefined} onClick={() => setBooking(true)}>
            登记支出
          </Button>
        )
      }
    >
      {answer.data === undefined ? (
        <Pending of={answer} />
      ) : (
        <>
          <CapTable year={year} lines={answer.data.lines} />
          <LedgerTable expenses={answer.data} {...(mayBook && { onReverse: setReversing })} />
          {isBooking && <BookDialog year={year} lines={answer.data.lines} onClose={() => setBooking(false)} />}
          {reversing !== undefined && <ReverseDialog expense={reversing} onClose={() => setReversing(undefined)} />}
        </>
      )}
    </Page>
  );
};

const CapTable = ({ year, lines }: { year: number; lines: readonly Line[] }) => (
  <section className="panel">
    <div className="table-bar">
      <h2>{year}年各支持项目的1%上限</h2>
      <div className="table-extra">
        <UnitNote />
      </div>
    </div>
    <ScrollBox label="1%上限表格">
      <Table<Line>
        size="small"
        pagination={false}
        rowKey={({ line }) => line}
        dataSource={[...lines]}
        columns={[
          { title: "支持项目", dataIndex: "name" },
          { title: "年度预算", className: "number", render: (_, { budgetFen }) => <Amount fen={budgetFen} /> },
          { title: "1%上限", className: "number", render: (_, { capFen }) => <Amount fen={capFen} strong /> },
          { title: "已列支", className: "number", render: (_, { bookedFen }) => <Amount fen={bookedFen} /> },
          {
            title: "还可列支",
            className: "number",
            render: (_, { capFen, availableFen }) => <Amount fen={capFen === null ? null : availableFen} />,
          },
          { title: "占上限", render: (_, line) => <CapBar line={line} /> },
        ]}
      />
    </ScrollBox>
  </section>
);

const CapBar = ({ line: { name, capFen, bookedFen, overFen } }: { line: Line }) => {
  if (capFen === null) return <Light state="neutral" text="未登记预算，不能列支" />;
  const [cap, booked, over] = [BigInt(capFen), BigInt(bookedFen), BigInt(overFen)];
  const percent = cap === 0n ? (booked > 0n ? 100 : 0) : Number((booked * 1000n) / cap) / 10;
  const state = over > 0n ? "is-over" : percent >= 90 ? "is-near" : "";
  return (
    <span className="cap-cell">
      <span className={`cap-bar ${state}`} role="img" aria-label={`${name}已列支占上限${percent}%`}>
        <span style={{ width: `${Math.min(100, percent)}%` }} />
      </span>
      {percent.toFixed(1)}%{over > 0n && <Light state="bad" text={`超出${formatYuan(fen(over))}元，不得再列支`} />}
    </span>
  );
};

interface LedgerProps {
  readonly expenses: Expenses;
  readonly onReverse?: (expense: ReviewExpense) => void;
}

const LedgerTable = ({ expenses: { lines, items }, onReverse }: LedgerProps) => {
  const names = new Map(lines.map(({ line, name }) => [line, name]));
  return (
    <section className="panel">
      <div className="table-bar">
        <h2>支出流水（{items.length}笔）</h2>
        <div className="table-extra">
          <UnitNote />
        </div>
      </div>
      <ScrollBox label="支出流水表格">
        <Table<ReviewExpense>
          size="small"
          pagination={items.length > 50 ? { pageSize: 50 } : false}
          rowKey={({ id }) => id}
          dataSource={[...items]}
          locale={{ emptyText: <EmptyState text="还没有登记评审支出" /> }}
          columns={[
            { title: "支出日期", dataIndex: "spentOn" },
            { title: "支持项目", render: (_, { line }) => names.get(line) ?? line },
            { title: "类别", render: (_, { kind }) => reviewExpenseKinds[kind] },
            { title: "金额", className: "number", render: (_, { amountFen }) => <Amount fen={amountFen} strong /> },
            {
              title: "用途及与项目的联系",
              render: (_, { purpose, link }) => (
                <div className="narrow-text">
                  {purpose}
                  {link !== null && `；${link}`}
                </div>
              ),
            },
            { title: "凭证", dataIndex: "voucher" },
            { title: "登记", render: (_, { at, by }) => `${minuteOf(at)}　${by}` },
            {
              title: "状态",
              render: (_, expense) =>
                expense.reverses !== null ? (
                  <Light state="neutral" text="冲回" />
                ) : expense.isReversed ? (
                  <Light state="open" text="已冲回" />
                ) : onReverse ? (
                  <Button size="small" onClick={() => onReverse(expense)} aria-label={`冲回${expense.voucher}`}>
                    冲回
                  </Button>
                ) : (
                  <Light state="good" text="有效" />
                ),
            },
          ]}
        />
      </ScrollBox>
    </section>
  );
};

const kindOptions = [
  ...Object.entries(reviewExpenseKinds).map(([value, label]) => ({ value, label })),
  ...Object.entries(refusedExpenseKinds).map(([value, label]) => ({ value, label: `${label}（不得列支）`, disabled: true })),
];

const BookDialog = ({ year, lines, onClose }: { year: number; lines: readonly Line[]; onClose: () => void }) => {
  const { submit, isSending, problem } = useSubmit(bookReviewExpense, { onDone: onClose });
  const [values, setValues] = useState({
    line: "",
    kind: "expert-review",
    amount: "",
    purpose: "",
    link: "",
    voucher: "",
    spentOn: "",
  });
  const set = (change: Partial<typeof values>) => setValues((before) => ({ ...before, ...change }));
  const amount = parseYuan(values.amount.replaceAll(",", ""));
  const send = () =>
    submit({
      body: {
        line: values.line,
        year,
        kind: values.kind as keyof typeof reviewExpenseKinds,
        amountFen: String(amount ?? 0n),
        purpose: values.purpose,
        link: values.link === "" ? null : values.link,
        voucher: values.voucher,
        spentOn: values.spentOn,
      },
    });
  return (
    <Modal
      open
      title={`登记${year}年评审支出`}
      okText="登记"
      cancelText="取消"
      confirmLoading={isSending}
      onCancel={onClose}
      onOk={send}
    >
      <ProblemSummary problem={problem} fields={bookFields} />
      <Form layout="vertical">
        <Form.Item label="支持项目" htmlFor="expense-line" required>
          <Select
            id="expense-line"
            aria-label="支持项目"
            value={values.line === "" ? null : values.line}
            onChange={(line: string) => set({ line })}
            options={lines.map(({ line, name, capFen }) => ({
              value: line,
              label: capFen === null ? `${name}（未登记预算）` : name,
              disabled: capFen === null,
            }))}
          />
        </Form.Item>
        <div className="form-pair">
          <Form.Item label="类别" htmlFor="expense-kind" required>
            <Select
              id="expense-kind"
              aria-label="类别"
              value={values.kind}
              onChange={(kind: string) => set({ kind })}
              options={kindOptions}
            />
          </Form.Item>
          <Form.Item
            label="金额（元）"
            htmlFor="expense-amount"
            required
            {...(values.amount !== "" &&
              amount === undefined && { validateStatus: "error" as const, help: "填写到分，如12000.00" })}
          >
            <Input
              id="expense-amount"
              inputMode="decimal"
              className="number-input"
              value={values.amount}
              onChange={({ target }) => set({ amount: target.value })}
            />
          </Form.Item>
          <Form.Item label="支出日期" htmlFor="expense-date" required>
            <Input
              id="expense-date"
              type="date"
              value={values.spentOn}
              onChange={({ target }) => set({ spentOn: target.value })}
            />
          </Form.Item>
          <Form.Item label="凭证号或合同号" htmlFor="expense-voucher" required>
            <Input
              id="expense-voucher"
              value={values.voucher}
              maxLength={100}
              onChange={({ target }) => set({ voucher: target.value })}
            />
          </Form.Item>
        </div>
        <Form.Item label="用途" htmlFor="expense-purpose" required>
          <Input
            id="expense-purpose"
            value={values.purpose}
            maxLength={500}
            onChange={({ target }) => set({ purpose: target.value })}
          />
        </Form.Item>
        <Form.Item
          label={values.kind === "other-direct" ? "与项目的直接联系（必填）" : "与项目的联系（可不填）"}
          htmlFor="expense-link"
          required={values.kind === "other-direct"}
        >
          <Input.TextArea
            id="expense-link"
            rows={2}
            value={values.link}
            maxLength={500}
            onChange={({ target }) => set({ link: target.value })}
          />
        </Form.Item>
      </Form>
    </Modal>
  );
};

const bookFields = {
  line: { label: "支持项目", id: "expense-line" },
  kind: { label: "类别", id: "expense-kind" },
  amountFen: { label: "金额", id: "expense-amount" },
  purpose: { label: "用途", id: "expense-purpose" },
  link: { label: "与项目的联系", id: "expense-link" },
  voucher: { label: "凭证号或合同号", id: "expense-voucher" },
  spentOn: { label: "支出日期", id: "expense-date" },
};

const ReverseDialog = ({ expense, onClose }: { expense: ReviewExpense; onClose: () => void }) => {
  const [reason, setReason] = useState("");
  const { submit, isSending, problem } = useSubmit(reverseReviewExpense, { onDone: onClose });
  return (
    <Modal
      open
      title={`冲回 ${expense.voucher}`}
      okText="冲回"
      cancelText="取消"
      confirmLoading={isSending}
      onCancel={onClose}
      onOk={() => submit({ params: { expenseId: expense.id }, body: { reason } })}
    >
      <ProblemSummary problem={problem} fields={{ reason: { label: "原因", id: "reverse-reason" } }} />
      <p>整笔冲回{formatYuan(fen(BigInt(expense.amountFen)))}元，另记一笔，原记录保留。</p>
      <Form layout="vertical">
        <Form.Item label="原因" htmlFor="reverse-reason" required>
          <Input id="reverse-reason" value={reason} maxLength={500} onChange={({ target }) => setReason(target.value)} />
        </Form.Item>
      </Form>
    </Modal>
  );
};
