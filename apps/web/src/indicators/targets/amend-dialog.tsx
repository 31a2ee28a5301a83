import { amendTarget, type RouteInput, type TargetView } from "@qiangyi/api";
import { DatePicker, Form, Input, InputNumber, Modal, Select } from "antd";
import type { Dayjs } from "dayjs";
import { ProblemSummary, useSubmit } from "../../ui/index.ts";

type Operator = RouteInput<typeof amendTarget>["body"]["op"];

const operators: Readonly<Record<Operator, string>> = {
  gte: "不低于",
  gt: "高于",
  lte: "不高于",
  lt: "低于",
  range: "区间（上限不是限制）",
  "range-strict": "区间（上下限都是限制）",
  eq: "等于",
  "reach-level": "达到级别",
  "rank-within": "进入前若干名",
  grade: "进入等级",
};

interface Entered {
  readonly op: Operator;
  readonly value?: string;
  readonly min?: string;
  readonly max?: string;
  readonly by: number;
  readonly document: string;
  readonly documentDate: Dayjs;
  readonly effectiveFrom: Dayjs;
  readonly reason: string;
}

const fields = {
  value: { label: "限值", id: "amendment_value" },
  min: { label: "下限", id: "amendment_min" },
  max: { label: "上限", id: "amendment_max" },
  by: { label: "期限", id: "amendment_by" },
} as const;

/** 调整目标: by a later document only. */
export const AmendDialog = ({ target, onClose }: { target: TargetView; onClose: () => void }) => {
  const [form] = Form.useForm<Entered>();
  const op = Form.useWatch("op", form);
  const isRange = op === "range" || op === "range-strict";
  const { submit, isSending, problem } = useSubmit(amendTarget, { onDone: onClose });
  const send = (entered: Entered) =>
    submit({
      params: { target: target.target },
      body: {
        op: entered.op,
        value: isRange ? null : (entered.value ?? null),
        min: isRange ? (entered.min ?? null) : null,
        max: isRange ? (entered.max ?? null) : null,
        by: entered.by,
        document: entered.document,
        documentDate: entered.documentDate.format("YYYY-MM-DD"),
        effectiveFrom: entered.effectiveFrom.format("YYYY-MM-DD"),
        reason: entered.reason,
      },
    });
  const required = (message: string) => [{ required: true, message }];
  return (
    <Modal
      open
      width={640}
      title={`按后来的文件调整：${target.indicatorTitle}`}
      okText="登记"
      cancelText="取消"
      confirmLoading={isSending}
      onCancel={onClose}
      onOk={() => form.submit()}
    >
      <ProblemSummary problem={problem} fields={fields} />
      <p>
        现在是{target.wording}，{target.by}。已经过去的时期仍按当时的版本评价。限值的单位：{target.unit || "无"}。
      </p>
      <Form<Entered> form={form} name="amendment" layout="vertical" onFinish={send}>
        <div className="indicator-fields">
          <Form.Item name="op" label="要求" rules={required("请选择要求")}>
            <Select options={Object.entries(operators).map(([value, label]) => ({ value, label }))} />
          </Form.Item>
          <Form.Item name="by" label="期限（年）" rules={required("请填写年份")}>
            <InputNumber min={2000} max={2199} style={{ width: "100%" }} />
          </Form.Item>
          {isRange ? (
            <>
              <Form.Item name="min" label="下限" rules={required("请填写下限")}>
                <Input maxLength={40} />
              </Form.Item>
              <Form.Item name="max" label="上限" rules={required("请填写上限")}>
                <Input maxLength={40} />
              </Form.Item>
            </>
          ) : (
            <Form.Item name="value" label="限值" rules={required("请填写限值")}>
              <Input maxLength={40} />
            </Form.Item>
          )}
        </div>
        <div className="indicator-fields">
          <Form.Item name="document" label="文号" rules={required("请填写文号")}>
            <Input maxLength={100} placeholder="晋政办函〔2026〕1号" />
          </Form.Item>
          <Form.Item name="documentDate" label="文件日期" rules={required("请选择文件日期")}>
            <DatePicker style={{ width: "100%" }} />
          </Form.Item>
          <Form.Item name="effectiveFrom" label="生效日期" rules={required("请选择生效日期")}>
            <DatePicker style={{ width: "100%" }} />
          </Form.Item>
        </div>
        <Form.Item
          name="reason"
          label="调整原因"
          rules={[{ required: true, whitespace: true, min: 4, message: "请说明调整原因（至少4个字）" }]}
        >
          <Input maxLength={500} />
        </Form.Item>
      </Form>
    </Modal>
  );
};
