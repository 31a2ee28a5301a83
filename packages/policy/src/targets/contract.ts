import type { PlainDate } from "@qiangyi/kernel";
import type { BuiltInScale } from "./scales.ts";

/** Plain decimal notation: "8.4". */
export type DecimalText = string;

export const operators = [
  "gte",
  "gt",
  "lte",
  "lt",
  "range",
  "range-strict",
  "eq",
  "reach-level",
  "rank-within",
  "grade",
] as const;
export type Operator = (typeof operators)[number];

export const periodKinds = [
  "annual-flow",
  "annual-ratio",
  "each-year",
  "stock",
  "increment",
  "assessment-year",
  "roster-share",
] as const;
export type PeriodKind = (typeof periodKinds)[number];

export interface YearValue {
  readonly year: number;
  readonly value: DecimalText;
}

/** What a target asks, whether it comes from the register or from the input. */
export interface TargetTerms {
  readonly id: string;
  readonly subject: string;
  readonly indicator: string;
  /** Of values and thresholds; "" where the indicator has none. */
  readonly unit: string;
  /** Null: the document sets no target for this subject. */
  readonly op?: Operator | null;
  readonly value?: string | null;
  readonly min?: DecimalText | null;
  readonly max?: DecimalText | null;
  /** Labels from lowest to best, or the name of a built-in scale. */
  readonly scale?: BuiltInScale | readonly string[] | null;
  readonly period: PeriodKind;
  readonly from?: number | null;
  /** A year, or a day for stock, increment and roster-share. */
  readonly by: number | PlainDate;
  readonly baselineDate?: PlainDate | null;
  readonly baseline?: YearValue | null;
  readonly milestones?: readonly YearValue[] | null;
  readonly per?: DecimalText | null;
  readonly roster?: readonly string[] | null;
  readonly clause?: string | null;
}

/** A target of the register, named by its clause, with a path of its own. */
export interface RegisterTargetPath {
  readonly id: string;
  readonly baseline?: YearValue | null;
  readonly milestones?: readonly YearValue[] | null;
}

export type AskedTarget = string | RegisterTargetPath | TargetTerms;

export const observationStates = ["draft", "submitted", "approved"] as const;
export type ObservationState = (typeof observationStates)[number];

export interface Observation {
  readonly target: string;
  /** YYYY, YYYY-Qn or YYYY-MM; a date or a year for stock, increment and ranks. */
  readonly period: string;
  readonly value?: string | null;
  readonly numerator?: DecimalText | null;
  readonly denominator?: DecimalText | null;
  readonly state: ObservationState;
  readonly reportedOn?: PlainDate | null;
  readonly dueOn?: PlainDate | null;
  readonly version: number;
}

/** Something that happened on a day and may end on another: an approval, a centre accepted. */
export interface TargetEvent {
  readonly target: string;
  readonly on: PlainDate;
  readonly withdrawnOn?: PlainDate | null;
  readonly name?: string | null;
}

export interface TargetsInput {
  readonly asOf: PlainDate;
  readonly targets: readonly AskedTarget[];
  readonly observations?: readonly Observation[] | null;
  readonly events?: readonly TargetEvent[] | null;
}

export type Verdict = "met" | "not-met" | "pending" | "no-data" | "no-target";

/** In the order in which an evaluation lists them. */
export const flags = [
  "above-range",
  "over",
  "short",
  "late-report",
  "corrected",
  "met-late",
  "met-early",
  "approximate",
  "inferred",
  "floor-reached",
] as const;
export type Flag = (typeof flags)[number];

export type Signal = "on-track" | "at-risk" | "behind" | "unpredictable";

export interface Gap {
  readonly value: DecimalText;
  readonly unit: string;
  /** The threshold itself does not meet the target: a little more than the gap is missing. */
  readonly strict: boolean;
}

export interface ExplainedStep {
  readonly text: string;
  readonly clause: string | null;
}

export interface Evaluation {
  readonly target: string;
  /** Null for the whole of a target of each year. */
  readonly year: number | null;
  readonly verdict: Verdict;
  readonly value: string | null;
  readonly display: string;
  readonly completion: DecimalText | null;
  readonly rawRatio: DecimalText | null;
  readonly rangePosition: DecimalText | null;
  readonly gap: Gap | null;
  readonly flags: readonly Flag[];
  readonly lateDays: number | null;
  readonly missing: readonly string[] | null;
  readonly signal: Signal | null;
  readonly required: DecimalText | null;
  readonly projected: DecimalText | null;
  readonly pathRatio: DecimalText | null;
  readonly used: readonly string[];
  readonly clauses: readonly string[];
  readonly explanation: readonly ExplainedStep[];
}

/** How many of a subject's targets are met; 无数据 and 待定 stay in the denominator. */
export interface SubjectSummary {
  readonly subject: string;
  readonly targets: number;
  readonly met: number;
  readonly notMet: number;
  readonly pending: number;
  readonly noData: number;
  readonly metRatio: DecimalText;
  readonly completeness: DecimalText;
}

export interface TargetsOutput {
  readonly asOf: PlainDate;
  readonly evaluations: readonly Evaluation[];
  readonly subjects: readonly SubjectSummary[];
}
