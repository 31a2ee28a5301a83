import { queryableRows, raiseQuery } from "@qiangyi/api";
import { fen, formatYuanGrouped } from "@qiangyi/kernel";
import { Form, Input, Modal, Select, Switch } from "antd";
import { useState } from "react";
import { ProblemSummary, useAnswer, useSubmit, WanInput, wanFromFen } from "../../ui/index.ts";

const fields = {
  rowNo: { label: "资金", id: "query-row" },
  amountFen: { label: "存疑金额", id: "query-amount" },
  reason: { label: "疑问", id: "query-reason" },
  discoveredAt: { label: "发现时间", id: "query-discovered" },
};

interface RaiseDialogProps {
  readonly onClose: () => void;
  readonly onRaised: (id: string) => void;
}

/** 提出存疑: which money, how much, why and since when; it is frozen and reported with the same click. */
export const RaiseDialog = ({ onClose, onRaised }: RaiseDialogProps) => {
  const rows = useAnswer(queryableRows, { query: {} });
  const raise = useSubmit(raiseQuery, { invalidates: ["ledger", "workbench"], onDone: ({ id }) => onRaised(id) });
  const [values, setValues] = useState({ row: "", isWhole: false, amountFen: "", reason: "", discoveredAt: "" });
  const set = (change: Partial<typeof values>) => setValues((before) => ({ ...before, ...change }));
  const items = rows.data?.items ?? [];
  const row = items.find(({ noticeId, rowNo }) => `${noticeId} ${rowNo}` === values.row);
  const send = () =>
    raise.submit({
      body: {
        noticeId: row?.noticeId ?? "",
        rowNo: row?.rowNo ?? 0,
        ...(!values.isWhole && { amountFen: values.amountFen }),
        reason: values.reason,
        ...(values.discoveredAt !== "" && { discoveredAt: new Date(`${values.discoveredAt}:00+08:00`).toISOString() }),
      },
    });
  return (
    <Modal
      open
      width={640}
      title="提出存疑"
      okText="冻结并报告"
      cancelText="取消"
      confirmLoading={raise.isSending}
      okButtonProps={{ disabled: row === undefined }}
      onCancel={onClose}
      onOk={send}
    >
      <ProblemSummary problem={raise.problem} fields={fields} />
      <Form layout="vertical">
        <Form.Item label="资金（本级已接收、还在账上的）" htmlFor={fields.rowNo.id} required>
          <Select
            id={fields.rowNo.id}
            aria-label="资金"
            showSearch={{ optionFilterProp: "label" }}
            loading={rows.isPending}
            value={values.row === "" ? null : values.row}
            onChange={(chosen: string) => set({ row: chosen })}
            notFoundContent="本级账上没有可以存疑的资金"
            options={items.map(({ noticeId, number, rowNo, lineName, title, heldFen }) => ({
              value: `${noticeId} ${rowNo}`,
              label: `${number} 第${rowNo}行 ${lineName} ${title}（在账${wanFromFen(heldFen)}万元）`,
            }))}
          />
        </Form.Item>
        <Form.Item label="金额不能分清，整行存疑" htmlFor="query-whole">
          <Switch id="query-whole" aria-label="整行存疑" checked={values.isWhole} onChange={(isWhole) => set({ isWhole })} />
        </Form.Item>
        {!values.isWhole && (
          <Form.Item
            label="存疑金额（万元）"
            htmlFor={fields.amountFen.id}
            required
            {...(row && { help: `在账${formatYuanGrouped(fen(BigInt(row.heldFen)))}元` })}
          >
            <WanInput id={fields.amountFen.id} value={values.amountFen} onChange={(amountFen) => set({ amountFen })} />
          </Form.Item>
        )}
        <Form.Item label="疑问" htmlFor={fields.reason.id} required>
          <Input.TextArea
            id={fields.reason.id}
            rows={3}
            value={values.reason}
            maxLength={1000}
            onChange={({ target }) => set({ reason: target.value })}
          />
        </Form.Item>
        <Form.Item label="发现时间（不填即现在）" htmlFor={fields.discoveredAt.id}>
          <Input
            id={fields.discoveredAt.id}
            type="datetime-local"
            value={values.discoveredAt}
            onChange={({ target }) => set({ discoveredAt: target.value })}
          />
        </Form.Item>
      </Form>
    </Modal>
  );
};
