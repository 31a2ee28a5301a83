import type { Fen } from "@qiangyi/kernel";
import { sql } from "kysely";
import type { Tx } from "../platform/index.ts";
import type { Recorded } from "./recorded-row.ts";

export interface BudgetRow extends Recorded {
  readonly id: string;
  readonly line: string;
  readonly year: number;
  readonly amount: Fen;
  readonly source: string;
  /** One of the sources of 第二条; `source` says it in words. */
  readonly fundSource: string;
  /** What the size was set by, where the clause asks for it (5g-2022.art4.b). */
  readonly factors: Readonly<Record<string, string>>;
  readonly documentNumber: string;
  readonly reason: string | null;
  readonly corrections: number;
}

const columns = sql`id, line, year, amount_fen as amount, source, fund_source as "fundSource", factors, document_number as "documentNumber", reason, corrections,
  recorded_by as "recordedBy", recorded_name as "recordedName", recorded_at as "recordedAt"`;

/** The rows in force: of each line and year the one recorded last. */
export const currentBudgets = async (tx: Tx, province: string, year?: number): Promise<BudgetRow[]> =>
  (
    await sql<BudgetRow>`
      select distinct on (line, year) ${columns} from line_budget
      where province = ${province} and (${year ?? null}::int is null or year = ${year ?? null})
      order by line, year, corrections desc`.execute(tx)
  ).rows;

export const budgetHistory = async (tx: Tx, province: string, line: string, year: number): Promise<BudgetRow[]> =>
  (
    await sql<BudgetRow>`
      select ${columns} from line_budget where province = ${province} and line = ${line} and year = ${year}
      order by corrections desc`.execute(tx)
  ).rows;

type NewBudget = Omit<BudgetRow, "fundSource" | "factors"> & Partial<Pick<BudgetRow, "fundSource" | "factors">>;

/** Provincial public budget unless a row says otherwise. */
export const insertBudgets = async (tx: Tx, province: string, rows: readonly NewBudget[]): Promise<void> => {
  for (const row of rows) {
    await sql`
      insert into line_budget (province, id, line, year, amount_fen, source, fund_source, factors, document_number, reason, corrections, recorded_by, recorded_name, recorded_at)
      values (${province}, ${row.id}, ${row.line}, ${row.year}, ${row.amount}, ${row.source}, ${row.fundSource ?? "provincial-budget"}, ${JSON.stringify(row.factors ?? {})}::jsonb, ${row.documentNumber}, ${row.reason},
        ${row.corrections}, ${row.recordedBy}, ${row.recordedName}, ${row.recordedAt})`.execute(tx);
  }
};

/** One writer at a time to a table of evidence, so that two corrections of one row follow each other. */
export const lockEvidence = async (tx: Tx, province: string, table: string): Promise<void> => {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`allocations/${table}/${province}`}, 0))`.execute(tx);
};
