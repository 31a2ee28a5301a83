import type { EntryState } from "@qiangyi/api";
import { sql } from "kysely";
import { type Actor, newId, type Tx, within } from "../platform/index.ts";
import { type EntryKeys, type Evidence, type InstitutionsById, keysOf, type Values } from "./entry.ts";
import type { Register } from "./register.ts";
import type { EntryRow, RegisterTables } from "./tables.ts";

export interface NewEntry {
  readonly values: Values;
  readonly evidence: Evidence;
  readonly state: EntryState;
}

export interface EntryChange extends NewEntry {
  readonly id: string;
  /** The version that the change was made from; a row of another version is left alone. */
  readonly version: number;
  readonly note: string | null;
}

interface By {
  readonly actor: Actor;
  readonly at: Date;
  readonly institutions: InstitutionsById;
  /** First of the numbers that were reserved for these entries; otherwise they are reserved here and held until the transaction ends. */
  readonly first?: bigint | undefined;
}

/** Whoever enters what resembles the same thing waits from here on, and then finds what was entered. */
export const lockKey = (tx: Tx, actor: Actor, register: Register, key: string) =>
  sql`select lock_register_key(${actor.province}, ${register.id}, ${key})`.execute(tx);

/** From here on no other import writes the register, and the entries that this one changes stay as they are. */
export const lockForImport = async (tx: Tx, actor: Actor, register: Register, ids: readonly string[]): Promise<void> => {
  await sql`select lock_register_import(${actor.province}, ${register.id})`.execute(tx);
  if (ids.length === 0) return;
  await sql`
    select count(*) from (select from register_entry entry where entry.register = ${register.id} and entry.id = any (${ids}::uuid[])
      and ${within(actor, "entry")} order by entry.id for update) locked`.execute(tx);
};

const columnsOf = (keys: EntryKeys, values: Values, evidence: Evidence) => ({
  data: values,
  unique_key: keys.uniqueKey,
  repeat_key: keys.repeatKey,
  occurred_on: keys.occurredOn,
  sort_on: keys.sortOn,
  sort_amount: keys.sortAmount,
  year: keys.year,
  city: keys.city,
  county: keys.county,
  institution: keys.institution,
  document_number: evidence.documentNumber,
  document_date: evidence.documentDate,
  attachment: evidence.attachment,
  search_text: keys.searchText,
});

const recordType = sql`(id uuid, entry_no text, state text, data jsonb, unique_key text, repeat_key text, occurred_on date, sort_on date, sort_amount numeric,
  year integer, city text, county text, institution text, document_number text, document_date date, attachment uuid, note text,
  search_text text, version integer)`;

export const addEntries = async (
  tx: Tx,
  register: Register,
  entries: readonly NewEntry[],
  { actor, at, institutions, first: reserved }: By,
): Promise<{ id: string; entryNo: string }[]> => {
  if (entries.length === 0) return [];
  const first = reserved ?? (await reserveNumbers(tx, actor, register, entries.length));
  const rows = entries.map(({ values, evidence, state }, index) => ({
    id: newId(),
    entry_no: entryNoOf(register, first + BigInt(index)),
    state,
    ...columnsOf(keysOf(register, values, evidence, institutions), values, evidence),
  }));
  await sql`
    insert into register_entry (province, id, register, entry_no, state, data, unique_key, repeat_key, occurred_on, sort_on, sort_amount, year,
      city, county, institution, document_number, document_date, attachment, search_text, created_by, created_at, changed_by, changed_by_name, changed_at)
    select ${actor.province}, id, ${register.id}, entry_no, state, data, unique_key, repeat_key, occurred_on, sort_on, sort_amount, year,
      city, county, institution, document_number, document_date, attachment, lower(entry_no) || ' ' || search_text,
      ${actor.userId}, ${at}, ${actor.userId}, ${actor.name}, ${at}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as entry ${recordType}`.execute(tx);
  return rows.map(({ id, entry_no }) => ({ id, entryNo: entry_no }));
};

export const entryNoOf = ({ prefix }: Register, number: bigint): string => `${prefix}${number.toString().padStart(6, "0")}`;

export const reserveNumbers = async (tx: Tx, actor: Actor, register: Register, count: number): Promise<bigint> => {
  const { rows } = await sql<{ first: bigint }>`
    select reserve_entry_numbers(${actor.province}, ${register.id}, ${count}) as first`.execute(tx);
  return rows[0]?.first ?? 1n;
};

