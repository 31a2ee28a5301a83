import type { Actor } from "../platform/index.ts";

/** The tables of migration 0003; an alias, because kysely asks for indexable types. */
export type AuditTables = {
  audit_entry: AuditEntryTable;
  audit_head: { province: string; sequence: bigint; hash: string };
};

export type AuditEntryTable = {
  province: string;
  sequence: bigint;
  at: Date;
  actor_id: string;
  actor_name: string;
  roles: string[];
  level: Actor["level"];
  city: string | null;
  county: string | null;
  institution: string | null;
  action: string;
  object: string;
  outcome: "done" | "refused";
  ip: string;
  detail: string;
  previous_hash: string;
  hash: string;
};
