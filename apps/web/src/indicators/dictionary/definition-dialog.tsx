import { defineIndicatorVersion, type IndicatorView } from "@qiangyi/api";
import { Checkbox, DatePicker, Form, Input, Modal } from "antd";
import type { Dayjs } from "dayjs";
import { ProblemSummary, useSubmit } from "../../ui/index.ts";

interface Entered {
  readonly effectiveFrom: Dayjs;
  readonly formula: string;
  readonly numerator?: string;
  readonly denominator?: string;
  readonly isBreak?: boolean;
  readonly reason: string;
  readonly document?: string;
}

const textOf = (entered: string | undefined): string | null => (entered === undefined || entered.trim() === "" ? null : entered);

const fields = {
  numerator: { label: "分子", id: "definition_numerator" },
  denominator: { label: "分母", id: "definition_denominator" },
} as const;

/** 新的口径: takes the place of the one before from a day on; what was judged before stays. */
export const DefinitionDialog = ({ indicator, onClose }: { indicator: IndicatorView; onClose: () => void }) => {
  const [form] = Form.useForm<Entered>();
  const { submit, isSending, problem } = useSubmit(defineIndicatorVersion, { onDone: onClose });
  const isRatio = indicator.kind === "ratio" || indicator.kind === "share";
  const send = (entered: Entered) =>
    submit({
      params: { code: indicator.code },
      body: {
        effectiveFrom: entered.effectiveFrom.format("YYYY-MM-DD"),
        formula: entered.formula,
        numerator: textOf(entered.numerator),
        denominator: textOf(entered.denominator),
        listName: indicator.listName,
        isBreak: entered.isBreak ?? false,
        reason: entered.reason,
        document: textOf(entered.document),
      },
    });
  return (
    <Modal
      open
      width={640}
      title={`登记新的口径：${indicator.title}`}
      okText="登记"
      cancelText="取消"
      confirmLoading={isSending}
      onCancel={onClose}
      onOk={() => form.submit()}
    >
      <ProblemSummary problem={problem} fields={fields} />
      <Form<Entered>
        form={form}
        name="definition"
        layout="vertical"
        initialValues={{
          formula: indicator.formula,
          numerator: indicator.numerator ?? undefined,
          denominator: indicator.denominator ?? undefined,
        }}
        onFinish={send}
      >
        <Form.Item name="effectiveFrom" label="生效日期" rules={[{ required: true, message: "请选择生效日期" }]}>
          <DatePicker style={{ width: "100%" }} />
        </Form.Item>
        <Form.Item name="formula" label="公式" rules={[{ required: true, whitespace: true, message: "请填写公式" }]}>
          <Input.TextArea rows={2} maxLength={1000} />
        </Form.Item>
        {isRatio && (
          <>
            <Form.Item name="numerator" label="分子">
              <Input maxLength={500} />
            </Form.Item>
            <Form.Item name="denominator" label="分母">
              <Input maxLength={500} />
            </Form.Item>
          </>
        )}
        <Form.Item name="isBreak" valuePropName="checked">
          <Checkbox>口径变化大，与以前的数值不再比较</Checkbox>
        </Form.Item>
        <Form.Item
          name="reason"
          label="修改原因"
          rules={[{ required: true, whitespace: true, min: 4, message: "请说明修改原因（至少4个字）" }]}
        >
          <Input maxLength={500} />
        </Form.Item>
        <Form.Item name="document" label="依据文件（可不填）">
          <Input maxLength={100} />
        </Form.Item>
      </Form>
    </Modal>
  );
};
