import { downloadPlanInput, downloadPlanResult, downloadPlanWorkbook } from "@qiangyi/api";
import { Button, Dropdown } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { useSave, useSession } from "../ui/index.ts";
import type { PlanDetails } from "./plan-answers.ts";
import { DiscardDialog, FreezeDialog, PublishDialog, RebuildDialog, VerifyDialog } from "./plan-dialogs.tsx";
import { PlanStanding } from "./plan-standing.tsx";

const dialogs = {
  rebuild: RebuildDialog,
  freeze: FreezeDialog,
  publish: PublishDialog,
  discard: DiscardDialog,
  verify: VerifyDialog,
};
type Step = keyof typeof dialogs;

const words: Record<Step, string> = {
  rebuild: "重建",
  freeze: "定稿",
  publish: "发布给市县",
  discard: "废弃",
  verify: "重算核对",
};

/** What this person can do with the plan as it stands; the first is what comes next, the others follow in the order of use. */
const stepsOf = (plan: PlanDetails, canChange: boolean, canPublish: boolean): readonly [Step, ...Step[]] => {
  if (canChange && plan.kind === "scenario") return ["verify", "discard"];
  if (canChange)
    return plan.stale.length > 0 ? ["rebuild", "freeze", "verify", "discard"] : ["freeze", "rebuild", "verify", "discard"];
  const isToPublish = plan.state === "frozen" && canPublish && plan.publication?.isCurrent !== true;
  return isToPublish ? ["publish", "verify"] : ["verify"];
};

/** One primary button, what comes next; exports and everything else in two menus. */
export const PlanActions = ({ plan, canChange }: { plan: PlanDetails; canChange: boolean }) => {
  const saveFile = useSave();
  const { can } = useSession();
  const [dialog, setDialog] = useState<Step>();
  const params = { planId: plan.id };
  const [next, ...others] = stepsOf(plan, canChange, can("plans.publish"));
  const Dialog = dialog && dialogs[dialog];
  return (
    <>
      <PlanStanding plan={plan} />
      <Link to={`/allocations/plans/${plan.id}/what-if?year=${plan.year}`}>
        <Button>情景试算</Button>
      </Link>
      <Dropdown
        trigger={["click"]}
        menu={{
          items: [
            { key: "workbook", label: "工作簿（万元）", onClick: () => saveFile(downloadPlanWorkbook, { params }) },
            { key: "result", label: "结果JSON（含输入摘要）", onClick: () => saveFile(downloadPlanResult, { params }) },
            { key: "input", label: "输入JSON（可用命令行重算）", onClick: () => saveFile(downloadPlanInput, { params }) },
          ],
        }}
      >
        <Button>导出</Button>
      </Dropdown>
      {others.length > 0 && (
        <Dropdown
          trigger={["click"]}
          menu={{
            items: others.map((step) => ({
              key: step,
              label: words[step],
              danger: step === "discard",
              onClick: () => setDialog(step),
            })),
          }}
        >
          <Button>更多</Button>
        </Dropdown>
      )}
      <Button type={next === "verify" ? "default" : "primary"} onClick={() => setDialog(next)}>
        {words[next]}
      </Button>
      {Dialog && <Dialog plan={plan} onClose={() => setDialog(undefined)} />}
    </>
  );
};
