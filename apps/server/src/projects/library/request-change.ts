import { previewChange, type RouteAnswer, requestChange, withdrawChange } from "@qiangyi/api";
import { ok, type Refusal, type Result, refuse } from "@qiangyi/kernel";
import { projectStates } from "@qiangyi/projects";
import { type Answers, handle, newId, type Rooms, violatedConstraint } from "../../platform/index.ts";
import { findProject, lockProject } from "../project.store.ts";
import { type AskRefusal, type JudgedChange, judgeAsked } from "./asked-change.ts";
import { insertChange, lockChange, type StoredChange, updateChange } from "./library.store.ts";
import { shownChange } from "./read-record.ts";

type RequestRefusal = AskRefusal | Refusal<"project-not-found"> | Refusal<"change-open">;

const answers: Answers<RequestRefusal> = {
  "project-not-found": [404, "没有这个项目，或不是本单位的项目"],
  "change-open": [409, "已有一项变更在签批或审批", "请等办理完成，或先撤回"],
  CHANGE_NOT_OPEN: [
    409,
    ({ state }) => `项目现在是“${projectStates[state]}”，不能申请变更`,
    "入库、安排、实施中的项目才能变更；公示期内不能变更",
  ],
  "change-empty": [422, "变更前后一样，没有可以申请的内容"],
  "institution-unknown": [422, "机构登记中没有这家单位"],
  APPLICATION_INCOMPLETE: [
    422,
    ({ problems }) => `变更后的内容有${problems.length}处不合要求：${problems.map(({ message }) => message).join("；")}`,
  ],
};

/** 变更申请: previewed before it is asked, one at a time, signed by the head and judged by others. */
export const requestChangeRoutes = (rooms: Rooms): void => {
  handle(
    rooms,
    previewChange,
    async ({ tx, actor, params, body }): Promise<Result<RouteAnswer<typeof previewChange>, RequestRefusal>> => {
      const project = await findProject(tx, actor, params.projectId);
      if (!project) return refuse({ code: "project-not-found" });
      const judged = await judgeAsked(tx, actor, project, body);
      if (!judged.ok) return judged;
      const { kind, before, after, falls, totalDifferenceFen, supportDifferenceFen, sentence } = shownJudged(judged.value);
      return ok({ kind, before, after, falls, totalDifferenceFen, supportDifferenceFen, sentence });
    },
    answers,
  );

  handle(
    rooms,
    requestChange,
    async ({ tx, actor, clock, params, body }): Promise<Result<RouteAnswer<typeof requestChange>, RequestRefusal>> => {
      const project = await lockProject(tx, actor, params.projectId);
      if (!project || actor.institution !== project.institution) return refuse({ code: "project-not-found" });
      const judged = await judgeAsked(tx, actor, project, body);
      if (!judged.ok) return judged;
      const { kind, before, after, effect } = judged.value;
      const change: StoredChange = {
        province: project.province,
        id: newId(),
        project: project.id,
        kind,
        reason: body.reason,
        before,
        after,
        falls: [...effect.falls],
        total_difference_fen: effect.totalDifference,
        support_difference_fen: effect.supportDifference,
        state: "to_sign",
        requested_by: actor.userId,
        requested_by_name: actor.name,
        requested_at: clock.now(),
        signed_by: null,
        signed_by_name: null,
        signed_at: null,
        content_sha256: null,
        sent_back: null,
        is_older_than_signing: false,
        organiser_by: null,
        organiser_by_name: null,
        organiser_at: null,
        finance_by: null,
        finance_by_name: null,
        finance_at: null,
        opinion: null,
        basis: null,
      };
      try {
        await insertChange(tx, change);
      } catch (error) {
        if (violatedConstraint(error) === "project_change_open_once") return refuse({ code: "change-open" });
        throw error;
      }
      return ok(shownChange(change, project));
    },
    answers,
  );

  handle(
    rooms,
    withdrawChange,
    async ({
      tx,
      actor,
      params,
    }): Promise<Result<RouteAnswer<typeof withdrawChange>, Refusal<"change-not-found"> | Refusal<"change-closed">>> => {
      const change = await lockChange(tx, actor.province, params.changeId);
      const project = change && (await findProject(tx, actor, change.project));
      if (!change || !project || actor.institution !== project.institution) return refuse({ code: "change-not-found" });
      if (change.state !== "to_sign" && change.state !== "requested") return refuse({ code: "change-closed" });
      await updateChange(tx, change, { state: "withdrawn" });
      return ok(shownChange({ ...change, state: "withdrawn" }, project));
    },
    {
      "change-not-found": [404, "没有这项变更申请，或不是本单位的申请"],
      "change-closed": [409, "变更已进入审批或已有结果，不能撤回"],
    },
  );
};

const shownJudged = ({ kind, before, after, effect }: JudgedChange) => ({
  kind,
  before,
  after,
  falls: [...effect.falls],
  totalDifferenceFen: String(effect.totalDifference),
  supportDifferenceFen: String(effect.supportDifference),
  sentence: effect.sentence,
});
