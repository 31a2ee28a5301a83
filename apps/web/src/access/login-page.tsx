import { login, type SessionState } from "@qiangyi/api";
import { Button, Form, Input } from "antd";
import { Link, useLocation } from "react-router";
import { ProblemSummary, useSession, useSubmit } from "../ui/index.ts";
import { DemoAccounts } from "./demo-accounts.tsx";
import { Entrance } from "./entrance.tsx";
import { nextPage } from "./next-page.ts";

interface Fields {
  readonly loginName: string;
  readonly password: string;
}

const fields = { loginName: { label: "登录名", id: "login_loginName" }, password: { label: "密码", id: "login_password" } };

export const LoginPage = () => {
  const { search } = useLocation();
  const { demo, needsFirstRun } = useSession();
  const [form] = Form.useForm<Fields>();
  const next = nextPage(search);
  const enter = useSubmit(login, {
    // A full load: nothing that was read before as a visitor stays in memory.
    onDone: ({ account }: SessionState) =>
      window.location.assign(account?.mustChangePassword ? `/change-password?next=${encodeURIComponent(next)}` : next),
  });
  return (
    <Entrance
      title="强医通"
      subtitle="山西省强医工程专项资金与项目平台"
      windowTitle="登录"
      beside={
        demo && (
          <DemoAccounts
            demo={demo}
            onPick={(loginName) => {
              form.setFieldsValue({ loginName, password: demo.password });
              document.getElementById("login-submit")?.focus();
            }}
          />
        )
      }
    >
      <ProblemSummary problem={enter.problem} fields={fields} />
      {needsFirstRun && <p className="entrance-note">本系统尚未设立管理员。请使用启动时控制台显示的一次性链接完成首次设置。</p>}
      <Form<Fields> name="login" form={form} layout="vertical" requiredMark={false} onFinish={(body) => enter.submit({ body })}>
        <Form.Item label="登录名" name="loginName" rules={[{ required: true, whitespace: true, message: "请输入登录名" }]}>
          <Input autoComplete="username" autoCapitalize="none" spellCheck={false} maxLength={100} size="large" />
        </Form.Item>
        <Form.Item label="密码" name="password" rules={[{ required: true, message: "请输入密码" }]}>
          <Input.Password autoComplete="current-password" maxLength={200} size="large" />
        </Form.Item>
        <Button id="login-submit" type="primary" htmlType="submit" block size="large" loading={enter.isSending}>
          登录
        </Button>
      </Form>
      <p className="entrance-note">
        忘记密码请联系系统管理员重置。<Link to="/policy">政策库</Link>无需登录即可查看。
      </p>
    </Entrance>
  );
};
