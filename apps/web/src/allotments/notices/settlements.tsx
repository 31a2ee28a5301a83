import { Amount, ClauseLink, UnitNote } from "../../ui/index.ts";
import type { AllotmentNotice } from "./notice-page.tsx";

/** What went out early beyond the final allocation: items of their own, never negative rows. */
export const Settlements = ({ notice: { settlements } }: { notice: AllotmentNotice }) => {
  if (settlements.length === 0) return null;
  return (
    <section className="panel" aria-label="结算事项">
      <div className="table-bar">
        <h2>
          结算事项{"　"}
          <ClauseLink id="qiangyi-2024.art8.2.a" />
        </h2>
        <UnitNote />
      </div>
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">地区</th>
            <th scope="col">支持项目</th>
            <th scope="col" className="number">
              已提前下达
            </th>
            <th scope="col" className="number">
              最终分配
            </th>
            <th scope="col" className="number">
              应结算
            </th>
          </tr>
        </thead>
        <tbody>
          {settlements.map(({ name, line, earlyFen, finalFen, settleFen }) => (
            <tr key={`${name}/${line}`}>
              <td>{name}</td>
              <td>{line ?? "合计"}</td>
              <td className="number">
                <Amount fen={earlyFen} />
              </td>
              <td className="number">
                <Amount fen={finalFen} />
              </td>
              <td className="number">
                <Amount fen={settleFen} strong />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>多下达的部分不再作负数下达，由市县追减或在以后年度结算。</p>
    </section>
  );
};
