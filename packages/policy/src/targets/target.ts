import { date, endOfYear, type PlainDate, yearOf } from "@qiangyi/kernel";
import type { PeriodKind, TargetTerms, YearValue } from "./contract.ts";
import { decimal, type Fraction, fraction } from "./fraction.ts";
import { labelsOf, numbersOf } from "./scales.ts";

/** What has to hold of a value. Labels of a scale are values too: their position, 0 for the lowest. */
export type Goal =
  | { readonly op: "gte" | "gt" | "lte" | "lt"; readonly value: Fraction }
  | { readonly op: "eq"; readonly value: Fraction; readonly tolerance: Fraction | null }
  | { readonly op: "range" | "range-strict"; readonly min: Fraction; readonly max: Fraction }
  | { readonly op: "rank-within"; readonly value: Fraction }
  | {
      readonly op: "reach-level" | "grade";
      readonly value: Fraction;
      readonly labels: readonly string[];
      readonly numbers: readonly Fraction[] | null;
    }
  | { readonly op: null };

export interface YearPoint {
  readonly year: number;
  readonly value: Fraction;
}

/** A target with its texts read. */
export interface Target {
  readonly id: string;
  readonly subject: string;
  readonly indicator: string;
  readonly unit: string;
  readonly goal: Goal;
  readonly period: PeriodKind;
  readonly from: number;
  readonly year: number;
  /** The day on which a stock is judged: the last of the target year unless the target names one. */
  readonly day: PlainDate;
  readonly baselineDate: PlainDate | null;
  readonly baseline: YearPoint | null;
  readonly milestones: readonly YearPoint[];
  readonly per: Fraction;
  readonly roster: readonly string[] | null;
  readonly clause: string | null;
  readonly remarks: TargetRemarks;
}

/** What the register says of a target and an inline target cannot. */
export interface TargetRemarks {
  /** 推定: its day is not printed. */
  readonly isInferred?: boolean;
  /** 约: within so many per cent of an exact number it is met. */
  readonly tolerancePercent?: string;
  /** Printed in 万, counted in ones. */
  readonly isPrintedInTenThousands?: boolean;
  /** The numerator counts some of what the denominator counts, so it cannot be larger. */
  readonly isPartOfWhole?: boolean;
  /** Values outside are slips of the pen. */
  readonly plausible?: { readonly min: string; readonly max: string };
  /** Sums up other targets, so that a met ratio does not count it a second time. */
  readonly isRollUp?: boolean;
}

export interface RegisterTarget extends TargetTerms, TargetRemarks {}

const hundred = fraction(100n);

export const readTarget = (terms: RegisterTarget): Target => {
  const goal = readGoal(terms);
  const year = typeof terms.by === "number" ? terms.by : yearOf(terms.by);
  const isOrdinal = isOrdinalGoal(goal);
  return {
    id: terms.id,
    subject: terms.subject,
    indicator: terms.indicator,
    unit: terms.unit,
    goal,
    period: terms.period,
    from: terms.from ?? year,
    year,
    day: typeof terms.by === "number" ? endOfYear(year) : date(terms.by),
    baselineDate: terms.baselineDate ?? null,
    // Levels, ranks and grades have an order and no distances, so no path runs through them.
    baseline: isOrdinal || !terms.baseline ? null : readPoint(terms.baseline),
    milestones: isOrdinal ? [] : (terms.milestones ?? []).map(readPoint).toSorted((a, b) => a.year - b.year),
    per: terms.per ? decimal(terms.per) : terms.unit === "%" ? hundred : fraction(1n),
    roster: terms.roster && terms.roster.length > 0 ? terms.roster : null,
    clause: terms.clause ?? null,
    remarks: terms,
  };
};

const readPoint = ({ year, value }: YearValue): YearPoint => ({ year, value: decimal(value) });

const readGoal = ({ op = null, value, min, max, scale, tolerancePercent }: RegisterTarget): Goal => {
  switch (op) {
    case null:
      return { op };
    case "range":
    case "range-strict":
      return { op, min: decimal(min ?? ""), max: decimal(max ?? "") };
    case "reach-level":
    case "grade": {
      const labels = labelsOf(scale ?? "grade");
      return { op, labels, numbers: numbersOf(labels) ?? null, value: fraction(BigInt(labels.indexOf(value ?? ""))) };
    }
    case "eq":
      return { op, value: decimal(value ?? ""), tolerance: tolerancePercent ? decimal(tolerancePercent) : null };
    default:
      return { op, value: decimal(value ?? "") };
  }
};

export const isOrdinalGoal = ({ op }: Goal): boolean => op === "reach-level" || op === "rank-within" || op === "grade";

/** The value that an indicator grows or falls towards: of a range its lower bound. */
export const thresholdOf = (goal: Goal): Fraction | null => (goal.op === null ? null : "min" in goal ? goal.min : goal.value);
