import { LogoutOutlined, SearchOutlined, UserOutlined } from "@ant-design/icons";
import { logout } from "@qiangyi/api";
import { Button, Dropdown, Input } from "antd";
import { Link, useNavigate } from "react-router";
import { UnitSwitch, useSession, useSubmit } from "../ui/index.ts";

export const Header = () => {
  const navigate = useNavigate();
  const { account } = useSession();
  return (
    <header className="shell-header no-print">
      <Link className="shell-brand" to="/">
        强医通<small>山西省强医工程专项资金与项目平台</small>
      </Link>
      <form
        className="shell-search"
        role="search"
        onSubmit={(event) => {
          event.preventDefault();
          const text = String(new FormData(event.currentTarget).get("text") ?? "").trim();
          if (text !== "") void navigate(`/search?text=${encodeURIComponent(text)}`);
        }}
      >
        <Input
          name="text"
          aria-label="全局搜索"
          placeholder="搜索机构、条款、台账、方案"
          prefix={<SearchOutlined aria-hidden />}
          allowClear
          maxLength={100}
        />
      </form>
      <span className="shell-spring" />
      <UnitSwitch />
      {account ? <UserMenu name={account.name} place={account.institutionName ?? account.regionName} /> : <SignInLink />}
    </header>
  );
};

const SignInLink = () => (
  <Link to="/login">
    <Button type="text">登录</Button>
  </Link>
);

const UserMenu = ({ name, place }: { name: string; place: string }) => {
  const navigate = useNavigate();
  // A full reload forgets everything that the previous account has seen.
  const signOut = useSubmit(logout, { onDone: () => window.location.assign("/login") });
  return (
    <Dropdown
      trigger={["click"]}
      menu={{
        items: [
          { key: "profile", icon: <UserOutlined />, label: "我的账号", onClick: () => void navigate("/profile") },
          { key: "logout", icon: <LogoutOutlined />, label: "退出登录", onClick: () => signOut.submit({} as never) },
        ],
      }}
    >
      <Button type="text" className="shell-user" icon={<UserOutlined />} loading={signOut.isSending}>
        {name}　{place}
      </Button>
    </Dropdown>
  );
};
