import { suggestShares } from "@qiangyi/api";
import { Button, Modal, Table } from "antd";
import { useState } from "react";
import { Amount, ClauseLink, Light, Pending, ScrollBox, UnitNote, useAnswer } from "../ui/index.ts";
import type { PlanDetails } from "./plan-answers.ts";

/** What stands in the way of freezing, each with its clause; for a line over budget the suggestion 重点项目在先. */
export const BudgetNotes = ({ plan }: { plan: PlanDetails }) => {
  const [line, setLine] = useState<string>();
  if (plan.obstacles.length === 0) return null;
  return (
    <section className="budget-notes" aria-label="定稿前须解决">
      <h2>定稿前须解决（{plan.obstacles.length}项）</h2>
      <ul>
        {plan.obstacles.map(({ code, line: lineId, text, clause }) => (
          <li key={`${code} ${lineId}`}>
            <Light state="warning" text={text} />　<ClauseLink id={clause} />
            {code === "TOTAL_BUDGET_EXCEEDED" && lineId !== null && (
              <Button type="link" size="small" onClick={() => setLine(lineId)}>
                看重点在先的安排建议
              </Button>
            )}
          </li>
        ))}
      </ul>
      <p className="figure-note">系统不按比例压减：请补列预算，或在明细中逐条调整金额并写明理由。</p>
      {line !== undefined && <SuggestionDialog planId={plan.id} line={line} onClose={() => setLine(undefined)} />}
    </section>
  );
};

const SuggestionDialog = ({ planId, line, onClose }: { planId: string; line: string; onClose: () => void }) => {
  const answer = useAnswer(suggestShares, { params: { planId }, query: { line } });
  return (
    <Modal open width={820} title="预算不足时的安排建议：重点项目在先" footer={null} onCancel={onClose}>
      {answer.data ? (
        <>
          <p>
            预算 <Amount fen={answer.data.budgetFen} />
            ，应补 <Amount fen={answer.data.dueFen} />
            ，缺口 <Amount fen={answer.data.shortFen} strong />
            。建议只供参考，采用时逐条填写手工金额和理由。 <UnitNote />
          </p>
          <ScrollBox isTall label="安排建议">
            <Table
              size="small"
              pagination={false}
              rowKey="lineNo"
              dataSource={answer.data.rows}
              columns={[
                { title: "项目", dataIndex: "title" },
                { title: "重点", render: (_, row) => (row.isKey ? "重点" : "") },
                { title: "应补", className: "number", render: (_, row) => <Amount fen={row.dueFen} /> },
                { title: "建议安排", className: "number", render: (_, row) => <Amount fen={row.suggestedFen} strong /> },
                { title: "缺口", className: "number", render: (_, row) => <Amount fen={row.shortFen} /> },
              ]}
            />
          </ScrollBox>
        </>
      ) : (
        <Pending of={answer} />
      )}
    </Modal>
  );
};
