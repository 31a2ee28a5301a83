import { date, type PlainDate } from "@qiangyi/kernel";
import { type CoverageTerms, coverageLight, type Light, quotaLight } from "./lights.ts";
import { clauseOf, type Figure, type PlanPromise, type PromiseFinding, type PromiseRow, type Verdict } from "./promise.ts";

/** A promise of a number of people, places or things. */
export interface QuotaPromise extends PlanPromise {
  readonly lower: number;
  /** Equal to `lower` of an exact number; null where more is always welcome. */
  readonly upper: number | null;
}

/** The horizon that the plan's first goals and its three-year programme share (D9). */
export const firstHorizon: PlainDate = date("2025-12-31");

type Given = Omit<QuotaPromise, "clause" | "lead" | "due" | "isInferredDate"> &
  Partial<Pick<QuotaPromise, "lead" | "due" | "isInferredDate">> & { readonly name: string };

/** A promise with the first horizon inferred says so by `due: firstHorizon`. */
export const quotaPromise = ({ name, lead = ["省卫健委"], due = null, ...given }: Given): QuotaPromise => ({
  clause: clauseOf(name),
  lead,
  due,
  isInferredDate: due !== null,
  ...given,
});

export interface Counted {
  /** Null while nobody keeps the roster. */
  readonly achieved: number | null;
  readonly asOf: PlainDate;
  /** First day of the period; left out of a milestone. */
  readonly from?: PlainDate | null;
  /** The day of the promise where left out. */
  readonly to?: PlainDate | null;
  /** A step on the way to the lower bound. */
  readonly step?: number;
}

export interface QuotaVerdict {
  readonly verdict: Verdict;
  readonly shortBy: string | null;
  readonly remark: string | null;
  readonly light: Light;
  readonly expected: string | null;
  readonly ratio: string | null;
}

/** Below the bound is short, up to the upper bound met; above a range met with a remark, above an exact number above. */
export const judgeQuota = (
  { lower, upper, strength, due, unit }: QuotaPromise,
  { achieved, asOf, from = null, to = due, step }: Counted,
): QuotaVerdict => {
  const asked = step ?? lower;
  const light = quotaLight({ achieved, lower: asked, from, to, asOf, strength });
  if (achieved === null) return { verdict: "not-evaluable", shortBy: null, remark: null, ...light };
  const isAbove = upper !== null && achieved > upper;
  return {
    verdict: achieved < asked ? "short" : isAbove && upper === lower ? "above" : "met",
    shortBy: achieved < asked ? String(asked - achieved) : null,
    remark: isAbove ? `超过${upper === lower ? "" : "上限"}${upper}${counter(unit)}` : null,
    ...light,
  };
};

/** 名 of 名/年: the unit in which a single period is counted. */
export const counter = (unit: string): string => unit.split("/")[0] ?? unit;

/** 已有36所，要求不少于37所，差1所. */
export const quotaSentence = (
  promise: Pick<QuotaPromise, "unit" | "asked">,
  achieved: number | null,
  { verdict, shortBy }: Pick<QuotaVerdict, "verdict" | "shortBy">,
): string => {
  const unit = counter(promise.unit);
  if (achieved === null) return "名单尚未登记，无法判断";
  const outcome = verdict === "short" ? `差${shortBy}${unit}` : verdict === "above" ? "比要求多" : "达到要求";
  return `已有${achieved}${unit}，要求${promise.asked}，${outcome}`;
};

export const figure = (label: string, value: string | number | null, unit: string): Figure => ({
  label,
  value: value === null ? null : String(value),
  unit,
});

export interface QuotaFound {
  readonly counted: Counted;
  /** After the count itself. */
  readonly figures?: readonly Figure[];
  readonly open?: readonly string[];
  readonly rows?: readonly PromiseRow[];
  readonly countedAs: string;
  readonly remark?: string | null;
}

/** The finding of a promise that is one number. */
export const quotaFinding = (promise: QuotaPromise, found: QuotaFound): PromiseFinding => {
  const judged = judgeQuota(promise, found.counted);
  const { achieved } = found.counted;
  const remarks = [judged.remark, found.remark ?? null].filter((each) => each !== null);
  return {
    clause: promise.clause,
    title: promise.title,
    unit: promise.unit,
    figures: [figure(found.countedAs, achieved, counter(promise.unit)), ...(found.figures ?? [])],
    verdict: judged.verdict,
    shortBy: judged.shortBy,
    remark: remarks.length > 0 ? remarks.join("；") : null,
    light: judged.light,
    because: quotaSentence(promise, achieved, judged),
    open: found.open ?? [],
    ...(found.rows && { rows: found.rows }),
    isInferredDate: promise.isInferredDate,
  };
};

/** 全覆盖 is a milestone: nothing is expected of it before its day. */
export const lightOfCoverage = (
  { due, strength }: Pick<PlanPromise, "due" | "strength">,
  counted: Pick<CoverageTerms, "covered" | "members" | "asOf">,
): Light => coverageLight({ ...counted, from: null, to: due, strength }).light;

/** Something that stands in a list from a day on, until another. */
export interface Standing {
  readonly from: PlainDate | null;
  readonly until?: PlainDate | null | undefined;
}

/** On the day it ends it stands no more. */
export const stands = ({ from, until }: Standing, asOf: PlainDate): boolean =>
  from !== null && from <= asOf && (until === null || until === undefined || until > asOf);

/** Null of an empty list: nobody keeps it, which is not the same as nothing. */
export const countOf = <Entry>(entries: readonly Entry[], counts: (entry: Entry) => boolean): number | null =>
  entries.length === 0 ? null : entries.filter(counts).length;
