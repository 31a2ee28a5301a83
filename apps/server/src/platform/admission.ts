import type { Route } from "@qiangyi/api";
import type { FastifyRequest } from "fastify";
import { type Actor, publicActor } from "./actor.ts";
import { ProblemError, problemOf } from "./problems.ts";
import type { Rooms } from "./rooms.ts";

const admit = async (rooms: Rooms, { access }: Route, request: FastifyRequest): Promise<Actor> => {
  const actor = await rooms.identify(request);
  if (access === "public") return actor ?? publicActor;
  if (!actor) throw new ProblemError(problemOf(401, "not-signed-in", "请先登录", { remedy: "登录后重试；已填写的内容不会丢失" }));
  if (access !== "signed-in" && !actor.permissions.has(access)) {
    throw new ProblemError(
      problemOf(403, "FORBIDDEN_ROLE", "您的角色不能做这件事", { remedy: "请由有此职责的人员办理，或请安全管理员核对角色" }),
    );
  }
  return actor;
};

const admitted = new WeakMap<FastifyRequest, Actor>();

/** Before the body is read or validated: whoever may not come in learns nothing about what would fit, and costs little. */
export const admission =
  (rooms: Rooms, contract: Route) =>
  async (request: FastifyRequest): Promise<void> => {
    admitted.set(request, await admit(rooms, contract, request));
  };

export const admittedAs = (request: FastifyRequest): Actor => {
  const actor = admitted.get(request);
  if (!actor) throw new Error("a route was reached without admission");
  return actor;
};
