import { explainPlanLine, markKeyProject } from "@qiangyi/api";
import { Button, Descriptions, Drawer, Table } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { Amount, ClauseLink, Light, minuteOf, Pending, UnitNote, useAnswer, useSubmit } from "../ui/index.ts";
import { DecisionForm } from "./decision-form.tsx";
import { Facts, Steps } from "./explained-parts.tsx";
import { ManualForm } from "./manual-form.tsx";
import type { Explanation, PlanDetails } from "./plan-answers.ts";
import { statusWords } from "./words.ts";

interface DrawerProps {
  readonly plan: PlanDetails;
  readonly lineNo: number;
  readonly canChange: boolean;
  readonly onClose: () => void;
}

/** Why this amount: steps with clauses, facts with evidence, readings with what they would change, decisions. */
export const LineDrawer = ({ plan, lineNo, canChange, onClose }: DrawerProps) => {
  const answer = useAnswer(explainPlanLine, { params: { planId: plan.id, lineNo } });
  const title = answer.data ? `${answer.data.line.lineName}　${answer.data.line.title}` : "金额说明";
  return (
    <Drawer open size={760} title={title} onClose={onClose} rootClassName="line-drawer">
      {answer.data ? <Explained plan={plan} explanation={answer.data} canChange={canChange} /> : <Pending of={answer} />}
    </Drawer>
  );
};

const Explained = ({ plan, explanation, canChange }: { plan: PlanDetails; explanation: Explanation; canChange: boolean }) => {
  const { line } = explanation;
  const [form, setForm] = useState<"decision" | "manual">();
  const mark = useSubmit(markKeyProject);
  const canDecide = line.status === "decision_required" || explanation.decision !== null;
  return (
    <>
      <Headline explanation={explanation} plan={plan} />
      {canChange && form === undefined && (
        <div className="drawer-actions no-print">
          {canDecide && (
            <Button type="primary" onClick={() => setForm("decision")}>
              {explanation.decision === null ? "记录决定" : "更正决定"}
            </Button>
          )}
          {line.status !== "decision_required" && <Button onClick={() => setForm("manual")}>手工金额</Button>}
          <Button
            loading={mark.isSending}
            onClick={() =>
              mark.submit({
                body: {
                  line: line.line,
                  subject: line.subject,
                  isKey: !line.isKey,
                  reason: line.isKey ? "取消重点标记" : "省卫生健康委确定为重点项目",
                },
              })
            }
          >
            {line.isKey ? "取消重点项目" : "标为重点项目"}
          </Button>
        </div>
      )}
      {form === "decision" && <DecisionForm plan={plan} explanation={explanation} onDone={() => setForm(undefined)} />}
      {form === "manual" && <ManualForm plan={plan} explanation={explanation} onDone={() => setForm(undefined)} />}
      <Steps steps={explanation.steps} />
      <Splits explanation={explanation} />
      <Readings explanation={explanation} />
      <Facts facts={explanation.facts} />
      <Records explanation={explanation} />
    </>
  );
};

const Headline = ({ explanation: { line, term, projectTotalFen }, plan }: { explanation: Explanation; plan: PlanDetails }) => (
  <>
    <div className="table-extra drawer-unit">
      <UnitNote />
    </div>
    <Descriptions
      size="small"
      column={2}
      bordered
      items={[
        { key: "status", label: "结果", children: <Light {...statusWords[line.status]} /> },
        { key: "proposed", label: "建议金额", children: <Amount fen={line.proposedFen} strong /> },
        { key: "due", label: "按标准应补", children: <Amount fen={line.amountFen} /> },
        { key: "held", label: "挂起待决定", children: <Amount fen={line.heldFen} /> },
        { key: "allocated", label: "此前已分配", children: <Amount fen={line.allocatedFen} /> },
        { key: "place", label: "地区", children: line.place },
        { key: "institution", label: "机构", children: line.institutionName ?? "—" },
        { key: "subject", label: "对象编号", children: line.subject },
        { key: "year", label: "年度", children: `${line.year}年` },
        ...(line.recoveryFen === "0" ? [] : [{ key: "recovery", label: "应收回", children: <Amount fen={line.recoveryFen} /> }]),
        ...(term === null ? [] : [{ key: "term", label: "补助期", children: `${term.from}至${term.to}` }]),
        ...(projectTotalFen === null
          ? []
          : [{ key: "total", label: "含国家补助共计", children: <Amount fen={projectTotalFen} /> }]),
      ]}
    />
    {line.errors.length > 0 && (
      <ul className="line-codes">
        {line.errors.map((code) => {
          const known = plan.codes.find((each) => each.code === code);
          return <li key={code}>{known ? `${known.title}：${known.remedy}` : "其他提示，见计算步骤"}</li>;
        })}
      </ul>
    )}
  </>
);

const Splits = ({ explanation: { splits } }: { explanation: Explanation }) =>
  splits.length < 2 ? null : (
    <>
      <h2>分到各机构</h2>
      <Table
        size="small"
        pagination={false}
        rowKey={({ name }) => name}
        dataSource={splits}
        columns={[
          { title: "机构", dataIndex: "name" },
          { title: "金额", className: "number", render: (_, { amountFen }) => <Amount fen={amountFen} /> },
        ]}
      />
    </>
  );

const Readings = ({ explanation: { readings } }: { explanation: Explanation }) =>
  readings.length === 0 ? null : (
    <>
      <h2>采用的口径</h2>
      {readings.map(({ key, question, label, clauses, alternatives }) => (
        <div key={key} className="reading-used">
          <p>
            {question} <Link to="/policy/readings">采用：{label}</Link>
            {clauses.map((clause) => (
              <span key={clause} className="after-link">
                <ClauseLink id={clause} />
              </span>
            ))}
          </p>
          <ul>
            {alternatives.map((other) => (
              <li key={other.value}>
                若采用“{other.label}”，为{" "}
                {other.amountFen === null ? (
                  "没有这一条"
                ) : (
                  <>
                    <Amount fen={other.amountFen} />
                    {other.heldFen !== null && other.heldFen !== "0" && (
                      <>
                        ，挂起 <Amount fen={other.heldFen} />
                      </>
                    )}
                    {other.status !== null && `（${statusWords[other.status as keyof typeof statusWords].text}）`}
                  </>
                )}
              </li>
            ))}
          </ul>
        </div>
      ))}
    </>
  );

const Records = ({ explanation: { decision, adjustments } }: { explanation: Explanation }) =>
  decision === null && adjustments.length === 0 ? null : (
    <>
      <h2>决定与手工金额</h2>
      <ul className="records">
        {decision !== null && (
          <li>
            {decision.decidedOn} {decision.decidedBy}决定补 <Amount fen={decision.amountFen} strong />：{decision.reason}
            {decision.documentNumber !== null && `（${decision.documentNumber}）`}，{decision.recordedBy}登记，编号{decision.id}
          </li>
        )}
        {adjustments.map(({ id, amountFen, dueFen, reason, decidedBy, documentNumber, recordedBy, recordedAt }) => (
          <li key={id}>
            {minuteOf(recordedAt)} {decidedBy === "" ? recordedBy : decidedBy}
            {amountFen === null ? "恢复按标准" : "定为"} {amountFen !== null && <Amount fen={amountFen} strong />}（当时应补{" "}
            <Amount fen={dueFen} />
            ）：{reason}
            {documentNumber !== null && `（${documentNumber}）`}，编号{id}
          </li>
        ))}
      </ul>
    </>
  );
