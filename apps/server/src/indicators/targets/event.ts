import type { Refusal } from "@qiangyi/kernel";
import type { Actor, Place } from "../../platform/index.ts";

/** What has happened to a recorded item so far. */
export interface EventState {
  readonly recordedBy: string;
  readonly recordedLevel: string;
  readonly confirmedOn: string | null;
  readonly withdrawnOn: string | null;
}

export type ConfirmRefusal =
  | Refusal<"not-a-checker">
  | Refusal<"event-withdrawn">
  | Refusal<"already-confirmed">
  | Refusal<"own-event">
  | Refusal<"not-the-upper-level">;

export type WithdrawRefusal = Refusal<"not-a-checker"> | Refusal<"event-withdrawn"> | Refusal<"not-the-upper-level">;

const heights: Readonly<Record<string, number>> = { unit: 0, county: 1, city: 2, province: 3, system: 3 };
const heightOf = (level: string): number => heights[level] ?? -1;

/** Of what the province itself recorded another person of the province is the upper level: there is none above. */
const isAbove = ({ level }: Actor, recordedLevel: string): boolean =>
  heightOf(level) > heightOf(recordedLevel) || (heightOf(level) === 3 && heightOf(recordedLevel) === 3);

export const mayConfirm = (actor: Actor, event: EventState): ConfirmRefusal["code"] | undefined => {
  if (!actor.permissions.has("indicators.check")) return "not-a-checker";
  if (event.withdrawnOn !== null) return "event-withdrawn";
  if (event.confirmedOn !== null) return "already-confirmed";
  // Who stands in for the recorder is no second person.
  const delegator = actor.delegatedFrom?.get("indicators.check")?.userId;
  if (event.recordedBy === actor.userId || event.recordedBy === delegator) return "own-event";
  return isAbove(actor, event.recordedLevel) ? undefined : "not-the-upper-level";
};

export const mayWithdraw = (actor: Actor, event: EventState): WithdrawRefusal["code"] | undefined => {
  if (!actor.permissions.has("indicators.check")) return "not-a-checker";
  if (event.withdrawnOn !== null) return "event-withdrawn";
  return isAbove(actor, event.recordedLevel) ? undefined : "not-the-upper-level";
};

/** The very place, not one below it: a level records what is its own. */
export const isOwn = (actor: Actor, { city, county, institution }: Place): boolean => {
  switch (actor.level) {
    case "province":
      return city === null && institution === null;
    case "city":
      return city === actor.city && county === null && institution === null;
    case "county":
      return county === actor.county && institution === null;
    case "unit":
      return institution !== null && institution === actor.institution;
    default:
      return false;
  }
};
