import { readPlan } from "@qiangyi/api";
import { Alert, Tabs } from "antd";
import { useState } from "react";
import { Link, useParams, useSearchParams } from "react-router";
import { minuteOf, Page, Pending, useAnswer, useSession } from "../ui/index.ts";
import "./allocations.css";
import { ComparisonTab } from "./comparison-tab.tsx";
import { LineDrawer } from "./line-drawer.tsx";
import { OutsideNotice } from "./outside-notice.tsx";
import { PlanActions } from "./plan-actions.tsx";
import type { PlanDetails } from "./plan-answers.ts";
import { PlanFigures } from "./plan-figures.tsx";
import { PlanGroups } from "./plan-groups.tsx";
import { PlanLines } from "./plan-lines.tsx";
import { PlanMap } from "./plan-map.tsx";
import { QuantitiesTab } from "./quantities-tab.tsx";
import { publicationText, staleWords, stateText } from "./words.ts";

/** One plan: what it comes to, how it stands to the budget, and every line down to its clause. */
export const PlanPage = () => {
  const { planId = "" } = useParams();
  const plan = useAnswer(readPlan, { params: { planId } });
  if (!plan.data) return <Pending of={plan} />;
  return <PlanView plan={plan.data} />;
};

const PlanView = ({ plan }: { plan: PlanDetails }) => {
  const { can } = useSession();
  const [search, setSearch] = useSearchParams();
  const [openLine, setOpenLine] = useState<number>();
  const tab = search.get("tab") ?? "groups";
  const show = (next: Record<string, string>) =>
    setSearch(new URLSearchParams({ year: String(plan.year), ...next }), { replace: true });
  const canChange = plan.state === "draft" && can("plans.write");
  return (
    <Page
      title={plan.title}
      subtitle={`${stateText(plan)}${publicationText(plan)}　分配决定日${plan.decisionDate}　${minuteOf(plan.builtAt)}由${plan.builtBy}生成`}
      actions={<PlanActions plan={plan} canChange={canChange} />}
    >
      {plan.stale.length > 0 && (
        <Alert
          type="warning"
          showIcon
          className="plan-notice"
          title={`生成后${plan.stale.map((reason) => staleWords[reason]).join("、")}有变化，请重建后再用`}
        />
      )}
      {plan.kind === "scenario" && (
        <Alert
          type="info"
          showIcon
          className="plan-notice"
          title={
            <>
              情景只供测算，不能定稿。<Link to={`/allocations/plans/${plan.basePlanId}`}>查看原方案</Link>
            </>
          }
        />
      )}
      {plan.outside.length > 0 && <OutsideNotice plan={plan} />}
      <PlanFigures plan={plan} onDecisions={() => show({ tab: "lines", status: "decision_required" })} />
      <Tabs
        activeKey={tab}
        onChange={(key) => show({ tab: key })}
        destroyOnHidden
        items={[
          {
            key: "groups",
            label: "分配汇总",
            children: <PlanGroups plan={plan} onLines={(filter) => show({ tab: "lines", ...filter })} />,
          },
          { key: "lines", label: "明细", children: <PlanLines plan={plan} onOpen={setOpenLine} /> },
          { key: "quantities", label: "数量与目标", children: <QuantitiesTab plan={plan} /> },
          { key: "comparison", label: "同比与已分配", children: <ComparisonTab planId={plan.id} year={plan.year} /> },
          { key: "map", label: "地图", children: <PlanMap plan={plan} /> },
        ]}
      />
      {openLine !== undefined && (
        <LineDrawer plan={plan} lineNo={openLine} canChange={canChange} onClose={() => setOpenLine(undefined)} />
      )}
    </Page>
  );
};
