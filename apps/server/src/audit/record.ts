import type { Actor, Tx, WriteEvent } from "../platform/index.ts";
import { beginning, hashOf } from "./chain.ts";
import { detailOf } from "./detail.ts";
import type { AuditTables } from "./tables.ts";

export interface AuditEvent {
  readonly actor: Actor;
  readonly at: Date;
  /** `sign-in`, `sign-in-failed`, `access-refused`, `export`, `unmask` … or the route of a write. */
  readonly action: string;
  /** Path of what was acted on. */
  readonly object: string;
  readonly outcome?: "done" | "refused";
  readonly ip: string;
  readonly detail: unknown;
}

/** Appends one entry to the audit log, inside the transaction that it tells of: both are kept or neither. */
export const recordWrite = (tx: Tx, { actor, at, action, url, ip, request, answer }: WriteEvent): Promise<void> =>
  recordEvent(tx, { actor, at, action, object: pathOf(url), ip, detail: { request, answer } });

const pathOf = (url: string): string => (url.split("?")[0] ?? url).replace(/^\/api/, "");

/**
 * Appends an entry about something that is not a write of the contract. Call it last in the transaction: from here to the commit
 * the province's chain is locked, and a transaction that went on to lock other rows could block another one for good.
 */
export const recordEvent = async (
  tx: Tx,
  { actor, at, action, object, outcome = "done", ip, detail }: AuditEvent,
): Promise<void> => {
  const { userId, name, roles, province, level, city, county, institution } = actor;
  const content = {
    province,
    at,
    actor_id: userId,
    actor_name: name,
    roles: [...roles],
    level,
    city,
    county,
    institution,
    action,
    object: object.slice(0, 500),
    outcome,
    ip,
    detail: detailOf(detail),
  };
  const head = await lockHead(tx, province);
  const sequence = head.sequence + 1n;
  const hash = hashOf(head.hash, { ...content, sequence });
  await tx
    .withTables<AuditTables>()
    .with("moved", (db) => db.updateTable("audit_head").set({ sequence, hash }).where("province", "=", province))
    .insertInto("audit_entry")
    .values({ ...content, sequence, previous_hash: head.hash, hash })
    .execute();
};

const lockHead = async (tx: Tx, province: string): Promise<{ sequence: bigint; hash: string }> => {
  const tables = tx.withTables<AuditTables>();
  const read = () =>
    tables.selectFrom("audit_head").select(["sequence", "hash"]).where("province", "=", province).forUpdate().executeTakeFirst();
  const head = await read();
  if (head) return head;
  await tables
    .insertInto("audit_head")
    .values({ province, sequence: 0n, hash: beginning })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const made = await read();
  if (!made) throw new Error(`the audit head of ${province} is out of reach`);
  return made;
};
