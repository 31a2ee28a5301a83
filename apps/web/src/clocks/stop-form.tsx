import { type ClockView, stopClock } from "@qiangyi/api";
import { DatePicker, Form, Input, Modal } from "antd";
import type { Dayjs } from "dayjs";
import { ProblemSummary, useSubmit } from "../ui/index.ts";

interface Entered {
  readonly stoppedOn: Dayjs;
  readonly evidence: string;
}

/** 登记公开: where and on which day the office made it public. */
export const StopForm = ({ clock, onClose }: { clock: ClockView; onClose: () => void }) => {
  const [form] = Form.useForm<Entered>();
  const { submit, isSending, problem } = useSubmit(stopClock, { invalidates: ["clocks", "workbench"], onDone: onClose });
  const send = ({ stoppedOn, evidence }: Entered) =>
    submit({ params: { clockId: clock.id }, body: { stoppedOn: stoppedOn.format("YYYY-MM-DD"), evidence } });
  return (
    <Modal
      open
      title={`登记公开：${clock.subject}`}
      okText="登记"
      cancelText="取消"
      confirmLoading={isSending}
      onCancel={onClose}
      onOk={() => form.submit()}
    >
      {problem && <ProblemSummary problem={problem} />}
      <Form form={form} layout="vertical" onFinish={(entered) => send(entered)}>
        <Form.Item name="stoppedOn" label="公开日期" rules={[{ required: true, message: "请选择公开日期" }]}>
          <DatePicker style={{ width: "100%" }} />
        </Form.Item>
        <Form.Item
          name="evidence"
          label="公开的网址或载体"
          rules={[{ required: true, whitespace: true, min: 4, message: "请填写公开的网址或载体名称" }]}
        >
          <Input maxLength={500} />
        </Form.Item>
      </Form>
    </Modal>
  );
};
