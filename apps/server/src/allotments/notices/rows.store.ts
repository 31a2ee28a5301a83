import type { RowTarget } from "@qiangyi/api";
import { type Fen, fen } from "@qiangyi/kernel";
import { sql } from "kysely";
import type { Tx } from "../../platform/index.ts";
import type { Notice, NoticeRow } from "./notice.ts";

/** The columns of an AllotmentRow, of the table under the alias r. */
export const rowColumns = sql`r.row_no as "rowNo", r.receiver, r.city, r.county, r.institution, r.destination_city as "destinationCity",
  r.destination_county as "destinationCounty", r.destination_institution as "destinationInstitution", r.destination_name as "destinationName", r.line,
  r.project, r.title, r.plan_line_no as "planLineNo", r.decision_id as "decisionId", r.quantity, r.nature, r.source_level as "sourceLevel",
  r.function_class as "functionClass", r.upstream_row as "upstreamRow", r.note`;

export const rowsOf = async (tx: Tx, province: string, noticeId: string): Promise<NoticeRow[]> =>
  (
    await sql<NoticeRow>`
      select ${rowColumns}, r.standard_fen as standard, r.allocated_fen as allocated, r.earlier_fen as earlier, r.this_fen as now, r.targets,
        r.from_pool as "fromPool"
      from allotment_row r where r.province = ${province} and r.notice_id = ${noticeId} order by r.row_no`.execute(tx)
  ).rows;

/** The rows of a draft, all at once in the place of those that it had. */
export const replaceRows = async (
  tx: Tx,
  province: string,
  notice: Pick<Notice, "id" | "issuerCity" | "issuerCounty">,
  rows: readonly NoticeRow[],
): Promise<void> => {
  await sql`delete from allotment_row where province = ${province} and notice_id = ${notice.id}`.execute(tx);
  if (rows.length === 0) return;
  const text = JSON.stringify(rows, (_, value: unknown) => (typeof value === "bigint" ? value.toString() : value));
  await sql`
    insert into allotment_row (province, notice_id, row_no, issuer_city, issuer_county, receiver, city, county, institution, destination_city,
      destination_county, destination_institution, destination_name, line, project, title, plan_line_no, decision_id, quantity, standard_fen,
      allocated_fen, earlier_fen, this_fen, nature, source_level, function_class, upstream_row, targets, note, from_pool)
    select ${province}, ${notice.id}::uuid, "rowNo", ${notice.issuerCity}, ${notice.issuerCounty}, receiver, city, county, institution,
      "destinationCity", "destinationCounty", "destinationInstitution", "destinationName", line, project, title, "planLineNo", "decisionId", quantity,
      standard, allocated, earlier, now, nature, "sourceLevel", "functionClass", "upstreamRow", targets, note, "fromPool"
    from jsonb_to_recordset(${text}::jsonb) as row ("rowNo" int, receiver text, city text, county text, institution text, "destinationCity" text,
      "destinationCounty" text, "destinationInstitution" text, "destinationName" text, line text, project text, title text, "planLineNo" int,
      "decisionId" uuid, quantity int, standard bigint, allocated bigint, earlier bigint, now bigint, nature text, "sourceLevel" text,
      "functionClass" text, "upstreamRow" int, targets jsonb, note text, "fromPool" jsonb)`.execute(tx);
};

export const setTargets = async (
  tx: Tx,
  province: string,
  noticeId: string,
  rowNos: readonly number[],
  targets: readonly RowTarget[],
): Promise<void> => {
  await sql`
    update allotment_row set targets = ${JSON.stringify(targets)}::jsonb
    where province = ${province} and notice_id = ${noticeId} and row_no = any(${[...rowNos]}::int[])`.execute(tx);
};

export interface IssuedClaim {
  readonly line: string;
  readonly project: string;
  readonly number: string | null;
  readonly lineNo: number | null;
}

/** Claims that a final notice carries already: of this proposal, or issued since it was computed. */
export const claimsOnTheWay = async (
  tx: Tx,
  province: string,
  { proposalId, builtAt, year }: { readonly proposalId: string; readonly builtAt: Date; readonly year: number },
): Promise<IssuedClaim[]> =>
  (
    await sql<IssuedClaim>`
      select r.line, r.project, n.number, case when n.plan_id = ${proposalId} then r.plan_line_no end as "lineNo"
      from allotment_notice n join allotment_row r on r.province = n.province and r.notice_id = n.id
      where n.province = ${province} and n.kind = 'final' and n.issuer_city is null and n.year = ${year} and r.project is not null
        and ((n.plan_id = ${proposalId} and n.state <> 'cancelled') or (n.state = 'draft') or (n.state = 'issued' and n.issued_at > ${builtAt}))`.execute(
      tx,
    )
  ).rows;

export interface EarlyPool {
  readonly notice: string;
  readonly row: number;
  readonly line: string;
  readonly city: string | null;
  readonly county: string | null;
  readonly name: string;
  readonly issued: Fen;
  readonly left: Fen;
}

/** What was issued early for a year by region and has not been taken up by a final notice, nor gone back. */
export const earlyPools = async (tx: Tx, province: string, fund: string, year: number): Promise<EarlyPool[]> => {
  const { rows } = await sql<Omit<EarlyPool, "left"> & { used: string; back: string }>`
    select n.id as notice, r.row_no as row, r.line, r.destination_city as city, r.destination_county as county, r.destination_name as name, r.this_fen as issued,
      coalesce((
        select sum((part ->> 'fen')::bigint) from allotment_notice f
        join allotment_row t on t.province = f.province and t.notice_id = f.id
        cross join jsonb_array_elements(t.from_pool) part
        where f.province = ${province} and f.kind = 'final' and f.state <> 'cancelled' and f.year = ${year}
          and part ->> 'notice' = n.id::text and (part ->> 'row')::int = r.row_no), 0)::text as used,
      coalesce((
        select sum(b.amount_fen) from allotment_return b
        where b.province = ${province} and b.notice_id = n.id and b.row_no = r.row_no), 0)::text as back
    from allotment_notice n join allotment_row r on r.province = n.province and r.notice_id = n.id
    where n.province = ${province} and n.kind = 'early' and n.state = 'issued' and n.fund = ${fund} and n.year = ${year}
    order by n.issued_at, r.row_no`.execute(tx);
  return rows.map(({ used, back, ...pool }) => ({ ...pool, left: fen(pool.issued - BigInt(used) - BigInt(back)) }));
};

export interface Settlement {
  readonly city: string | null;
  readonly county: string | null;
  readonly name: string;
  readonly line: string | null;
  readonly early: Fen;
  readonly final: Fen;
  readonly settle: Fen;
}

export const settlementsOf = async (tx: Tx, province: string, noticeId: string): Promise<Settlement[]> =>
  (
    await sql<Settlement>`
      select city, county, name, line, early_fen as early, final_fen as final, settle_fen as settle from early_settlement
      where province = ${province} and notice_id = ${noticeId} order by settlement_no`.execute(tx)
  ).rows;

export const insertSettlements = async (
  tx: Tx,
  province: string,
  noticeId: string,
  settlements: readonly Settlement[],
): Promise<void> => {
  for (const [index, each] of settlements.entries()) {
    await sql`
      insert into early_settlement (province, notice_id, settlement_no, city, county, name, line, early_fen, final_fen, settle_fen)
      values (${province}, ${noticeId}, ${index + 1}, ${each.city}, ${each.county}, ${each.name}, ${each.line}, ${each.early}, ${each.final},
        ${each.settle})`.execute(tx);
  }
};
