import { type CountyBurden, commitCountyMoney, withdrawCountyMoney } from "@qiangyi/api";
import { parseYuan } from "@qiangyi/kernel";
import { DatePicker, Form, Input, Modal } from "antd";
import type { Dayjs } from "dayjs";
import { Amount, ProblemSummary, useSubmit, useUnit } from "../../ui/index.ts";

interface DialogProps {
  readonly item: CountyBurden;
  readonly onClose: () => void;
}

interface Fields {
  readonly yuan: string;
  readonly documentNumber: string;
  readonly dateOn: Dayjs;
}

/** Yuan as people write them: with or without commas and decimals. */
const fenOf = (text = ""): bigint | undefined => {
  const digits = text.trim().replaceAll(/[,，]/g, "");
  return parseYuan(/\.\d{2}$/.test(digits) ? digits : /\.\d$/.test(digits) ? `${digits}0` : `${digits}.00`);
};

export const CommitDialog = ({ item, onClose }: DialogProps) => {
  const [form] = Form.useForm<Fields>();
  const { unit } = useUnit();
  const commit = useSubmit(commitCountyMoney, { onDone: onClose });
  return (
    <Modal
      open
      title={`承诺县级资金：${item.project.title}`}
      okText="登记承诺"
      cancelText="取消"
      confirmLoading={commit.isSending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <ProblemSummary problem={commit.problem} />
      <p>
        {item.institution.name}申报需要县级财政 <Amount fen={item.neededFen} strong /> {unit}
        {item.isUsed && "；项目已列入名单或已支付，承诺只能增加"}
      </p>
      <Form<Fields>
        form={form}
        layout="vertical"
        initialValues={{ yuan: yuanOf(item.neededFen) }}
        onFinish={({ yuan, documentNumber, dateOn }) =>
          commit.submit({
            params: { projectId: item.project.id },
            body: { amountFen: String(fenOf(yuan) ?? 0n), documentNumber, dateOn: dateOn.format("YYYY-MM-DD") },
          })
        }
      >
        <Form.Item
          name="yuan"
          label="金额（元）"
          rules={[
            { required: true, message: "请填写承诺的金额" },
            {
              validator: (_, value: string) =>
                (fenOf(value) ?? 0n) > 0n ? Promise.resolve() : Promise.reject(new Error("请填写大于0的金额，单位元")),
            },
          ]}
        >
          <Input inputMode="decimal" style={{ width: 200, textAlign: "right" }} />
        </Form.Item>
        <Form.Item name="documentNumber" label="承诺文件的文号" rules={[{ required: true, message: "请填写文号" }]}>
          <Input maxLength={200} placeholder="如 洪财社〔2026〕7号" />
        </Form.Item>
        <Form.Item name="dateOn" label="文件日期" rules={[{ required: true, message: "请选择文件日期" }]}>
          <DatePicker style={{ width: 200 }} />
        </Form.Item>
      </Form>
    </Modal>
  );
};

const yuanOf = (fen: string): string => `${BigInt(fen) / 100n}.${String(BigInt(fen) % 100n).padStart(2, "0")}`;

export const WithdrawDialog = ({ item, onClose }: DialogProps) => {
  const [form] = Form.useForm<{ reason: string }>();
  const withdraw = useSubmit(withdrawCountyMoney, { onDone: onClose });
  return (
    <Modal
      open
      title={`撤回承诺：${item.project.title}`}
      okText="撤回"
      cancelText="不撤回"
      confirmLoading={withdraw.isSending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <ProblemSummary problem={withdraw.problem} />
      <Form form={form} layout="vertical" onFinish={(body) => withdraw.submit({ params: { projectId: item.project.id }, body })}>
        <Form.Item name="reason" label="理由" rules={[{ required: true, min: 2, message: "请写明撤回的理由" }]}>
          <Input.TextArea rows={2} maxLength={200} />
        </Form.Item>
      </Form>
      <p className="form-note">撤回后缺口恢复，原来的承诺留作记录。</p>
    </Modal>
  );
};
