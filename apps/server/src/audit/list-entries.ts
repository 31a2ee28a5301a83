import { type AuditEntry, listAuditEntries } from "@qiangyi/api";
import { ok } from "@qiangyi/kernel";
import { type Actor, handle, literally, type Rooms, type Tx } from "../platform/index.ts";
import type { AuditEntryTable, AuditTables } from "./tables.ts";

interface Filter {
  readonly after?: string | undefined;
  readonly limit: number;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly person?: string | undefined;
  readonly action?: string | undefined;
  readonly object?: string | undefined;
  readonly outcome?: "done" | "refused" | undefined;
}

/** Newest first. The sequence is the key, so a page costs the same however long the log has grown. */
export const listAuditEntriesRoute = (rooms: Rooms): void =>
  handle(rooms, listAuditEntries, async ({ tx, actor, query }) => {
    const rows = await findEntries(tx, actor, query);
    const items = rows.slice(0, query.limit);
    const next = rows.length > query.limit ? String(items.at(-1)?.sequence ?? "") : null;
    return ok({ items: items.map(shown), next, total: null });
  });

const findEntries = (tx: Tx, actor: Actor, { after, limit, from, to, person, action, object, outcome }: Filter) => {
  let query = tx
    .withTables<AuditTables>()
    .selectFrom("audit_entry")
    .selectAll()
    .where("province", "=", actor.province)
    .orderBy("sequence", "desc")
    .limit(limit + 1);
  // The actor's own place once more beside the row policy.
  if (actor.level === "city") query = query.where("city", "=", actor.city);
  if (actor.level === "county") query = query.where("county", "=", actor.county);
  if (actor.level === "unit") query = query.where("institution", "=", actor.institution);
  if (after !== undefined) query = query.where("sequence", "<", sequenceOf(after));
  if (from !== undefined) query = query.where("at", ">=", startOfDay(from));
  if (to !== undefined) query = query.where("at", "<", new Date(startOfDay(to).getTime() + 86_400_000));
  if (person) query = query.where((is) => is.or([is("actor_id", "=", person), is("actor_name", "like", beginningWith(person))]));
  if (action) query = query.where("action", "=", action);
  if (object) query = query.where("object", "like", beginningWith(object));
  if (outcome) query = query.where("outcome", "=", outcome);
  return query.execute();
};

const sequenceOf = (text: string): bigint => (/^\d{1,18}$/.test(text) ? BigInt(text) : 0n);

/** Midnight in Shanghai. */
const startOfDay = (day: string): Date => new Date(`${day}T00:00:00+08:00`);

const beginningWith = (text: string): string => `${literally(text)}%`;

const shown = (row: AuditEntryTable): AuditEntry => ({
  sequence: Number(row.sequence),
  at: row.at.toISOString(),
  actorId: row.actor_id,
  actorName: row.actor_name,
  roles: row.roles,
  level: row.level,
  city: row.city,
  county: row.county,
  action: row.action,
  object: row.object,
  outcome: row.outcome,
  ip: row.ip,
  detail: row.detail,
  hash: row.hash,
});
