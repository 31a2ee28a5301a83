import { createHash } from "node:crypto";
import { type RouteAnswer, readChangeContent, sendBackChange, signChange } from "@qiangyi/api";
import { ok, type Refusal, type Result, refuse } from "@qiangyi/kernel";
import { canonicalJson } from "@qiangyi/projects";
import { type Actor, type Answers, handle, type Rooms, type Tx, violatedConstraint } from "../../platform/index.ts";
import { lockProject, type StoredProject } from "../project.store.ts";
import { isChangeable } from "./asked-change.ts";
import { findChange, lockChange, type StoredChange, updateChange } from "./library.store.ts";
import { shownChange } from "./read-record.ts";

type ShownChange = RouteAnswer<typeof signChange>;
type SignRefusal =
  | Refusal<"change-not-found">
  | Refusal<"change-not-to-sign">
  | Refusal<"SELF_APPROVAL">
  | Refusal<"CONTENT_CHANGED">
  | Refusal<"CHANGE_NOT_OPEN", { readonly clause: string }>;

const answers: Answers<SignRefusal> = {
  "change-not-found": [404, "没有这项变更申请，或不是本单位的申请"],
  "change-not-to-sign": [409, "这项变更不在待签批状态，没有办理"],
  SELF_APPROVAL: [403, "自己提出的变更，不能由自己签批", "请由本单位负责人签批"],
  CONTENT_CHANGED: [409, "您看到的不是现在的申请内容，没有签批", "请重新阅看全部内容，核对后再签批"],
  CHANGE_NOT_OPEN: [409, "项目已不在可变更的状态，这项申请不能再上报", "请退回经办"],
};

/** What the signature of the head covers: the whole request, nothing derived from the day on which it is read. */
const contentOfChange = (change: StoredChange): { readonly content: unknown; readonly sha256: string } => {
  const { id, project, kind, reason, before, after, falls, requested_by_name, requested_at } = change;
  const content = {
    change: id,
    project,
    kind,
    reason,
    before,
    after,
    falls,
    totalDifferenceFen: String(change.total_difference_fen),
    supportDifferenceFen: String(change.support_difference_fen),
    requestedBy: requested_by_name,
    requestedAt: requested_at.toISOString(),
  };
  return { content, sha256: createHash("sha256").update(canonicalJson(content)).digest("hex") };
};

/** 负责人签批变更: as the declaration, over exactly this content; until then nobody above the unit judges it. */
export const signChangeRoutes = (rooms: Rooms): void => {
  handle(
    rooms,
    readChangeContent,
    async ({ tx, actor, params }): Promise<Result<{ content: unknown; sha256: string }, Refusal<"change-not-found">>> => {
      const change = await findChange(tx, actor.province, params.changeId);
      return change ? ok(contentOfChange(change)) : refuse({ code: "change-not-found" });
    },
    { "change-not-found": [404, "没有这项变更申请，或不在您的查看范围"] },
  );

  handle(
    rooms,
    signChange,
    async ({ tx, actor, clock, params, body }): Promise<Result<ShownChange, SignRefusal>> => {
      const found = await toSign(tx, actor, params.changeId);
      if (!found.ok) return found;
      const { change, project } = found.value;
      if (!isChangeable(project.state)) return refuse({ code: "CHANGE_NOT_OPEN", clause: "5g-2022.art8.2.c" });
      const { sha256 } = contentOfChange(change);
      if (sha256 !== body.sha256) return refuse({ code: "CONTENT_CHANGED" });
      const signed = {
        state: "requested" as const,
        signed_by: actor.userId,
        signed_by_name: actor.name,
        signed_at: clock.now(),
        content_sha256: sha256,
      };
      try {
        await updateChange(tx, change, signed);
      } catch (error) {
        if (violatedConstraint(error) === "project_change_by_another") return refuse({ code: "SELF_APPROVAL" });
        throw error;
      }
      return ok(shownChange({ ...change, ...signed }, project));
    },
    answers,
  );

  handle(
    rooms,
    sendBackChange,
    async ({ tx, actor, params, body }): Promise<Result<ShownChange, SignRefusal>> => {
      const found = await toSign(tx, actor, params.changeId);
      if (!found.ok) return found;
      const { change, project } = found.value;
      const back = { state: "sent_back" as const, sent_back: body.opinion };
      await updateChange(tx, change, back);
      return ok(shownChange({ ...change, ...back }, project));
    },
    answers,
  );
};

const toSign = async (
  tx: Tx,
  actor: Actor,
  id: string,
): Promise<
  Result<{ change: StoredChange; project: StoredProject }, Refusal<"change-not-found"> | Refusal<"change-not-to-sign">>
> => {
  const change = await lockChange(tx, actor.province, id);
  const project = change && (await lockProject(tx, actor, change.project));
  if (!change || !project || actor.institution !== project.institution) return refuse({ code: "change-not-found" });
  return change.state === "to_sign" ? ok({ change, project }) : refuse({ code: "change-not-to-sign" });
};
