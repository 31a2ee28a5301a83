import { login, type SessionState } from "@qiangyi/api";
import { useQueryClient } from "@tanstack/react-query";
import { Alert, Input, Modal } from "antd";
import { useState } from "react";
import { ApiProblem, call, rememberCsrfToken, useSession } from "../index.ts";

/** The session ended while somebody was writing: he signs in where he is, and what he wrote goes on being saved. */
export const SignInAgain = ({ isOpen, onSignedIn }: { isOpen: boolean; onSignedIn: () => void }) => {
  const { account } = useSession();
  const client = useQueryClient();
  const [password, setPassword] = useState("");
  const [problem, setProblem] = useState<string>();
  const [isSending, setSending] = useState(false);
  // Kept from the beginning: the ended session no longer says whose it was.
  const [loginName] = useState(account?.loginName ?? "");
  const enter = async () => {
    setSending(true);
    try {
      const state: SessionState = await call(login, { body: { loginName, password } });
      rememberCsrfToken(state.csrfToken);
      setPassword("");
      setProblem(undefined);
      await client.invalidateQueries({ queryKey: ["access"] });
      onSignedIn();
    } catch (error) {
      setProblem(error instanceof ApiProblem ? error.problem.detail : "没有登录成功，请重试");
    } finally {
      setSending(false);
    }
  };
  return (
    <Modal
      open={isOpen}
      title="登录已结束，请重新登录"
      okText="登录并继续保存"
      confirmLoading={isSending}
      onOk={() => void enter()}
      closable={false}
      mask={{ closable: false }}
      cancelButtonProps={{ style: { display: "none" } }}
    >
      <p>已填写的内容都在本页，登录后自动保存，不会丢失。</p>
      {problem !== undefined && <Alert type="error" showIcon role="alert" title={problem} style={{ marginBottom: 8 }} />}
      <form
        className="sign-in-again"
        onSubmit={(event) => {
          event.preventDefault();
          void enter();
        }}
      >
        <label htmlFor="again-login">登录名</label>
        <Input id="again-login" value={loginName} readOnly autoComplete="username" />
        <label htmlFor="again-password">密码</label>
        <Input.Password
          id="again-password"
          autoFocus
          autoComplete="current-password"
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
        <button type="submit" className="visually-hidden" tabIndex={-1}>
          登录
        </button>
      </form>
    </Modal>
  );
};
