import { opennessValues, policyOpenness, type RouteAnswer, setOpenness } from "@qiangyi/api";
import { Button, Modal, Segmented } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { Light, Pending, ProblemSummary, useAnswer, useSubmit } from "../ui/index.ts";
import { DecisionFields, decisionFields, decisionOf, useDecisionDraft } from "./decision-fields.tsx";
import { DecisionHistory } from "./decision-history.tsx";
import { PolicyPage } from "./policy-page.tsx";

type Item = RouteAnswer<typeof policyOpenness>["documents"][number];

/** What visitors without an account may read. It changes only by a recorded decision, and every change stands in the audit log. */
export const OpennessPage = () => {
  const answer = useAnswer(policyOpenness, {});
  const [changing, setChanging] = useState<Item>();
  if (!answer.data) return <Pending of={answer} />;
  return (
    <PolicyPage title="公开设置" subtitle="没有账号的访客能看到哪些文件及其条款、原文；变更须有决定和理由，并记入审计日志">
      {answer.data.documents.map((item) => (
        <section className="panel policy-question" key={item.id} aria-label={item.title}>
          <h2>
            <Link to={`/policy/documents/${item.id}`}>{item.title}</Link>
          </h2>
          <p className="policy-meta">{item.number}</p>
          <p>
            {item.openness === "主动公开" ? (
              <Light state="good" text="主动公开：访客可以查阅" />
            ) : (
              <Light state="warning" text={`${item.openness}：登录后才能查阅`} />
            )}
          </p>
          <Button size="small" className="no-print" aria-label={`变更${item.title}的公开属性`} onClick={() => setChanging(item)}>
            变更
          </Button>
          <DecisionHistory decisions={item.decisions} />
        </section>
      ))}
      {changing && <ChangeDialog item={changing} close={() => setChanging(undefined)} />}
    </PolicyPage>
  );
};

const ChangeDialog = ({ item, close }: { item: Item; close: () => void }) => {
  const [openness, choose] = useState(item.openness);
  const { draft, change } = useDecisionDraft();
  const record = useSubmit(setOpenness, { onDone: close });
  return (
    <Modal
      title="变更公开属性"
      open
      width={680}
      okText="记录变更"
      cancelText="取消"
      okButtonProps={{ disabled: openness === item.openness }}
      confirmLoading={record.isSending}
      onCancel={close}
      onOk={() =>
        record.submit({
          params: { document: item.id },
          body: { openness, effectiveFrom: draft.effectiveFrom, decision: decisionOf(draft) },
        })
      }
    >
      <ProblemSummary problem={record.problem} fields={decisionFields} />
      <p className="policy-notice">
        {item.title}：现为{item.openness}。记录后不可修改，只能以新的记录取代或撤回。
      </p>
      <Segmented
        aria-label="公开属性"
        value={openness}
        onChange={choose}
        options={[...opennessValues]}
        style={{ marginBottom: 12 }}
      />
      <div className="policy-form">
        <DecisionFields draft={draft} change={change} withSource={false} />
      </div>
    </Modal>
  );
};
