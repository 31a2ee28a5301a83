import { createDelegation, type Delegation, endDelegation, listDelegations, longestDelegationDays } from "@qiangyi/api";
import { Button, DatePicker, Input, Popconfirm, Select } from "antd";
import { useState } from "react";
import { Light, Pending, ProblemSummary, useAnswer, useSubmit } from "../ui/index.ts";

const states = {
  coming: { light: "neutral", text: "未开始" },
  running: { light: "good", text: "代办中" },
  over: { light: "neutral", text: "已到期" },
  ended: { light: "neutral", text: "已收回" },
} as const;

/** 委托代办: what I handed over, what was handed to me, and a form to hand a duty to a colleague for some days. */
export const DelegationsPanel = () => {
  const answer = useAnswer(listDelegations, {});
  if (!answer.data) return <Pending of={answer} />;
  const { given, received, roles, colleagues } = answer.data;
  return (
    <section className="panel" aria-labelledby="profile-delegations">
      <h2 id="profile-delegations">委托代办</h2>
      <p>
        外出期间可以把自己的职责委托给本单位的一位同事，到期自动收回。代办人不能借此兼任互斥的职责，也不能办理本人或委托人经手的项目；办理记录写明“代某某”。
      </p>
      <DelegationTable title="我委托的" items={given} other="代办人" name={({ toName }) => toName} />
      <DelegationTable title="委托给我的" items={received} other="委托人" name={({ fromName }) => fromName} />
      {roles.length === 0 ? (
        <p className="delegation-note">您目前没有可以委托的职责。</p>
      ) : colleagues.length === 0 ? (
        <p className="delegation-note">本单位没有其他在用账号，不能委托。</p>
      ) : (
        <DelegateForm roles={roles} colleagues={colleagues} />
      )}
    </section>
  );
};

interface DelegationTableProps {
  readonly title: string;
  readonly items: readonly Delegation[];
  readonly other: string;
  readonly name: (delegation: Delegation) => string;
}

const DelegationTable = ({ title, items, other, name }: DelegationTableProps) => {
  const end = useSubmit(endDelegation);
  if (items.length === 0) return null;
  return (
    <>
      <h3>{title}</h3>
      <ProblemSummary problem={end.problem} />
      <table className="delegation-table">
        <thead>
          <tr>
            <th scope="col">职责</th>
            <th scope="col">{other}</th>
            <th scope="col">起止日期</th>
            <th scope="col">事由</th>
            <th scope="col">情况</th>
            <th scope="col">办理</th>
          </tr>
        </thead>
        <tbody>
          {items.map((delegation) => {
            const { id, roleTitle, startsOn, endsOn, reason, state, ended } = delegation;
            return (
              <tr key={id}>
                <td>{roleTitle}</td>
                <td>{name(delegation)}</td>
                <td>
                  {startsOn}至{endsOn}
                </td>
                <td>{reason}</td>
                <td>
                  <Light state={states[state].light} text={ended ? `${ended.byName}收回` : states[state].text} />
                </td>
                <td>
                  {(state === "running" || state === "coming") && (
                    <Popconfirm
                      title="收回后立即生效，确定吗？"
                      okText="收回"
                      cancelText="不收回"
                      onConfirm={() => end.submit({ params: { delegationId: id } })}
                    >
                      <Button size="small">提前收回</Button>
                    </Popconfirm>
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </>
  );
};

const fields = {
  to: { label: "代办人", id: "delegation-to" },
  role: { label: "职责", id: "delegation-role" },
  startsOn: { label: "开始日期", id: "delegation-start" },
  endsOn: { label: "结束日期", id: "delegation-end" },
  reason: { label: "事由", id: "delegation-reason" },
};

interface DelegateFormProps {
  readonly roles: readonly { readonly id: string; readonly title: string }[];
  readonly colleagues: readonly { readonly id: string; readonly name: string; readonly roles: readonly string[] }[];
}

const DelegateForm = ({ roles, colleagues }: DelegateFormProps) => {
  const [role, setRole] = useState(roles[0]?.id ?? "");
  const [to, setTo] = useState<string>();
  const [startsOn, setStartsOn] = useState("");
  const [endsOn, setEndsOn] = useState("");
  const [reason, setReason] = useState("");
  const create = useSubmit(createDelegation, { onDone: () => setReason("") });
  const isReady = to !== undefined && startsOn !== "" && endsOn !== "" && reason.trim().length >= 2;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (to !== undefined) create.submit({ body: { role, to, startsOn, endsOn, reason: reason.trim() } });
      }}
    >
      <h3>新委托</h3>
      <ProblemSummary problem={create.problem} fields={fields} />
      <div className="delegation-form">
        <label htmlFor="delegation-role">职责</label>
        <Select
          id="delegation-role"
          value={role}
          onChange={setRole}
          options={roles.map(({ id, title }) => ({ value: id, label: title }))}
          style={{ width: 180 }}
        />
        <label htmlFor="delegation-to">代办人</label>
        <Select
          id="delegation-to"
          value={to ?? null}
          onChange={(value) => setTo(value ?? undefined)}
          placeholder="本单位同事"
          options={colleagues.map(({ id, name, roles: held }) => ({
            value: id,
            label: held.length === 0 ? name : `${name}（${held.join("、")}）`,
          }))}
          style={{ width: 240 }}
        />
        <label htmlFor="delegation-start">起止日期</label>
        <DatePicker.RangePicker
          id={{ start: "delegation-start", end: "delegation-end" }}
          placeholder={["开始日期", "结束日期"]}
          onChange={(days) => {
            setStartsOn(days?.[0]?.format("YYYY-MM-DD") ?? "");
            setEndsOn(days?.[1]?.format("YYYY-MM-DD") ?? "");
          }}
          style={{ width: 240 }}
        />
        <label htmlFor="delegation-reason">事由</label>
        <Input
          id="delegation-reason"
          value={reason}
          maxLength={200}
          placeholder="出差、休假等"
          onChange={(event) => setReason(event.target.value)}
          style={{ width: 220 }}
        />
        <Button type="primary" htmlType="submit" disabled={!isReady} loading={create.isSending}>
          委托
        </Button>
      </div>
      <p className="delegation-note">最长{longestDelegationDays}天，含首尾两天；随时可以提前收回。</p>
    </form>
  );
};
