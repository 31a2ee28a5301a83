import type { PlainDate } from "@qiangyi/kernel";
import { sql } from "kysely";
import type { Actor, Tx } from "../../platform/index.ts";

/** What became of a row that a book received: by the documents, not by the ledger, whose cells know earmarks and not rows. */
export interface HeldRow {
  readonly book: string;
  readonly noticeId: string;
  readonly rowNo: number;
  readonly thisFen: bigint;
  /** Verified: its money lies in the book. */
  readonly receivedOn: PlainDate | null;
  /** Went back up or was recalled. */
  readonly returnedFen: bigint;
  readonly recalledFen: bigint;
  /** Passed on under issued notices, less what came back of it. */
  readonly distributedFen: bigint;
  /** Issued rows that pass it on, those without money included. */
  readonly passedRows: number;
  /** Early money that was moved to its project by those rows. */
  readonly pooledForFen: bigint;
  /** Moved to projects that were fixed later. */
  readonly reassignedFen: bigint;
  /** In doubt. */
  readonly frozenFen: bigint;
  /** Received and neither passed on, moved nor returned; what is frozen is part of it. */
  readonly remainingFen: bigint;
}

interface Choice {
  /** Without it: every finance bureau that the actor sees. */
  readonly book?: string;
  readonly noticeId?: string;
  readonly year?: number;
}

/**
 * A row of a distribution draws on its upstream row, and on pools for what `from_pool` names. What comes back of it lies under its own
 * earmark, so it counts as undistributed of the upstream row again. Only its holder draws on a pool: a level above names the same rows to say what it has netted.
 */
export const heldRows = async (tx: Tx, actor: Actor, { book, noticeId, year }: Choice): Promise<HeldRow[]> =>
  (
    await sql<HeldRow>`
      with mine as (
        select r.province, r.notice_id, r.row_no, r.this_fen, r.receiver from allotment_row r
        join allotment_notice n on n.province = r.province and n.id = r.notice_id
        where r.province = ${actor.province} and (r.receiver = ${book ?? null} or (${book ?? null}::text is null and r.receiver like 'F%')) and n.state = 'issued' and n.kind <> 'reduction'
          and (${noticeId ?? null}::uuid is null or r.notice_id = ${noticeId ?? null}::uuid) and (${year ?? null}::int is null or n.year = ${year ?? null})
      ), passed as (
        select n.upstream_id as notice_id, d.upstream_row as row_no, count(*)::int as rows,
          sum((select coalesce(sum((p ->> 'fen')::bigint), 0) from jsonb_array_elements(d.from_pool) p))::bigint as from_pool,
          sum(d.this_fen
            - (select coalesce(sum((p ->> 'fen')::bigint), 0) from jsonb_array_elements(d.from_pool) p)
            - (select coalesce(sum(t.amount_fen), 0) from allotment_return t
               where t.province = d.province and t.notice_id = d.notice_id and t.row_no = d.row_no and t.kind <> 'recalled'))::bigint as fen
        from allotment_notice n join allotment_row d on d.province = n.province and d.notice_id = n.id
        where n.province = ${actor.province} and (${book ?? null}::text is null or n.issuer = ${book ?? null}) and n.state = 'issued' and n.kind = 'distribution' group by 1, 2
      ), pooled as (
        select n.issuer, (p ->> 'notice')::uuid as notice_id, (p ->> 'row')::int as row_no, sum((p ->> 'fen')::bigint)::bigint as fen
        from allotment_notice n join allotment_row d on d.province = n.province and d.notice_id = n.id
        cross join lateral jsonb_array_elements(d.from_pool) p
        where n.province = ${actor.province} and (${book ?? null}::text is null or n.issuer = ${book ?? null}) and n.state = 'issued' and d.from_pool <> '[]' group by 1, 2, 3
      ), back as (
        select t.notice_id, t.row_no, sum(t.amount_fen)::bigint as fen,
          coalesce(sum(t.amount_fen) filter (where t.kind = 'recalled'), 0)::bigint as recalled
        from allotment_return t join mine m on m.province = t.province and m.notice_id = t.notice_id and m.row_no = t.row_no group by 1, 2
      ), doubted as (
        select notice_id, row_no, sum(frozen_fen)::bigint as fen from fund_query
        where province = ${actor.province} and (${book ?? null}::text is null or book = ${book ?? null}) and state = 'open' group by 1, 2
      )
      select m.receiver as book, m.notice_id as "noticeId", m.row_no as "rowNo", m.this_fen as "thisFen", c.received_on as "receivedOn",
        coalesce(back.fen, 0)::bigint as "returnedFen", coalesce(back.recalled, 0)::bigint as "recalledFen",
        coalesce(passed.fen, 0)::bigint as "distributedFen", coalesce(pooled.fen, 0)::bigint as "reassignedFen",
        coalesce(passed.rows, 0) as "passedRows", coalesce(passed.from_pool, 0)::bigint as "pooledForFen",
        coalesce(doubted.fen, 0)::bigint as "frozenFen",
        case when c.received_on is null then 0
          else m.this_fen - coalesce(back.fen, 0) - coalesce(passed.fen, 0) - coalesce(pooled.fen, 0) end::bigint as "remainingFen"
      from mine m
      left join allotment_receipt c on c.province = m.province and c.notice_id = m.notice_id and c.row_no = m.row_no and c.state = 'verified'
      left join passed on passed.notice_id = m.notice_id and passed.row_no = m.row_no
      left join pooled on pooled.issuer = m.receiver and pooled.notice_id = m.notice_id and pooled.row_no = m.row_no
      left join back on back.notice_id = m.notice_id and back.row_no = m.row_no
      left join doubted on doubted.notice_id = m.notice_id and doubted.row_no = m.row_no
      order by m.notice_id, m.row_no`.execute(tx)
  ).rows;
