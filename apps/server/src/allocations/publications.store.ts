import type { PlainDate } from "@qiangyi/kernel";
import { sql } from "kysely";
import type { Actor, Tx } from "../platform/index.ts";

export interface Publication {
  readonly id: string;
  readonly planId: string;
  readonly year: number;
  readonly title: string;
  readonly version: number;
  readonly decisionDate: PlainDate;
  readonly publishedOn: PlainDate;
  readonly publishedName: string;
  readonly note: string | null;
  /** No later publication of the year has taken its place. */
  readonly isCurrent: boolean;
}

const columns = sql`p.id, p.plan_id as "planId", p.year, p.title, p.version, p.decision_date as "decisionDate", p.published_on as "publishedOn",
  p.published_name as "publishedName", p.note,
  not exists (
    select from plan_publication later where later.province = p.province and later.year = p.year and later.step > p.step
  ) as "isCurrent"`;

/** The publications of a year, the newest first. */
export const publicationsOfYear = async (tx: Tx, province: string, year: number): Promise<Publication[]> =>
  (
    await sql<Publication>`
      select ${columns} from plan_publication p where p.province = ${province} and p.year = ${year} order by p.step desc`.execute(
      tx,
    )
  ).rows;

/** The last publication of each of these plans. */
export const publicationsOf = async (
  tx: Tx,
  province: string,
  planIds: readonly string[],
): Promise<ReadonlyMap<string, Publication>> => {
  if (planIds.length === 0) return new Map();
  const { rows } = await sql<Publication>`
    select distinct on (p.plan_id) ${columns} from plan_publication p
    where p.province = ${province} and p.plan_id = any(${planIds}::uuid[]) order by p.plan_id, p.step desc`.execute(tx);
  return new Map(rows.map((row) => [row.planId, row]));
};

/** Only the one in force: what was superseded is not read below the province any more. */
export const findCurrentPublication = async (tx: Tx, province: string, id: string): Promise<Publication | undefined> =>
  (
    await sql<Publication>`select ${columns} from current_publication p where p.province = ${province} and p.id = ${id}`.execute(
      tx,
    )
  ).rows[0];

/** Publications in force that were made on this day or later. */
export const publicationsSince = async (tx: Tx, province: string, day: PlainDate): Promise<Publication[]> =>
  (
    await sql<Publication>`
      select ${columns} from current_publication p where p.province = ${province} and p.published_on >= ${day} order by p.published_at desc`.execute(
      tx,
    )
  ).rows;

/** Publications of one year are made one after the other. */
export const lockPublications = async (tx: Tx, province: string, year: number): Promise<void> => {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`allocations/publications/${province}/${year}`}, 0))`.execute(tx);
};

export const insertPublication = async (
  tx: Tx,
  actor: Actor,
  row: Omit<Publication, "publishedName" | "isCurrent"> & { readonly publishedAt: Date },
): Promise<void> => {
  await sql`
    insert into plan_publication (province, id, plan_id, year, step, title, version, decision_date, published_on, note, published_by,
      published_name, published_at)
    select ${actor.province}, ${row.id}::uuid, ${row.planId}::uuid, ${row.year}::int, coalesce(max(step), 0) + 1, ${row.title}, ${row.version}::int,
      ${row.decisionDate}::date, ${row.publishedOn}::date, ${row.note}, ${actor.userId}, ${actor.name}, ${row.publishedAt}::timestamptz
    from plan_publication where province = ${actor.province} and year = ${row.year}::int`.execute(tx);
};
