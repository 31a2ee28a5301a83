import type { InstitutionDraft, InstitutionFilters, InstitutionWarning } from "@qiangyi/api";
import { sql } from "kysely";
import { type Actor, newId, type Tx, within } from "../platform/index.ts";
import { escapedLike, folded, scopeOf, searchTextOf, type Twin } from "./institution.ts";
import { filtered } from "./institution-filters.ts";
import type { RegistryTables, VersionChange } from "./tables.ts";

const db = (tx: Tx) => tx.withTables<RegistryTables>();

/** One writer of a province's registry at a time, so that two people cannot register the same institution at the same moment. */
export const lockRegistry = (tx: Tx, province: string) =>
  sql`select pg_advisory_xact_lock(hashtextextended(${`registry/${province}`}, 0))`.execute(tx);

const findRow = async (tx: Tx, actor: Actor, id: string) =>
  await db(tx)
    .selectFrom("institution")
    .selectAll()
    .where(within(actor, "institution", "id"))
    .where("id", "=", id)
    .executeTakeFirst();

export type InstitutionRecord = {
  readonly id: string;
  readonly version: number;
  readonly record: InstitutionDraft;
  readonly warnings: InstitutionWarning[];
  readonly warningReason: string | null;
};

export const findInstitution = async (tx: Tx, actor: Actor, id: string): Promise<InstitutionRecord | undefined> => {
  const row = await findRow(tx, actor, id);
  if (!row) return undefined;
  const current = (await findMemberships(tx, actor.province, [id])).get(id) ?? null;
  return recordOf(row, current);
};

/** All records in scope by place and number: what an export holds and an import is compared with. */
export const findAllInstitutions = async (
  tx: Tx,
  actor: Actor,
  filters: InstitutionFilters = {},
): Promise<InstitutionRecord[]> => {
  const rows = await filtered(tx, actor, filters).selectAll().orderBy("region").orderBy("id").execute();
  const memberships = await findMemberships(tx, actor.province, undefined);
  return rows.map((row) => recordOf(row, memberships.get(row.id) ?? null));
};

type Row = NonNullable<Awaited<ReturnType<typeof findRow>>>;

const recordOf = (row: Row, membership: InstitutionDraft["membership"]): InstitutionRecord => ({
  id: row.id,
  version: row.version,
  warnings: row.warnings,
  warningReason: row.warning_reason,
  record: {
    name: row.name,
    formerNames: row.former_names,
    ownership: row.ownership,
    affiliation: row.affiliation,
    tier: row.tier,
    class: row.class,
    beds: row.beds,
    creditCode: row.credit_code,
    licence: row.licence,
    region: row.region,
    membership,
    validFrom: row.valid_from,
    validTo: row.valid_to,
  },
});

const findMemberships = async (tx: Tx, province: string, institutions: string[] | undefined) => {
  const rows = await db(tx)
    .selectFrom("institution_membership")
    .selectAll()
    .where("province", "=", province)
    .where("is_current", "=", true)
    .$if(institutions !== undefined, (query) => query.where("institution", "in", institutions ?? []))
    .execute();
  return new Map(
    rows.map(({ institution, kind, group_name, role, joined_on }) => [
      institution,
      { kind, group: group_name, role, from: joined_on },
    ]),
  );
};

/** Others with the same credit code, or with the name among their present and former ones. */
export const findTwins = async (
  tx: Tx,
  province: string,
  draft: Pick<InstitutionDraft, "name" | "creditCode">,
  exceptId: string | null,
): Promise<Twin[]> => {
  const name = folded(draft.name);
  if (name === "" && draft.creditCode === null) return [];
  const rows = await db(tx)
    .selectFrom("institution")
    .select(["id", "name", "credit_code", "normalised_name", "search"])
    .where("province", "=", province)
    .where((where) =>
      where.or([
        ...(name === "" ? [] : [where("normalised_name", "=", name), where("search", "like", `%${escapedLike(name)}%`)]),
        ...(draft.creditCode === null ? [] : [where("credit_code", "=", draft.creditCode)]),
      ]),
    )
    .$if(exceptId !== null, (query) => query.where("id", "!=", exceptId ?? ""))
    .orderBy("id")
    .execute();
  return rows.flatMap((row): Twin[] => [
    ...(draft.creditCode !== null && row.credit_code === draft.creditCode
      ? [{ id: row.id, name: row.name, shares: "credit-code" as const }]
      : []),
    ...(row.search.split(" ").includes(name) ? [{ id: row.id, name: row.name, shares: "name" as const }] : []),
  ]);
};

