import { type Fen, fen } from "@qiangyi/kernel";
import type { BookId } from "@qiangyi/ledger";
import { type SqlBool, sql } from "kysely";
import { type Actor, type Tx, within } from "../platform/index.ts";

export interface MovedInMonth {
  readonly book: BookId;
  readonly month: number;
  readonly received: Fen;
  readonly paid: Fen;
}

/** What units received and paid of a budget year's money in each of its months; earlier postings count as January. */
export const movedByMonth = async (
  tx: Tx,
  actor: Actor,
  year: number,
  line: string | undefined,
): Promise<readonly MovedInMonth[]> => {
  const ofLine = line === undefined ? sql<SqlBool>`true` : sql<SqlBool>`e.line = ${line}`;
  const { rows } = await sql<{ book: string; month: number; received: bigint; paid: bigint }>`
    select b.id as book, greatest(extract(month from t.effective_on), 1)::integer as month,
      sum(case m.account when '2101' then m.change when '2109' then -m.change else 0 end)::bigint as received,
      sum(case when m.account = '1107' then m.change else 0 end)::bigint as paid
    from ledger_book b
    join ledger_transfer t on t.province = b.province and t.book = b.id and t.effective_on <= make_date(${year}, 12, 31)
    join ledger_earmark e on e.province = t.province and e.id = t.earmark and e.year = ${year}
    cross join lateral ledger_moves(t.debit, t.credit, t.amount_fen, t.counterpart) m
    where ${within(actor, "b")} and b.keeper = 'unit' and m.account in ('2101', '2109', '1107') and ${ofLine}
    group by 1, 2 order by 1, 2`.execute(tx);
  return rows.map(({ received, paid, ...row }) => ({ ...row, received: fen(received), paid: fen(paid) }));
};
