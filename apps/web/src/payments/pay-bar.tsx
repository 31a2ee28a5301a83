import { type ListedPayment, payPayments } from "@qiangyi/api";
import { dateInShanghai, fen, sum } from "@qiangyi/kernel";
import { Button, Form, Input, Modal, Table } from "antd";
import { useState } from "react";
import { Amount, ProblemSummary, ScrollBox, StatedAmount, UnitNote, useSubmit } from "../ui/index.ts";
import { RowResults } from "./row-results.tsx";

interface PayBarProps {
  readonly selected: readonly Pick<ListedPayment, "id" | "number" | "payeeName" | "amountFen">[];
  readonly onDone: () => void;
}

interface Entered {
  readonly voucherNumber: string;
  readonly receiptNumber: string;
}

/** 财政部门: a voucher and a bank receipt for each; what the rows say comes back row by row. */
export const PayBar = ({ selected, onDone }: PayBarProps) => {
  const [isOpen, setOpen] = useState(false);
  return (
    <section className="panel no-print" aria-label="办理支付">
      <div className="batch-bar">
        <span>
          已选{selected.length}笔，合计
          <StatedAmount fen={sum(selected.map(({ amountFen }) => fen(BigInt(amountFen))))} />
        </span>
        <Button type="primary" onClick={() => setOpen(true)}>
          办理支付
        </Button>
      </div>
      {isOpen && (
        <PayDialog
          selected={selected}
          onClose={(isDone) => {
            setOpen(false);
            if (isDone) onDone();
          }}
        />
      )}
    </section>
  );
};

/** Vouchers of what was chosen; also for one request on its own page. */
export const PayDialog = ({ selected, onClose }: { selected: PayBarProps["selected"]; onClose: (isDone: boolean) => void }) => {
  const [paidOn, setPaidOn] = useState<string>(dateInShanghai(new Date()));
  const [entered, setEntered] = useState<Readonly<Record<string, Entered>>>({});
  const { submit, isSending, problem, answer } = useSubmit(payPayments, {
    invalidates: ["ledger", "workbench"],
    onDone: ({ rows }) => {
      if (rows.every(({ isDone }) => isDone)) onClose(true);
    },
  });
  const of = (id: string): Entered => entered[id] ?? { voucherNumber: "", receiptNumber: "" };
  const put = (id: string, change: Partial<Entered>) => setEntered((before) => ({ ...before, [id]: { ...of(id), ...change } }));
  const fields = Object.fromEntries(
    selected.flatMap(({ id, number }, index) => [
      [`rows.${index}.voucherNumber`, { label: `${number}凭证号`, id: `voucher-${id}` }],
      [`rows.${index}.receiptNumber`, { label: `${number}回单号`, id: `receipt-${id}` }],
    ]),
  );
  return (
    <Modal
      open
      width={880}
      title="办理支付"
      okText="支付"
      cancelText="关闭"
      confirmLoading={isSending}
      onCancel={() => onClose(answer !== undefined)}
      onOk={() => submit({ body: { paidOn, rows: selected.map(({ id }) => ({ id, ...of(id) })) } })}
    >
      <ProblemSummary problem={problem} fields={{ ...fields, paidOn: { label: "支付日期", id: "paid-on" } }} />
      {answer?.rows.some(({ isDone }) => !isDone) && <RowResults rows={answer.rows} />}
      <Form layout="vertical">
        <Form.Item label="支付日期" htmlFor="paid-on" required>
          <Input
            id="paid-on"
            type="date"
            style={{ width: 180 }}
            value={paidOn}
            onChange={({ target }) => setPaidOn(target.value)}
          />
        </Form.Item>
      </Form>
      <div className="table-bar">
        <span>逐笔登记凭证号和银行回单号</span>
        <UnitNote />
      </div>
      <ScrollBox label="支付凭证表格">
        <Table<PayBarProps["selected"][number]>
          size="small"
          pagination={false}
          rowKey={({ id }) => id}
          dataSource={[...selected]}
          columns={[
            { title: "申请编号", dataIndex: "number" },
            { title: "收款人", dataIndex: "payeeName" },
            { title: "金额", className: "number", render: (_, { amountFen }) => <Amount fen={amountFen} strong /> },
            {
              title: "凭证号",
              render: (_, { id, number }) => (
                <Input
                  id={`voucher-${id}`}
                  aria-label={`${number}凭证号`}
                  maxLength={60}
                  value={of(id).voucherNumber}
                  onChange={({ target }) => put(id, { voucherNumber: target.value })}
                />
              ),
            },
            {
              title: "回单号",
              render: (_, { id, number }) => (
                <Input
                  id={`receipt-${id}`}
                  aria-label={`${number}回单号`}
                  maxLength={60}
                  value={of(id).receiptNumber}
                  onChange={({ target }) => put(id, { receiptNumber: target.value })}
                />
              ),
            },
          ]}
        />
      </ScrollBox>
    </Modal>
  );
};
