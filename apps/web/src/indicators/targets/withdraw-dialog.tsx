import { type TargetEventView, withdrawTargetEvent } from "@qiangyi/api";
import { DatePicker, Form, Input, Modal } from "antd";
import type { Dayjs } from "dayjs";
import { ProblemSummary, useSubmit } from "../../ui/index.ts";

interface Entered {
  readonly withdrawnOn: Dayjs;
  readonly reason: string;
}

export const WithdrawDialog = ({ event, onClose }: { event: TargetEventView; onClose: () => void }) => {
  const [form] = Form.useForm<Entered>();
  const { submit, isSending, problem } = useSubmit(withdrawTargetEvent, { onDone: onClose });
  return (
    <Modal
      open
      title={`撤销：${event.name}`}
      okText="撤销"
      cancelText="取消"
      confirmLoading={isSending}
      onCancel={onClose}
      onOk={() => form.submit()}
    >
      <ProblemSummary problem={problem} />
      <p>自这一天起不再计数；这一天以前的报告不变。</p>
      <Form<Entered>
        form={form}
        name="withdrawal"
        layout="vertical"
        onFinish={({ withdrawnOn, reason }) =>
          submit({ params: { id: event.id }, body: { withdrawnOn: withdrawnOn.format("YYYY-MM-DD"), reason } })
        }
      >
        <Form.Item name="withdrawnOn" label="失效日期" rules={[{ required: true, message: "请选择失效日期" }]}>
          <DatePicker style={{ width: "100%" }} />
        </Form.Item>
        <Form.Item
          name="reason"
          label="原因"
          rules={[{ required: true, whitespace: true, min: 4, message: "请说明原因（至少4个字）" }]}
        >
          <Input maxLength={500} />
        </Form.Item>
      </Form>
    </Modal>
  );
};
