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
  const namesOf = namesBy(register, (id) => institutions.get(id)?.name);
  return rows.map((row) => ({
    id: row.id,
    entryNo: row.entry_no,
    state: row.state,
    values: row.data,
    names: namesOf([row.data], [row.city, row.county]),
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

/** Gives the names of every institution and region that values and places mention, by code. */
export const namesBy = (
  register: Register,
  institutionName: (id: string) => string | undefined,
): ((all: readonly Values[], places: readonly (string | null)[]) => Record<string, string>) => {
  const regionName = (code: string) => regionsByCode.get(code)?.name;
  const naming = register.fields.flatMap(({ name, kind }) =>
    kind === "institution" ? { name, nameOf: institutionName } : kind === "region" ? { name, nameOf: regionName } : [],
  );
  return (all, places) => {
    const names: Record<string, string> = {};
    const remember = (code: unknown, nameOf: typeof regionName) => {
      const name = typeof code === "string" ? nameOf(code) : undefined;
      if (name !== undefined) names[code as string] = name;
    };
    for (const place of places) remember(place, regionName);
    for (const values of all) for (const { name, nameOf } of naming) remember(values[name], nameOf);
    return names;
  };
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
