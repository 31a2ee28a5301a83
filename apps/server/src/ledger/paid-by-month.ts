import { type Fen, fen, type PlainDate } from "@qiangyi/kernel";
import type { BookId } from "@qiangyi/ledger";
import { sql } from "kysely";
import { type Actor, type Tx, within } from "../platform/index.ts";

export interface PaidInMonth {
  readonly book: BookId;
  readonly city: string | null;
  readonly county: string | null;
  readonly institution: string;
  /** YYYY-MM by the effective day. */
  readonly month: string;
  /** Paid less refunded. */
  readonly paid: Fen;
}

/** What each unit within the actor's scope has paid in each month of a calendar year; months without a movement are absent. */
export const paidByMonth = async (tx: Tx, actor: Actor, year: number): Promise<readonly PaidInMonth[]> => {
  const { rows } = await sql<Omit<PaidInMonth, "paid"> & { readonly paid: string }>`
    select b.id as book, b.city, b.county, b.institution, to_char(t.effective_on, 'YYYY-MM') as month,
      sum(case when t.debit = '1107' then t.amount_fen else -t.amount_fen end)::text as paid
    from ledger_transfer t join ledger_book b on b.province = t.province and b.id = t.book
    where ${within(actor, "b")} and b.keeper = 'unit' and (t.debit = '1107' or t.credit = '1107')
      and t.effective_on between make_date(${year}, 1, 1) and make_date(${year}, 12, 31)
    group by 1, 2, 3, 4, 5 order by 1, 5`.execute(tx);
  return rows.map((row) => ({ ...row, paid: fen(BigInt(row.paid)) }));
};

export interface PaidVoucher {
  readonly book: BookId;
  readonly city: string | null;
  readonly county: string | null;
  readonly voucher: string;
  readonly on: PlainDate;
  /** Negative: came back. */
  readonly amount: Fen;
}

/** 已支付 (1107) of some units in some years, voucher by voucher. */
export const paidVouchers = async (
  tx: Tx,
  actor: Actor,
  { books, from, to }: { readonly books: readonly BookId[]; readonly from: PlainDate; readonly to: PlainDate },
): Promise<readonly PaidVoucher[]> => {
  const { rows } = await sql<Omit<PaidVoucher, "amount"> & { readonly amount: bigint }>`
    select t.book, b.city, b.county, e.number as voucher, t.effective_on::text as on, case when t.debit = '1107' then t.amount_fen else -t.amount_fen end as amount
    from ledger_transfer t
    join ledger_entry e on e.province = t.province and e.sequence = t.sequence
    join ledger_book b on b.province = t.province and b.id = t.book
    where ${within(actor, "b")} and t.book = any(${[...books]}::text[]) and (t.debit = '1107' or t.credit = '1107')
      and t.effective_on between ${from}::date and ${to}::date`.execute(tx);
  return rows.map((row) => ({ ...row, amount: fen(row.amount) }));
};
