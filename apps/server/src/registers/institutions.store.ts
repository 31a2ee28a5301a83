import { regionsByCode } from "@qiangyi/policy";
import { sql } from "kysely";
import type { Actor, Tx } from "../platform/index.ts";
import type { InstitutionsById, NamedInstitution, Values } from "./entry.ts";
import type { Register } from "./register.ts";

/** Institutions by id, whoever owns them: a county names the provincial hospital that sends it a doctor. */
export const institutionsById = async (tx: Tx, actor: Actor, ids: Iterable<string>): Promise<InstitutionsById> => {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return new Map();
  const { rows } = await sql<NamedInstitution>`
    select id, name, city, county, class from named_institutions(${actor.province}, ${wanted}::text[], null)`.execute(tx);
  return new Map(rows.map((row) => [row.id, { ...row, countyName: regionsByCode.get(row.county ?? "")?.name }]));
};

export const institutionIds = (register: Register, values: Values): string[] =>
  register.fields.flatMap(({ name, kind }) => {
    const value = values[name];
    return kind === "institution" && typeof value === "string" ? [value] : [];
  });

/** Every institution of the province: for the drop-downs of a register that names institutions beyond its own place. */
export const allInstitutions = async (tx: Tx, actor: Actor): Promise<readonly NamedInstitution[]> =>
  (await sql<NamedInstitution>`select id, name, city, county from named_institutions(${actor.province}, null, null)`.execute(tx))
    .rows;

export interface FoundInstitution extends NamedInstitution {
  readonly affiliation: string;
  readonly region: string;
}

export const findInstitutions = async (tx: Tx, actor: Actor, text: string): Promise<readonly FoundInstitution[]> => {
  // As the registry folds what can be searched: brackets of either width and the hyphen of a number count for nothing.
  const wanted = text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, "");
  return (
    await sql<FoundInstitution>`select id, name, city, county, affiliation, region from named_institutions(${actor.province}, null, ${wanted})`.execute(
      tx,
    )
  ).rows;
};
