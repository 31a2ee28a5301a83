import type { AskedTarget, TargetsInput, TargetsOutput } from "./contract.ts";
import { evaluateTarget } from "./evaluate-target.ts";
import { type FactsInForce, factsInForce } from "./facts-in-force.ts";
import { registerTarget } from "./register/index.ts";
import { summarise } from "./subjects.ts";
import { type RegisterTarget, readTarget } from "./target.ts";

/**
 * Evaluates a parsed input as of a day: every target in the order given, the same for the same facts in any order. Facts that were
 * not approved and reported by that day are as if they did not exist.
 */
export const evaluateTargets = (input: TargetsInput): TargetsOutput => {
  const facts = factsInForce(input);
  const none: FactsInForce = { asOf: input.asOf, observations: [], events: [] };
  const targets = input.targets.map((each) => readTarget(termsOf(each)));
  const evaluations = new Map(targets.map((each) => [each.id, evaluateTarget(each, facts.get(each.id) ?? none)] as const));
  return { asOf: input.asOf, evaluations: [...evaluations.values()].flat(), subjects: summarise(targets, evaluations) };
};

/** The terms of the register behind a clause id, with the path that the input gives it; an inline target as it is. */
const termsOf = (asked: AskedTarget): RegisterTarget => {
  if (typeof asked === "string") return registered(asked);
  if ("period" in asked) return asked;
  return { ...registered(asked.id), baseline: asked.baseline ?? null, milestones: asked.milestones ?? null };
};

const registered = (id: string): RegisterTarget => {
  const target = registerTarget(id);
  if (target === undefined) throw new RangeError(`No target ${id} in the register`);
  return target;
};

/** The output as canonical JSON text: fixed order of properties, two spaces, one line end. */
export const targetsToJson = (output: TargetsOutput): string => `${JSON.stringify(output, null, 2)}\n`;
