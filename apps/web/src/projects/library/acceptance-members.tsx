import { type AcceptanceResult, acceptanceResults } from "@qiangyi/projects";
import { Button, Input, Select } from "antd";

export interface MemberDraft {
  readonly key: string;
  readonly name: string;
  readonly unit: string;
  readonly post: string;
  readonly result: AcceptanceResult;
  readonly opinion: string;
}
export const newMember = (): MemberDraft => ({
  key: crypto.randomUUID(),
  name: "",
  unit: "",
  post: "",
  result: "passed",
  opinion: "",
});

export const resultOptions = Object.entries(acceptanceResults).map(([value, label]) => ({
  value: value as AcceptanceResult,
  label,
}));

interface AcceptanceMembersProps {
  readonly members: readonly MemberDraft[];
  readonly onChange: (members: readonly MemberDraft[]) => void;
}

/** 验收组: one row each, with what the member says himself. */
export const AcceptanceMembers = ({ members, onChange }: AcceptanceMembersProps) => {
  const set = (index: number, change: Partial<MemberDraft>) =>
    onChange(members.map((member, at) => (at === index ? { ...member, ...change } : member)));
  return (
    <fieldset className="acceptance-members">
      <legend>验收组成员（承担单位的人员不能参加）</legend>
      <table className="answer-table">
        <thead>
          <tr>
            {["姓名", "单位", "职务职称", "意见", "说明（不同意通过的必填）", "移除"].map((title) => (
              <th scope="col" key={title}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {members.map(({ key, name, unit, post, result, opinion }, index) => {
            const of = `第${index + 1}名成员`;
            return (
              <tr key={key}>
                <td style={{ width: 100 }}>
                  <Input
                    id={`member-${index}-name`}
                    aria-label={`${of}姓名`}
                    maxLength={30}
                    value={name}
                    onChange={({ target }) => set(index, { name: target.value })}
                  />
                </td>
                <td>
                  <Input
                    id={`member-${index}-unit`}
                    aria-label={`${of}单位`}
                    maxLength={100}
                    value={unit}
                    onChange={({ target }) => set(index, { unit: target.value })}
                  />
                </td>
                <td style={{ width: 130 }}>
                  <Input
                    aria-label={`${of}职务职称`}
                    maxLength={60}
                    value={post}
                    onChange={({ target }) => set(index, { post: target.value })}
                  />
                </td>
                <td style={{ width: 120 }}>
                  <Select
                    aria-label={`${of}意见`}
                    style={{ width: "100%" }}
                    value={result}
                    options={resultOptions}
                    onChange={(next) => set(index, { result: next })}
                  />
                </td>
                <td>
                  <Input
                    id={`member-${index}-opinion`}
                    aria-label={`${of}说明`}
                    maxLength={1000}
                    value={opinion}
                    onChange={({ target }) => set(index, { opinion: target.value })}
                  />
                </td>
                <td style={{ width: 70 }}>
                  <Button
                    size="small"
                    aria-label={`移除${of}`}
                    disabled={members.length === 1}
                    onClick={() => onChange(members.filter((_, at) => at !== index))}
                  >
                    移除
                  </Button>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <Button size="small" onClick={() => onChange([...members, newMember()])}>
        增加一名成员
      </Button>
    </fieldset>
  );
};
