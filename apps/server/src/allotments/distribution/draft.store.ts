import { createHash } from "node:crypto";
import type { PlainDate } from "@qiangyi/kernel";
import { sql } from "kysely";
import type { Actor, Tx } from "../../platform/index.ts";
import { type AllotmentRow } from "../notices/notice.ts";
import type { PoolPart } from "./sources.ts";

/** What the documents that one office makes for another say of themselves, distributions and reductions. */
export interface DocumentHead {
  readonly id: string;
  readonly state: "draft" | "issued" | "cancelled";
  readonly number: string | null;
  readonly title: string;
  readonly note: string | null;
  readonly fund: string;
  readonly year: number;
  readonly issuer: string;
  readonly issuerRegion: string;
  readonly issuerCity: string | null;
  readonly issuerCounty: string | null;
  readonly draftedBy: string;
  readonly draftedName: string;
  readonly issuedName: string | null;
  readonly issuedOn: PlainDate | null;
}

export interface DistributionHead extends DocumentHead {
  readonly upstreamId: string;
  readonly trackTag: string | null;
}

/** A row that passes on a part of a row received. */
export interface DraftRow extends Omit<AllotmentRow, "decisionId"> {
  readonly standardFen: bigint | null;
  readonly allocatedFen: bigint;
  readonly earlierFen: bigint;
  readonly thisFen: bigint;
  readonly upstreamRow: number;
  readonly targets: unknown;
  readonly fromPool: readonly PoolPart[];
}

/** The notice, locked when somebody is about to change or issue it: of two at once the second sees what the first did. */
export const findDistribution = async (
  tx: Tx,
  actor: Actor,
  id: string,
  { lock = false }: { readonly lock?: boolean } = {},
): Promise<DistributionHead | undefined> =>
  (
    await sql<DistributionHead>`
      select id, state, number, title, note, fund, year, issuer, issuer_region as "issuerRegion", issuer_city as "issuerCity",
        issuer_county as "issuerCounty", upstream_id as "upstreamId", track_tag as "trackTag", drafted_by as "draftedBy",
        drafted_name as "draftedName", issued_name as "issuedName", issued_on as "issuedOn"
      from allotment_notice where province = ${actor.province} and id = ${id}::uuid and kind = 'distribution'
      ${lock ? sql`for update` : sql``}`.execute(tx)
  ).rows[0];

export const rowsOf = async (tx: Tx, actor: Actor, id: string): Promise<DraftRow[]> => {
  const { rows } = await sql<Omit<DraftRow, "fromPool"> & { fromPool: { notice: string; row: number; fen: string | number }[] }>`
    select row_no as "rowNo", receiver, city, county, institution, destination_city as "destinationCity",
      destination_county as "destinationCounty", destination_institution as "destinationInstitution", destination_name as "destinationName",
      line, project, title, plan_line_no as "planLineNo", quantity, standard_fen as "standardFen", allocated_fen as "allocatedFen",
      earlier_fen as "earlierFen", this_fen as "thisFen", nature, source_level as "sourceLevel", function_class as "functionClass",
      upstream_row as "upstreamRow", targets, note, from_pool as "fromPool"
    from allotment_row where province = ${actor.province} and notice_id = ${id}::uuid order by row_no`.execute(tx);
  return rows.map((row) => ({ ...row, fromPool: row.fromPool.map((part) => ({ ...part, fen: BigInt(part.fen) })) }));
};

const asText = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) => (typeof part === "bigint" ? part.toString() : part));

/** What both sides sign: head and rows to the last figure. */
export const digestOf = (
  { title, note, fund, year, issuer, upstreamId, trackTag }: Omit<DistributionHead, "id">,
  rows: readonly DraftRow[],
): string =>
  createHash("sha256")
    .update(asText([title, note, fund, year, issuer, upstreamId, trackTag, rows]))
    .digest("hex");

export const insertDistribution = async (
  tx: Tx,
  actor: Actor,
  now: Date,
  head: Pick<
    DistributionHead,
    "id" | "fund" | "issuer" | "issuerRegion" | "issuerCity" | "issuerCounty" | "year" | "title" | "upstreamId" | "trackTag"
  >,
): Promise<void> => {
  await sql`
    insert into allotment_notice (province, id, kind, fund, issuer, issuer_region, issuer_city, issuer_county, year, title, upstream_id, track_tag,
      drafted_by, drafted_name, drafted_at)
    values (${actor.province}, ${head.id}::uuid, 'distribution', ${head.fund}, ${head.issuer}, ${head.issuerRegion}, ${head.issuerCity},
      ${head.issuerCounty}, ${head.year}, ${head.title}, ${head.upstreamId}::uuid, ${head.trackTag}, ${actor.userId}, ${actor.name}, ${now})`.execute(
    tx,
  );
};

/** A draft's rows are written as a whole; whoever changed it last is its drafter, and does not issue it. */
export const replaceRows = async (
  tx: Tx,
  actor: Actor,
  now: Date,
  head: DistributionHead,
  { title, note, rows }: { readonly title: string; readonly note: string | null; readonly rows: readonly DraftRow[] },
): Promise<void> => {
  const total = rows.reduce((sum, { thisFen }) => sum + thisFen, 0n);
  await sql`delete from allotment_row where province = ${actor.province} and notice_id = ${head.id}::uuid`.execute(tx);
  await sql`
    update allotment_notice set title = ${title}, note = ${note}, row_count = ${rows.length}, total_fen = ${total}, content_sha256 = null,
      drafted_by = ${actor.userId}, drafted_name = ${actor.name}, drafted_at = ${now}
    where province = ${actor.province} and id = ${head.id}::uuid`.execute(tx);
  if (rows.length === 0) return;
  await sql`
    insert into allotment_row (province, notice_id, row_no, issuer_city, issuer_county, receiver, city, county, institution, destination_city,
      destination_county, destination_institution, destination_name, line, project, title, plan_line_no, quantity, standard_fen, allocated_fen,
      earlier_fen, this_fen, nature, source_level, function_class, upstream_row, targets, note, from_pool)
    select ${actor.province}, ${head.id}::uuid, "rowNo", ${head.issuerCity}, ${head.issuerCounty}, receiver, city, county, institution,
      "destinationCity", "destinationCounty", "destinationInstitution", "destinationName", line, project, title, "planLineNo", quantity,
      "standardFen", "allocatedFen", "earlierFen", "thisFen", nature, "sourceLevel", "functionClass", "upstreamRow", coalesce(targets, '[]'),
      note, "fromPool"
    from jsonb_to_recordset(${asText(rows)}::jsonb) as row ("rowNo" int, receiver text, city text, county text, institution text,
      "destinationCity" text, "destinationCounty" text, "destinationInstitution" text, "destinationName" text, line text, project text,
      title text, "planLineNo" int, quantity int, "standardFen" bigint, "allocatedFen" bigint, "earlierFen" bigint, "thisFen" bigint,
      nature text, "sourceLevel" text, "functionClass" text, "upstreamRow" int, targets jsonb, note text, "fromPool" jsonb)`.execute(
    tx,
  );
};
