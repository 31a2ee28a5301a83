import { Button } from "antd";
import { Amount, useUnit } from "../ui/index.ts";
import type { PlanDetails } from "./plan-answers.ts";

/** Four figures and the way to what still needs somebody. */
export const PlanFigures = ({ plan, onDecisions }: { plan: PlanDetails; onDecisions: () => void }) => {
  const { unit } = useUnit();
  const { counts, sums, fundBudgetFen } = plan;
  const difference = fundBudgetFen === null ? null : String(BigInt(fundBudgetFen) - BigInt(sums.proposedFen));
  return (
    <section className="figures" aria-label="方案概况">
      <div className="figure">
        <div className="figure-label">建议合计（{unit}）</div>
        <div className="figure-value">
          <Amount fen={sums.proposedFen} />
        </div>
        <div className="figure-note">
          {counts.payable.toLocaleString("zh-CN")}条应补
          {counts.manual > 0 && `，其中手工金额${counts.manual}条，按标准应补`}
          {counts.manual > 0 && <Amount fen={sums.dueFen} />}
        </div>
      </div>
      <div className="figure">
        <div className="figure-label">年度预算（{unit}）</div>
        <div className="figure-value">
          <Amount fen={fundBudgetFen} />
        </div>
        <div className="figure-note">
          {difference === null ? "未登记专项资金合计预算" : "预算差额 "}
          {difference !== null && <Amount fen={difference} />}
        </div>
      </div>
      <div className="figure">
        <div className="figure-label">挂起待决定（{unit}）</div>
        <div className="figure-value">
          <Amount fen={sums.heldFen} />
        </div>
        <div className="figure-note">
          {counts.decisions === 0 ? (
            "没有待决定的结果"
          ) : (
            <Button type="link" size="small" className="figure-link" onClick={onDecisions}>
              {counts.decisions}条待决定，逐条办理
            </Button>
          )}
        </div>
      </div>
      <div className="figure">
        <div className="figure-label">不补（条）</div>
        <div className="figure-value">{counts.refused.toLocaleString("zh-CN")}</div>
        <div className="figure-note">
          {BigInt(sums.recoveryFen) > 0n ? (
            <>
              应收回 <Amount fen={sums.recoveryFen} />
            </>
          ) : (
            "每条都说明理由和条款"
          )}
        </div>
      </div>
    </section>
  );
};
