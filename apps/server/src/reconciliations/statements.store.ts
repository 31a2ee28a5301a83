import type { ReconciliationSide } from "@qiangyi/api";
import { type Fen, fen, type PlainDate } from "@qiangyi/kernel";
import { sql } from "kysely";
import { type Actor, newId, type Place, type Tx, within } from "../platform/index.ts";
import type { Paid } from "./compare.ts";

export interface Statement {
  readonly id: string;
  readonly book: string;
  readonly month: string;
  readonly side: ReconciliationSide;
  readonly fileName: string;
  readonly sha256: string;
  readonly rowCount: number;
  readonly total: Fen;
  readonly by: string;
  readonly at: Date;
  readonly corrections: number;
}

/** The statements in force: the latest of each side, of one year or one month of one book. */
export const currentStatements = async (
  tx: Tx,
  actor: Actor,
  { year, book, month }: { readonly year?: number; readonly book?: string; readonly month?: string },
): Promise<readonly Statement[]> => {
  const { rows } = await sql<Omit<Statement, "total"> & { readonly total: string }>`
    select distinct on (book, month, side) id, book, month, side, file_name as "fileName", file_sha256 as sha256, row_count as "rowCount",
      total_fen::text as total, recorded_name as by, recorded_at as at, corrections
    from reconciliation_statement s
    where ${within(actor, "s")}
      ${year === undefined ? sql`` : sql`and month like ${`${year}-%`}`}
      ${book === undefined ? sql`` : sql`and book = ${book} and month = ${month}`}
    order by book, month, side, corrections desc`.execute(tx);
  return rows.map((row) => ({ ...row, total: fen(BigInt(row.total)) }));
};

export const rowsOf = async (
  tx: Tx,
  { province }: Actor,
  statements: readonly string[],
): Promise<ReadonlyMap<string, readonly Paid[]>> => {
  if (statements.length === 0) return new Map();
  const { rows } = await sql<{ statement: string; voucher: string; on: PlainDate; payee: string | null; amount: string }>`
    select statement_id as statement, voucher, paid_on::text as on, payee, amount_fen::text as amount from reconciliation_row
    where province = ${province} and statement_id = any(${statements}::uuid[]) order by statement_id, row_no`.execute(tx);
  const byStatement = new Map<string, Paid[]>(statements.map((id) => [id, []]));
  for (const { statement, voucher, on, payee, amount } of rows)
    byStatement.get(statement)?.push({ voucher, on, payee, amount: fen(BigInt(amount)) });
  return byStatement;
};

export const insertStatement = async (
  tx: Tx,
  actor: Actor,
  place: Place,
  sent: Pick<Statement, "book" | "month" | "side" | "fileName" | "sha256" | "corrections"> & {
    readonly rows: readonly Paid[];
    readonly total: Fen;
    readonly at: Date;
  },
): Promise<void> => {
  const id = newId();
  const { book, month, side, fileName, sha256, corrections, rows, total, at } = sent;
  await sql`
    insert into reconciliation_statement (province, id, book, month, side, city, county, institution, file_name, file_sha256, row_count, total_fen,
      corrections, recorded_by, recorded_name, recorded_at)
    values (${actor.province}, ${id}, ${book}, ${month}, ${side}, ${place.city}, ${place.county}, ${place.institution}, ${fileName}, ${sha256},
      ${rows.length}, ${total}, ${corrections}, ${actor.userId}, ${actor.name}, ${at})`.execute(tx);
  const column = <Value>(take: (row: Paid) => Value) => rows.map(take);
  await sql`
    insert into reconciliation_row (province, statement_id, row_no, voucher, paid_on, payee, amount_fen)
    select ${actor.province}, ${id}, r.no, r.voucher, r.paid_on, r.payee, r.amount
    from unnest(${column(({ voucher }) => voucher)}::text[], ${column(({ on }) => on)}::date[], ${column(({ payee }) => payee)}::text[],
      ${column(({ amount }) => amount.toString())}::bigint[]) with ordinality as r (voucher, paid_on, payee, amount, no)`.execute(
    tx,
  );
};

export interface Reason {
  readonly book: string;
  readonly month: string;
  readonly voucher: string;
  readonly text: string;
  readonly by: string;
  readonly at: Date;
}

/** The latest reason of each voucher. */
export const reasonsOf = async (
  tx: Tx,
  actor: Actor,
  { year, book, month }: { readonly year?: number; readonly book?: string; readonly month?: string },
): Promise<readonly Reason[]> => {
  const { rows } = await sql<Reason>`
    select distinct on (book, month, voucher) book, month, voucher, reason as text, recorded_name as by, recorded_at as at
    from reconciliation_reason s where ${within(actor, "s")}
      ${year === undefined ? sql`` : sql`and month like ${`${year}-%`}`}
      ${book === undefined ? sql`` : sql`and book = ${book} and month = ${month}`}
    order by book, month, voucher, recorded_at desc`.execute(tx);
  return rows;
};

export const insertReason = async (
  tx: Tx,
  actor: Actor,
  place: Place,
  { book, month, voucher, text, at }: Pick<Reason, "book" | "month" | "voucher" | "text" | "at">,
): Promise<void> => {
  await sql`
    insert into reconciliation_reason (province, id, book, month, voucher, city, county, institution, reason, recorded_by, recorded_name, recorded_at)
    values (${actor.province}, ${newId()}, ${book}, ${month}, ${voucher}, ${place.city}, ${place.county}, ${place.institution}, ${text},
      ${actor.userId}, ${actor.name}, ${at})`.execute(tx);
};
