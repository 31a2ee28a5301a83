import { createHash } from "node:crypto";
import type { AuditEntryTable } from "./tables.ts";

export type HashedContent = Omit<AuditEntryTable, "sequence" | "previous_hash" | "hash"> & { readonly sequence: bigint | number };

/** What the first entry of a province names as the one before it. */
export const beginning = "0".repeat(64);

/**
 * Hash of an entry: SM3 (domain handbook section 8) over the hash before it and every column in a fixed order. A JSON array keeps
 * the borders between values, so that text cannot move from one column to the next unnoticed.
 */
export const hashOf = (previousHash: string, entry: HashedContent): string =>
  createHash("sm3").update(previousHash).update("\n").update(hashedText(entry)).digest("hex");

/** The text of an entry that is hashed after the hash before it and a line feed. */
export const hashedText = (entry: HashedContent): string =>
  JSON.stringify([
    entry.province,
    String(entry.sequence),
    entry.at.toISOString(),
    entry.actor_id,
    entry.actor_name,
    entry.roles,
    entry.level,
    entry.city,
    entry.county,
    entry.institution,
    entry.action,
    entry.object,
    entry.outcome,
    entry.ip,
    entry.detail,
  ]);
