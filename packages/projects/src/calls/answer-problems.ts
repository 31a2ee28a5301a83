import type { PlainDate } from "@qiangyi/kernel";
import type { Mark } from "./definition.ts";

/** Answers by the id of their question, as JSON; `budget` and `targets` beside them. */
export type Answers = Readonly<Record<string, unknown>>;

export type AnswerProblemCode =
  | "APPLICATION_INCOMPLETE"
  | "ANSWER_MISFIT"
  | "UNKNOWN_QUESTION"
  | "DATE_ORDER"
  | "TOTAL_MISMATCH"
  | "BUDGET_ROW_INCOMPLETE"
  | "SUPPORT_CAP_EXCEEDED"
  | "NOT_ELIGIBLE"
  | "AGE_OVER_LIMIT"
  | "TITLE_TOO_LOW"
  | "NOTE_REQUIRED"
  | "OUTSIDE_USE_SCOPE"
  | "OUTSIDE_FOCUS";

/**
 * One thing that is wrong, with its place: question, or question.row.column ("estimate.2.amount", rows from 0), "budget.0.task",
 * "budget.total.2026", "material:approval", "institution". A warning is shown and hinders nothing.
 */
export interface AnswerProblem {
  readonly path: string;
  readonly code: AnswerProblemCode;
  readonly message: string;
  readonly clause?: string;
  readonly severity: "error" | "warning";
}

/** What the platform knows of the unit that declares; codes of affiliation, tier, class and ownership as in the registry. */
export interface DeclaringInstitution {
  readonly id: string;
  readonly name: string;
  readonly ownership: string;
  readonly affiliation: string;
  readonly tier: string;
  readonly class: string;
  readonly region: string;
  /** Marks that the organiser of the programme has set and that stand today. */
  readonly marks: readonly Mark[];
}

export interface CallDates {
  readonly opensOn: PlainDate;
  readonly closesOn: PlainDate;
  /** The day on which age and title are judged. */
  readonly referenceOn: PlainDate;
}

export interface AnswerContext {
  readonly institution: DeclaringInstitution;
  readonly dates: CallDates;
}

/** A file that came with the declaration. */
export interface Attached {
  readonly material: string;
}

export const problem = (
  path: string,
  code: AnswerProblemCode,
  message: string,
  { clause, severity = "error" }: { readonly clause?: string | undefined; readonly severity?: "error" | "warning" } = {},
): AnswerProblem => ({ path, code, message, severity, ...(clause !== undefined && { clause }) });
