import type { Earmark } from "@qiangyi/ledger";
import type { Generated, JSONColumnType } from "kysely";

export type Disposal = "continue" | "recover" | "reallocate";

/** Rows of migration 0027. */
export type YearEndTables = {
  carry_over_item: CarryOverItemTable;
  execution_target: ExecutionTargetTable;
};

export interface CarryOverItemTable {
  province: string;
  id: string;
  book: string;
  keeper: "finance" | "unit";
  bureau: string;
  city: string | null;
  county: string | null;
  institution: string | null;
  holder_name: string;
  earmark_id: string;
  earmark: JSONColumnType<Earmark>;
  title: string;
  line: string;
  project: string | null;
  year: number;
  year_end: number;
  kind: "carried" | "surplus";
  received_fen: bigint;
  paid_fen: bigint;
  unspent_fen: bigint;
  prepaid_fen: bigint;
  reason: string | null;
  reason_by: string | null;
  reason_at: Date | null;
  state: Generated<"open" | "disposed">;
  disposal: Disposal | null;
  rule: string | null;
  document_number: string | null;
  target_line: string | null;
  decided_by: string | null;
  decided_name: string | null;
  decided_at: Date | null;
  due_on: string | null;
  opened_by: string;
  opened_at: Date;
  version: Generated<number>;
}

interface ExecutionTargetTable {
  province: string;
  id: string;
  year: number;
  month: number;
  line: string;
  percent: number;
  source: string;
  corrections: Generated<number>;
  recorded_by: string;
  recorded_name: string;
  recorded_at: Date;
}
