import { listRegisters, type RouteAnswer } from "@qiangyi/api";
import { Link } from "react-router";
import { ClauseLink, Page, Pending, useAnswer, useScoped, useWorkScope } from "../ui/index.ts";
import { useYears, YearChoice } from "./year-choice.tsx";
import "./registers.css";

type Summary = RouteAnswer<typeof listRegisters>["items"][number];

/** Every register under its heading of the regulation, with what is confirmed and what waits. */
export const RegistersPage = () => {
  const years = useYears();
  const { place } = useWorkScope();
  const answer = useAnswer(listRegisters, { query: { ...years.query, ...place } }, { keepPrevious: true });
  if (!answer.data) return <Pending of={answer} />;
  const { items } = answer.data;
  const waiting = items.reduce((sum, item) => sum + item.waiting, 0);
  return (
    <Page
      title="台账"
      subtitle={`测算所依据的事实，共${items.length}本；只有已确认的记录参与测算`}
      actions={<YearChoice {...years} />}
    >
      <section className="figures" aria-label="合计">
        <Figure label="已确认" value={items.reduce((sum, item) => sum + item.confirmed, 0)} />
        <Figure label="待确认" value={waiting} note={waiting === 0 ? "没有待办" : "确认前不参与测算"} />
      </section>
      {(["建高地", "兜网底", "提能力", "规划与中心"] as const).map((group) => (
        <Group key={group} group={group} items={items.filter((item) => item.group === group)} />
      ))}
    </Page>
  );
};

const Figure = ({ label, value, note }: { label: string; value: number; note?: string }) => (
  <div className="figure">
    <div className="figure-label">{label}</div>
    <div className="figure-value">{value.toLocaleString("zh-CN")}条</div>
    {note !== undefined && <div className="figure-note">{note}</div>}
  </div>
);

const Group = ({ group, items }: { group: string; items: readonly Summary[] }) => {
  const scoped = useScoped(["years"]);
  return (
    <section>
      <h2 id={`group-${group}`}>{group}</h2>
      <table className="register-table" aria-labelledby={`group-${group}`}>
        <colgroup>
          <col style={{ width: "26%" }} />
          <col />
          <col style={{ width: 130 }} />
          <col style={{ width: 100 }} />
          <col style={{ width: 100 }} />
        </colgroup>
        <thead>
          <tr>
            <th scope="col">台账</th>
            <th scope="col">说明</th>
            <th scope="col">依据</th>
            <th scope="col" className="number">
              已确认（条）
            </th>
            <th scope="col" className="number">
              待确认（条）
            </th>
          </tr>
        </thead>
        <tbody>
          {items.map(({ id, title, gist, lines, clause, confirmed, waiting }) => (
            <tr key={id}>
              <th scope="row">
                <Link to={scoped(`/registers/${id}`)}>{title}</Link>
              </th>
              <td>
                {gist}
                {lines.length > 0 && <div className="muted">用于：{lines.join("、")}</div>}
              </td>
              <td>
                <ClauseLink id={clause} />
              </td>
              <td className="number">{confirmed.toLocaleString("zh-CN")}</td>
              <td className="number">
                {waiting === 0 ? (
                  "0"
                ) : (
                  <Link to={scoped(`/registers/${id}?state=submitted`)}>{waiting.toLocaleString("zh-CN")}</Link>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
};
