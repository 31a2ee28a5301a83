import { keepScenario, previewWhatIf, readPlan, type ScenarioChange, whatIfOptions } from "@qiangyi/api";
import { Button, Form, Input, Modal, Segmented } from "antd";
import { useDeferredValue, useState } from "react";
import { Link, useNavigate, useParams } from "react-router";
import { ApiProblem, Page, Pending, ProblemSummary, useAnswer, useSession, useSubmit } from "../ui/index.ts";
import "./allocations.css";
import type { PlanDetails, WhatIfOptions } from "./plan-answers.ts";
import { WhatIfControls } from "./what-if-controls.tsx";
import { WhatIfResult } from "./what-if-result.tsx";

const unchanged: ScenarioChange = { readings: {}, standards: {} };

/** 情景试算: change a standard or a reading on the left, see at once who gains and who loses on the right. */
export const WhatIfPage = () => {
  const { planId = "" } = useParams();
  const plan = useAnswer(readPlan, { params: { planId } });
  const options = useAnswer(whatIfOptions, { params: { planId } });
  if (!plan.data || !options.data) return <Pending of={plan.data ? options : plan} />;
  return <WhatIf plan={plan.data} options={options.data} />;
};

const WhatIf = ({ plan, options }: { plan: PlanDetails; options: WhatIfOptions }) => {
  const { can } = useSession();
  const [change, setChange] = useState<ScenarioChange>(unchanged);
  const [span, setSpan] = useState<"year" | "three">("year");
  const [isKeeping, setKeeping] = useState(false);
  const asked = useDeferredValue(change);
  const preview = useAnswer(
    previewWhatIf,
    { params: { planId: plan.id }, query: { change: JSON.stringify(asked), span } },
    { keepPrevious: true },
  );
  const count = Object.keys(change.readings).length + Object.values(change.standards).flatMap(Object.keys).length;
  const problem = preview.error instanceof ApiProblem ? preview.error.problem : undefined;
  return (
    <Page
      title={`情景试算：${plan.title}`}
      subtitle="试算不改动任何数据；满意后可以保存为情景，口径和标准真要改变须另作决定"
      actions={
        <>
          <Link to={`/allocations/plans/${plan.id}?year=${plan.year}`}>
            <Button>返回方案</Button>
          </Link>
          <Button disabled={count === 0} onClick={() => setChange(unchanged)}>
            放弃改动
          </Button>
          {can("plans.write") && (
            <Button type="primary" disabled={count === 0} onClick={() => setKeeping(true)}>
              保存为情景
            </Button>
          )}
        </>
      }
    >
      <div className="what-if">
        <WhatIfControls options={options} change={change} onChange={setChange} />
        <div className="what-if-result">
          <div className="table-bar">
            <Segmented
              size="small"
              aria-label="试算年度"
              value={span}
              onChange={setSpan}
              options={[
                { value: "year", label: `${plan.year}年` },
                { value: "three", label: `${plan.year - 2}至${plan.year}年` },
              ]}
            />
            <span className="unit-note" role="status">
              {count === 0 ? "尚未改动" : `已改动${count}处`}
              {preview.data &&
                `，${preview.data.results.toLocaleString("zh-CN")}条结果，用时${(preview.data.milliseconds / 1000).toFixed(2)}秒`}
            </span>
          </div>
          <ProblemSummary problem={problem} />
          {preview.data ? <WhatIfResult result={preview.data} /> : problem ? null : <Pending of={preview} />}
        </div>
      </div>
      {isKeeping && <KeepDialog plan={plan} change={change} onClose={() => setKeeping(false)} />}
    </Page>
  );
};

const KeepDialog = ({ plan, change, onClose }: { plan: PlanDetails; change: ScenarioChange; onClose: () => void }) => {
  const navigate = useNavigate();
  const { submit, isSending, problem } = useSubmit(keepScenario, {
    onDone: ({ id }) => void navigate(`/allocations/plans/${id}`),
  });
  const [title, setTitle] = useState("");
  return (
    <Modal
      open
      title="保存为情景"
      okText="保存"
      cancelText="取消"
      confirmLoading={isSending}
      okButtonProps={{ disabled: title.trim() === "" }}
      onOk={() => submit({ params: { planId: plan.id }, body: { title, change } })}
      onCancel={onClose}
    >
      <ProblemSummary problem={problem} />
      <Form layout="vertical">
        <Form.Item label="名称" htmlFor="scenario-title" extra="例如：市辖区急救中心也补">
          <Input id="scenario-title" value={title} maxLength={100} onChange={({ target }) => setTitle(target.value)} />
        </Form.Item>
      </Form>
    </Modal>
  );
};