/** Numbers people can read and say: the county's code and a running number, "140729-003". */
export const nextInstitutionId = async (tx: Tx, province: string, region: string): Promise<string> => {
  const { rows } = await sql<{ last: number | null }>`
    select max(substr(id, 8)::integer) as last from institution
    where province = ${province} and id ~ ${`^${region}-[0-9]{3,6}$`}`.execute(tx);
  return `${region}-${String((rows[0]?.last ?? 0) + 1).padStart(3, "0")}`;
};

export interface Saving {
  readonly id: string;
  readonly version: number;
  readonly record: InstitutionDraft;
  readonly warnings: readonly InstitutionWarning[];
  readonly warningReason: string | null;
  readonly change: VersionChange;
  readonly reason: string | null;
  readonly at: Date;
}

/** Writes one state of an institution and its entry in the history. Version 1 is new; a later one replaces the state before it. */
export const writeInstitution = async (tx: Tx, { province, userId, name: byName }: Actor, saving: Saving): Promise<void> => {
  const { id, version, record, warnings, warningReason, at } = saving;
  const columns = {
    version,
    name: record.name,
    former_names: JSON.stringify(record.formerNames),
    ownership: record.ownership,
    affiliation: record.affiliation,
    tier: record.tier,
    class: record.class,
    beds: record.beds,
    credit_code: record.creditCode,
    licence: record.licence,
    region: record.region,
    ...scopeOf(record),
    group_name: record.membership?.group ?? null,
    valid_from: record.validFrom,
    valid_to: record.validTo,
    warnings: JSON.stringify(warnings),
    warning_reason: warningReason,
    search: searchTextOf(id, record),
    normalised_name: folded(record.name),
    changed_at: at,
  };
  if (version === 1)
    await db(tx)
      .insertInto("institution")
      .values({ province, id, ...columns })
      .execute();
  else await db(tx).updateTable("institution").set(columns).where("province", "=", province).where("id", "=", id).execute();
  await db(tx)
    .insertInto("institution_version")
    .values({
      province,
      institution: id,
      version,
      change: saving.change,
      at,
      user_id: userId,
      by_name: byName,
      reason: saving.reason,
      record: JSON.stringify(record),
    })
    .execute();
};

/** Ends the membership in force, if there is one, and begins the new one, if there is one. */
export const replaceMembership = async (
  tx: Tx,
  province: string,
  institution: string,
  membership: InstitutionDraft["membership"],
  today: string,
): Promise<void> => {
  await sql`update institution_membership set is_current = false, left_on = greatest(joined_on, ${today}::date)
    where province = ${province} and institution = ${institution} and is_current`.execute(tx);
  if (membership === null) return;
  await db(tx)
    .insertInto("institution_membership")
    .values({
      province,
      id: newId(),
      institution,
      kind: membership.kind,
      group_name: membership.group,
      role: membership.role,
      joined_on: membership.from,
      left_on: null,
      is_current: true,
    })
    .execute();
};

/** The lead of a group, if it has one other than `institution`. */
export const findOtherLead = async (tx: Tx, province: string, kind: "county" | "city", group: string, institution: string) =>
  await db(tx)
    .selectFrom("institution_membership as m")
    .innerJoin("institution as i", (join) => join.onRef("i.province", "=", "m.province").onRef("i.id", "=", "m.institution"))
    .select(["i.id", "i.name"])
    .where("m.province", "=", province)
    .where("m.kind", "=", kind)
    .where("m.group_name", "=", group)
    .where("m.role", "=", "lead")
    .where("m.is_current", "=", true)
    .where("m.institution", "!=", institution)
    .executeTakeFirst();

export const findHistory = (tx: Tx, province: string, institution: string) =>
  db(tx)
    .selectFrom("institution_version")
    .selectAll()
    .where("province", "=", province)
    .where("institution", "=", institution)
    .orderBy("version", "desc")
    .execute();

export const findAllMemberships = (tx: Tx, province: string, institution: string) =>
  db(tx)
    .selectFrom("institution_membership")
    .selectAll()
    .where("province", "=", province)
    .where("institution", "=", institution)
    .orderBy("is_current", "desc")
    .orderBy("left_on", "desc")
    .execute();

export const findGroupMembers = (tx: Tx, actor: Actor, { kind, group }: { kind: "county" | "city"; group: string }) =>
  db(tx)
    .selectFrom("institution_membership as m")
    .innerJoin("institution as i", (join) => join.onRef("i.province", "=", "m.province").onRef("i.id", "=", "m.institution"))
    .select(["i.id", "i.name", "m.role"])
    .where("m.province", "=", actor.province)
    .where("m.kind", "=", kind)
    .where("m.group_name", "=", group)
    .where("m.is_current", "=", true)
    .orderBy("m.role")
    .orderBy("i.id")
    .execute();
