import { Form, Input } from "antd";
import type { NamePath } from "antd/es/form/interface";

/** The rules as the server judges them, told before anything is typed. */
export const PasswordRules = () => (
  <ul className="password-rules">
    <li>至少12个字符，同时含大写字母、小写字母、数字和符号</li>
    <li>不包含登录名，不与最近5次用过的密码相同</li>
  </ul>
);

interface NewPasswordProps {
  readonly name: readonly string[];
  readonly repeatName: readonly string[];
  readonly label?: string;
}

/** A new password, typed twice because it cannot be read while it is typed. */
export const NewPassword = ({ name, repeatName, label = "新密码" }: NewPasswordProps) => (
  <>
    <Form.Item label={label} name={[...name] as NamePath} rules={[{ required: true, message: `请输入${label}` }]}>
      <Input.Password autoComplete="new-password" maxLength={200} />
    </Form.Item>
    <Form.Item
      label={`再输一次${label}`}
      name={[...repeatName] as NamePath}
      dependencies={[[...name]]}
      rules={[
        { required: true, message: `请再输一次${label}` },
        ({ getFieldValue }) => ({
          validator: (_, value) =>
            value === undefined || value === getFieldValue([...name])
              ? Promise.resolve()
              : Promise.reject(new Error("两次输入不一致")),
        }),
      ]}
    >
      <Input.Password autoComplete="new-password" maxLength={200} />
    </Form.Item>
  </>
);
