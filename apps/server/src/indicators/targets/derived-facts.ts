import { endOfYear, type PlainDate } from "@qiangyi/kernel";
import type { Actor, Tx } from "../../platform/index.ts";
import { entriesAsOf } from "../../registers/index.ts";
import { institutionsAsOf } from "../../registry/index.ts";
import type { TargetFacts } from "./evaluate.ts";
import { linfenListFacts } from "./linfen-lists.ts";
import { factsFromRegisters } from "./register-facts.ts";
import type { TargetInForce } from "./targets.store.ts";

/**
 * Facts of targets whose items are confirmed entries of a register, by target: what a register holds is not typed a second time. A target of which the
 * register says nothing is missing here, and takes what was reported or recorded.
 */
export const derivedFacts = async (
  tx: Tx,
  actor: Actor,
  targets: readonly TargetInForce[],
  asOf: PlainDate,
): Promise<ReadonlyMap<string, TargetFacts>> => {
  const registers = new Set(targets.flatMap(({ sourceRegister }) => sourceRegister ?? []));
  if (registers.size === 0) return new Map();
  const entries = await entriesAsOf(tx, actor, [...registers], asOf);
  if (entries.length === 0) return new Map();
  const inUse = new Set(entries.map(({ register }) => register));
  const ofPlans = targets.filter(
    ({ target, sourceRegister }) =>
      target.startsWith("linfen-2020.") && sourceRegister?.startsWith("plan-") && inUse.has(sourceRegister),
  );
  const institutions = new Map((await institutionsAsOf(tx, actor, asOf)).map((each) => [each.id, each]));
  const fromPlans = ofPlans.length > 0 ? await linfenListFacts(tx, actor, asOf) : new Map<string, TargetFacts>();
  return new Map([
    ...targets.flatMap((target) => {
      const facts = factsFromRegisters(
        target.indicator,
        { target: target.target, subject: target.subject, day: judgedOn(target, asOf) },
        { entries, institutions, asOf },
      );
      return facts === undefined ? [] : [[target.target, facts] as const];
    }),
    ...ofPlans.flatMap(({ target }) => {
      const facts = fromPlans.get(target);
      return facts === undefined ? [] : [[target, facts] as const];
    }),
  ]);
};

const judgedOn = ({ terms: { by } }: TargetInForce, asOf: PlainDate): PlainDate => {
  const day = typeof by === "number" ? endOfYear(by) : by;
  return day < asOf ? day : asOf;
};
