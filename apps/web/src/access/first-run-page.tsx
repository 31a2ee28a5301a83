import { checkFirstRun, completeFirstRun } from "@qiangyi/api";
import { Button, Form, Input, Result } from "antd";
import { Link, useSearchParams } from "react-router";
import { ApiProblem, Pending, ProblemSummary, useAnswer, useSubmit } from "../ui/index.ts";
import { Entrance } from "./entrance.tsx";
import { NewPassword, PasswordRules } from "./password-fields.tsx";

const seats = [
  { id: "sysAdmin", title: "系统管理员", duty: "开设账号、重置密码、配置参数；不能授权，不能办理业务" },
  { id: "secAdmin", title: "安全管理员", duty: "授予角色，启用、停用和解锁账号；不能开户，不能办理业务" },
  { id: "auditAdmin", title: "审计管理员", duty: "只查看审计日志并核验；不能开户、授权，不能办理业务" },
] as const;

const fields = Object.fromEntries(
  seats.flatMap(({ id, title }) => [
    [`${id}.name`, { label: `${title}姓名`, id: `first-run_${id}_name` }],
    [`${id}.loginName`, { label: `${title}登录名`, id: `first-run_${id}_loginName` }],
    [`${id}.password`, { label: `${title}密码`, id: `first-run_${id}_password` }],
  ]),
);

interface Seat {
  readonly name: string;
  readonly loginName: string;
  readonly password: string;
  readonly repeated: string;
}
type Fields = Record<(typeof seats)[number]["id"], Seat>;

/** Sets up the three administrators from the console's one-time link. */
export const FirstRunPage = () => {
  const [search] = useSearchParams();
  const token = search.get("token") ?? "";
  const link = useAnswer(checkFirstRun, { body: { token } });
  const setUp = useSubmit(completeFirstRun);
  if (setUp.answer) {
    return (
      <Entrance title="强医通" subtitle="首次设置" windowTitle="首次设置完成" isWide>
        <Result
          status="success"
          title="三名管理员已设立，本链接已失效"
          subTitle={setUp.answer.created.map(({ role, loginName }) => `${role}：${loginName}`).join("　")}
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
      title="首次设置"
      subtitle="设立三名管理员，须为三个不同的人，由各人当面输入自己的密码"
      windowTitle="首次设置"
      isWide
    >
      {link.data ? (
        <FirstRunForm onSubmit={(three) => setUp.submit({ body: { token, ...three } })} setUp={setUp} />
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

interface FirstRunFormProps {
  readonly onSubmit: (three: Fields) => void;
  readonly setUp: Pick<ReturnType<typeof useSubmit<typeof completeFirstRun>>, "problem" | "isSending">;
}

const FirstRunForm = ({ onSubmit, setUp }: FirstRunFormProps) => (
  <>
    <ProblemSummary problem={setUp.problem} fields={fields} />
    <PasswordRules />
    <Form<Fields> name="first-run" layout="vertical" requiredMark={false} onFinish={onSubmit}>
      <div className="three-seats">
        {seats.map(({ id, title, duty }) => (
          <fieldset key={id}>
            <legend>{title}</legend>
            <p>{duty}</p>
            <Form.Item
              label="姓名"
              name={[id, "name"]}
              rules={[{ required: true, whitespace: true, message: `请输入${title}姓名` }]}
            >
              <Input autoComplete="off" maxLength={50} />
            </Form.Item>
            <Form.Item
              label="登录名"
              name={[id, "loginName"]}
              rules={[
                { required: true, message: `请输入${title}登录名` },
                { pattern: /^[a-z][a-z0-9_.-]{3,39}$/, message: "4至40个字符：小写字母开头，可含数字、下划线、点和短横" },
              ]}
            >
              <Input autoComplete="off" autoCapitalize="none" spellCheck={false} maxLength={40} />
            </Form.Item>
            <NewPassword name={[id, "password"]} repeatName={[id, "repeated"]} label="密码" />
          </fieldset>
        ))}
      </div>
      <Button type="primary" htmlType="submit" size="large" loading={setUp.isSending}>
        设立三名管理员
      </Button>
    </Form>
  </>
);
