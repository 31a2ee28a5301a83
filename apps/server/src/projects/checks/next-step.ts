import type { ProjectAcceptance, ProjectPage } from "@qiangyi/api";
import { nextLevelOf } from "@qiangyi/projects";
import type { StoredProject } from "../project.store.ts";
import type { FundCheckState } from "./fund-check-state.ts";
import { isFinanceLevel } from "./fund-check-state.ts";
import type { Offices } from "./offices.ts";

interface Situation {
  readonly project: StoredProject;
  readonly unitName: string;
  readonly offices: Offices;
  readonly fundCheck: FundCheckState;
  readonly dueOn: string | null;
  /** The newest first. */
  readonly acceptances: readonly ProjectAcceptance[];
}

/** What happens next and who must act, in a sentence that every reader of the page understands. */
export const nextStep = ({ project, unitName, offices, fundCheck, dueOn, acceptances }: Situation): ProjectPage["next"] => {
  const organiser = offices.health(project, project.route.at(-1) ?? "province");
  const step = (office: string, what: string, note: string | null = null) => ({ office, step: what, dueOn, note });
  const level = nextLevelOf(project);
  if (level !== undefined) {
    const isForm = level === project.route.at(-1);
    const waits = fundCheck === "waiting" && isFinanceLevel(level) ? `须先由${offices.finance(project, level)}会审筹资` : null;
    return step(
      offices.health(project, level),
      isForm ? "形式审查：真实性、合规性、可行性" : "审核：真实性、合规性、可行性",
      waits,
    );
  }
  switch (project.state) {
    case "draft":
      return step(`${unitName}（经办）`, "填报完成后提交负责人签批");
    case "returned":
      return step(`${unitName}（经办）`, "按退回意见补正后重新提交");
    case "to_sign":
      return step(`${unitName}（负责人）`, "核对全部内容后签批上报");
    case "form_passed":
      return step(organiser, "组织专家评审");
    case "reviewed":
      return step(organiser, "论证、遴选与公示");
    case "reserved":
      return step(organiser, "入库", project.reserved_until === null ? null : `储备有效期至${project.reserved_until}`);
    case "in_library":
      return step(organiser, "列入支持计划、安排资金");
    case "funded":
      return step(`${unitName}（负责人）`, "开工实施");
    case "implementing": {
      const mend = acceptances[0]?.mend;
      if (mend?.reported === null)
        return {
          office: `${unitName}（负责人）`,
          step: "按验收意见整改并报验",
          dueOn: mend.by,
          note: mend.light === "bad" ? mend.text : null,
        };
      if (mend) return step(organiser, "整改复验", mend.text);
      return step(organiser, "验收", project.ends_on === null ? null : `计划完成日期${project.ends_on}`);
    }
    case "accepted":
      return step(organiser, "结项");
    case "suspended":
      return step(organiser, "恢复或终止", acceptances[0]?.result === "failed" ? "验收不通过" : null);
    default:
      return null;
  }
};
