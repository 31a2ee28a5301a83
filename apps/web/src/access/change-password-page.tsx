import { useLocation } from "react-router";
import { useSession } from "../ui/index.ts";
import { ChangePasswordForm } from "./change-password-form.tsx";
import { Entrance } from "./entrance.tsx";
import { nextPage } from "./next-page.ts";

/** The first thing after the first sign-in: an own password in place of the one that was handed over. */
export const ChangePasswordPage = () => {
  const { search } = useLocation();
  const { account } = useSession();
  return (
    <Entrance title="设置密码" subtitle={account ? `${account.name}，请设置本人的密码后继续` : "请先登录"} windowTitle="设置密码">
      <ChangePasswordForm
        currentLabel={account?.mustChangePassword ? "初始密码" : "当前密码"}
        onDone={() => window.location.assign(nextPage(search))}
      />
    </Entrance>
  );
};
