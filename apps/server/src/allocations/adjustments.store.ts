import { sql } from "kysely";
import type { Tx } from "../platform/index.ts";
import { claimKey } from "./placed-claims.ts";
import type { Adjustment } from "./plan-line.ts";
import type { Recorded } from "./recorded-row.ts";

export interface AdjustmentRow extends Recorded, Adjustment {
  readonly line: string;
  readonly subject: string;
  readonly year: number;
  readonly reason: string;
  readonly decidedBy: string;
  readonly documentNumber: string | null;
}

const columns = sql`id, line, subject, year, amount_fen as amount, due_fen as due, reason, decided_by as "decidedBy",
  document_number as "documentNumber", recorded_by as "recordedBy", recorded_name as "recordedName", recorded_at as "recordedAt"`;

/** The last manual amount of each claim of a plan. */
export const currentAdjustments = async (
  tx: Tx,
  province: string,
  planId: string,
): Promise<ReadonlyMap<string, AdjustmentRow>> => {
  const { rows } = await sql<AdjustmentRow>`
    select distinct on (line, subject, year) ${columns} from plan_adjustment
    where province = ${province} and plan_id = ${planId} order by line, subject, year, step desc`.execute(tx);
  return new Map(rows.map((row) => [claimKey(row), row]));
};

export const adjustmentsOf = async (
  tx: Tx,
  province: string,
  planId: string,
  { line, subject, year }: { line: string; subject: string; year: number },
): Promise<AdjustmentRow[]> =>
  (
    await sql<AdjustmentRow>`
      select ${columns} from plan_adjustment
      where province = ${province} and plan_id = ${planId} and line = ${line} and subject = ${subject} and year = ${year}
      order by step desc`.execute(tx)
  ).rows;

export const insertAdjustment = async (tx: Tx, province: string, planId: string, row: AdjustmentRow): Promise<void> => {
  await sql`
    insert into plan_adjustment (province, id, plan_id, line, subject, year, amount_fen, due_fen, reason, decided_by, document_number, step,
      recorded_by, recorded_name, recorded_at)
    select ${province}, ${row.id}::uuid, ${planId}::uuid, ${row.line}, ${row.subject}, ${row.year}::int, ${row.amount}::bigint, ${row.due}::bigint, ${row.reason},
      ${row.decidedBy}, ${row.documentNumber}, count(*), ${row.recordedBy}, ${row.recordedName}, ${row.recordedAt}::timestamptz
    from plan_adjustment where province = ${province} and plan_id = ${planId} and line = ${row.line} and subject = ${row.subject} and year = ${row.year}`.execute(
    tx,
  );
};
