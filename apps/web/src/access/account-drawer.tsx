import { type Account, activateAccount, deactivateAccount, type RouteAnswer, resetPassword, unlockAccount } from "@qiangyi/api";
import { Button, Descriptions, Drawer, Form, Input, Popconfirm } from "antd";
import { useState } from "react";
import { ProblemSummary, useSession, useSubmit } from "../ui/index.ts";
import { AccountRoles } from "./account-roles.tsx";
import { AccountState, levelNames, minuteOf } from "./account-words.tsx";
import { Handover } from "./handover.tsx";

interface AccountDrawerProps {
  readonly account: Account;
  readonly onChange: (account: Account) => void;
  readonly onClose: () => void;
}

export const AccountDrawer = ({ account, onChange, onClose }: AccountDrawerProps) => {
  const { can, account: me } = useSession();
  const isOwn = me?.id === account.id;
  return (
    <Drawer open title={`${account.name}（${account.loginName}）`} size={560} onClose={onClose}>
      <Descriptions
        size="small"
        column={1}
        bordered
        items={[
          {
            key: "place",
            label: "层级与所在",
            children: `${levelNames[account.level]}　${account.institutionName ?? account.regionName}`,
          },
          { key: "state", label: "状态", children: <AccountState account={account} /> },
          { key: "password", label: "密码", children: account.mustChangePassword ? "初始密码，首次登录须修改" : "本人已设置" },
          { key: "created", label: "开设时间", children: minuteOf(account.createdAt) },
          { key: "seen", label: "最近登录", children: minuteOf(account.lastSignInAt) },
          { key: "roles", label: "角色", children: account.roles.map(({ title }) => title).join("、") || "尚未授予" },
        ]}
      />
      {isOwn && <p>这是您本人的账号，授权、启停和解锁须由另一名管理员办理。</p>}
      {!isOwn && can("accounts.create") && <ResetPassword account={account} onDone={onClose} />}
      {!isOwn && can("accounts.grant") && (
        <>
          <AccountRoles account={account} onChange={onChange} />
          <StateActions account={account} onChange={onChange} />
        </>
      )}
    </Drawer>
  );
};

const ResetPassword = ({ account, onDone }: { account: Account; onDone: () => void }) => {
  const [made, setMade] = useState<RouteAnswer<typeof resetPassword>>();
  const reset = useSubmit(resetPassword, { onDone: setMade });
  return (
    <section aria-label="重置密码">
      <ProblemSummary problem={reset.problem} />
      <div className="account-actions">
        <Popconfirm
          title="重置这个账号的密码？"
          description="原密码和已有登录立即失效，账号转为待启用，由安全管理员再次启用。"
          okText="重置"
          cancelText="取消"
          onConfirm={() => reset.submit({ params: { accountId: account.id } })}
        >
          <Button loading={reset.isSending}>重置密码</Button>
        </Popconfirm>
      </div>
      {made && <Handover title="密码已重置，待安全管理员启用" {...made} onClose={onDone} />}
    </section>
  );
};

const StateActions = ({ account, onChange }: Pick<AccountDrawerProps, "account" | "onChange">) => {
  const activate = useSubmit(activateAccount, { onDone: onChange });
  const deactivate = useSubmit(deactivateAccount, { onDone: onChange });
  const unlock = useSubmit(unlockAccount, { onDone: onChange });
  const params = { accountId: account.id };
  return (
    <section className="drawer-part" aria-labelledby="account-state">
      <h2 id="account-state">启用与停用</h2>
      <ProblemSummary problem={activate.problem ?? deactivate.problem ?? unlock.problem} />
      <div className="account-actions">
        {account.state !== "active" && (
          <Button type="primary" loading={activate.isSending} onClick={() => activate.submit({ params })}>
            启用账号
          </Button>
        )}
        {account.lockedUntil !== null && (
          <Button loading={unlock.isSending} onClick={() => unlock.submit({ params })}>
            解除锁定
          </Button>
        )}
      </div>
      {account.state !== "inactive" && (
        <Form<{ reason: string }>
          name="deactivate"
          layout="vertical"
          requiredMark={false}
          onFinish={(body) => deactivate.submit({ params, body })}
        >
          <Form.Item
            label="停用原因"
            name="reason"
            rules={[{ required: true, min: 2, whitespace: true, message: "请写明停用原因" }]}
          >
            <Input maxLength={200} placeholder="如：调离岗位" />
          </Form.Item>
          <Button danger htmlType="submit" loading={deactivate.isSending}>
            停用账号
          </Button>
        </Form>
      )}
    </section>
  );
};
