import { sql } from "kysely";
import type { Tx } from "../platform/index.ts";
import type { RecordedAmount } from "./plan-input.ts";
import type { Recorded } from "./recorded-row.ts";

export interface AllocatedRow extends Recorded, RecordedAmount {
  readonly id: string;
  readonly documentNumber: string;
  readonly reason: string | null;
  readonly corrections: number;
}

const columns = sql`a.id, a.line, a.subject, a.year, a.amount_fen as amount, a.document_number as "documentNumber", a.reason,
  a.corrections, a.recorded_by as "recordedBy", a.recorded_name as "recordedName", a.recorded_at as "recordedAt"`;

/** The rows in force: of each line, subject, year and document the one recorded last. */
export const currentAllocated = async (tx: Tx, province: string): Promise<AllocatedRow[]> =>
  (
    await sql<AllocatedRow>`
      select distinct on (line, subject, year, document_number) ${columns} from allocated_amount a
      where province = ${province} order by line, subject, year, document_number, corrections desc`.execute(tx)
  ).rows;

export interface AllocatedFilter {
  readonly year: number | undefined;
  readonly line: string | undefined;
  readonly subject: string | undefined;
  readonly withHistory: boolean;
  readonly after: string | undefined;
  readonly limit: number;
}

/** Newest first. */
export const findAllocated = async (
  tx: Tx,
  province: string,
  { year, line, subject, withHistory, after, limit }: AllocatedFilter,
): Promise<(AllocatedRow & { isCurrent: boolean })[]> =>
  (
    await sql<AllocatedRow & { isCurrent: boolean }>`
      select * from (
        select ${columns}, not exists (
          select from allocated_amount later where later.province = a.province and later.line = a.line and later.subject = a.subject
            and later.year = a.year and later.document_number = a.document_number and later.corrections = a.corrections + 1
        ) as "isCurrent"
        from allocated_amount a
        where a.province = ${province}
          and (${year ?? null}::int is null or a.year = ${year ?? null})
          and (${line ?? null}::text is null or a.line = ${line ?? null})
          and (${subject ?? null}::text is null or a.subject = ${subject ?? null})
          and (${after ?? null}::uuid is null or a.id < ${after ?? null}::uuid)
      ) found where "isCurrent" or ${withHistory}
      order by id desc limit ${limit + 1}`.execute(tx)
  ).rows;

/** In one statement: a workbook brings thousands. */
export const insertAllocated = async (tx: Tx, province: string, rows: readonly AllocatedRow[]): Promise<void> => {
  if (rows.length === 0) return;
  const text = JSON.stringify(rows.map((row) => ({ ...row, amount: row.amount.toString() })));
  await sql`
    insert into allocated_amount (province, id, line, subject, year, document_number, amount_fen, reason, corrections, recorded_by, recorded_name, recorded_at)
    select ${province}, id, line, subject, year, "documentNumber", amount, reason, corrections, "recordedBy", "recordedName", "recordedAt"
    from jsonb_to_recordset(${text}::jsonb) as row (id uuid, line text, subject text, year int, "documentNumber" text, amount bigint,
      reason text, corrections int, "recordedBy" text, "recordedName" text, "recordedAt" timestamptz)`.execute(tx);
};
