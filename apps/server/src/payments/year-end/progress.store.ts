import { type Fen, fen } from "@qiangyi/kernel";
import { type SqlBool, sql } from "kysely";
import { type Actor, type Tx, within } from "../../platform/index.ts";
import { yearEndIn } from "./items.store.ts";

interface Movement {
  readonly book: string;
  readonly holderName: string;
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
): Promise<readonly Movement[]> => {
  const ofLine = line === undefined ? sql<SqlBool>`true` : sql<SqlBool>`e.line = ${line}`;
  const { rows } = await sql<{ book: string; name: string | null; month: number; received: bigint; paid: bigint }>`
    select b.id as book, i.name, greatest(extract(month from t.effective_on), 1)::integer as month,
      sum(case m.account when '2101' then m.change when '2109' then -m.change else 0 end)::bigint as received,
      sum(case when m.account = '1107' then m.change else 0 end)::bigint as paid
    from ledger_book b
    join ledger_transfer t on t.province = b.province and t.book = b.id and t.effective_on <= make_date(${year}, 12, 31)
    join ledger_earmark e on e.province = t.province and e.id = t.earmark and e.year = ${year}
    left join institution i on i.province = b.province and i.id = b.institution,
    lateral ledger_moves(t.debit, t.credit, t.amount_fen, t.counterpart) m
    where ${within(actor, "b")} and b.keeper = 'unit' and m.account in ('2101', '2109', '1107') and ${ofLine}
    group by b.id, i.name, 3 order by b.id, 3`.execute(tx);
  return rows.map(({ book, name, month, received, paid }) => ({
    book,
    holderName: name ?? book,
    month,
    received: fen(received),
    paid: fen(paid),
  }));
};

/** The latest record of each month and line of a year. */
export const targetsOf = (tx: Tx, { province }: Actor, year: number) =>
  yearEndIn(tx)
    .selectFrom("execution_target")
    .selectAll()
    .distinctOn(["month", "line"])
    .where("province", "=", province)
    .where("year", "=", year)
    .orderBy("month")
    .orderBy("line")
    .orderBy("corrections", "desc")
    .execute();
