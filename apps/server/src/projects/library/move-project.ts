import { moveProject } from "@qiangyi/api";
import { addYears, date, dateInShanghai, ok, type Refusal, type Result, refuse } from "@qiangyi/kernel";
import { type Answers, handle, type Rooms } from "../../platform/index.ts";
import { callOf } from "../declarations/declarations.store.ts";
import { updateProject } from "../project.store.ts";
import { type StepRefusal, stepAnswers, takeStep } from "../take-step.ts";
import type { StagesMissing } from "./closing.ts";
import { type LibraryRecord, recordOf } from "./read-record.ts";
import { hasOpenOrder } from "./shown-acceptances.ts";

type MoveRefusal =
  | StepRefusal
  | Refusal<"NOTHING_TO_MEND">
  | Refusal<"PERFORMANCE_STAGE_MISSING", { readonly stages: readonly string[]; readonly clause: string }>;
const answers: Answers<MoveRefusal> = {
  ...stepAnswers,
  PERFORMANCE_STAGE_MISSING: [
    409,
    ({ stages }) => `不能结项，缺少绩效环节：${stages.join("、")}`,
    "请在项目的绩效页补齐各环节的记录后再结项",
  ],
  NOTHING_TO_MEND: [409, "没有待报验的整改要求", "验收提出限期整改之后，由单位负责人报整改完成"],
};

/** 续期, 安排资金, 开工, 整改报验, 结项, 暂停, 恢复, 终止. */
export const moveProjectRoute = (rooms: Rooms, stagesMissing: StagesMissing): void =>
  handle(
    rooms,
    moveProject,
    async ({ tx, actor, clock, params, body }): Promise<Result<LibraryRecord, MoveRefusal>> => {
      const { action, version, opinion, basis } = body;
      const step = await takeStep(tx, actor, clock, params.projectId, {
        action,
        version,
        ...(opinion !== undefined && { opinion }),
        ...(basis !== undefined && { basis }),
      });
      if (!step.ok) return step;
      if (action === "reportMended" && !(await hasOpenOrder(tx, step.value))) return refuse({ code: "NOTHING_TO_MEND" });
      const missing = action === "close" ? await stagesMissing(tx, step.value) : undefined;
      if (missing) return refuse({ code: "PERFORMANCE_STAGE_MISSING", ...missing });
      const today = dateInShanghai(clock.now());
      let project = step.value;
      if (action === "renew") {
        const { reserveYears } = (await callOf(tx, project)).definition;
        // A reserve that still runs is prolonged from its end, one that has run out from today.
        const until = project.reserved_until === null ? today : date(project.reserved_until);
        const reserved_until = addYears(until > today ? until : today, reserveYears);
        await updateProject(tx, project, { reserved_until });
        project = { ...project, reserved_until, version: project.version + 1 };
      }
      return ok(await recordOf(tx, actor, project, today));
    },
    answers,
  );
