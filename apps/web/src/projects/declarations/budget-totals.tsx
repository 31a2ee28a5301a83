import { type Fen, fen, inWanYuan, zero } from "@qiangyi/kernel";
import { type Budget, budgetSources, totalsOf } from "@qiangyi/projects";
import { Amount, Light, UnitNote, WanInput } from "../../ui/index.ts";

interface BudgetTotalsProps {
  readonly budget: Budget;
  readonly years: readonly number[];
  readonly problemAt?: (path: string) => string | undefined;
  /** Absent where the budget is only shown. */
  readonly onState?: (totals: Budget["statedTotals"]) => void;
  readonly onLeave?: () => void;
}

/** Year × source with totals, reckoned by the function that the server judges with; beside it what the unit states. */
export const BudgetTotals = ({ budget, years, problemAt, onState, onLeave }: BudgetTotalsProps) => {
  const totals = totalsOf(budget);
  const used = Object.entries(budgetSources).filter(([source]) => totals.bySource.has(source as keyof typeof budgetSources));
  const shownYears = [...new Set([...years, ...totals.byYear.keys()])].toSorted();
  const cell = (year: number, source: string): Fen =>
    totalsOf({ rows: budget.rows.filter((row) => row.year === year && row.source === source) }).totalFen;
  const statedOf = (year: number): string => budget.statedTotals.find((total) => total.year === year)?.amountFen ?? "";
  return (
    <div className="budget-totals">
      <div className="table-bar">
        <h3>合计（随明细自动计算）</h3>
        <UnitNote />
      </div>
      <table className="answer-table">
        <thead>
          <tr>
            <th scope="col">年度</th>
            {used.map(([source, label]) => (
              <th scope="col" key={source} className="number">
                {label}
              </th>
            ))}
            <th scope="col" className="number">
              明细合计
            </th>
            <th scope="col" className="number">
              申报单位所报合计
            </th>
            <th scope="col">核对</th>
          </tr>
        </thead>
        <tbody>
          {shownYears.map((year) => {
            const sum = totals.byYear.get(year) ?? zero;
            const stated = statedOf(year);
            return (
              <tr key={year}>
                <th scope="row">{year}年</th>
                {used.map(([source]) => (
                  <td key={source} className="number">
                    <Amount fen={cell(year, source)} />
                  </td>
                ))}
                <td className="number">
                  <Amount fen={sum} strong />
                </td>
                <td className="number" id={`q-budget-total-${year}`}>
                  {onState ? (
                    <WanInput
                      label={`${year}年度预算合计（万元）`}
                      isWrong={problemAt?.(`budget.total.${year}`) !== undefined}
                      value={stated}
                      onChange={(amountFen) =>
                        onState([...budget.statedTotals.filter((total) => total.year !== year), { year, amountFen }])
                      }
                      {...(onLeave && { onLeave })}
                    />
                  ) : (
                    <Amount fen={stated === "" ? null : stated} />
                  )}
                </td>
                <td>
                  <Verdict stated={stated} sum={sum} />
                </td>
              </tr>
            );
          })}
          <tr className="total-row">
            <th scope="row">合计</th>
            {used.map(([source]) => (
              <td key={source} className="number">
                <Amount fen={totals.bySource.get(source as keyof typeof budgetSources) ?? zero} strong />
              </td>
            ))}
            <td className="number">
              <Amount fen={totals.totalFen} strong />
            </td>
            <td />
            <td />
          </tr>
        </tbody>
      </table>
    </div>
  );
};

const Verdict = ({ stated, sum }: { stated: string; sum: Fen }) => {
  if (!/^\d{1,16}$/.test(stated)) return sum === zero ? <>—</> : <Light state="warning" text="请填所报合计" />;
  const said = fen(BigInt(stated));
  if (said === sum) return <Light state="good" text="相符" />;
  return <Light state="bad" text={`相差${inWanYuan(fen(said > sum ? said - sum : sum - said))}`} />;
};
