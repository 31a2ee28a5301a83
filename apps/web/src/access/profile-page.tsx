import { App, Descriptions } from "antd";
import { EmptyState, Page, useSession } from "../ui/index.ts";
import "./access.css";
import { ChangePasswordForm } from "./change-password-form.tsx";
import { DelegationsPanel } from "./delegations-panel.tsx";

export const ProfilePage = () => {
  const { message } = App.useApp();
  const { account, isDemo } = useSession();
  if (!account) {
    return (
      <Page title="我的账号">
        <EmptyState text="请先登录" />
      </Page>
    );
  }
  return (
    <Page title="我的账号">
      <section className="panel" aria-labelledby="profile-who">
        <h2 id="profile-who">账号信息</h2>
        <Descriptions
          size="small"
          column={2}
          items={[
            { key: "name", label: "姓名", children: account.name },
            { key: "loginName", label: "登录名", children: account.loginName },
            { key: "place", label: "单位或地区", children: account.institutionName ?? account.regionName },
            { key: "roles", label: "角色", children: account.roles.map(({ title }) => title).join("、") || "尚未授予" },
          ]}
        />
      </section>
      <DelegationsPanel />
      <section className="panel" aria-labelledby="profile-password">
        <h2 id="profile-password">修改密码</h2>
        {isDemo && <p>演示账号使用统一公布的密码，不能修改。</p>}
        <div className="narrow-form">
          <ChangePasswordForm
            currentLabel="当前密码"
            onDone={() => void message.success("密码已修改，本账号在其他设备上的登录已结束")}
          />
        </div>
      </section>
    </Page>
  );
};
