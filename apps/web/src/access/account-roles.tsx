import { type Account, areExclusive, grantRole, roles, roleTitleOf, withdrawRole } from "@qiangyi/api";
import { Button, Select } from "antd";
import { useState } from "react";
import { ProblemSummary, useSubmit } from "../ui/index.ts";
import { besideControl } from "./account-words.tsx";

interface AccountRolesProps {
  readonly account: Account;
  readonly onChange: (account: Account) => void;
}

/** Roles of the account's level; those that one person may not hold together are shown with the reason instead of hidden. */
export const AccountRoles = ({ account, onChange }: AccountRolesProps) => {
  const [chosen, setChosen] = useState<string>();
  const withdraw = useSubmit(withdrawRole, { onDone: onChange });
  const grant = useSubmit(grantRole, {
    onDone: (changed: Account) => {
      setChosen(undefined);
      onChange(changed);
    },
  });
  const held = account.roles.map(({ id }) => id);
  const options = roles
    .filter(({ id, levels }) => levels.includes(account.level) && !held.includes(id))
    .map(({ id, title }) => {
      const against = held.find((other) => areExclusive(id, other));
      return {
        value: id,
        label: against ? `${title}（不能与${roleTitleOf(against)}兼任）` : title,
        disabled: against !== undefined,
      };
    });
  const params = { accountId: account.id };
  return (
    <section className="drawer-part" aria-labelledby="account-roles">
      <h2 id="account-roles">角色</h2>
      <ProblemSummary problem={grant.problem ?? withdraw.problem} />
      <div className="account-actions">
        {account.roles.map(({ id, title }) => (
          <Button key={id} loading={withdraw.isSending} onClick={() => withdraw.submit({ params: { ...params, role: id } })}>
            收回“{title}”
          </Button>
        ))}
      </div>
      <div className="account-actions">
        <Select
          getPopupContainer={besideControl}
          aria-label="要授予的角色"
          placeholder="选择要授予的角色"
          style={{ width: 320 }}
          options={options}
          value={chosen ?? null}
          onChange={(id) => setChosen(id ?? undefined)}
        />
        <Button
          type="primary"
          disabled={chosen === undefined}
          loading={grant.isSending}
          onClick={() => chosen !== undefined && grant.submit({ params, body: { role: chosen } })}
        >
          授予
        </Button>
      </div>
    </section>
  );
};
