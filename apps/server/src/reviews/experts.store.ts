import type { ExpertInput } from "@qiangyi/api";
import { type Selectable, sql } from "kysely";
import { type Actor, containing, type Tx } from "../platform/index.ts";
import { poolOf } from "./organiser.ts";
import type { ExpertTable, ReviewTables } from "./tables.ts";

export type StoredExpert = Selectable<ExpertTable>;

export const reviewsIn = (tx: Tx) => tx.withTables<ReviewTables>();

const poolExperts = (tx: Tx, actor: Actor) =>
  reviewsIn(tx)
    .selectFrom("expert")
    .selectAll()
    .where("province", "=", actor.province)
    .where("city", "is not distinct from", poolOf(actor));

export interface ExpertFilter {
  readonly after?: string | undefined;
  readonly limit: number;
  readonly text?: string | undefined;
  readonly field?: string | undefined;
  readonly state?: "active" | "paused" | undefined;
}

export const listPool = (tx: Tx, actor: Actor, { after, limit, text, field, state }: ExpertFilter): Promise<StoredExpert[]> => {
  let query = poolExperts(tx, actor);
  if (after !== undefined) query = query.where("number", ">", after);
  if (text) query = query.where("search_text", "like", containing(text.toLowerCase()));
  if (field) query = query.where(sql<boolean>`${field} = any(fields)`);
  if (state) query = query.where("state", "=", state);
  return query.orderBy("number").limit(limit).execute();
};

export const allOfPool = (tx: Tx, actor: Actor): Promise<StoredExpert[]> => poolExperts(tx, actor).orderBy("id").execute();

export const findExpert = (tx: Tx, actor: Actor, id: string): Promise<StoredExpert | undefined> =>
  poolExperts(tx, actor).where("id", "=", id).executeTakeFirst();

export const lockExpert = (tx: Tx, actor: Actor, id: string): Promise<StoredExpert | undefined> =>
  poolExperts(tx, actor).where("id", "=", id).forUpdate().executeTakeFirst();

/** The expert that an account belongs to. */
export const expertOfAccount = (tx: Tx, { province, userId }: Actor): Promise<StoredExpert | undefined> =>
  reviewsIn(tx)
    .selectFrom("expert")
    .selectAll()
    .where("province", "=", province)
    .where(sql<string>`account::text`, "=", userId)
    .executeTakeFirst();

export const fieldsOfPool = async (tx: Tx, actor: Actor): Promise<{ field: string; experts: number }[]> =>
  (
    await sql<{ field: string; experts: number }>`
      select field, count(*)::int as experts from expert, unnest(fields) as field
      where province = ${actor.province} and city is not distinct from ${poolOf(actor)} and state = 'active'
      group by field order by 2 desc, 1`.execute(tx)
  ).rows;

/** ZJ-00001: numbers of experts, without twins. */
export const nextExpertNumber = async (tx: Tx, province: string): Promise<string> => {
  const { rows } = await sql<{ last: number }>`
    insert into review_number (province, last) values (${province}, 1)
    on conflict (province) do update set last = review_number.last + 1 returning last`.execute(tx);
  return `ZJ-${String(rows[0]?.last ?? 0).padStart(5, "0")}`;
};

/** Columns of what a form enters. */
export const columnsOf = (input: ExpertInput) => ({
  name: input.name,
  title: input.title,
  title_level: input.titleLevel,
  institution: input.institution,
  unit_name: input.unitName,
  group_name: input.groupName,
  region: input.region,
  fields: [...new Set(input.fields)],
  employments: JSON.stringify(input.employments),
  relations: JSON.stringify(input.relations),
  max_load: input.maxLoad,
});

export const searchTextOf = (number: string, { name, unitName, title, fields }: ExpertInput): string =>
  [number, name, unitName, title, ...fields].join(" ").toLowerCase();

/** Projects of a year for which each expert was invited or accepted. */
export const loadsOf = async (tx: Tx, province: string, year: number): Promise<ReadonlyMap<string, number>> => {
  const { rows } = await sql<{ expert: string; load: number }>`
    select s.expert, count(*)::int as load from review_seat s
      join review_panel p on p.province = s.province and p.id = s.panel and p.state <> 'void' and p.year = ${year}
      join review_panel_project j on j.province = s.province and j.panel = s.panel and not j.is_void
    where s.province = ${province} and s.state in ('invited', 'accepted') group by s.expert`.execute(tx);
  return new Map(rows.map(({ expert, load }) => [expert, load]));
};
