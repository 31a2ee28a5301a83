import type { EntryState } from "@qiangyi/api";
import { sql } from "kysely";
import type { Actor, Tx } from "../platform/index.ts";

interface Wanted {
  readonly register?: string | undefined;
  readonly city?: string | undefined;
  readonly county?: string | undefined;
  readonly institution?: string | undefined;
  readonly year?: number | undefined;
  readonly state?: EntryState | undefined;
}

export interface RegisterTotal {
  readonly register: string;
  readonly state: EntryState;
  readonly entries: number;
}

const levels = ["institution", "county", "city"] as const;

/** How many entries of each register and state the actor may see at a place; from kept totals, whatever the number of entries. */
export const totalsOf = async (tx: Tx, actor: Actor, wanted: Wanted): Promise<RegisterTotal[]> => {
  const own = placeOfActor(actor);
  // Someone who asks for another place than his own finds nothing; the entries say the same.
  if (levels.some((level) => own[level] !== undefined && wanted[level] !== undefined && own[level] !== wanted[level])) return [];
  const places = { city: wanted.city, county: wanted.county, institution: wanted.institution, ...own };
  const scope = levels.find((level) => places[level] !== undefined) ?? "province";
  const given = (column: string, value: string | number | undefined) =>
    value === undefined ? sql`` : sql`and ${sql.ref(column)} = ${value}`;
  const { rows } = await sql<{ register: string; state: EntryState; entries: bigint }>`
    select register, state, sum(entries)::bigint as entries from register_total
    where province = ${actor.province} and scope = ${scope} ${given("register", wanted.register)}
      ${given("institution", places.institution)} ${given("county", places.county)} ${given("city", places.city)}
      ${given("year", wanted.year)} ${given("state", wanted.state)}
    group by register, state`.execute(tx);
  return rows.map(({ register, state, entries }) => ({ register, state, entries: Number(entries) }));
};

interface OwnPlace {
  readonly city?: string;
  readonly county?: string;
  readonly institution?: string;
}

const placeOfActor = ({ level, city, county, institution }: Actor): OwnPlace => {
  if (level === "city") return { city: city ?? "" };
  if (level === "county") return { county: county ?? "" };
  if (level === "unit") return { institution: institution ?? "" };
  return {};
};
