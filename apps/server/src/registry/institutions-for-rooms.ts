import type { Institution } from "@qiangyi/policy";
import { sql } from "kysely";
import { type Actor, systemActor, type Tx, within } from "../platform/index.ts";
import type { RegistryTables } from "./tables.ts";

/** The institutions that the actor may see, in the words of the policy contract, by id. Ended ones too: facts may name them. */
export const institutionsOf = async (tx: Tx, actor: Actor = systemActor): Promise<Institution[]> =>
  tx
    .withTables<RegistryTables>()
    .selectFrom("institution")
    .select(["id", "name", "ownership", "affiliation", "tier", "class", "region"])
    .where(within(actor, "institution", "id"))
    .orderBy("id")
    .execute();

export interface InstitutionChoice {
  readonly id: string;
  readonly name: string;
  /** Former names, which officials still write. */
  readonly otherNames: readonly string[];
}

/** The institutions that the actor may name in a workbook or a form. */
export const institutionChoices = async (tx: Tx, actor: Actor = systemActor): Promise<InstitutionChoice[]> => {
  const rows = await tx
    .withTables<RegistryTables>()
    .selectFrom("institution")
    .select(["id", "name", "former_names"])
    .where(within(actor, "institution", "id"))
    .orderBy("region")
    .orderBy("id")
    .execute();
  return rows.map(({ id, name, former_names }) => ({ id, name, otherNames: former_names.map((former) => former.name) }));
};

export interface RegionChoice {
  readonly code: string;
  readonly name: string;
  readonly parent?: string;
}

/** The regions of the actor's province, for lookups; they are public. */
export const regionChoices = async (tx: Tx, actor: Actor = systemActor): Promise<RegionChoice[]> => {
  const rows = await tx
    .withTables<RegistryTables>()
    .selectFrom("region")
    .select(["code", "name", "parent"])
    .where("province", "=", actor.province)
    .orderBy("code")
    .execute();
  return rows.map(({ code, name, parent }) => (parent === null ? { code, name } : { code, name, parent }));
};

/** Names of some institutions, by id, for a page of a list. */
export const institutionNames = async (
  tx: Tx,
  { province }: Actor,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> => {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .withTables<RegistryTables>()
    .selectFrom("institution")
    .select(["id", "name"])
    .where("province", "=", province)
    // One statement for any number of them, so that it is planned once.
    .where(sql<boolean>`id = any(${[...new Set(ids)]}::text[])`)
    .execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
};

/** Name and place of an institution within the actor's sight. */
export const institutionPlace = (
  tx: Tx,
  actor: Actor,
  id: string,
): Promise<{ readonly name: string; readonly city: string | null; readonly county: string | null } | undefined> =>
  tx
    .withTables<RegistryTables>()
    .selectFrom("institution")
    .select(["name", "city", "county"])
    .where("id", "=", id)
    .where(within(actor, "institution", "id"))
    .executeTakeFirst();

/** What binds institutions to each other and to a place, for questions of conflict. */
export interface InstitutionTies {
  readonly id: string;
  readonly name: string;
  readonly formerNames: readonly string[];
  readonly group: string | null;
  readonly region: string;
}

export const institutionTies = async (
  tx: Tx,
  { province }: Actor,
  ids: readonly string[],
): Promise<ReadonlyMap<string, InstitutionTies>> => {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .withTables<RegistryTables>()
    .selectFrom("institution")
    .select(["id", "name", "former_names", "group_name", "region"])
    .where("province", "=", province)
    .where("id", "in", [...new Set(ids)])
    .execute();
  return new Map(
    rows.map(({ id, name, former_names, group_name, region }) => [
      id,
      { id, name, formerNames: former_names.map((former) => former.name), group: group_name, region },
    ]),
  );
};
