import { checkPasswordLink, usePasswordLink } from "@qiangyi/api";
import { Button, Form, Result } from "antd";
import { Link, useSearchParams } from "react-router";
import { ApiProblem, Pending, ProblemSummary, useAnswer, useSubmit } from "../ui/index.ts";
import { Entrance } from "./entrance.tsx";
import { NewPassword, PasswordRules } from "./password-fields.tsx";

const fields = { password: { label: "新密码", id: "password-link_password" } };

/** An administrator sets a password by the console's one-time link. */
export const PasswordLinkPage = () => {
  const [search] = useSearchParams();
  const token = search.get("token") ?? "";
  const link = useAnswer(checkPasswordLink, { body: { token } });
  const set = useSubmit(usePasswordLink);
  if (set.answer) {
    return (
      <Entrance title="强医通" subtitle="设置密码" windowTitle="密码已设置">
        <Result
          status="success"
          title="密码已设置，本链接已失效"
          subTitle={`登录名：${set.answer.loginName}；其他地方的登录均已结束`}
          extra={
            <Link to="/login">
              <Button type="primary">去登录</Button>
            </Link>
          }
        />
      </Entrance>
    );
  }
  return (
    <Entrance
      title="设置密码"
      subtitle={link.data ? `${link.data.name}（${link.data.loginName}）` : "凭一次性链接"}
      windowTitle="设置密码"
    >
      {link.data ? (
        <>
          <ProblemSummary problem={set.problem} fields={fields} />
          <PasswordRules />
          <Form<{ password: string }>
            name="password-link"
            layout="vertical"
            requiredMark={false}
            onFinish={({ password }) => set.submit({ body: { token, password } })}
          >
            <NewPassword name={["password"]} repeatName={["repeated"]} />
            <Button type="primary" htmlType="submit" loading={set.isSending}>
              设置密码
            </Button>
          </Form>
        </>
      ) : link.error instanceof ApiProblem ? (
        <>
          <ProblemSummary problem={link.error.problem} />
          <Link to="/login">去登录</Link>
        </>
      ) : (
        <Pending of={link} />
      )}
    </Entrance>
  );
};
