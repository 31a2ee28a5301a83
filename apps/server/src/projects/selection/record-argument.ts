import { type RouteAnswer, readArguments, recordArgument } from "@qiangyi/api";
import { ok, type Refusal, type Result, refuse } from "@qiangyi/kernel";
import { type Actor, type Answers, handle, type Rooms, type Tx } from "../../platform/index.ts";
import { isOrganiserOf } from "../organiser.ts";
import { findProject, lockProject, type StoredProject } from "../project.store.ts";
import { argumentsOf, inForceOf, insertArgument, missingByProject, type StoredArgument } from "./arguments.store.ts";

type ArgumentRefusal =
  | Refusal<"project-not-found">
  | Refusal<"FORBIDDEN_ROLE">
  | Refusal<"SELF_APPROVAL">
  | Refusal<"STEP_ORDER", { readonly clause: string }>;

const answers: Answers<ArgumentRefusal> = {
  "project-not-found": [404, "没有这个项目，或不在您的查看范围"],
  FORBIDDEN_ROLE: [403, "论证由组织申报的卫生健康部门登记"],
  SELF_APPROVAL: [403, "自己填报或签批的项目，不能由自己作论证结论"],
  STEP_ORDER: [409, "项目还没有通过形式审查，或已经审定，不能登记论证结论", "请在形式审查之后、遴选审定之前登记"],
};

/** 论证 (第四条（一）): recorded between the form check and the decision, each conclusion with author, date and reason. */
export const argumentRoutes = (rooms: Rooms): void => {
  handle(
    rooms,
    readArguments,
    async ({ tx, actor, params }): Promise<Result<RouteAnswer<typeof readArguments>, ArgumentRefusal>> => {
      const project = await findProject(tx, actor, params.projectId);
      return project ? ok(await shown(tx, project)) : refuse({ code: "project-not-found" });
    },
    answers,
  );

  handle(
    rooms,
    recordArgument,
    async ({ tx, actor, clock, params, body }): Promise<Result<RouteAnswer<typeof recordArgument>, ArgumentRefusal>> => {
      const project = await lockProject(tx, actor, params.projectId);
      if (!project) return refuse({ code: "project-not-found" });
      const obstacle = obstacleTo(actor, project);
      if (obstacle) return refuse(obstacle);
      const all = await argumentsOf(tx, project.province, [project.id]);
      await insertArgument(tx, {
        province: project.province,
        project: project.id,
        seq: all.length + 1,
        ...body,
        by_user: actor.userId,
        by_name: actor.name,
        at: clock.now(),
      });
      return ok(await shown(tx, project));
    },
    answers,
  );
};

const obstacleTo = (actor: Actor, project: StoredProject): ArgumentRefusal | undefined => {
  if (!isOrganiserOf(actor, project)) return { code: "FORBIDDEN_ROLE" };
  if (project.created_by === actor.userId || project.changed_by === actor.userId) return { code: "SELF_APPROVAL" };
  if (project.state !== "form_passed" && project.state !== "reviewed")
    return { code: "STEP_ORDER", clause: "qiangyi-2024.art4.1.b" };
  return undefined;
};

const shown = async (tx: Tx, { province, id }: StoredProject): Promise<RouteAnswer<typeof readArguments>> => {
  const all = await argumentsOf(tx, province, [id]);
  const inForce = [...inForceOf(all).values()];
  return {
    inForce: inForce.map(view),
    earlier: all.filter((argument) => !inForce.includes(argument)).map(view),
    missing: [...(missingByProject([id], all).get(id) ?? [])],
  };
};

const view = ({ point, passes, reason, by_name, at }: StoredArgument) => ({
  point,
  passes,
  reason,
  by: { name: by_name, at: at.toISOString() },
});