/** Writes the changes whose version still stands; answers how many did. */
export const changeEntries = async (
  tx: Tx,
  register: Register,
  changes: readonly EntryChange[],
  { actor, at, institutions }: By,
): Promise<number> => {
  if (changes.length === 0) return 0;
  const rows = changes.map(({ id, version, note, values, evidence, state }) => ({
    id,
    version,
    note,
    state,
    ...columnsOf(keysOf(register, values, evidence, institutions), values, evidence),
  }));
  const { numAffectedRows } = await sql`
    update register_entry entry set state = change.state, data = change.data, unique_key = change.unique_key, repeat_key = change.repeat_key,
      occurred_on = change.occurred_on, sort_on = change.sort_on, sort_amount = change.sort_amount, year = change.year, city = change.city, county = change.county,
      institution = change.institution, document_number = change.document_number, document_date = change.document_date,
      attachment = change.attachment, note = change.note, search_text = lower(entry.entry_no) || ' ' || change.search_text,
      version = entry.version + 1, changed_by = ${actor.userId}, changed_by_name = ${actor.name}, changed_at = ${at}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as change ${recordType}
    where entry.register = ${register.id} and entry.id = change.id and entry.version = change.version
      and ${within(actor, "entry")}`.execute(tx);
  return Number(numAffectedRows ?? 0n);
};

/** New state of unchanged content: confirmation, return, withdrawal. */
export const moveEntries = async (
  tx: Tx,
  { actor, at, ids, state, note }: { actor: Actor; at: Date; ids: readonly string[]; state: EntryState; note: string | null },
): Promise<void> => {
  if (ids.length === 0) return;
  await sql`
    update register_entry entry set state = ${state}, note = ${note}, version = entry.version + 1,
      changed_by = ${actor.userId}, changed_by_name = ${actor.name}, changed_at = ${at}
    where entry.id = any (${ids}::uuid[]) and ${within(actor, "entry")}`.execute(tx);
};

export const lockEntries = async (tx: Tx, actor: Actor, register: Register, ids: readonly string[]): Promise<EntryRow[]> =>
  ids.length === 0
    ? []
    : tx
        .withTables<RegisterTables>()
        .selectFrom("register_entry as entry")
        .selectAll("entry")
        .where("entry.register", "=", register.id)
        .where("entry.id", "in", ids)
        .where(within(actor, "entry"))
        .orderBy("entry.id")
        .forUpdate()
        .execute();

export const findEntry = (tx: Tx, actor: Actor, register: Register, id: string): Promise<EntryRow | undefined> =>
  tx
    .withTables<RegisterTables>()
    .selectFrom("register_entry as entry")
    .selectAll("entry")
    .where("entry.register", "=", register.id)
    .where("entry.id", "=", id)
    .where(within(actor, "entry"))
    .executeTakeFirst();

/** The keys among `keys` that some entry of the register holds, in or out of the actor's sight. */
export const keysTaken = async (
  tx: Tx,
  actor: Actor,
  register: Register,
  keys: readonly string[],
): Promise<ReadonlySet<string>> => {
  if (keys.length === 0) return new Set();
  const { rows } = await sql<{ key: string }>`
    select key from register_keys_taken(${actor.province}, ${register.id}, ${keys}::text[]) as taken (key)`.execute(tx);
  return new Set(rows.map(({ key }) => key));
};

/** Entry numbers by the key whose repetition is pointed out. */
export const entriesAlike = async (
  tx: Tx,
  actor: Actor,
  register: Register,
  keys: readonly string[],
): Promise<ReadonlyMap<string, readonly { id: string; entryNo: string }[]>> => {
  if (keys.length === 0) return new Map();
  const rows = await tx
    .withTables<RegisterTables>()
    .selectFrom("register_entry as entry")
    .select(["entry.id", "entry.entry_no", "entry.repeat_key"])
    .where("entry.register", "=", register.id)
    .where("entry.repeat_key", "in", keys)
    .where("entry.state", "<>", "withdrawn")
    .where(within(actor, "entry"))
    .orderBy("entry.entry_no")
    .execute();
  const alike = new Map<string, { id: string; entryNo: string }[]>();
  for (const { id, entry_no, repeat_key } of rows) {
    const key = repeat_key ?? "";
    alike.set(key, [...(alike.get(key) ?? []), { id, entryNo: entry_no }]);
  }
  return alike;
};
