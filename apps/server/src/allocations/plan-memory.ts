import type { EvaluateInput, EvaluateOutput } from "@qiangyi/policy";
import { evaluate } from "@qiangyi/policy";
import type { Tx } from "../platform/index.ts";
import { unpack } from "./canonical.ts";
import { overridesOf, type StandardsText } from "./compute.ts";
import { type Directory, directoryOf, type PlacedClaim, placeClaims } from "./placed-claims.ts";
import type { Plan } from "./plan.ts";
import { findSnapshot } from "./plans.store.ts";

/** A plan's snapshot, parsed: what a what-if needs at hand to answer within half a second. */
export interface OpenedPlan {
  readonly input: EvaluateInput;
  readonly standards: StandardsText | null;
  readonly directory: Directory;
  /** The output as stored, not as an engine of today would give it. */
  readonly storedOutput: () => Promise<EvaluateOutput>;
  /** Results of other years under the plan's own readings and standards, computed once. */
  readonly resultsOf: (years: readonly number[]) => readonly PlacedClaim[];
}

const capacity = 6;
const opened = new Map<string, Promise<OpenedPlan>>();

/**
 * Keeps the last few snapshots of this process in memory. The key holds the digests, so an entry can never be stale, and any process
 * can answer from the stored snapshot: nothing but speed depends on this cache.
 */
export const openPlan = async (tx: Tx, province: string, plan: Plan): Promise<OpenedPlan> => {
  const key = `${province}/${plan.id}/${plan.inputSha256}/${plan.outputSha256}`;
  const known = opened.get(key) ?? readPlan(tx, province, plan.id);
  opened.delete(key);
  opened.set(key, known);
  for (const oldest of opened.keys()) {
    if (opened.size <= capacity) break;
    opened.delete(oldest);
  }
  try {
    return await known;
  } catch (error) {
    opened.delete(key);
    throw error;
  }
};

const readPlan = async (tx: Tx, province: string, planId: string): Promise<OpenedPlan> => {
  const snapshot = await findSnapshot(tx, province, planId);
  if (!snapshot) throw new Error(`plan ${planId} has no snapshot`);
  const input = JSON.parse(await unpack(snapshot.input)) as EvaluateInput;
  const directory = directoryOf(input);
  let output: Promise<EvaluateOutput> | undefined;
  const results = new Map<string, readonly PlacedClaim[]>();
  return {
    input,
    standards: snapshot.standards,
    directory,
    storedOutput: () => {
      output ??= unpack(snapshot.output).then((text) => JSON.parse(text) as EvaluateOutput);
      return output;
    },
    resultsOf: (years) => {
      const key = years.join();
      const known = results.get(key);
      if (known) return known;
      const placed = placeClaims(evaluate({ ...input, years }, { standards: overridesOf(snapshot.standards) }), directory);
      results.set(key, placed);
      return placed;
    },
  };
};
