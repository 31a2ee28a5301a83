import {
  type BudgetRow,
  budgetSources,
  classLabel,
  isRecord,
  targetLevels,
  targetOperators,
  targetsOf,
  totalsOf,
} from "@qiangyi/projects";
import { Amount, UnitNote } from "../../ui/index.ts";

const rowsOf = (budget: unknown): readonly BudgetRow[] =>
  isRecord(budget) && Array.isArray(budget["rows"]) ? (budget["rows"] as BudgetRow[]) : [];

/** Rows of the yearly budget with totals by source, and what is new against the round before. */
export const BudgetView = ({ value, before, targets }: { value: unknown; before?: unknown; targets: unknown }) => {
  const rows = rowsOf(value);
  if (rows.length === 0) return <p>没有项目预算。</p>;
  const earlier = before === undefined ? undefined : new Map(rowsOf(before).map((row) => [row.id, JSON.stringify(row)]));
  const { totalFen, bySource } = totalsOf({ rows });
  const names = new Map(targetsOf(targets).map(({ id, name }) => [id, name]));
  return (
    <>
      <div className="budget-note">
        <UnitNote />
      </div>
      <table className="answer-table">
        <thead>
          <tr>
            <th scope="col">年度</th>
            <th scope="col">经济分类</th>
            <th scope="col">资金来源</th>
            <th scope="col">任务</th>
            <th scope="col">对应目标</th>
            <th scope="col" className="number">
              金额
            </th>
            <th scope="col">测算依据</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr
              key={row.id}
              className={earlier !== undefined && earlier.get(row.id) !== JSON.stringify(row) ? "changed-row" : undefined}
            >
              <td>{row.year}</td>
              <td>{classLabel(row.economicClass)}</td>
              <td>{budgetSources[row.source] ?? row.source}</td>
              <td>{row.task}</td>
              <td>{row.targets.map((id) => names.get(id) ?? id).join("、") || "—"}</td>
              <td className="number">
                <Amount fen={row.amountFen} />
              </td>
              <td>{row.reckoning}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          {[...bySource].map(([source, amount]) => (
            <tr key={source}>
              <th scope="row" colSpan={5}>
                {budgetSources[source]}小计
              </th>
              <td className="number">
                <Amount fen={amount} />
              </td>
              <td />
            </tr>
          ))}
          <tr>
            <th scope="row" colSpan={5}>
              合计
            </th>
            <td className="number">
              <Amount fen={totalFen} strong />
            </td>
            <td />
          </tr>
        </tfoot>
      </table>
    </>
  );
};

export const TargetsView = ({ value }: { value: unknown }) => {
  const targets = targetsOf(value);
  if (targets.length === 0) return <p>没有绩效目标。</p>;
  return (
    <table className="answer-table">
      <thead>
        <tr>
          <th scope="col">年度</th>
          <th scope="col">类别</th>
          <th scope="col">指标</th>
          <th scope="col">目标值</th>
        </tr>
      </thead>
      <tbody>
        {targets.map(({ id, year, level, name, operator, value: wanted, unit }) => (
          <tr key={id}>
            <td>{year}</td>
            <td>{targetLevels[level]}</td>
            <td>{name}</td>
            <td>{operator === "text" ? wanted : `${targetOperators[operator]}${wanted}${unit}`}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};
