import { closeCandidatePool } from "@qiangyi/api";
import { ok, type Refusal, type Result, refuse } from "@qiangyi/kernel";
import { closePool, type PoolRefusal, poolOf } from "@qiangyi/projects";
import { type Answers, handle, type Rooms } from "../../platform/index.ts";
import { callAnswers, notOrganiser, organises } from "../calls/call.ts";
import { findCall } from "../calls/calls.store.ts";
import { insertPoolEvent, lockPool, poolEvents } from "./pool.store.ts";
import { programmeAnswers } from "./programme-bar.ts";

type CloseRefusal = PoolRefusal | Refusal<"call-not-found"> | ReturnType<typeof notOrganiser> | Refusal<"NO_POOL">;
const { POOL_FULL, POOL_SHORT, ALREADY_CANDIDATE, NOT_CANDIDATE, NOTHING_TO_REPLACE } = programmeAnswers;
const answers: Answers<CloseRefusal> = {
  POOL_FULL,
  POOL_CLOSED: [409, "备选池已经关闭"],
  POOL_SHORT,
  ALREADY_CANDIDATE,
  NOT_CANDIDATE,
  NOTHING_TO_REPLACE,
  "call-not-found": callAnswers["call-not-found"],
  FORBIDDEN_ROLE: callAnswers.FORBIDDEN_ROLE,
  NO_POOL: [409, "只有十大专科设备选池"],
};

/** 关闭备选池: exactly twelve, no fewer. */
export const closePoolRoute = (rooms: Rooms): void =>
  handle(
    rooms,
    closeCandidatePool,
    async ({ tx, actor, clock, params, body }): Promise<Result<{ candidates: number }, CloseRefusal>> => {
      const call = await findCall(tx, actor, params.callId);
      if (!call) return refuse({ code: "call-not-found" });
      if (!organises(actor, call.programme)) return refuse(notOrganiser(call.programme));
      if (call.programme !== "linfen-ten-specialties") return refuse({ code: "NO_POOL" });
      const key = { province: actor.province, call: call.id };
      await lockPool(tx, key);
      const closed = closePool(poolOf(await poolEvents(tx, key)));
      if (!closed.ok) return closed;
      const event = { kind: "closed", project: null, replaces: null } as const;
      await insertPoolEvent(tx, actor, call.id, event, { reason: body.reason, at: clock.now() });
      return ok({ candidates: closed.value.candidates.length });
    },
    answers,
  );
