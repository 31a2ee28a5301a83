import { type Fen, fen } from "@qiangyi/kernel";
import type { Earmark } from "@qiangyi/ledger";
import { sql } from "kysely";
import type { Actor, Tx } from "../platform/index.ts";

/** A row of a notice that reached a book: what it is called, what of it is not verified and what is in doubt. */
interface Arrival {
  readonly notice: string;
  readonly row: number;
  readonly issuer: string;
  readonly number: string;
  readonly title: string;
  readonly year: number;
  readonly line: string;
  readonly project: string | null;
  readonly earmark: Earmark;
  readonly unverified: Fen;
  readonly queried: Fen;
}

interface StoredArrival {
  readonly notice: string;
  readonly row: number;
  readonly issuer: string;
  readonly number: string;
  readonly title: string;
  readonly year: number;
  readonly line: string;
  readonly project: string | null;
  readonly nature: Earmark["nature"];
  readonly source_level: Earmark["sourceLevel"];
  readonly function_class: string;
  readonly track_tag: string | null;
  readonly unverified: bigint;
  readonly queried: bigint;
}

/** The issued rows for one book, newest first: read only, nothing of the notices' room is written here. */
export const arrivals = async (tx: Tx, actor: Actor, book: string): Promise<readonly Arrival[]> => {
  const { rows } = await sql<StoredArrival>`
    select n.id as notice, r.row_no as row, n.issuer, n.number, r.title, n.year, r.line, r.project, r.nature, r.source_level, r.function_class, n.track_tag,
      case when settled.yes then 0 else greatest(r.this_fen - settled.withdrawn, 0) end::bigint as unverified,
      coalesce((select sum(q.amount_fen) from fund_query q
        where q.province = r.province and q.notice_id = r.notice_id and q.row_no = r.row_no and q.book = r.receiver and q.state = 'open'), 0)::bigint as queried
    from allotment_row r
    join allotment_notice n on n.province = r.province and n.id = r.notice_id
    cross join lateral (select
        exists (select from allotment_receipt c where c.province = r.province and c.notice_id = r.notice_id and c.row_no = r.row_no
          and c.state in ('verified', 'returned')) as yes,
        coalesce((select sum(t.amount_fen) from allotment_return t where t.province = r.province and t.notice_id = r.notice_id
          and t.row_no = r.row_no and t.kind = 'withdrawn'), 0) as withdrawn) settled
    where r.province = ${actor.province} and r.receiver = ${book} and n.state = 'issued' and n.kind <> 'reduction'
    order by n.issued_on desc, n.id desc, r.row_no`.execute(tx);
  return rows.map(({ unverified, queried, nature, source_level, function_class, track_tag, ...row }) => ({
    ...row,
    earmark: {
      year: row.year,
      line: row.line,
      nature,
      sourceLevel: source_level,
      functionClass: function_class,
      ...(row.project !== null && { project: row.project }),
      ...(track_tag !== null && { trackTag: track_tag }),
    },
    unverified: fen(unverified),
    queried: fen(queried),
  }));
};
