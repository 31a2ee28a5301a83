import { listProposals, type Standing } from "@qiangyi/api";
import { Button } from "antd";
import { Link } from "react-router";
import { useAnswer } from "../ui/index.ts";
import type { PlanDetails } from "./plan-answers.ts";

const words: Readonly<Record<Standing, string>> = {
  open: "报送审定",
  submitted: "审定：待会签",
  countersigned: "审定：待审定",
  approved: "审定：已审定",
  returned: "审定：已退回",
  withdrawn: "审定：已撤回",
  changed: "审定：已改动",
};

/** How far the decision on a frozen version has come, and the way to it. */
export const PlanStanding = ({ plan }: { plan: PlanDetails }) => {
  const isDecidable = plan.state === "frozen" && plan.kind === "plan";
  const answer = useAnswer(listProposals, { query: { year: plan.year } }, { enabled: isDecidable });
  if (!isDecidable) return null;
  const standing = answer.data?.items.find(({ id }) => id === plan.id)?.standing ?? "open";
  return (
    <Link to={`/allotments/proposals/${plan.id}?year=${plan.year}`}>
      <Button>{words[standing]}</Button>
    </Link>
  );
};
