import { sql } from "kysely";
import { type Actor, type Place, type Tx, within } from "../platform/index.ts";

/** Of whom indicators are asked: an institution (its id) or a region (its six-digit code). */
export interface Subject extends Place {
  readonly id: string;
  readonly name: string;
  readonly kind: "institution" | "region";
}

const isRegion = (id: string): boolean => /^\d{6}$/.test(id);

/** Whose a region is: the province's has no city, a city's no county. */
export const placeOfRegion = (code: string): Place => ({
  city: code.endsWith("0000") ? null : `${code.slice(0, 4)}00`,
  county: code.endsWith("00") ? null : code,
  institution: null,
});

/** Subjects by id, with their place; those outside the actor's scope or unknown are missing. */
export const placesOfSubjects = async (tx: Tx, actor: Actor, ids: readonly string[]): Promise<ReadonlyMap<string, Subject>> => {
  const wanted = [...new Set(ids)];
  const { rows } = await sql<Subject>`
    select i.id, i.name, 'institution' as kind, i.city, i.county, i.id as institution from institution i
    where ${within(actor, "i", "id")} and i.id = any(${wanted.filter((id) => !isRegion(id))}::text[])
    union all
    select r.code, r.name, 'region', null, null, null from region r
    where r.province = ${actor.province} and r.code = any(${wanted.filter(isRegion)}::text[])`.execute(tx);
  return new Map(
    rows
      .map((row) => (row.kind === "region" ? { ...row, ...placeOfRegion(row.id) } : row))
      .filter((row) => row.kind === "institution" || mayReadRegion(actor, row))
      .map((row) => [row.id, row]),
  );
};

const mayReadRegion = (actor: Actor, { city, county }: Place): boolean => {
  if (actor.level === "system" || actor.level === "province") return true;
  if (actor.level === "city") return city === actor.city;
  return actor.level === "county" && county !== null && county === actor.county;
};

/** Every subject that has a target and lies within the actor's scope, institutions first, by id. */
export const subjectsOf = async (tx: Tx, actor: Actor): Promise<Subject[]> => {
  const { rows } = await sql<Subject>`
    select distinct on (t.subject) t.subject as id, t.subject_name as name,
      case when t.institution is null then 'region' else 'institution' end as kind, t.city, t.county, t.institution
    from target_version t where ${within(actor, "t")} order by t.subject, t.version desc`.execute(tx);
  return rows.toSorted((a, b) => (a.kind === b.kind ? (a.id < b.id ? -1 : 1) : a.kind === "institution" ? -1 : 1));
};
