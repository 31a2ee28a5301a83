import { notRecommendProject, passProject, returnProject, withdrawProject } from "@qiangyi/api";
import { ok, type Refusal, type Result } from "@qiangyi/kernel";
import { handle, type Rooms } from "../../platform/index.ts";
import type { StoredProject } from "../project.store.ts";
import { stepAnswers, takeStep } from "../take-step.ts";
import { checkAnswers, checkProject } from "./check-project.ts";

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
  // The unit takes its paper back while nobody above has opened it; afterwards only a return brings it back.
  handle(
    rooms,
    withdrawProject,
    async ({ tx, actor, clock, params, body }) =>
      taken(await takeStep(tx, actor, clock, params.projectId, { action: "withdraw", ...body })),
    stepAnswers,
  );
};

type Taken = Pick<StoredProject, "state" | "version">;

const taken = <R extends Refusal>(checked: Result<StoredProject, R>): Result<Taken, R> =>
  checked.ok ? ok({ state: checked.value.state, version: checked.value.version }) : checked;
