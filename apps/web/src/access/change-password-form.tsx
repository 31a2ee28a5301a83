import { changePassword } from "@qiangyi/api";
import { Button, Form, Input } from "antd";
import { ProblemSummary, useSubmit } from "../ui/index.ts";
import { NewPassword, PasswordRules } from "./password-fields.tsx";

interface Fields {
  readonly currentPassword: string;
  readonly newPassword: string;
  readonly repeated: string;
}

const fields = {
  currentPassword: { label: "当前密码", id: "password_currentPassword" },
  newPassword: { label: "新密码", id: "password_newPassword" },
};

interface ChangePasswordFormProps {
  readonly currentLabel: string;
  readonly onDone: () => void;
}

export const ChangePasswordForm = ({ currentLabel, onDone }: ChangePasswordFormProps) => {
  const [form] = Form.useForm<Fields>();
  const change = useSubmit(changePassword, {
    onDone: () => {
      form.resetFields();
      onDone();
    },
  });
  return (
    <>
      <ProblemSummary problem={change.problem} fields={fields} />
      <PasswordRules />
      <Form<Fields>
        name="password"
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={({ currentPassword, newPassword }) => change.submit({ body: { currentPassword, newPassword } })}
      >
        <Form.Item label={currentLabel} name="currentPassword" rules={[{ required: true, message: `请输入${currentLabel}` }]}>
          <Input.Password autoComplete="current-password" maxLength={200} />
        </Form.Item>
        <NewPassword name={["newPassword"]} repeatName={["repeated"]} />
        <Button type="primary" htmlType="submit" loading={change.isSending}>
          修改密码
        </Button>
      </Form>
    </>
  );
};
