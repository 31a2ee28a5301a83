import { type Fen, fen, type PlainDate } from "@qiangyi/kernel";
import type { Earmark } from "@qiangyi/ledger";
import { type SqlBool, sql } from "kysely";
import { earmarkOfKey } from "../../ledger/index.ts";
import { type Actor, type Tx, within } from "../../platform/index.ts";

/** One page of one book as it stood at the end of a day. */
export interface Position {
  readonly book: string;
  readonly keeper: "finance" | "unit";
  readonly city: string | null;
  readonly county: string | null;
  readonly institution: string | null;
  readonly holderName: string;
  readonly earmarkId: string;
  readonly earmark: Earmark;
  /** The book that gave it, or the book itself where nobody did. */
  readonly giver: string;
  readonly title: string;
  readonly received: Fen;
  readonly paid: Fen;
  /** Neither paid nor passed on nor frozen. */
  readonly left: Fen;
  readonly frozen: Fen;
  readonly prepaid: Fen;
}

interface StoredPosition {
  readonly book: string;
  readonly keeper: "finance" | "unit";
  readonly city: string | null;
  readonly county: string | null;
  readonly institution: string | null;
  readonly holder_name: string | null;
  readonly earmark: number;
  readonly key: string;
  readonly giver: string | null;
  readonly title: string | null;
  readonly received: bigint;
  readonly paid: bigint;
  readonly held: bigint;
  readonly frozen: bigint;
  readonly prepaid: bigint;
}

interface Asked {
  readonly asOf: PlainDate;
  /** Earmarks of this budget year and earlier ones. */
  readonly upToYear: number;
  readonly book?: string;
  readonly earmarkId?: string;
}

/**
 * Every page of every book within the actor's sight. Read from the postings and not from the balances of now, because the question is what lay
 * there on a day: a decision of January takes effect on 12-31.
 */
export const positionsAt = async (
  tx: Tx,
  actor: Actor,
  { asOf, upToYear, book, earmarkId }: Asked,
): Promise<readonly Position[]> => {
  const ofBook = book === undefined ? sql<SqlBool>`true` : sql<SqlBool>`b.id = ${book}`;
  const ofEarmark = earmarkId === undefined ? sql<SqlBool>`true` : sql<SqlBool>`e.id = ${earmarkId}::integer`;
  const { rows } = await sql<StoredPosition>`
    with moved as (
      select b.id as book, e.id as earmark,
        sum(case m.account when '2101' then m.change when '2102' then m.change when '2109' then -m.change when '2104' then m.change else 0 end)::bigint as received,
        sum(case when m.account = '1107' then m.change else 0 end)::bigint as paid,
        sum(case when m.account in ('1101', '1105') then m.change else 0 end)::bigint as held,
        sum(case when m.account = '1106' then m.change else 0 end)::bigint as frozen,
        sum(case when m.account = '5103' then m.change else 0 end)::bigint as prepaid,
        max(m.party) filter (where m.account = '2101') as giver
      from ledger_book b
      join ledger_transfer t on t.province = b.province and t.book = b.id and t.effective_on <= ${asOf}
      join ledger_earmark e on e.province = t.province and e.id = t.earmark and e.year <= ${upToYear},
      lateral ledger_moves(t.debit, t.credit, t.amount_fen, t.counterpart) m
      where ${within(actor, "b")} and ${ofBook} and ${ofEarmark}
      group by b.id, e.id
    )
    select b.id as book, b.keeper, b.city, b.county, b.institution, coalesce(i.name, r.name || case when b.region like '%0000' then '财政厅' else '财政局' end) as holder_name,
      e.id as earmark, e.key, moved.giver, moved.received, moved.paid, moved.held, moved.frozen, moved.prepaid,
      (select a.title from allotment_row a where a.province = b.province and a.receiver = b.id and a.line = e.line
        and a.project is not distinct from e.project and a.is_issued and e.project is not null order by a.notice_id desc limit 1) as title
    from moved
    join ledger_book b on b.province = ${actor.province} and b.id = moved.book
    join ledger_earmark e on e.province = ${actor.province} and e.id = moved.earmark
    left join institution i on i.province = b.province and i.id = b.institution
    left join region r on r.province = b.province and r.code = b.region
    order by b.id, e.year desc, e.id`.execute(tx);
  return rows.map((row) => {
    const earmark = earmarkOfKey(row.key);
    return {
      book: row.book,
      keeper: row.keeper,
      city: row.city,
      county: row.county,
      institution: row.institution,
      holderName: row.holder_name ?? row.book,
      earmarkId: String(row.earmark),
      earmark,
      giver: row.giver === null || row.giver === "" ? row.book : row.giver,
      title: row.title ?? earmark.project ?? "未落到项目的资金",
      received: fen(row.received),
      paid: fen(row.paid),
      left: fen(row.held),
      frozen: fen(row.frozen),
      prepaid: fen(row.prepaid),
    };
  });
};
