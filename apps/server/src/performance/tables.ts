import type { DeductionSent } from "@qiangyi/api";
import type { Band, Cause, EvaluationPhase, Likelihood, ResultUse, SheetRow } from "@qiangyi/projects";

interface Key {
  province: string;
  project: string;
  year: number;
}
interface By {
  by_user: string;
  by_name: string;
  at: Date;
}

/** Rows of migration 0031. */
export type PerformanceTables = {
  performance_sheet: Key & By & { version: number; execution_weight: number };
  performance_sheet_row: Key & SheetRow & { version: number; seq: number };
  performance_monitoring: Key &
    By & {
      seq: number;
      sheet_version: number;
      month: number;
      budget_fen: bigint | null;
      spent_fen: bigint | null;
      measures: string;
    };
  performance_monitoring_row: Key & {
    seq: number;
    position: number;
    actual: string;
    likelihood: Likelihood;
    cause: Cause | null;
  };
  performance_self: Key &
    By & {
      version: number;
      sheet_version: number;
      initial_fen: bigint;
      adjusted_fen: bigint;
      carried_fen: bigint;
      spent_fen: bigint;
      explanation: string;
      execution_score: number;
      score: number;
      sha256: string;
    };
  performance_self_row: Key & {
    version: number;
    seq: number;
    actual: string;
    band: Band | null;
    share: number | null;
    sample_size: number | null;
    method: string | null;
    reason: string | null;
    score: number;
  };
  performance_signature: Key & By & { version: number; sha256: string };
  performance_review: Key &
    By & {
      version: number;
      self_version: number;
      phase: EvaluationPhase;
      conclusion: string;
      score: number;
      self_score: number;
      office: string;
    };
  performance_deduction: Key & DeductionSent & { version: number; seq: number };
  performance_use: Key &
    By & {
      seq: number;
      use: ResultUse;
      what: string;
      owner: string;
      due_on: string;
      source: "self" | "review";
      version: number;
      score: number;
    };
};
