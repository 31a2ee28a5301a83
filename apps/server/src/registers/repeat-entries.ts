import { sql } from "kysely";
import { type Actor, type Tx, within } from "../platform/index.ts";
import { registersById } from "./declarations.ts";
import { entryNoOf, reserveNumbers } from "./entries.store.ts";

interface Repeated {
  readonly register: string;
  /** Whose confirmed entries are the pattern. */
  readonly from: string;
  /** Whoever has an entry of the same key already keeps that one. */
  readonly to: readonly string[];
  readonly at: Date;
}

/**
 * The entries of one institution once more for many others, in one statement: the pattern was checked by the register's declaration when it was loaded, and
 * nothing but the institution differs. For the platform's own loads.
 */
export const repeatEntries = async (tx: Tx, actor: Actor, { register: id, from, to, at }: Repeated): Promise<number> => {
  const register = registersById.get(id);
  const field = register?.place.institution;
  if (
    register === undefined ||
    field === undefined ||
    !register.unique.fields.includes(field) ||
    register.limit ||
    register.repeat
  )
    throw new Error(`${id}: entries are repeated only where the institution makes them different`);
  const key = sql`replace(pattern.unique_key, to_json(${from}::text)::text, to_json(home.id)::text)`;
  const missing = sql`
    select pattern.*, home.id as "home", home.city as "home_city", home.county as "home_county", home.name as "home_name", was.name as "was_name",
      ${key} as "home_key"
    from register_entry pattern join institution was on was.province = pattern.province and was.id = ${from}
      cross join institution home
    where ${within(actor, "pattern")} and pattern.register = ${id} and pattern.institution = ${from} and pattern.state = 'confirmed'
      and home.province = pattern.province and home.id = any(${[...to]}::text[]) and home.id <> ${from}
      and ${key} not in (select unique_key from register_entry kept
        where kept.province = ${actor.province} and kept.register = ${id} and kept.state <> 'withdrawn')`;
  const { rows } = await sql<{ count: number }>`select count(*)::integer as count from (${missing}) missing`.execute(tx);
  const count = rows[0]?.count ?? 0;
  if (count === 0) return 0;
  const first = await reserveNumbers(tx, actor, register, count);
  const { start, digits } = { start: Number(first), digits: entryNoOf(register, first).length - register.prefix.length };
  await sql`
    insert into register_entry (province, id, register, entry_no, state, data, unique_key, repeat_key, occurred_on, sort_on, sort_amount, year, city, county,
      institution, document_number, document_date, attachment, search_text, created_by, created_at, changed_by, changed_by_name, changed_at)
    select m.province, gen_random_uuid(), m.register, m.number, m.state, m.data || jsonb_build_object(${field}::text, m.home), m.home_key,
      m.repeat_key, m.occurred_on, m.sort_on, m.sort_amount, m.year, m.home_city, m.home_county, m.home, m.document_number, m.document_date, m.attachment,
      replace(replace(m.search_text, lower(m.entry_no), lower(m.number)), lower(m.was_name), lower(m.home_name)),
      ${actor.userId}, ${at}, ${actor.userId}, ${actor.name}, ${at}
    from (select missing.*, ${register.prefix} || lpad((${start}::bigint + row_number() over (order by missing.home, missing.entry_no) - 1)::text,
        ${digits}, '0') as number from (${missing}) missing) m`.execute(tx);
  return count;
};
