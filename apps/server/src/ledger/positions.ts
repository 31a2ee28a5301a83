import { type Fen, fen, type PlainDate } from "@qiangyi/kernel";
import type { Earmark } from "@qiangyi/ledger";
import { type SqlBool, sql } from "kysely";
import { type Actor, type Tx, within } from "../platform/index.ts";
import { earmarkOfKey } from "./stored-entry.ts";

/** One page of one book as it stood at the end of a day. */
export interface BookPosition {
  readonly book: string;
  readonly keeper: "finance" | "unit";
  readonly city: string | null;
  readonly county: string | null;
  readonly institution: string | null;
  readonly earmarkId: string;
  readonly earmark: Earmark;
  /** The book that gave it, or the book itself where nobody did. */
  readonly giver: string;
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
  readonly earmark: number;
  readonly key: string;
  readonly giver: string | null;
  readonly received: bigint;
  readonly paid: bigint;
  readonly held: bigint;
  readonly frozen: bigint;
  readonly prepaid: bigint;
}

export interface PositionsAsked {
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
export const bookPositions = async (
  tx: Tx,
  actor: Actor,
  { asOf, upToYear, book, earmarkId }: PositionsAsked,
): Promise<readonly BookPosition[]> => {
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
    select b.id as book, b.keeper, b.city, b.county, b.institution, e.id as earmark, e.key, moved.giver, moved.received, moved.paid, moved.held,
      moved.frozen, moved.prepaid
    from moved
    join ledger_book b on b.province = ${actor.province} and b.id = moved.book
    join ledger_earmark e on e.province = ${actor.province} and e.id = moved.earmark
    order by b.id, e.year desc, e.id`.execute(tx);
  return rows.map(({ earmark, key, giver, held, ...row }) => ({
    ...row,
    earmarkId: String(earmark),
    earmark: earmarkOfKey(key),
    giver: giver === null || giver === "" ? row.book : giver,
    received: fen(row.received),
    paid: fen(row.paid),
    left: fen(held),
    frozen: fen(row.frozen),
    prepaid: fen(row.prepaid),
  }));
};
