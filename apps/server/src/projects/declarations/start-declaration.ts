import { type RouteAnswer, startDeclaration } from "@qiangyi/api";
import { ok, type Refusal, type Result, refuse } from "@qiangyi/kernel";
import { institutionProblems } from "@qiangyi/projects";
import { type Actor, type Answers, type Clock, handle, newId, type Rooms, type Tx } from "../../platform/index.ts";
import { type CopyRefusal, copyAnswers, copyInto } from "./copy-answers.ts";
import { closedFor } from "./deadlines.ts";
import { findCall, tablesIn } from "./declarations.store.ts";
import { contextOf } from "./declaring-institution.ts";
import { newProject } from "./new-project.ts";
import { quotaReached } from "./quotas.ts";
import {
  type CallRefusal,
  callAnswers,
  type QuotaRefusal,
  quotaAnswers,
  refusalOf,
  type WholeRefusal,
  wholeAnswers,
} from "./refusals.ts";
import { routeOf } from "./route-of.ts";

type StartRefusal = CallRefusal | QuotaRefusal | WholeRefusal | CopyRefusal | Refusal<"UNIT_ONLY">;

const answers: Answers<StartRefusal> = {
  ...callAnswers,
  ...quotaAnswers,
  ...wholeAnswers,
  ...copyAnswers,
  UNIT_ONLY: [403, "只能以机构账号申报，个人不能自行申报", "请由所在单位的经办人员填报"],
};

interface At {
  readonly tx: Tx;
  readonly actor: Actor;
  readonly clock: Clock;
}

export const startDeclarationRoute = (rooms: Rooms): void =>
  handle(
    rooms,
    startDeclaration,
    ({ tx, actor, clock, body }): Promise<Result<RouteAnswer<typeof startDeclaration>, StartRefusal>> =>
      start({ tx, actor, clock }, body.call, body.copyFrom),
    answers,
  );

/** 开始填报: an empty draft of the unit under an open call, or one with the answers of an earlier declaration. */
const start = async (
  at: At,
  callId: string,
  copyFrom: string | undefined,
): Promise<Result<RouteAnswer<typeof startDeclaration>, StartRefusal>> => {
  const { tx, actor, clock } = at;
  // 先由机构申报 (linfen-2020 三（一）2): an account without an institution stands for a person.
  if (actor.level !== "unit" || actor.institution === null) return refuse({ code: "UNIT_ONLY" });
  const call = await findCall(tx, actor.province, callId);
  if (!call) return refuse({ code: "call-not-found" });
  const closed = closedFor(call, clock.today());
  if (closed) return closed;
  const context = await contextOf(tx, actor, call, actor.institution);
  if (!context) return refuse({ code: "UNIT_ONLY" });
  const ineligible = refusalOf(institutionProblems(call.definition, context.institution));
  if (ineligible) return refuse(ineligible);
  const place = routeOf(call, context.institution);
  const full = await quotaReached(tx, call, { ...place, institution: actor.institution });
  if (full) return full;
  const beginning = {
    id: newId(),
    actor,
    at: clock.now(),
    call,
    place: { ...place, institution: actor.institution },
    institutionName: context.institution.name,
  };
  const project = await tablesIn(tx)
    .insertInto("project")
    .values(newProject(beginning, {}))
    .returningAll()
    .executeTakeFirstOrThrow();
  if (copyFrom === undefined) return ok({ id: project.id, copied: 0 });
  const copied = await copyInto(at, project, call, copyFrom);
  return copied.ok ? ok({ id: project.id, copied: copied.value }) : copied;
};
