import type { Fen, PlainDate } from "@qiangyi/kernel";
import { sql } from "kysely";
import type { Tx } from "../platform/index.ts";
import type { Recorded } from "./recorded-row.ts";

export interface InvestmentRow extends Recorded {
  readonly id: string;
  readonly line: string;
  readonly year: number;
  readonly quantity: number;
  readonly standard: Fen;
  readonly sourceMix: string;
  readonly approvedOn: PlainDate;
  readonly documentNumber: string;
  readonly reason: string | null;
  readonly corrections: number;
}

export const currentInvestment = async (tx: Tx, province: string, year: number): Promise<(InvestmentRow & { total: Fen })[]> =>
  (
    await sql<InvestmentRow & { total: Fen }>`
      select distinct on (line) id, line, year, quantity, standard_fen as standard, total_fen as total, source_mix as "sourceMix",
        approved_on as "approvedOn", document_number as "documentNumber", reason, corrections,
        recorded_by as "recordedBy", recorded_name as "recordedName", recorded_at as "recordedAt"
      from investment_item where province = ${province} and year = ${year} order by line, corrections desc`.execute(tx)
  ).rows;

export const insertInvestment = async (tx: Tx, province: string, rows: readonly InvestmentRow[]): Promise<void> => {
  for (const row of rows) {
    await sql`
      insert into investment_item (province, id, line, year, quantity, standard_fen, source_mix, approved_on, document_number, reason, corrections,
        recorded_by, recorded_name, recorded_at)
      values (${province}, ${row.id}, ${row.line}, ${row.year}, ${row.quantity}, ${row.standard}, ${row.sourceMix}, ${row.approvedOn},
        ${row.documentNumber}, ${row.reason}, ${row.corrections}, ${row.recordedBy}, ${row.recordedName}, ${row.recordedAt})`.execute(
      tx,
    );
  }
};
