import type { Fen, PlainDate } from "@qiangyi/kernel";
import { sql } from "kysely";
import type { Tx } from "../platform/index.ts";
import type { Recorded } from "./recorded-row.ts";

export interface DecisionRow extends Recorded {
  readonly id: string;
  readonly line: string;
  readonly subject: string;
  readonly year: number;
  readonly amount: Fen;
  readonly reading: string | null;
  readonly decidedBy: string;
  readonly decidedOn: PlainDate;
  readonly reason: string;
  readonly documentNumber: string | null;
  readonly corrections: number;
}

const columns = sql`id, line, subject, year, amount_fen as amount, reading, decided_by as "decidedBy", decided_on as "decidedOn", reason,
  document_number as "documentNumber", corrections, recorded_by as "recordedBy", recorded_name as "recordedName", recorded_at as "recordedAt"`;

/** The decisions in force: of each result the one recorded last. */
export const currentDecisions = async (tx: Tx, province: string): Promise<DecisionRow[]> =>
  (
    await sql<DecisionRow>`
      select distinct on (line, subject, year) ${columns} from result_decision
      where province = ${province} order by line, subject, year, corrections desc`.execute(tx)
  ).rows;

export const findDecisions = async (
  tx: Tx,
  province: string,
  { year, line, subject }: { year: number | undefined; line: string | undefined; subject: string | undefined },
): Promise<DecisionRow[]> =>
  (
    await sql<DecisionRow>`
      select ${columns} from result_decision
      where province = ${province} and (${year ?? null}::int is null or year = ${year ?? null})
        and (${line ?? null}::text is null or line = ${line ?? null}) and (${subject ?? null}::text is null or subject = ${subject ?? null})
      order by id desc limit 1000`.execute(tx)
  ).rows;

export const insertDecision = async (tx: Tx, province: string, row: DecisionRow): Promise<void> => {
  await sql`
    insert into result_decision (province, id, line, subject, year, amount_fen, reading, decided_by, decided_on, reason, document_number,
      corrections, recorded_by, recorded_name, recorded_at)
    values (${province}, ${row.id}, ${row.line}, ${row.subject}, ${row.year}, ${row.amount}, ${row.reading}, ${row.decidedBy}, ${row.decidedOn},
      ${row.reason}, ${row.documentNumber}, ${row.corrections}, ${row.recordedBy}, ${row.recordedName}, ${row.recordedAt})`.execute(
    tx,
  );
};
