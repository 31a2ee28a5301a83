import type { InstitutionFilters, InstitutionRow } from "@qiangyi/api";
import { sql } from "kysely";
import { type Actor, type Tx, within } from "../platform/index.ts";
import { conditionOf, filtered, isSearch } from "./institution-filters.ts";

interface Page {
  readonly items: InstitutionRow[];
  readonly next: string | null;
}

interface Paging {
  readonly after?: string | undefined;
  readonly limit: number;
}

/** Pages by place and number, which is the order of the index; rows that arrive meanwhile shift nothing. */
export const findInstitutionPage = async (
  tx: Tx,
  actor: Actor,
  filters: InstitutionFilters,
  { after, limit }: Paging,
): Promise<Page> => {
  const [region = "", id = ""] = after === undefined ? [] : Buffer.from(after, "base64url").toString().split("|");
  const rows = await filtered(tx, actor, filters)
    .select([
      "id",
      "name",
      "ownership",
      "affiliation",
      "tier",
      "class",
      "beds",
      "credit_code",
      "region",
      "group_name",
      "is_ended",
      "warnings",
    ])
    .where(sql<boolean>`(region, id) > (${region}, ${id})`)
    .orderBy("region")
    .orderBy("id")
    .limit(limit + 1)
    .execute();
  const items = rows.slice(0, limit).map(({ credit_code, group_name, is_ended, ...row }) => ({
    ...row,
    creditCode: credit_code,
    group: group_name,
    isEnded: is_ended,
  }));
  const last = rows.length > limit ? items.at(-1) : undefined;
  return { items, next: last ? Buffer.from(`${last.region}|${last.id}`).toString("base64url") : null };
};

const countedAtMost = 1000;

/** From the kept totals; only a search, which they do not know, is counted, and only as far as a reader cares. */
export const countFiltered = async (tx: Tx, actor: Actor, filters: InstitutionFilters): Promise<number | null> => {
  if (!isSearch(filters) && actor.level !== "unit") {
    const rows = await countsByRegion(tx, actor, filters);
    return rows.reduce((total, { count }) => total + count, 0);
  }
  const found = await filtered(tx, actor, filters)
    .select("id")
    .limit(countedAtMost + 1)
    .execute();
  return found.length > countedAtMost ? null : found.length;
};

export const countsByRegion = async (
  tx: Tx,
  actor: Actor,
  filters: InstitutionFilters,
): Promise<{ region: string; count: number }[]> => {
  if (actor.level === "unit") return await countOwn(tx, actor, filters);
  const { rows } = await sql<{ region: string; count: bigint }>`
    select region, sum(count) as count from institution_tally
    where ${within(actor, "institution_tally", "region")} and ${conditionOf(filters)}
    group by region having sum(count) > 0 order by region`.execute(tx);
  return rows.map(({ region, count }) => ({ region, count: Number(count) }));
};

/** An institution sees itself only, which no kept total says. */
const countOwn = async (tx: Tx, actor: Actor, filters: InstitutionFilters) => {
  const rows = await filtered(tx, actor, filters).select("region").execute();
  return rows.map(({ region }) => ({ region, count: 1 }));
};
