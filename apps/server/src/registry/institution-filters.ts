import type { InstitutionFilters } from "@qiangyi/api";
import { type RawBuilder, sql } from "kysely";
import { type Actor, type Tx, within } from "../platform/index.ts";
import { escapedLike, folded } from "./institution.ts";
import type { RegistryTables } from "./tables.ts";

/** Filters that list and kept totals share. A city means everything in it; the province means no filter. */
const filtersOf = ({ region, ownership, affiliation, tier, class: kind, state }: InstitutionFilters) => [
  ...(region === undefined || region.endsWith("0000")
    ? []
    : region.endsWith("00")
      ? [sql<boolean>`region between ${region} and ${`${region.slice(0, 4)}99`}`]
      : [sql<boolean>`region = ${region}`]),
  ...(ownership === undefined ? [] : [sql<boolean>`ownership = ${ownership}`]),
  ...(affiliation === undefined ? [] : [sql<boolean>`affiliation = ${affiliation}`]),
  ...(tier === undefined ? [] : [sql<boolean>`tier = ${tier}`]),
  ...(kind === undefined ? [] : [sql<boolean>`class = ${kind}`]),
  ...(state === undefined ? [] : [sql<boolean>`is_ended = ${state === "ended"}`]),
];

/** Every word of the search must occur in the names, former names, first letters or codes. */
const searchOf = (q: string | undefined) =>
  (q ?? "")
    .split(/\s+/)
    .map(folded)
    .filter((word) => word !== "")
    .map((word) => sql<boolean>`search like ${`%${escapedLike(word)}%`}`);

const all = (parts: readonly RawBuilder<boolean>[]): RawBuilder<boolean> =>
  parts.length === 0 ? sql<boolean>`true` : sql<boolean>`${sql.join(parts, sql` and `)}`;

/** The filters that the kept totals know too. */
export const conditionOf = (filters: InstitutionFilters): RawBuilder<boolean> => all(filtersOf(filters));

/** True when the filters ask for text, which no kept total knows. */
export const isSearch = ({ q }: InstitutionFilters): boolean => searchOf(q).length > 0;

/** The institutions in the actor's scope that pass the filters. */
export const filtered = (tx: Tx, actor: Actor, filters: InstitutionFilters) =>
  tx
    .withTables<RegistryTables>()
    .selectFrom("institution")
    .where(within(actor, "institution", "id"))
    .where(all([...filtersOf(filters), ...searchOf(filters.q)]));
