import type { PlainDate } from "@qiangyi/kernel";
import { sql } from "kysely";
import { type Actor, type Tx, within } from "../../platform/index.ts";

export interface Copy {
  readonly office: string;
  readonly deliveredAt: Date;
  readonly readName: string | null;
  readonly readAt: Date | null;
}

export const copiesOf = async (tx: Tx, province: string, noticeId: string): Promise<Copy[]> =>
  (
    await sql<Copy>`
      select office, delivered_at as "deliveredAt", read_name as "readName", read_at as "readAt" from allotment_copy
      where province = ${province} and notice_id = ${noticeId} order by office`.execute(tx)
  ).rows;

export const insertCopies = async (
  tx: Tx,
  province: string,
  noticeId: string,
  offices: readonly string[],
  at: Date,
): Promise<void> => {
  await sql`
    insert into allotment_copy (province, notice_id, office, delivered_at)
    select ${province}, ${noticeId}::uuid, office, ${at}::timestamptz from unnest(${[...offices]}::text[]) as office`.execute(tx);
};

export interface CopyInBox extends Copy {
  readonly noticeId: string;
  readonly number: string;
  readonly title: string;
  readonly kind: string;
  readonly year: number;
  readonly issuer: string;
  readonly total: bigint;
  readonly issuedOn: PlainDate;
}

/** The inbox of a supervision office, newest first. */
export const copiesInBox = async (
  tx: Tx,
  actor: Actor,
  { unread, year, after, limit }: { unread: boolean; year: number | undefined; after: string | undefined; limit: number },
): Promise<CopyInBox[]> =>
  (
    await sql<CopyInBox>`
      select c.notice_id as "noticeId", c.office, c.delivered_at as "deliveredAt", c.read_name as "readName", c.read_at as "readAt", n.number, n.title,
        n.kind, n.year, n.issuer, n.total_fen as total, n.issued_on as "issuedOn"
      from (select province, notice_id, office, delivered_at, read_name, read_at, office as city, null::text as county, null::text as institution from allotment_copy) c
      join allotment_notice n on n.province = c.province and n.id = c.notice_id
      where ${within(actor, "c")} and (not ${unread} or c.read_at is null) and (${year ?? null}::int is null or n.year = ${year ?? null})
        and (${after ?? null}::uuid is null or c.notice_id < ${after ?? null}::uuid)
      order by c.notice_id desc, c.office limit ${limit + 1}`.execute(tx)
  ).rows;

/** The first reading counts; later ones change nothing. */
export const markCopyRead = async (tx: Tx, actor: Actor, noticeId: string, at: Date): Promise<Date | undefined> => {
  const { rows } = await sql<{ readAt: Date }>`
    with marked as (
      update allotment_copy set read_by = ${actor.userId}, read_name = ${actor.name}, read_at = ${at}
      where province = ${actor.province} and notice_id = ${noticeId} and office = ${actor.city} and read_at is null returning read_at
    )
    select read_at as "readAt" from marked
    union all
    select read_at from allotment_copy where province = ${actor.province} and notice_id = ${noticeId} and office = ${actor.city} and read_at is not null
    limit 1`.execute(tx);
  return rows[0]?.readAt;
};
