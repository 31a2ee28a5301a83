import { ok, type Result, refuse } from "@qiangyi/kernel";
import type { Actor, Tx } from "../../platform/index.ts";
import { type CallRefusal, notOrganiser, organises, type StoredCall } from "./call.ts";
import { findCall, lockCall } from "./calls.store.ts";

/** The call, locked, when this actor may change it now and saw its latest version; `states` are those that the change asks for. */
export const changeableCall = async (
  tx: Tx,
  actor: Actor,
  id: string,
  version: number,
  ...states: readonly StoredCall["state"][]
): Promise<Result<StoredCall, CallRefusal>> => {
  const seen = await findCall(tx, actor, id);
  if (!seen) return refuse({ code: "call-not-found" });
  if (!organises(actor, seen.programme)) return refuse(notOrganiser(seen.programme));
  // Only now: a row that the actor may not change cannot be locked by him and would look as if it did not exist.
  const call = (await lockCall(tx, actor, id)) ?? seen;
  if (!states.includes(call.state)) return refuse({ code: "call-fixed", state: call.state });
  return call.version === version ? ok(call) : refuse({ code: "call-changed", version: call.version });
};
