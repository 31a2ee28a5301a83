import { ok, type Refusal, type Result, refuse } from "@qiangyi/kernel";
import type { Actor, Clock, Tx } from "../platform/index.ts";
import {
  addStep,
  correctionOf,
  findingsIn,
  lockFinding,
  type StoredCorrection,
  type StoredFinding,
  type StoredStep,
  stepsOf,
} from "./findings.store.ts";
import { standingOf } from "./standing.ts";
import { type AdvanceRefusal, advance, type MovingAct, type Standing } from "./transitions.ts";

export interface At {
  readonly tx: Tx;
  readonly actor: Actor;
  readonly clock: Clock;
}

export interface Opened {
  readonly finding: StoredFinding;
  readonly correction: StoredCorrection | undefined;
  readonly steps: readonly StoredStep[];
  readonly standing: Standing;
}

/** A finding with what the actor is to it, locked until the transaction ends. */
export const openFinding = async ({ tx, actor }: At, id: string): Promise<Result<Opened, Refusal<"finding-not-found">>> => {
  const finding = await lockFinding(tx, actor, id);
  if (!finding) return refuse({ code: "finding-not-found" });
  const [correction, steps] = [await correctionOf(tx, finding), await stepsOf(tx, finding)];
  return ok({ finding, correction, steps, standing: standingOf(actor, finding, correction, steps) });
};

interface Step {
  readonly act: MovingAct;
  readonly note: string;
  readonly files?: readonly string[];
}

/** The only way in which a finding moves: one row of the table, one line of the trail. */
export const move = async (
  { tx, actor, clock }: At,
  { finding, standing }: Opened,
  step: Step,
): Promise<Result<StoredFinding, AdvanceRefusal>> => {
  const next = advance(step.act, finding.state, standing);
  if (!next.ok) return next;
  const moved = { ...finding, state: next.value };
  await addStep(tx, actor, clock.now(), moved, step);
  await findingsIn(tx)
    .updateTable("finding")
    .set((set) => ({ state: next.value, version: set("version", "+", 1) }))
    .where("province", "=", finding.province)
    .where("id", "=", finding.id)
    .execute();
  return ok(moved);
};
