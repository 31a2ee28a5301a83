import type { FundingLineId } from "../funding-line.ts";

/** What is about to be recorded or decided; a requirement is tested on one occasion. */
export type Occasion =
  | "booking"
  | "budget"
  | "configuration"
  | "openness"
  | "project"
  | "argument"
  | "audit"
  | "annual-target"
  | "proposal"
  | "linkage"
  | "application"
  | "selection"
  | "targets"
  | "acceptance"
  | "qualification-review"
  | "certification"
  | "secondment"
  | "secondment-closure"
  | "training-route"
  | "scholar-placement"
  | "scholar-listing"
  | "tuition-payment";

/** refuse: nothing is recorded; decide: it waits for a recorded decision; warn: it is recorded and the gap is shown. */
export type Effect = "refuse" | "decide" | "warn";

export type ConductCode =
  | "AGREEMENT_REQUIRED"
  | "APPLICATION_INCOMPLETE"
  | "ARGUMENT_INCOMPLETE"
  | "AUDIT_INCOMPLETE"
  | "BASE_NOT_ELIGIBLE"
  | "CLASS_REQUIRED"
  | "COST_BORNE_BY_SENDER"
  | "COUNTERSIGN_REQUIRED"
  | "COUNTY_COST_NOT_PROVINCIAL"
  | "DECISION_REQUIRED"
  | "EMPHASIS_REQUIRED"
  | "EVIDENCE_REQUIRED"
  | "FUND_SOURCE_REQUIRED"
  | "JUSTIFICATION_REQUIRED"
  | "LINKAGE_DECISION_REQUIRED"
  | "LIST_NOT_CONFIRMED"
  | "MAIN_USE_BELOW_SHARE"
  | "OBJECTIVE_LINK_REQUIRED"
  | "OUT_OF_PROGRAMME_SCOPE"
  | "PERFORMANCE_STAGE_MISSING"
  | "PLAN_REQUIRED"
  | "POINT_LIMIT_EXCEEDED"
  | "PROCUREMENT_REQUIRED"
  | "QUOTA_EXCEEDED"
  | "RESULT_MISSING"
  | "REVIEW_COST_NOT_DIRECT"
  | "REVIEW_REQUIRED"
  | "SENIORITY_NOT_ELIGIBLE"
  | "SERVICE_TERM_EXCEEDED"
  | "SOURCE_REQUIRED"
  | "STANDARD_MISMATCH"
  | "STANDARD_NOT_SET"
  | "STEP_ORDER"
  | "TARGET_REQUIRED"
  | "TIER_CONFLICT"
  | "TITLE_NOT_ELIGIBLE"
  | "TUTOR_MISSING"
  | "USE_OUT_OF_SCOPE"
  | "WRONG_INSTITUTION_TYPE";

/** A value of a record as rooms hold it; undefined and null are "not given". */
export type Given = string | number | boolean | null | undefined | readonly Given[] | { readonly [name: string]: Given };
export type GivenRecord = { readonly [name: string]: Given };

export interface Requirement {
  readonly on: Occasion;
  /** Left out: every line. */
  readonly lines?: readonly FundingLineId[];
  readonly field: string;
  /** What officials call the field; a refusal names it. */
  readonly label: string;
  readonly clause: string;
  readonly code: ConductCode;
  readonly effect: Effect | ((record: GivenRecord) => Effect);
  /** Left out: the field must be stated. */
  readonly holds?: (value: Given, record: GivenRecord) => boolean;
  /** Left out: 缺少“label”. */
  readonly text?: string;
}

/** Why a record does not pass, for the person who made it. */
export interface Finding {
  readonly code: ConductCode;
  readonly effect: Effect;
  /** The part of the record it is about; null for the whole of it. */
  readonly field: string | null;
  readonly text: string;
  readonly clause: string;
}

export interface Verdict {
  /** False when any finding refuses or waits for a decision. */
  readonly accepted: boolean;
  /** In the order of the requirements. */
  readonly findings: readonly Finding[];
}

export const verdictOf = (findings: readonly Finding[]): Verdict => ({
  accepted: findings.every(({ effect }) => effect === "warn"),
  findings,
});

export const finding = (
  code: ConductCode,
  clause: string,
  text: string,
  { field = null, effect = "refuse" }: { field?: string | null; effect?: Effect } = {},
): Finding => ({ code, effect, field, text, clause });

/** Tests one record against its requirements; every failing one is named, not only the first. */
export const checkAgainst = (requirements: readonly Requirement[], record: GivenRecord): Verdict =>
  verdictOf(
    requirements
      .filter(({ field, holds = isStated }) => !holds(record[field], record))
      .map(({ code, clause, text, label, field, effect }) =>
        finding(code, clause, text ?? `缺少“${label}”`, {
          field,
          effect: typeof effect === "function" ? effect(record) : effect,
        }),
      ),
  );

/** Blank text, an empty list and "no" state nothing; zero is a number like others. */
export const isStated = (value: Given): boolean => {
  if (typeof value === "string") return value.trim() !== "";
  if (typeof value === "number") return Number.isFinite(value);
  if (Array.isArray(value)) return value.length > 0;
  return value !== null && value !== undefined && value !== false;
};

export const isOneOf =
  (...allowed: readonly Given[]) =>
  (value: Given): boolean =>
    allowed.includes(value);

export const isAtLeastOne = (value: Given): boolean => typeof value === "number" && value >= 1;
