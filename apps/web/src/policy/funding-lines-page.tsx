import { policyFundingLines, type RouteAnswer } from "@qiangyi/api";
import { Select } from "antd";
import { useSearchParams } from "react-router";
import { Amount, ClauseLink, Pending, UnitNote, useAnswer } from "../ui/index.ts";
import { PolicyPage } from "./policy-page.tsx";

type Line = RouteAnswer<typeof policyFundingLines>["lines"][number];

export const FundingLinesPage = () => {
  const [search, setSearch] = useSearchParams();
  const background = search.get("background") ?? undefined;
  const answer = useAnswer(policyFundingLines, { query: { background } }, { keepPrevious: true });
  if (!answer.data) return <Pending of={answer} />;
  const { lines, backgrounds, fund } = answer.data;
  return (
    <PolicyPage title="支持项目目录" subtitle={`${fund}：第七条的14个支持项目`}>
      <div className="policy-filters no-print">
        <label htmlFor="background">所服务的政策文件</label>
        <Select
          id="background"
          style={{ minWidth: 360 }}
          allowClear
          placeholder="全部"
          value={background ?? null}
          options={backgrounds.map((name) => ({ value: name, label: name }))}
          onChange={(value: string | null) => setSearch(value ? { background: value } : {}, { replace: true })}
        />
        <UnitNote />
      </div>
      {["建高地", "兜网底", "提能力"].map((group) => (
        <GroupTable key={group} group={group} lines={lines.filter((line) => line.group === group)} />
      ))}
    </PolicyPage>
  );
};

const GroupTable = ({ group, lines }: { group: string; lines: readonly Line[] }) =>
  lines.length === 0 ? null : (
    <section aria-label={group}>
      <h2>
        {group}（{lines.length}项）
      </h2>
      <table className="policy-table">
        <caption className="visually-hidden">{group}支持项目的标准、方式和数量</caption>
        <thead>
          <tr>
            <th scope="col" style={{ width: "3.5em" }}>
              序号
            </th>
            <th scope="col">支持项目</th>
            <th scope="col">补助标准</th>
            <th scope="col" style={{ width: "15%" }}>
              方式与频次
            </th>
            <th scope="col">数量</th>
            <th scope="col">主要用途</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <LineRow key={line.id} line={line} />
          ))}
        </tbody>
      </table>
    </section>
  );

const LineRow = ({ line }: { line: Line }) => (
  <tr id={line.id} className="policy-line">
    <td className="number">{line.order}</td>
    <td>
      {line.name}
      <br />
      <ClauseLink id={line.clause}>{line.ref}</ClauseLink>
    </td>
    <td>
      {line.standards.at(-1)?.amounts.map(({ label, amountFen }) => (
        <div key={label} className="policy-amount">
          {label} <Amount fen={amountFen} />
        </div>
      ))}
      {line.standards.every(({ amounts }) => amounts.length === 0) && "文中没有金额"}
    </td>
    <td>
      {line.mode}
      <br />
      {line.frequency}
    </td>
    <td>
      {line.quantities.map(({ label, kind, target, per }) => (
        <div key={`${label} ${kind}`}>
          {label}：{per}
          {kind === per ? "" : kind} {target.toLocaleString("zh-CN")}
        </div>
      ))}
      {line.quantities.length === 0 && "—"}
    </td>
    <td>{line.mainUse}</td>
  </tr>
);
