import type { AttributeRating, EvaluationKindName, EvaluationState, GoalFinding, GoalResult } from "@qiangyi/api";
import type { PlainDate } from "@qiangyi/kernel";

/** Migration 0038, as this room reads it. */
export interface StoredEvaluation {
  readonly id: string;
  readonly kind: EvaluationKindName;
  readonly year: number;
  readonly version: number;
  readonly asOf: PlainDate;
  readonly state: EvaluationState;
  readonly reason: string | null;
  /** As they stood when it was approved. */
  readonly findings: readonly GoalFinding[] | null;
  readonly draftedBy: string;
  readonly draftedName: string;
  readonly draftedAt: Date;
  readonly submittedBy: string | null;
  readonly submittedName: string | null;
  readonly submittedAt: Date | null;
  readonly returnedName: string | null;
  readonly returnedAt: Date | null;
  readonly returnReason: string | null;
  readonly approvedName: string | null;
  readonly approvedAt: Date | null;
}

interface Written {
  readonly evaluation: string;
  readonly goal: string;
  readonly version: number;
  readonly writtenBy: string;
  readonly writtenName: string;
  readonly writtenAt: Date;
}

export interface StoredJudgement extends Written {
  readonly attribute: string;
  readonly rating: AttributeRating | null;
  readonly text: string;
}

export interface StoredResult extends Written {
  readonly result: GoalResult | null;
  readonly reason: string | null;
}
