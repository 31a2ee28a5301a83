import { daysBetween, type PlainDate } from "@qiangyi/kernel";
import type { Observation, TargetEvent, TargetsInput } from "./contract.ts";
import { type Period, parsePeriod } from "./period.ts";

export interface DatedObservation extends Observation {
  readonly span: Period;
}

/** What is known about one target on the as-of day, independent of the order in which it was given. */
export interface FactsInForce {
  readonly asOf: PlainDate;
  /** Of each period the highest version that was approved and reported by then, in the order of their last days. */
  readonly observations: readonly DatedObservation[];
  readonly events: readonly TargetEvent[];
}

/**
 * Sorts the facts by target and leaves out whatever was not there on the as-of day: later reports, later events and everything not
 * approved. Nothing downstream can see them, so an old report comes out the same for ever.
 */
export const factsInForce = ({ asOf, observations, events }: TargetsInput): ReadonlyMap<string, FactsInForce> => {
  const observed = new Map<string, Map<string, Observation>>();
  for (const each of observations ?? []) {
    if (each.state !== "approved" || !each.reportedOn || each.reportedOn > asOf) continue;
    const ofTarget = within(observed, each.target, () => new Map<string, Observation>());
    const before = ofTarget.get(each.period);
    if (before === undefined || before.version < each.version) ofTarget.set(each.period, each);
  }
  const happened = new Map<string, TargetEvent[]>();
  for (const each of events ?? []) if (each.on <= asOf) within(happened, each.target, () => []).push(each);

  return new Map(
    [...new Set([...observed.keys(), ...happened.keys()])].map((target) => [
      target,
      {
        asOf,
        observations: [...(observed.get(target)?.values() ?? [])].map(dated).toSorted(byDayThenPeriod),
        events: happened.get(target) ?? [],
      },
    ]),
  );
};

const within = <Value>(map: Map<string, Value>, key: string, fresh: () => Value): Value => {
  const found = map.get(key) ?? fresh();
  map.set(key, found);
  return found;
};

const dated = (observation: Observation): DatedObservation => {
  const span = parsePeriod(observation.period);
  if (span === undefined) throw new RangeError(`Observation of ${observation.target}: no period ${observation.period}`);
  return { ...observation, span };
};

const byDayThenPeriod = (a: DatedObservation, b: DatedObservation): number =>
  a.span.day === b.span.day ? (a.period < b.period ? -1 : 1) : a.span.day < b.span.day ? -1 : 1;

/** "2024", of a corrected one "2024#2". */
export const nameOf = ({ period, version }: Observation): string => (version > 1 ? `${period}#${version}` : period);

/** Days after the day on which the report was due; 0 for one in time or without such a day. */
export const daysLate = ({ reportedOn, dueOn }: Observation): number =>
  reportedOn && dueOn && reportedOn > dueOn ? daysBetween(dueOn, reportedOn) : 0;
