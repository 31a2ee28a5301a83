import type { NoticeKind, NoticeState, NoticeWording } from "@qiangyi/api";
import type { Fen, PlainDate } from "@qiangyi/kernel";
import { sql } from "kysely";
import type { Actor, Tx } from "../../platform/index.ts";
import type { Notice } from "./notice.ts";

const columns = sql`n.id, n.kind, n.fund, n.issuer, n.issuer_region as "issuerRegion", n.issuer_city as "issuerCity", n.issuer_county as "issuerCounty",
  n.year, n.number, n.title, n.plan_id as "planId", n.upstream_id as "upstreamId", n.track_tag as "trackTag", n.wording, n.state,
  n.row_count as "rowCount", n.total_fen as total, n.content_sha256 as "contentSha256", n.drafted_by as "draftedBy", n.drafted_name as "draftedName",
  n.drafted_at as "draftedAt", n.issued_by as "issuedBy", n.issued_name as "issuedName", n.issued_on as "issuedOn", n.issued_at as "issuedAt", n.note`;

export const findNotice = async (tx: Tx, province: string, id: string): Promise<Notice | undefined> =>
  (await sql<Notice>`select ${columns} from allotment_notice n where n.province = ${province} and n.id = ${id}`.execute(tx))
    .rows[0];

/** For whoever is about to change or issue it: others wait. */
export const lockNotice = async (tx: Tx, province: string, id: string): Promise<Notice | undefined> =>
  (
    await sql<Notice>`select ${columns} from allotment_notice n where n.province = ${province} and n.id = ${id} for update`.execute(
      tx,
    )
  ).rows[0];

export const findByNumber = async (tx: Tx, province: string, issuer: string, number: string): Promise<Notice | undefined> =>
  (
    await sql<Notice>`select ${columns} from allotment_notice n
      where n.province = ${province} and n.issuer = ${issuer} and n.number = ${number}`.execute(tx)
  ).rows[0];

export interface NoticeFilter {
  readonly year: number | undefined;
  readonly kind: NoticeKind | undefined;
  readonly state: NoticeState | undefined;
  readonly level: "province" | "city" | "county" | undefined;
  readonly after: string | undefined;
  readonly limit: number;
}

/** Newest first. Drafts of others are outside the row policy; cancelled drafts are listed only when asked for. */
export const findNotices = async (tx: Tx, actor: Actor, filter: NoticeFilter): Promise<Notice[]> => {
  const { year, kind, state, level, after, limit } = filter;
  const ofLevel =
    level === undefined
      ? sql`true`
      : level === "province"
        ? sql`n.issuer_city is null`
        : level === "city"
          ? sql`n.issuer_city is not null and n.issuer_county is null`
          : sql`n.issuer_county is not null`;
  const { rows } = await sql<Notice>`
    select ${columns} from allotment_notice n
    where n.province = ${actor.province} and (${year ?? null}::int is null or n.year = ${year ?? null})
      and (${kind ?? null}::text is null or n.kind = ${kind ?? null}) and ${ofLevel}
      and (case when ${state ?? null}::text is null then n.state <> 'cancelled' else n.state = ${state ?? null} end)
      and (${after ?? null}::uuid is null or n.id < ${after ?? null}::uuid)
    order by n.id desc limit ${limit + 1}`.execute(tx);
  return rows;
};

export type NewNotice = Pick<
  Notice,
  | "id"
  | "kind"
  | "fund"
  | "issuer"
  | "issuerRegion"
  | "issuerCity"
  | "issuerCounty"
  | "year"
  | "title"
  | "planId"
  | "upstreamId"
  | "trackTag"
  | "wording"
  | "note"
> & { readonly number?: string | null };

export const insertNotice = async (tx: Tx, actor: Actor, at: Date, notice: NewNotice): Promise<void> => {
  await sql`
    insert into allotment_notice (province, id, kind, fund, issuer, issuer_region, issuer_city, issuer_county, year, title, plan_id, upstream_id,
      track_tag, wording, note, number, drafted_by, drafted_name, drafted_at)
    values (${actor.province}, ${notice.id}, ${notice.kind}, ${notice.fund}, ${notice.issuer}, ${notice.issuerRegion}, ${notice.issuerCity},
      ${notice.issuerCounty}, ${notice.year}, ${notice.title}, ${notice.planId}, ${notice.upstreamId}, ${notice.trackTag},
      ${JSON.stringify(notice.wording)}::jsonb, ${notice.note}, ${notice.number ?? null}, ${actor.userId}, ${actor.name}, ${at})`.execute(
    tx,
  );
};

