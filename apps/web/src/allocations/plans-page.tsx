import { buildPlan, listPlans, type PlanSummary } from "@qiangyi/api";
import { Button, Form, Input, Modal, Segmented } from "antd";
import { useState } from "react";
import { useNavigate } from "react-router";
import {
  Amount,
  KeysetTable,
  Light,
  minuteOf,
  Page,
  ProblemSummary,
  UnitNote,
  useSession,
  useSubmit,
  useWorkScope,
} from "../ui/index.ts";
import "./allocations.css";
import { publicationText, staleWords, stateText } from "./words.ts";

/** 建议方案 of a year: drafts, versions and kept scenarios, newest first. */
export const PlansPage = () => {
  const { year } = useWorkScope();
  const { can } = useSession();
  const [kind, setKind] = useState<"" | "plan" | "scenario">("");
  const [isBuilding, setBuilding] = useState(false);
  const navigate = useNavigate();
  return (
    <Page
      title="建议方案"
      subtitle="由台账按办法逐条计算；定稿的版本不再改动，可随时重算核对"
      actions={
        can("plans.write") && (
          <Button type="primary" onClick={() => setBuilding(true)}>
            生成{year}年方案
          </Button>
        )
      }
    >
      <KeysetTable<PlanSummary>
        caption={`${year}年建议方案`}
        route={listPlans}
        input={{ query: { year, ...(kind !== "" && { kind }) } }}
        rowKey={({ id }) => id}
        onOpen={(plan) => void navigate(`/allocations/plans/${plan.id}?year=${plan.year}`)}
        emptyText={`${year}年还没有方案。先在台账登记并确认事实，再生成方案`}
        toolbar={
          <Segmented
            aria-label="种类"
            size="small"
            value={kind}
            onChange={setKind}
            options={[
              { value: "", label: "全部" },
              { value: "plan", label: "方案" },
              { value: "scenario", label: "情景" },
            ]}
          />
        }
        extra={<UnitNote />}
        columns={[
          { title: "名称", render: (_, plan) => <span className="row-title">{plan.title}</span> },
          { title: "状态", render: (_, plan) => <PlanLight plan={plan} /> },
          { title: "分配决定日", dataIndex: "decisionDate" },
          { title: "建议合计", className: "number", render: (_, plan) => <Amount fen={plan.sums.proposedFen} strong /> },
          { title: "挂起待决定", className: "number", render: (_, plan) => <Amount fen={plan.sums.heldFen} /> },
          { title: "结果", className: "number", render: (_, plan) => plan.counts.results.toLocaleString("zh-CN") },
          { title: "待决定", className: "number", render: (_, plan) => plan.counts.decisions },
          { title: "手工", className: "number", render: (_, plan) => plan.counts.manual },
          { title: "生成", render: (_, plan) => `${minuteOf(plan.builtAt)}　${plan.builtBy}` },
        ]}
      />
      {isBuilding && <BuildDialog year={year} onClose={() => setBuilding(false)} />}
    </Page>
  );
};

const PlanLight = ({ plan }: { plan: PlanSummary }) => {
  if (plan.state === "frozen") return <Light state="good" text={`${stateText(plan)}${publicationText(plan)}`} />;
  if (plan.stale.length > 0) {
    return <Light state="warning" text={`须重建（${plan.stale.map((reason) => staleWords[reason]).join("、")}有变化）`} />;
  }
  return <Light state="neutral" text={stateText(plan)} />;
};

const BuildDialog = ({ year, onClose }: { year: number; onClose: () => void }) => {
  const navigate = useNavigate();
  const { submit, isSending, problem } = useSubmit(buildPlan, {
    onDone: ({ id }) => void navigate(`/allocations/plans/${id}?year=${year}`),
  });
  const [title, setTitle] = useState(`${year}年强医工程专项资金分配建议方案`);
  const [decisionDate, setDecisionDate] = useState("");
  return (
    <Modal
      open
      title={`生成${year}年建议方案`}
      okText="生成"
      cancelText="取消"
      confirmLoading={isSending}
      onCancel={onClose}
      onOk={() => submit({ body: { year, ...(title !== "" && { title }), ...(decisionDate !== "" && { decisionDate }) } })}
    >
      <ProblemSummary problem={problem} />
      <Form layout="vertical">
        <Form.Item label="名称" htmlFor="plan-title">
          <Input id="plan-title" value={title} maxLength={100} onChange={({ target }) => setTitle(target.value)} />
        </Form.Item>
        <Form.Item
          label="分配决定日"
          htmlFor="plan-decision-date"
          extra="留空为今天。按这一天核对办法有效期，晚于它的成果和决定不计入"
        >
          <Input
            id="plan-decision-date"
            type="date"
            value={decisionDate}
            onChange={({ target }) => setDecisionDate(target.value)}
          />
        </Form.Item>
      </Form>
    </Modal>
  );
};
