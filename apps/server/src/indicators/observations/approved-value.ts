import type { PlainDate } from "@qiangyi/kernel";

/**
 * A value as the last level approved it. Either `value`, or `label` (levels and grades), or `numerator` and `denominator`, of which one may be
 * missing: that is kept as reported and is no data. Numbers are exact decimal texts.
 */
export interface ApprovedValue {
  /** Institution id or six-digit region code. */
  readonly subject: string;
  /** Code in the dictionary. */
  readonly indicator: string;
  /** YYYY, YYYY-Qn, YYYY-MM or a day. */
  readonly period: string;
  readonly value?: string | null;
  readonly label?: string | null;
  readonly numerator?: string | null;
  readonly denominator?: string | null;
  readonly reportedOn: PlainDate;
  readonly dueOn: PlainDate | null;
  readonly approvedOn: PlainDate;
  readonly report: string | null;
  readonly source: "report" | "correction" | "loaded";
  /** Obligatory where the period has a value already: the new one is a correction of it. */
  readonly reason: string | null;
}

/** An approved value as it stands in the store. */
export interface StoredObservation {
  readonly subject: string;
  readonly indicator: string;
  readonly period: string;
  readonly version: number;
  /** The highest version that was approved by the as-of day. */
  readonly isCurrent: boolean;
  readonly beginsOn: PlainDate;
  readonly endsOn: PlainDate;
  readonly value: string | null;
  readonly label: string | null;
  readonly numerator: string | null;
  readonly denominator: string | null;
  readonly definition: number;
  /** Of the definitions up to this one, the latest that breaks the series; null where none does. */
  readonly afterBreak: number | null;
  readonly reportedOn: PlainDate;
  readonly dueOn: PlainDate | null;
  readonly approvedOn: PlainDate;
  readonly report: string | null;
  readonly source: "report" | "correction" | "loaded";
  readonly reason: string | null;
  readonly recordedName: string;
}