/** Changes to a draft take back what was signed: the signatures stay, but for another content. */
export const updateDraft = async (
  tx: Tx,
  province: string,
  id: string,
  { title, trackTag, wording }: { readonly title: string; readonly trackTag: string | null; readonly wording: NoticeWording },
): Promise<void> => {
  await sql`
    update allotment_notice set title = ${title}, track_tag = ${trackTag}, wording = ${JSON.stringify(wording)}::jsonb, content_sha256 = null
    where province = ${province} and id = ${id}`.execute(tx);
};

export const setTotals = async (tx: Tx, province: string, id: string, total: { rowCount: number; total: Fen }): Promise<void> => {
  await sql`
    update allotment_notice set row_count = ${total.rowCount}, total_fen = ${total.total}, content_sha256 = null
    where province = ${province} and id = ${id}`.execute(tx);
};

export const setContent = async (tx: Tx, province: string, id: string, contentSha256: string | null): Promise<void> => {
  await sql`update allotment_notice set content_sha256 = ${contentSha256} where province = ${province} and id = ${id}`.execute(
    tx,
  );
};

export const closeAsIssued = async (
  tx: Tx,
  actor: Actor,
  id: string,
  { number, issuedOn, at, contentSha256 }: { number: string; issuedOn: PlainDate; at: Date; contentSha256: string },
): Promise<void> => {
  await sql`update allotment_row set is_issued = true where province = ${actor.province} and notice_id = ${id}`.execute(tx);
  await sql`
    update allotment_notice set state = 'issued', number = ${number}, issued_on = ${issuedOn}, issued_at = ${at}, issued_by = ${actor.userId},
      issued_name = ${actor.name}, content_sha256 = ${contentSha256}
    where province = ${actor.province} and id = ${id}`.execute(tx);
};

export const closeAsCancelled = async (tx: Tx, province: string, id: string, reason: string): Promise<void> => {
  await sql`
    update allotment_notice set state = 'cancelled', number = null, note = ${reason} where province = ${province} and id = ${id}`.execute(
    tx,
  );
};

/** Numbers that an issuer has used or reserved in a year, for the next one to propose. */
export const lastNumberOf = async (tx: Tx, province: string, issuer: string, prefix: string): Promise<number> => {
  const { rows } = await sql<{ last: number | null }>`
    select max(substring(number from '〕([0-9]+)号$')::int) as last from allotment_notice
    where province = ${province} and issuer = ${issuer} and number like ${`${prefix}%`}`.execute(tx);
  return rows[0]?.last ?? 0;
};

/** One issue of a fund and issuer at a time, so that what is left to issue is judged by one after the other. */
export const lockIssuer = async (tx: Tx, province: string, issuer: string): Promise<void> => {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`allotments/issue/${province}/${issuer}`}, 0))`.execute(tx);
};

/** From the source down to the notice itself, as far as the reader may see. */
export const chainOf = async (tx: Tx, province: string, id: string) =>
  (
    await sql<{ id: string; number: string | null; issuer: string }>`
      with recursive chain as (
        select n.id, n.number, n.issuer, n.upstream_id, 0 as depth from allotment_notice n where n.province = ${province} and n.id = ${id}
        union all
        select up.id, up.number, up.issuer, up.upstream_id, chain.depth + 1 from chain
        join allotment_notice up on up.province = ${province} and up.id = chain.upstream_id
      )
      select id, number, issuer from chain order by depth desc`.execute(tx)
  ).rows;

/** The number of a published paper, kept for it while it is entered. */
export const reserveNumber = async (tx: Tx, province: string, id: string, number: string): Promise<void> => {
  await sql`update allotment_notice set number = ${number} where province = ${province} and id = ${id}`.execute(tx);
};
