import { sql } from "kysely";
import type { Actor, Tx } from "../platform/index.ts";

/** What the books say was done under one row of a document: issued (E2), or reduced at its first joint (E5). */
export interface PostedRow {
  readonly issuer: string;
  readonly number: string;
  readonly row: number;
  readonly step: "issue" | "reduce";
  readonly isAdvance: boolean;
  readonly amountFen: bigint;
}

/** For the rooms that keep documents, to compare with theirs (I6). A reversal rests on a document of its own and is not taken off. */
export const postedRows = async (tx: Tx, { province }: Actor): Promise<readonly PostedRow[]> =>
  (
    await sql<PostedRow>`
      select e.issuer, e.number, e.row_no as row, e.step::text as step, bool_or(e.is_advance) as "isAdvance", sum(t.amount_fen)::bigint as "amountFen"
      from ledger_entry e
      join ledger_transfer t on t.province = e.province and t.sequence = e.sequence and t.book = e.issuer
      where e.province = ${province} and e.reverses is null and e.step in ('issue', 'reduce')
      group by e.issuer, e.number, e.row_no, e.step`.execute(tx)
  ).rows;

/** The last row under which anything was posted by a document; 0 where there is none. */
export const lastDocumentRow = async (
  tx: Tx,
  { province }: Actor,
  { issuer, number }: Pick<PostedRow, "issuer" | "number">,
): Promise<number> => {
  const { rows } = await sql<{ last: number }>`
    select coalesce(max(row_no), 0)::integer as last from ledger_entry
    where province = ${province} and issuer = ${issuer} and number = ${number}`.execute(tx);
  return rows[0]?.last ?? 0;
};

/** 已付 of each project of a line over all books and years, refunds taken off (I8). */
export const paidByProject = async (
  tx: Tx,
  { province }: Actor,
): Promise<readonly { readonly line: string; readonly project: string; readonly paidFen: bigint }[]> =>
  (
    await sql<{ line: string; project: string; paidFen: bigint }>`
      select k.line, k.project, sum(c.balance_fen)::bigint as "paidFen" from ledger_cell c
      join ledger_earmark k on k.province = c.province and k.id = c.earmark
      where c.province = ${province} and c.account = '1107' and k.project is not null
      group by 1, 2 having sum(c.balance_fen) > 0`.execute(tx)
  ).rows;
