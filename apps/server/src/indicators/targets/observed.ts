import { grouped, type PlainDate } from "@qiangyi/kernel";
import type { Actor, Tx } from "../../platform/index.ts";
import {
  breaksOf,
  type KeptYear,
  keptYears,
  type ObservedValue,
  observationsOfYears,
  type Series,
  type YearsOfSeries,
} from "../observations/index.ts";
import type { TargetInForce } from "./targets.store.ts";
import { inPlaceOfPeriods, type YearsInFull, yearsInFull } from "./years-in-full.ts";

/**
 * How much of the past is read. "by-year": years of which no single period is looked at come as one value each, so that an evaluation costs the same
 * however long the history is; every answer of the engine and every line of a board is the same as with "whole".
 */
export type Past = "whole" | "by-year";

export interface Observed {
  /** By `seriesKey`. */
  readonly values: ReadonlyMap<string, readonly ObservedValue[]>;
  /** By indicator, the versions of the definition that break the series. */
  readonly breaks: ReadonlyMap<string, readonly number[]>;
}

export const seriesKey = ({ subject, indicator }: Series): string => `${subject}/${indicator}`;

/** What was approved for these targets by the as-of day, within the actor's scope. */
export const observedFor = async (
  tx: Tx,
  actor: Actor,
  targets: readonly TargetInForce[],
  { asOf, past }: { readonly asOf: PlainDate; readonly past: Past },
): Promise<Observed> => {
  const series = [...grouped(targets, seriesKey).values()].flatMap((of) => of.slice(0, 1));
  const breaks = await breaksOf(
    tx,
    actor,
    series.map(({ indicator }) => indicator),
  );
  const kept = past === "whole" ? [] : await keptYears(tx, actor, series);
  const keptOf = grouped(kept, seriesKey);
  const asked = [...grouped(targets, seriesKey)].map(([key, of]) => {
    const years = keptOf.get(key) ?? [];
    const known = { asOf, breaks: breaks.get(of[0]?.indicator ?? "") ?? [] };
    const full = past === "whole" ? "all" : together(of.map((target) => yearsInFull(target, years, known)));
    return { of, full, years };
  });
  const read = await observationsOfYears(tx, actor, { years: asked.flatMap(toRead), asOf });
  return { values: grouped([...asked.flatMap(condensed), ...read], seriesKey), breaks };
};

/** Targets of one series read it together. */
const together = (wishes: readonly YearsInFull[]): YearsInFull =>
  wishes.includes("all") ? "all" : new Set(wishes.flatMap((years) => (years === "all" ? [] : [...years])));

interface Asked {
  readonly of: readonly TargetInForce[];
  readonly full: YearsInFull;
  readonly years: readonly KeptYear[];
}

const [firstYear, lastYear] = [1900, 2199];

/** Years that follow each other are one span. */
const toRead = ({ of, full, years }: Asked): YearsOfSeries[] => {
  const [target] = of;
  if (target === undefined) return [];
  const { subject, indicator } = target;
  if (full === "all") return [{ subject, indicator, from: firstYear, to: lastYear }];
  const spans: { from: number; to: number }[] = [];
  for (const year of years.map((each) => each.year).toSorted((a, b) => a - b)) {
    if (!full.has(year)) continue;
    const last = spans.at(-1);
    if (last?.to === year - 1) last.to = year;
    else spans.push({ from: year, to: year });
  }
  return spans.map((span) => ({ subject, indicator, ...span }));
};

const condensed = ({ of, full, years }: Asked): ObservedValue[] => {
  const [target] = of;
  if (target === undefined || full === "all") return [];
  return years.filter(({ year }) => !full.has(year)).map((year) => inPlaceOfPeriods(target, year));
};
