import { createHash } from "node:crypto";
import { sql } from "kysely";
import type { Actor, Tx } from "../../platform/index.ts";
import type { DocumentHead } from "./draft.store.ts";

/** One joint of the way down from a row that a bureau issued: the row by which a book got some of its money. */
export interface Joint {
  readonly rootNotice: string;
  readonly rootRow: number;
  readonly noticeId: string;
  readonly rowNo: number;
  readonly depth: number;
  readonly book: string;
  readonly issuer: string;
  /** Books from the receiver of the root down to this one. */
  readonly path: readonly string[];
}

/** All received rows below those of one notice, as far down as the same project goes. */
export const jointsBelow = async (
  tx: Tx,
  actor: Actor,
  { noticeId, issuer }: { noticeId: string; issuer: string },
): Promise<Joint[]> =>
  (
    await sql<Joint>`
      with recursive way as (
        select r.notice_id as "rootNotice", r.row_no as "rootRow", r.notice_id, r.row_no, r.receiver, n.issuer, r.project, 1 as depth,
          array[r.receiver] as path
        from allotment_row r join allotment_notice n on n.province = r.province and n.id = r.notice_id
        where r.province = ${actor.province} and r.notice_id = ${noticeId}::uuid and n.issuer = ${issuer} and n.state = 'issued'
          and n.kind <> 'reduction' and exists (select from allotment_receipt c where c.province = r.province and c.notice_id = r.notice_id
            and c.row_no = r.row_no and c.state = 'verified')
        union all
        select w."rootNotice", w."rootRow", d.notice_id, d.row_no, d.receiver, n.issuer, d.project, w.depth + 1, w.path || d.receiver
        from way w
        join allotment_notice n on n.province = ${actor.province} and n.upstream_id = w.notice_id and n.state = 'issued' and n.kind = 'distribution'
        join allotment_row d on d.province = n.province and d.notice_id = n.id and d.upstream_row = w.row_no
          and d.project is not distinct from w.project
        where w.depth < 6 and exists (select from allotment_receipt c where c.province = d.province and c.notice_id = d.notice_id
          and c.row_no = d.row_no and c.state = 'verified')
      )
      select "rootNotice", "rootRow", notice_id as "noticeId", row_no as "rowNo", depth, receiver as book, issuer, path from way
      order by "rootRow", depth, receiver, notice_id`.execute(tx)
  ).rows;

export interface ReductionRow {
  readonly rowNo: number;
  readonly reducesNotice: string;
  readonly reducesRow: number;
  readonly book: string;
  readonly line: string;
  readonly title: string;
  readonly beforeFen: bigint;
  readonly afterFen: bigint;
}

export const findReduction = async (tx: Tx, actor: Actor, id: string, lock = false): Promise<DocumentHead | undefined> =>
  (
    await sql<DocumentHead>`
      select id, state, number, title, note, fund, year, issuer, issuer_region as "issuerRegion", issuer_city as "issuerCity",
        issuer_county as "issuerCounty", drafted_by as "draftedBy", drafted_name as "draftedName", issued_name as "issuedName",
        issued_on as "issuedOn"
      from allotment_notice where province = ${actor.province} and id = ${id}::uuid and kind = 'reduction'
      ${lock ? sql`for update` : sql``}`.execute(tx)
  ).rows[0];

export const reductionRows = async (tx: Tx, actor: Actor, id: string): Promise<ReductionRow[]> =>
  (
    await sql<ReductionRow>`
      select row_no as "rowNo", reduces_notice as "reducesNotice", reduces_row as "reducesRow", reduced_book as book, line, title,
        earlier_fen as "beforeFen", allocated_fen as "afterFen"
      from allotment_row where province = ${actor.province} and notice_id = ${id}::uuid order by row_no`.execute(tx)
  ).rows;

/** What is signed of a reduction. */
export const digestOfReduction = ({ title, note, issuer, year }: DocumentHead, rows: readonly ReductionRow[]): string =>
  createHash("sha256")
    .update(
      JSON.stringify([title, note, issuer, year, rows], (_, part: unknown) =>
        typeof part === "bigint" ? part.toString() : part,
      ),
    )
    .digest("hex");
