import type { PlainDate } from "@qiangyi/kernel";
import type { Light, Strength } from "./lights.ts";

/** What a clause of the provincial plan asks for, as its card prints it. */
export interface PlanPromise {
  readonly clause: string;
  /** Place in the document: 二（一）1. */
  readonly ref: string;
  readonly title: string;
  readonly unit: string;
  /** The figure or direction in a few words: 每年450—500名. */
  readonly asked: string;
  readonly lead: readonly string[];
  readonly strength: Strength;
  /** Last day; null of a promise of each year, each batch or without a date. */
  readonly due: PlainDate | null;
  /** The plan prints no date: the horizon of its first goals, 2025-12-31, is taken. */
  readonly isInferredDate: boolean;
}

/** One value with its label; values that mean different things (选定, 达标) are never merged into one. */
export interface Figure {
  readonly label: string;
  /** Plain decimal or words; null where nobody reported. */
  readonly value: string | null;
  readonly unit: string;
}

/** above: more than an exact figure. A range that is exceeded is met, with a remark. */
export type Verdict = "met" | "short" | "above" | "not-evaluable";

/** Part of a promise: a county, a batch, a year, an institution. */
export interface PromiseRow {
  readonly name: string;
  readonly figures: readonly Figure[];
  readonly light: Light;
  readonly remark: string | null;
}

/** How one promise stands on one day. */
export interface PromiseFinding {
  readonly clause: string;
  readonly title: string;
  readonly unit: string;
  readonly figures: readonly Figure[];
  /** Null where the clause only asks to report. */
  readonly verdict: Verdict | null;
  /** In the unit of the promise. */
  readonly shortBy: string | null;
  readonly remark: string | null;
  readonly light: Light;
  /** One sentence. */
  readonly because: string;
  /** Names of counties, hospitals, units that are still missing. */
  readonly open: readonly string[];
  readonly rows?: readonly PromiseRow[];
  readonly isInferredDate: boolean;
}

/** The finding of a promise: what the promise itself says, and what was found. */
export const findingOf = (
  { clause, title, unit, isInferredDate }: PlanPromise,
  found: Omit<PromiseFinding, "clause" | "title" | "unit" | "isInferredDate">,
): PromiseFinding => ({ clause, title, unit, isInferredDate, ...found });

/** A clause of this plan by the end of its name: s1.1.agp-quota. */
export const clauseOf = (name: string): string => `service-system-2023.${name}`;
