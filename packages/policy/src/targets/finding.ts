import { endOfYear, type PlainDate, yearOf } from "@qiangyi/kernel";
import type { Flag, Verdict } from "./contract.ts";
import { type DayReading, dayReading } from "./day-value.ts";
import type { DatedObservation, FactsInForce } from "./facts-in-force.ts";
import type { Fraction } from "./fraction.ts";
import { hasFloor, meetsGoal } from "./judge-value.ts";
import { positionOrNumber } from "./reported-value.ts";
import type { Goal, Target } from "./target.ts";
import { type YearReading, yearReading } from "./year-value.ts";

/** The verdict of a target and the value that it rests on, before anything is calculated from that value. */
export interface Finding {
  readonly verdict: Verdict;
  readonly value: Fraction | null;
  readonly used: readonly DatedObservation[];
  readonly flags: readonly Flag[];
  readonly missing: readonly string[] | null;
}

export const findTarget = (target: Target, facts: FactsInForce): Finding => {
  switch (target.period) {
    case "stock":
    case "increment":
    case "roster-share":
      return findOnDay(target, facts);
    case "assessment-year":
      return findAssessment(target, facts);
    default:
      return findYear(target, facts, target.year);
  }
};

const nothing = { value: null, used: [], flags: [], missing: null };

/** One calendar year of a sum or a ratio: final when it is over and complete. */
export const findYear = (target: Target, facts: FactsInForce, year: number): Finding => {
  const reading = yearReading(target, facts, year);
  const isOver = facts.asOf > endOfYear(year);
  if (reading === undefined) return isOver ? { ...nothing, verdict: "no-data" } : beforeItsData(target, facts, year);
  const { value, used, isComplete, isUnusable } = reading;
  if (isUnusable) return { ...nothing, verdict: "no-data", used };
  const isFinal = isOver && isComplete && value !== null;
  if (isFinal) return { ...nothing, verdict: verdictOf(target.goal, value), value, used };
  const isFloorReached = value !== null && isSum(target, reading) && hasFloor(target.goal) && meets(target.goal, value);
  return { ...nothing, verdict: pendingUnlessUnset(target.goal), value, used, flags: isFloorReached ? ["floor-reached"] : [] };
};

const isSum = ({ period, unit }: Target, { used }: YearReading): boolean =>
  period === "annual-flow" ||
  (period === "each-year" && unit !== "%" && used.every(({ value }) => value !== undefined && value !== null));

/** For orientation until the target year has data: the latest complete year before it. */
const beforeItsData = (target: Target, facts: FactsInForce, year: number): Finding => {
  const verdict = pendingUnlessUnset(target.goal);
  const latest = target.period === "each-year" ? undefined : latestCompleteYear(target, facts, { after: 0, upTo: year - 1 });
  return latest === undefined ? { ...nothing, verdict } : early(target.goal, latest);
};

const early = (goal: Goal, { value, used }: CompleteYear): Finding => ({
  ...nothing,
  verdict: pendingUnlessUnset(goal),
  value,
  used,
  flags: meets(goal, value) ? ["met-early"] : [],
});

const findAssessment = (target: Target, facts: FactsInForce): Finding => {
  const latest = latestCompleteYear(target, facts, { after: 0, upTo: target.year });
  if (latest === undefined) return { ...nothing, verdict: pendingUnlessUnset(target.goal) };
  if (latest.year < target.year) return early(target.goal, latest);
  return { ...nothing, verdict: verdictOf(target.goal, latest.value), value: latest.value, used: latest.used };
};

const findOnDay = (target: Target, facts: FactsInForce): Finding => {
  const isPast = facts.asOf > target.day;
  const reading = dayReading(target, facts, isPast ? target.day : facts.asOf);
  if (reading === undefined)
    return isPast
      ? { ...nothing, verdict: "no-data", flags: lateFlag(target, facts) }
      : { ...nothing, verdict: pendingUnlessUnset(target.goal) };
  const { value, used, missing } = reading;
  if (value === null) return { ...nothing, verdict: "no-data", used, flags: isPast ? lateFlag(target, facts) : [] };
  if (isPast) {
    const verdict = verdictOf(target.goal, value);
    return { verdict, value, used, missing, flags: verdict === "not-met" ? lateFlag(target, facts) : [] };
  }
  return { verdict: pendingUnlessUnset(target.goal), value, used, missing, flags: earlyFlag(target, reading) };
};

/** 提前达标 is said of an earlier year; inside the target year a value is simply on its way. */
const earlyFlag = ({ goal, year }: Target, reading: DayReading): readonly Flag[] =>
  reading.year < year && reading.value !== null && meets(goal, reading.value) ? ["met-early"] : [];

/** 逾期达到: missed on its day, reached by now. */
const lateFlag = (target: Target, facts: FactsInForce): readonly Flag[] => {
  const now = dayReading(target, facts, facts.asOf)?.value ?? null;
  return now !== null && meets(target.goal, now) ? ["met-late"] : [];
};

const meets = (goal: Goal, value: Fraction): boolean => goal.op !== null && meetsGoal(goal, value);

const verdictOf = (goal: Goal, value: Fraction): Verdict =>
  goal.op === null ? "no-target" : meetsGoal(goal, value) ? "met" : "not-met";

const pendingUnlessUnset = ({ op }: Goal): Verdict => (op === null ? "no-target" : "pending");

export interface CompleteYear {
  readonly year: number;
  readonly value: Fraction;
  readonly used: readonly DatedObservation[];
}

/** The latest year in a span whose value is known in full; for stocks one that has ended with its day. */
export const latestCompleteYear = (
  target: Target,
  facts: FactsInForce,
  { after, upTo }: { readonly after: number; readonly upTo: number },
): CompleteYear | undefined => {
  for (const year of yearsWithFacts(facts, upTo)) {
    if (year <= after) return undefined;
    const reading = completeReading(target, facts, year);
    if (reading !== undefined && reading.value !== null) return { year, value: reading.value, used: reading.used };
  }
  return undefined;
};

/** Latest first. A stock of events stands in every year from the first event on. */
const yearsWithFacts = ({ observations, events, asOf }: FactsInForce, upTo: number): readonly number[] => {
  const first = events.reduce((least, { on }) => Math.min(least, yearOf(on)), yearOf(asOf) + 1);
  const ofEvents = Array.from({ length: yearOf(asOf) + 1 - first }, (_, index) => first + index);
  const years = new Set([...observations.map(({ span }) => span.year), ...ofEvents]);
  return [...years].filter((year) => year <= upTo).toSorted((a, b) => b - a);
};

const completeReading = (
  target: Target,
  facts: FactsInForce,
  year: number,
): { readonly value: Fraction | null; readonly used: readonly DatedObservation[] } | undefined => {
  switch (target.period) {
    case "stock":
    case "increment":
    case "roster-share":
      return readingAtYearEnd(target, facts, year === target.year ? target.day : endOfYear(year));
    case "assessment-year": {
      const result = facts.observations.find(({ span }) => span.year === year);
      return result && { value: positionOrNumber(target.goal, result.value ?? ""), used: [result] };
    }
    default: {
      const reading = yearReading(target, facts, year);
      return reading?.isComplete ? reading : undefined;
    }
  }
};

const readingAtYearEnd = (target: Target, facts: FactsInForce, day: PlainDate): DayReading | undefined => {
  if (facts.asOf < day) return undefined;
  const reading = dayReading(target, facts, day);
  return reading?.year === yearOf(day) ? reading : undefined;
};
