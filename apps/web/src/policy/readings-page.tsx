import { decideReading, policyReadings, type RouteAnswer } from "@qiangyi/api";
import { Button, Input, Modal, Select } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { ClauseLink, Light, Pending, ProblemSummary, useAnswer, useSession, useSubmit } from "../ui/index.ts";
import { DecisionFields, decisionFields, decisionOf, sourceOf, useDecisionDraft } from "./decision-fields.tsx";
import { DecisionHistory } from "./decision-history.tsx";
import { PolicyPage } from "./policy-page.tsx";
import { useHashScroll } from "./use-hash-scroll.ts";

type Reading = RouteAnswer<typeof policyReadings>["readings"][number];

/** Passages that can be read in more than one way: the question, what stands, and who decided so. */
export const ReadingsPage = () => {
  const answer = useAnswer(policyReadings, {});
  const [deciding, setDeciding] = useState<Reading>();
  const { can } = useSession();
  useHashScroll(answer.data !== undefined);
  if (!answer.data) return <Pending of={answer} />;
  const { readings, on } = answer.data;
  const decided = readings.filter(({ isDefault }) => !isDefault).length;
  return (
    <PolicyPage
      title="口径"
      subtitle={`条文有不止一种理解之处共${readings.length}项，截至${on}有决定的${decided}项，其余按默认口径计算`}
    >
      {readings.map((reading) => (
        <section className="panel policy-question" id={reading.key} key={reading.key} aria-label={reading.question}>
          <h2>{reading.question}</h2>
          <p className="policy-meta">
            {reading.clauses.map((id) => (
              <ClauseLink key={id} id={id} />
            ))}
            <span>
              影响：{reading.touches.length === 14 ? "全部支持项目" : reading.touches.map(({ name }) => name).join("、")}
            </span>
          </p>
          <ul className="policy-options">
            {reading.values.map(({ value, label }) => (
              <li key={value}>
                {value === reading.inForce ? <strong>{label}</strong> : label}
                {value === reading.default && <span className="figure-note">　默认　</span>}
                {value === reading.inForce && <Light state="good" text="现行" />}
              </li>
            ))}
            {!reading.values.some(({ value }) => value === reading.inForce) && (
              <li>
                <strong>{reading.inForceText}</strong> <Light state="good" text="现行" />
              </li>
            )}
          </ul>
          {can("policy.manage") && (
            <Button size="small" className="no-print" onClick={() => setDeciding(reading)}>
              记录决定
            </Button>
          )}
          <DecisionHistory decisions={reading.decisions} />
        </section>
      ))}
      {deciding && <DecideDialog reading={deciding} close={() => setDeciding(undefined)} />}
    </PolicyPage>
  );
};

const DecideDialog = ({ reading, close }: { reading: Reading; close: () => void }) => {
  const [value, setValue] = useState(reading.inForce);
  const { draft, change } = useDecisionDraft();
  const decision = useSubmit(decideReading, { invalidates: ["allocations"], onDone: close });
  return (
    <Modal
      title="记录口径决定"
      open
      width={680}
      okText="记录决定"
      cancelText="取消"
      confirmLoading={decision.isSending}
      onCancel={close}
      onOk={() =>
        decision.submit({
          params: { key: reading.key },
          body: { value, effectiveFrom: draft.effectiveFrom, source: sourceOf(draft), decision: decisionOf(draft) },
        })
      }
    >
      <ProblemSummary problem={decision.problem} fields={{ ...decisionFields, value: { label: "取值", id: "reading-value" } }} />
      <p>{reading.question}</p>
      <p className="policy-notice">
        生效后编制的建议方案按此计算，触及
        {reading.touches.length === 14 ? "全部14个支持项目" : reading.touches.map(({ name }) => name).join("、")}
        ；已冻结的方案不变。决定记录不可修改，只能以新的决定取代或撤回。
        <br />
        可先到<Link to="/allocations/plans">建议方案</Link>做测算比较。
      </p>
      <div className="policy-form">
        <div className="wide">
          <label htmlFor="reading-value">取值</label>
          {reading.hint === null ? (
            <Select
              id="reading-value"
              style={{ width: "100%" }}
              value={value}
              options={reading.values.map((each) => ({ value: each.value, label: each.label }))}
              onChange={setValue}
            />
          ) : (
            <>
              <Input
                id="reading-value"
                value={value}
                onChange={({ target }) => setValue(target.value)}
                aria-describedby="reading-hint"
              />
              <span id="reading-hint" className="figure-note">
                {reading.hint}；或{reading.values.map((each) => `${each.value}（${each.label}）`).join("、")}
              </span>
            </>
          )}
        </div>
        <DecisionFields draft={draft} change={change} />
      </div>
    </Modal>
  );
};
