import { recordIndicatorList } from "@qiangyi/api";
import { DatePicker, Form, Input, Modal, Select } from "antd";
import type { Dayjs } from "dayjs";
import { ProblemSummary, useSubmit } from "../../ui/index.ts";
import { useInstitutionSubjects } from "../targets/use-subjects.ts";

interface Entered {
  readonly institution?: string | null;
  readonly effectiveFrom: Dayjs;
  readonly items: string;
  readonly source: string;
}

/** 清单的新版本: one line for each item, as it is pasted from a document. */
export const ListDialog = ({ name, onClose }: { name: string; onClose: () => void }) => {
  const [form] = Form.useForm<Entered>();
  const hospitals = useInstitutionSubjects();
  const { submit, isSending, problem } = useSubmit(recordIndicatorList, { onDone: onClose });
  const send = ({ institution, effectiveFrom, items, source }: Entered) =>
    submit({
      body: {
        name,
        institution: institution ?? null,
        effectiveFrom: effectiveFrom.format("YYYY-MM-DD"),
        items: items
          .split("\n")
          .map((item) => item.trim())
          .filter((item) => item !== ""),
        source,
      },
    });
  return (
    <Modal
      open
      width={640}
      title={`登记清单新版本：${name}`}
      okText="登记"
      cancelText="取消"
      confirmLoading={isSending}
      onCancel={onClose}
      onOk={() => form.submit()}
    >
      <ProblemSummary problem={problem} />
      <Form<Entered> form={form} name="list" layout="vertical" onFinish={send}>
        <Form.Item name="institution" label="医院" extra="不选即全省通用">
          <Select allowClear placeholder="全省" options={[...hospitals]} />
        </Form.Item>
        <Form.Item name="effectiveFrom" label="生效日期" rules={[{ required: true, message: "请选择生效日期" }]}>
          <DatePicker style={{ width: "100%" }} />
        </Form.Item>
        <Form.Item name="items" label="清单（每行一项）" rules={[{ required: true, whitespace: true, message: "清单至少一项" }]}>
          <Input.TextArea rows={8} />
        </Form.Item>
        <Form.Item name="source" label="来源" rules={[{ required: true, whitespace: true, min: 2, message: "请填写来源" }]}>
          <Input maxLength={200} />
        </Form.Item>
      </Form>
    </Modal>
  );
};
