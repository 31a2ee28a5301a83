import { concludeFundCheck, type RouteAnswer } from "@qiangyi/api";
import { fen, ok, type Refusal, type Result, refuse } from "@qiangyi/kernel";
import { nextLevelOf, type ProjectState, projectStates } from "@qiangyi/projects";
import { type Answers, handle, type Rooms, violatedConstraint } from "../../platform/index.ts";
import { actorOn, currentRound, positionOf } from "../position.ts";
import { authorsOf, lockProject, stepsOf } from "../project.store.ts";
import { callOf } from "./call-of-project.ts";
import { fundCheckState, isFinanceLevel } from "./fund-check-state.ts";
import { insertFundCheck } from "./fund-checks.store.ts";

export type FundCheckRefusal =
  | Refusal<"project-not-found">
  | Refusal<"project-changed", { readonly state: ProjectState }>
  | Refusal<"FUND_CHECK_NOT_DUE", { readonly state: ProjectState }>
  | Refusal<"FUND_CHECK_NOT_ASKED">
  | Refusal<"SELF_APPROVAL">;

const answers: Answers<FundCheckRefusal> = {
  "project-not-found": [404, "没有这个项目，或不在您的查看范围"],
  "project-changed": [409, ({ state }) => `项目刚刚有变化，现在是“${projectStates[state]}”，结论没有登记`, "请刷新后核对再办"],
  FUND_CHECK_NOT_DUE: [409, ({ state }) => `项目现在是“${projectStates[state]}”，不在本级审核环节，不能会审筹资`],
  FUND_CHECK_NOT_ASKED: [409, "这份申报通知没有筹资要求，不需要会审"],
  SELF_APPROVAL: [403, "经办、签批或审核过这个项目的人不能会审筹资", "请由本单位另一位有此职责的人员办理"],
};

/**
 * 会审筹资 by finance of the level whose turn it is. It judges the unit's own money alone: what governments are to add may not be a
 * condition of a fund from above (预算法 第十六条), so it never stands in the way (see hints.ts).
 */
export const concludeFundCheckRoute = (rooms: Rooms): void =>
  handle(
    rooms,
    concludeFundCheck,
    async ({ tx, actor, clock, params, body }): Promise<Result<RouteAnswer<typeof concludeFundCheck>, FundCheckRefusal>> => {
      const project = await lockProject(tx, actor, params.projectId);
      if (!project) return refuse({ code: "project-not-found" });
      if (project.version !== body.version) return refuse({ code: "project-changed", state: project.state });
      const level = nextLevelOf(project);
      if (!isFinanceLevel(level) || !actorOn(actor, project).isInPlace || actor.level !== level)
        return refuse({ code: "FUND_CHECK_NOT_DUE", state: project.state });
      const { definition } = await callOf(tx, project);
      if (definition.budget === null || definition.budget.matching === "none") return refuse({ code: "FUND_CHECK_NOT_ASKED" });
      const delegator = actor.delegatedFrom?.get("projects.checkFunds");
      const { handledBy } = positionOf(project, await stepsOf(tx, project), await authorsOf(tx, project));
      if (handledBy.includes(actor.userId) || (delegator && handledBy.includes(delegator.userId)))
        return refuse({ code: "SELF_APPROVAL" });
      try {
        await insertFundCheck(tx, {
          province: project.province,
          project: project.id,
          round: currentRound(project),
          level,
          passes: body.passes,
          confirmed_fen: fen(BigInt(body.confirmedFen)),
          reason: body.reason,
          by_user: actor.userId,
          by_name: actor.name,
          for_user: delegator?.userId ?? null,
          for_name: delegator?.name ?? null,
          at: clock.now(),
        });
      } catch (error) {
        if (violatedConstraint(error) === "project_fund_check_by_another") return refuse({ code: "SELF_APPROVAL" });
        throw error;
      }
      return ok({ state: fundCheckState(definition, level, body.passes) });
    },
    answers,
  );
