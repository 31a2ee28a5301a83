import { type Fen, fen, type PlainDate } from "@qiangyi/kernel";
import type { BookId } from "@qiangyi/ledger";
import { sql } from "kysely";
import { type Actor, type Tx, within } from "../platform/index.ts";

export interface TakenBack {
  readonly at: Date;
  readonly on: PlainDate;
  readonly document: string;
  /** Negative where it was reversed. */
  readonly amount: Fen;
}

/** What was reduced or recovered of money that a book had not paid (E5, E10), recorded since an instant: one row a document, oldest first. */
export const takenBack = async (
  tx: Tx,
  actor: Actor,
  { book, earmark, since }: { readonly book: BookId; readonly earmark: number; readonly since: Date },
): Promise<readonly TakenBack[]> => {
  const { rows } = await sql<Omit<TakenBack, "amount"> & { readonly amount: bigint }>`
    select e.recorded_at as at, t.effective_on::text as on, e.number as document,
      sum(case when t.debit in ('2109', '1109') then t.amount_fen else -t.amount_fen end)::bigint as amount
    from ledger_transfer t
    join ledger_entry e on e.province = t.province and e.sequence = t.sequence and e.recorded_at >= ${since}
    join ledger_book b on b.province = t.province and b.id = t.book
    where ${within(actor, "b")} and t.book = ${book} and t.earmark = ${earmark}
      and ((t.debit in ('2109', '1109') and t.credit in ('1101', '1105')) or (t.credit in ('2109', '1109') and t.debit in ('1101', '1105')))
    group by t.sequence, e.recorded_at, t.effective_on, e.number order by t.sequence`.execute(tx);
  return rows.map(({ amount, ...row }) => ({ ...row, amount: fen(amount) }));
};
