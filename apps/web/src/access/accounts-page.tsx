import { type Account, listAccounts, roles } from "@qiangyi/api";
import { Button } from "antd";
import { useState } from "react";
import { type Filter, FilterBar, KeysetTable, Page, useFilters, useSession } from "../ui/index.ts";
import { AccountDrawer } from "./account-drawer.tsx";
import { AccountState, levelNames, minuteOf, stateNames } from "./account-words.tsx";
import "./access.css";
import { CreateAccount } from "./create-account.tsx";

const filters = [
  { kind: "text", name: "text", label: "按姓名或登录名查找", placeholder: "姓名或登录名", width: 200 },
  {
    kind: "choice",
    name: "role",
    label: "按角色筛选",
    placeholder: "全部角色",
    width: 180,
    options: roles.map(({ id, title }) => ({ value: id, label: title })),
    isLong: true,
  },
  {
    kind: "choice",
    name: "state",
    label: "按状态筛选",
    placeholder: "全部状态",
    width: 130,
    options: Object.entries(stateNames).map(([value, label]) => ({ value, label })),
  },
] as const satisfies readonly Filter[];

/** The system administrator opens accounts here, the security administrator gives them their powers. */
export const AccountsPage = () => {
  const { can } = useSession();
  const { values, set } = useFilters(["text", "role", "state"]);
  const [opened, setOpened] = useState<Account>();
  const [isCreating, setCreating] = useState(false);
  return (
    <Page
      title="账号与角色"
      subtitle="系统管理员开户，安全管理员授权并启用；两人分别办理，均记入审计日志"
      actions={
        can("accounts.create") && (
          <Button type="primary" onClick={() => setCreating(true)}>
            开设账号
          </Button>
        )
      }
    >
      <KeysetTable<Account>
        caption="账号列表"
        route={listAccounts}
        input={{ query: values }}
        rowKey={({ id }) => id}
        onOpen={setOpened}
        emptyText="没有符合条件的账号"
        toolbar={<FilterBar filters={filters} values={values} onChange={set} />}
        columns={[
          { title: "登录名", dataIndex: "loginName", width: 200 },
          { title: "姓名", dataIndex: "name", width: 110 },
          { title: "层级", width: 70, render: (_, { level }) => levelNames[level] },
          { title: "单位或地区", render: (_, { institutionName, regionName }) => institutionName ?? regionName },
          { title: "角色", render: (_, account) => account.roles.map(({ title }) => title).join("、") || "尚未授予" },
          { title: "状态", width: 150, render: (_, account) => <AccountState account={account} /> },
          { title: "最近登录", width: 150, render: (_, { lastSignInAt }) => minuteOf(lastSignInAt) },
          {
            title: "操作",
            width: 80,
            className: "no-print",
            render: (_, account) => (
              <Button type="link" size="small" aria-label={`办理${account.loginName}`} onClick={() => setOpened(account)}>
                办理
              </Button>
            ),
          },
        ]}
      />
      {opened && <AccountDrawer account={opened} onChange={setOpened} onClose={() => setOpened(undefined)} />}
      {isCreating && <CreateAccount onClose={() => setCreating(false)} />}
    </Page>
  );
};
