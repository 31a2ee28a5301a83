import { type PlainDate, yearOf } from "@qiangyi/kernel";
import type { TargetEvent } from "./contract.ts";
import type { FactsInForce } from "./facts-in-force.ts";
import { whole } from "./fraction.ts";
import { positionOrNumber } from "./reported-value.ts";
import type { Target } from "./target.ts";
import { hasEmptySide, isFractional, type Reading, ratioOf } from "./year-value.ts";

export interface DayReading extends Reading {
  /** The year that the value is of. */
  readonly year: number;
  /** Names of the roster without an event; null without a roster. */
  readonly missing: readonly string[] | null;
}

/** The stock, increment or roster share that holds on a day; undefined where nothing usable speaks of it. */
export const dayReading = (target: Target, facts: FactsInForce, day: PlainDate): DayReading | undefined =>
  facts.events.length > 0 ? counted(target, facts.events, day) : observed(target, facts, day);

/** A target with events of which none counts has 0; that is data. */
const counted = (target: Target, events: readonly TargetEvent[], day: PlainDate): DayReading => {
  const valid = events.filter((each) => counts(target, each, day));
  const count = { isUnusable: false, used: [], year: yearOf(day) };
  if (target.roster === null) return { ...count, value: whole(valid.length), missing: null };
  const named = new Set(valid.map(({ name }) => name));
  const missing = target.roster.filter((name) => !named.has(name));
  return { ...count, value: whole(target.roster.length - missing.length), missing };
};

const counts = ({ baselineDate, period }: Target, { on, withdrawnOn }: TargetEvent, day: PlainDate): boolean =>
  on <= day &&
  (!withdrawnOn || withdrawnOn > day) &&
  // 新增: an approval on the baseline day belongs to what was there before.
  (period !== "increment" || baselineDate === null || on > baselineDate);

const observed = (target: Target, { observations }: FactsInForce, day: PlainDate): DayReading | undefined => {
  const latest = observations.findLast(({ span }) => span.day <= day);
  if (latest === undefined) return undefined;
  const found = { used: [latest], year: latest.span.year, missing: null };
  if (!isFractional(latest)) return { ...found, value: positionOrNumber(target.goal, latest.value ?? ""), isUnusable: false };
  return hasEmptySide(latest) ? { ...found, value: null, isUnusable: true } : { ...found, ...ratioOf(target, [latest]) };
};
