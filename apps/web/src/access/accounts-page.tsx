import { type Account, listAccounts, roles } from "@qiangyi/api";
import { Button, Input, Select } from "antd";
import { useState } from "react";
import { KeysetTable, Page, useSession } from "../ui/index.ts";
import { AccountDrawer } from "./account-drawer.tsx";
import { AccountState, levelNames, minuteOf, stateNames } from "./account-words.tsx";
import "./access.css";
import { CreateAccount } from "./create-account.tsx";

interface Filter {
  readonly text?: string;
  readonly role?: string;
  readonly state?: keyof typeof stateNames;
}

/** The system administrator opens accounts here, the security administrator gives them their powers. */
export const AccountsPage = () => {
  const { can } = useSession();
  const [filter, setFilter] = useState<Filter>({});
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
        input={{ query: { ...filter } }}
        rowKey={({ id }) => id}
        onOpen={setOpened}
        emptyText="没有符合条件的账号"
        toolbar={<Toolbar filter={filter} onChange={setFilter} />}
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

const Toolbar = ({ filter, onChange }: { filter: Filter; onChange: (filter: Filter) => void }) => {
  const put = (change: { [Key in keyof Filter]: Filter[Key] | undefined }) =>
    onChange(Object.fromEntries(Object.entries({ ...filter, ...change }).filter(([, value]) => value)) as Filter);
  return (
    <>
      <Input.Search
        aria-label="按姓名或登录名查找"
        placeholder="姓名或登录名"
        allowClear
        maxLength={50}
        style={{ width: 200 }}
        onSearch={(text) => put({ text: text.trim() })}
      />
      <Select
        aria-label="按角色筛选"
        placeholder="全部角色"
        allowClear
        style={{ width: 180 }}
        value={filter.role ?? null}
        options={roles.map(({ id, title }) => ({ value: id, label: title }))}
        onChange={(role) => put({ role: role ?? undefined })}
      />
      <Select
        aria-label="按状态筛选"
        placeholder="全部状态"
        allowClear
        style={{ width: 130 }}
        value={filter.state ?? null}
        options={Object.entries(stateNames).map(([value, label]) => ({ value: value as keyof typeof stateNames, label }))}
        onChange={(state) => put({ state: state ?? undefined })}
      />
    </>
  );
};
