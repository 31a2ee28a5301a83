import { recordTargetPath, type TargetView } from "@qiangyi/api";
import { Button, DatePicker, Form, Input, InputNumber, Modal, Space } from "antd";
import type { Dayjs } from "dayjs";
import { ProblemSummary, useSubmit } from "../../ui/index.ts";

interface Entered {
  readonly baselineYear?: number | null;
  readonly baselineValue?: string;
  readonly milestones?: readonly { readonly year: number; readonly value: string }[];
  readonly effectiveFrom: Dayjs;
  readonly document: string;
}

/** 基期值和阶段目标: what the forecast is measured against. */
export const PathDialog = ({ target, onClose }: { target: TargetView; onClose: () => void }) => {
  const [form] = Form.useForm<Entered>();
  const { submit, isSending, problem } = useSubmit(recordTargetPath, { onDone: onClose });
  const send = ({ baselineYear, baselineValue, milestones = [], effectiveFrom, document }: Entered) =>
    submit({
      params: { target: target.target },
      body: {
        baseline: baselineYear && baselineValue ? { year: baselineYear, value: baselineValue } : null,
        milestones: [...milestones],
        effectiveFrom: effectiveFrom.format("YYYY-MM-DD"),
        document,
      },
    });
  return (
    <Modal
      open
      width={600}
      title={`基期值和阶段目标：${target.indicatorTitle}`}
      okText="登记"
      cancelText="取消"
      confirmLoading={isSending}
      onCancel={onClose}
      onOk={() => form.submit()}
    >
      <ProblemSummary problem={problem} />
      <p>只影响进度信号，不影响结论。数值的单位：{target.unit || "无"}。</p>
      <Form<Entered> form={form} name="path" layout="vertical" onFinish={send}>
        <div className="indicator-fields">
          <Form.Item name="baselineYear" label="基期年">
            <InputNumber min={2000} max={2199} style={{ width: "100%" }} />
          </Form.Item>
          <Form.Item name="baselineValue" label="基期值">
            <Input maxLength={40} />
          </Form.Item>
        </div>
        <Form.List name="milestones">
          {(rows, { add, remove }) => (
            <>
              {rows.map(({ key, name }) => (
                <Space key={key} align="baseline">
                  <Form.Item name={[name, "year"]} label="年份" rules={[{ required: true, message: "请填写年份" }]}>
                    <InputNumber min={2000} max={2199} />
                  </Form.Item>
                  <Form.Item name={[name, "value"]} label="阶段目标" rules={[{ required: true, message: "请填写阶段目标" }]}>
                    <Input maxLength={40} />
                  </Form.Item>
                  <Button onClick={() => remove(name)}>删去</Button>
                </Space>
              ))}
              <Button onClick={() => add()}>增加一个阶段目标</Button>
            </>
          )}
        </Form.List>
        <Form.Item name="effectiveFrom" label="生效日期" rules={[{ required: true, message: "请选择生效日期" }]}>
          <DatePicker style={{ width: "100%" }} />
        </Form.Item>
        <Form.Item name="document" label="批准的文件" rules={[{ required: true, whitespace: true, message: "请填写批准的文件" }]}>
          <Input maxLength={100} />
        </Form.Item>
      </Form>
    </Modal>
  );
};
