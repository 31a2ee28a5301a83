import type { PlainDate } from "@qiangyi/kernel";
import type { Actor, Tx } from "../../platform/index.ts";
import type { TargetFacts } from "./evaluate.ts";
import type { TargetInForce } from "./targets.store.ts";

/** Facts of targets whose items are confirmed entries of a register, by target: what a register holds is not typed a second time. */
export const derivedFacts = async (
  _tx: Tx,
  _actor: Actor,
  _targets: readonly TargetInForce[],
  _asOf: PlainDate,
): Promise<ReadonlyMap<string, TargetFacts>> => new Map();
