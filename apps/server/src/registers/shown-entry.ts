import type { RegisterEntry } from "@qiangyi/api";
import { regionsByCode } from "@qiangyi/policy";
import type { Actor, Tx } from "../platform/index.ts";
import type { InstitutionsById, Values } from "./entry.ts";
import { institutionIds, institutionsById } from "./institutions.store.ts";
import type { Register } from "./register.ts";
import type { ListedRow, RegisterTables } from "./tables.ts";

/** Rows as the contract shows them, with the names that their codes stand for. */
export const shownEntries = async (
  tx: Tx,
  actor: Actor,
  register: Register,
  rows: readonly ListedRow[],
): Promise<RegisterEntry[]> =>
  entriesNamedBy(
    await institutionsById(
      tx,
      actor,
      rows.flatMap((row) => institutionIds(register, row.data)),
    ),
    tx,
    actor,
    register,
    rows,
  );

/** The same by whoever knows the institutions already. */
export const entriesNamedBy = async (
  institutions: InstitutionsById,
  tx: Tx,
  actor: Actor,
  register: Register,
  rows: readonly ListedRow[],
): Promise<RegisterEntry[]> => {
  const files = await attachmentsById(
    tx,
    actor,
    rows.flatMap(({ attachment }) => attachment ?? []),
  );
  return rows.map((row) => ({
    id: row.id,
    entryNo: row.entry_no,
    state: row.state,
    values: row.data,
    names: namesOf(register, [row.data], [row.city, row.county], (id) => institutions.get(id)?.name),
    city: row.city,
    county: row.county,
    institution: row.institution,
    year: row.year,
    evidence: {
      documentNumber: row.document_number,
      documentDate: row.document_date,
      attachment: row.attachment === null ? null : (files.get(row.attachment) ?? null),
    },
    version: row.version,
    note: row.note,
    changedBy: row.changed_by_name,
    changedAt: row.changed_at.toISOString(),
  }));
};

/** Names of every institution and region that the values mention, by code. */
export const namesOf = (
  register: Register,
  all: readonly Values[],
  places: readonly (string | null)[],
  institutionName: (id: string) => string | undefined,
): Record<string, string> => {
  const names: Record<string, string> = {};
  const remember = (code: string, name: string | undefined) => {
    if (name !== undefined) names[code] = name;
  };
  for (const place of places) if (place !== null) remember(place, regionsByCode.get(place)?.name);
  for (const values of all) {
    for (const { name, kind } of register.fields) {
      const value = values[name];
      if (typeof value !== "string") continue;
      if (kind === "institution") remember(value, institutionName(value));
      if (kind === "region") remember(value, regionsByCode.get(value)?.name);
    }
  }
  return names;
};

export interface Attachment {
  readonly id: string;
  readonly name: string;
  readonly sizeBytes: number;
  readonly sha256: string;
}

export const attachmentsById = async (tx: Tx, actor: Actor, ids: readonly string[]): Promise<ReadonlyMap<string, Attachment>> => {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .withTables<RegisterTables>()
    .selectFrom("stored_file")
    .select(["id", "name", "size_bytes", "sha256"])
    .where("province", "=", actor.province)
    .where("id", "in", [...new Set(ids)])
    .execute();
  return new Map(
    rows.map(({ id, name, size_bytes, sha256 }) => [id, { id, name, sizeBytes: Number(size_bytes), sha256 }] as const),
  );
};
