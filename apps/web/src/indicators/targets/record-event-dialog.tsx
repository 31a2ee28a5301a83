import { type listTargetEvents, type RouteAnswer, recordTargetEvent } from "@qiangyi/api";
import { DatePicker, Form, Input, Modal, Select } from "antd";
import type { Dayjs } from "dayjs";
import { ProblemSummary, useSubmit } from "../../ui/index.ts";

interface Entered {
  readonly choice: number;
  readonly name: string;
  readonly happenedOn: Dayjs;
  readonly document: string;
}

interface RecordEventDialogProps {
  readonly choices: RouteAnswer<typeof listTargetEvents>["choices"];
  readonly onClose: () => void;
}

export const RecordEventDialog = ({ choices, onClose }: RecordEventDialogProps) => {
  const [form] = Form.useForm<Entered>();
  const { submit, isSending, problem } = useSubmit(recordTargetEvent, { onDone: onClose });
  const send = ({ choice, name, happenedOn, document }: Entered) => {
    const chosen = choices[choice];
    if (chosen === undefined) return;
    submit({
      body: {
        subject: chosen.subject,
        indicator: chosen.indicator,
        name,
        happenedOn: happenedOn.format("YYYY-MM-DD"),
        document,
      },
    });
  };
  return (
    <Modal
      open
      title="登记事项"
      okText="登记"
      cancelText="取消"
      confirmLoading={isSending}
      onCancel={onClose}
      onOk={() => form.submit()}
    >
      <ProblemSummary problem={problem} />
      <Form<Entered> form={form} name="event" layout="vertical" onFinish={send}>
        <Form.Item name="choice" label="指标" rules={[{ required: true, message: "请选择指标" }]}>
          <Select
            options={choices.map(({ subjectName, indicatorTitle }, value) => ({
              value,
              label: `${indicatorTitle}（${subjectName}）`,
            }))}
          />
        </Form.Item>
        <Form.Item name="name" label="名称" rules={[{ required: true, whitespace: true, min: 2, message: "请填写名称" }]}>
          <Input maxLength={120} />
        </Form.Item>
        <Form.Item
          name="happenedOn"
          label="日期"
          extra="批准、命名或验收文件的日期"
          rules={[{ required: true, message: "请选择日期" }]}
        >
          <DatePicker style={{ width: "100%" }} />
        </Form.Item>
        <Form.Item
          name="document"
          label="依据文件"
          extra="文件名称和文号；登记后在列表里上传文件"
          rules={[{ required: true, whitespace: true, min: 2, message: "请填写依据文件" }]}
        >
          <Input maxLength={200} />
        </Form.Item>
      </Form>
    </Modal>
  );
};
