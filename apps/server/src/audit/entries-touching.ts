import { sql } from "kysely";
import { type Actor, type Tx, within } from "../platform/index.ts";
import { hashedText } from "./chain.ts";
import type { AuditEntryTable, AuditTables } from "./tables.ts";

/** An entry with the very text that was hashed after the hash before it. */
export interface ProvableEntry extends AuditEntryTable {
  readonly hashed: string;
}

/** A step that a room has on record: who, when, on which object (its id), by which routes it can have been done. */
export interface RecordedAct {
  readonly actorId: string;
  readonly at: Date;
  readonly object: string;
}

export interface Touched {
  /** Paths of the objects; what lies under them counts too. */
  readonly paths: readonly string[];
  readonly acts: readonly RecordedAct[];
  /** Routes that act on several objects at once or make a new one, so that their address does not name it. */
  readonly actions: readonly string[];
}

export interface FoundEntries {
  /** In the order of the chain. */
  readonly entries: readonly ProvableEntry[];
  /** Entry of each act, in the order of `acts`; null where it lies outside the reader's sight. */
  readonly ofActs: readonly (bigint | null)[];
  readonly end: { readonly sequence: bigint; readonly hash: string } | null;
}

/** What the log says about some objects, as far as the reader sees the log. Costs what it finds, however long the log has grown. */
export const entriesTouching = async (tx: Tx, actor: Actor, touched: Touched): Promise<FoundEntries> => {
  const byPath = await sequencesUnder(tx, actor, touched.paths);
  const ofActs = await sequencesOfActs(tx, actor, touched);
  const wanted = [...new Set([...byPath, ...ofActs.filter((each) => each !== null)])];
  const entries = await entriesOf(tx, actor, wanted);
  const end = await tx
    .withTables<AuditTables>()
    .selectFrom("audit_head")
    .select(["sequence", "hash"])
    .where("province", "=", actor.province)
    .executeTakeFirst();
  return { entries, ofActs, end: end ?? null };
};

const methods = ["", "GET ", "POST ", "PUT ", "PATCH ", "DELETE "];

/** Entries about the paths and what lies under them. A refused attempt names its method before the path. */
const sequencesUnder = async (tx: Tx, actor: Actor, paths: readonly string[]): Promise<bigint[]> => {
  const beginnings = paths.flatMap((path) => methods.map((method) => `${method}${path}`));
  // Ranges in the order of bytes, which the index of the column keeps; a pattern that is not a constant could not use it.
  const { rows } = await sql<{ sequence: bigint }>`
    select e.sequence from unnest(${beginnings}::text[]) b(beginning)
    join audit_entry e on e.province = ${actor.province} and e.object ~>=~ b.beginning and e.object ~<~ (b.beginning || '0')
      and (e.object = b.beginning or e.object like b.beginning || '/%')
    where ${within(actor, "e")}`.execute(tx);
  return rows.map(({ sequence }) => sequence);
};

/**
 * The entry of each act: of the same person, within the minute after it, by its address or by naming the object. What a batch sent may be
 * abridged in the log; then the first batch of that person after the act is its entry, for both were written in one transaction.
 */
const sequencesOfActs = async (tx: Tx, actor: Actor, { acts, actions }: Touched): Promise<(bigint | null)[]> => {
  const { rows } = await sql<{ position: number; sequence: bigint | null }>`
    select a.position::integer as position, found.sequence
    from unnest(${acts.map(({ actorId }) => actorId)}::text[], ${acts.map(({ at }) => at)}::timestamptz[], ${acts.map(({ object }) => object)}::text[])
      with ordinality a(actor_id, at, object, position)
    left join lateral (
      select e.sequence from audit_entry e
      where e.province = ${actor.province} and ${within(actor, "e")} and e.actor_id = a.actor_id and e.outcome = 'done'
        and e.at >= a.at and e.at < a.at + interval '1 minute'
        and (position(a.object in e.object) > 0
          or e.action = any(${[...actions]}::text[]) and (position(a.object in e.detail) > 0 or e.detail like '{"abridged":true,%'))
      order by position(a.object in e.object || e.detail) = 0, e.sequence limit 1
    ) found on true
    order by a.position`.execute(tx);
  return rows.map(({ sequence }) => sequence);
};

/** Some entries by their numbers, as far as the reader sees the log. */
export const entriesOf = async (tx: Tx, actor: Actor, sequences: readonly bigint[]): Promise<ProvableEntry[]> => {
  if (sequences.length === 0) return [];
  const rows = await tx
    .withTables<AuditTables>()
    .selectFrom("audit_entry")
    .selectAll()
    .where("province", "=", actor.province)
    .where(within(actor, "audit_entry"))
    .where(sql<boolean>`sequence = any(${sequences.map(String)}::bigint[])`)
    .orderBy("sequence")
    .execute();
  return rows.map((row) => ({ ...row, hashed: hashedText(row) }));
};
