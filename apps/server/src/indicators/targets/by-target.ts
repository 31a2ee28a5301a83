import type { Observation, TargetEvent } from "@qiangyi/policy/targets";
import type { TargetFacts } from "./evaluate.ts";

interface Facts {
  readonly observations: readonly Observation[];
  readonly events: readonly TargetEvent[];
  readonly notes?: ReadonlyMap<string, string>;
}

/** Facts of many targets, sorted out. */
export const byTarget = ({ observations, events, notes = new Map() }: Facts): ReadonlyMap<string, TargetFacts> => {
  const sorted = new Map<string, { observations?: Observation[]; events?: TargetEvent[]; note?: string }>();
  const of = (target: string) => sorted.get(target) ?? sorted.set(target, {}).get(target) ?? {};
  for (const each of observations) (of(each.target).observations ??= []).push(each);
  for (const each of events) (of(each.target).events ??= []).push(each);
  for (const [target, note] of notes) of(target).note = note;
  return sorted;
};
