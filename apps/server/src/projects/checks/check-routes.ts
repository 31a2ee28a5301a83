import { notRecommendProject, passProject, returnProject } from "@qiangyi/api";
import { ok, type Result } from "@qiangyi/kernel";
import { handle, type Rooms } from "../../platform/index.ts";
import type { StoredProject } from "../project.store.ts";
import { type CheckRefusal, checkAnswers, checkProject } from "./check-project.ts";

export const checkRoutes = (rooms: Rooms): void => {
  handle(
    rooms,
    passProject,
    async ({ tx, actor, clock, params, body }) =>
      taken(await checkProject(tx, actor, clock, params.projectId, { action: "pass", ...body })),
    checkAnswers,
  );
  handle(
    rooms,
    returnProject,
    async ({ tx, actor, clock, params, body }) => {
      const checked = await checkProject(tx, actor, clock, params.projectId, { action: "return", ...body });
      if (!checked.ok) return checked;
      const { state, version, correct_by } = checked.value;
      return ok({ state, version, correctBy: correct_by });
    },
    checkAnswers,
  );
  handle(
    rooms,
    notRecommendProject,
    async ({ tx, actor, clock, params, body }) =>
      taken(await checkProject(tx, actor, clock, params.projectId, { action: "notRecommend", ...body })),
    checkAnswers,
  );
};

type Taken = Pick<StoredProject, "state" | "version">;

const taken = (checked: Result<StoredProject, CheckRefusal>): Result<Taken, CheckRefusal> =>
  checked.ok ? ok({ state: checked.value.state, version: checked.value.version }) : checked;
