import { bandsOf, type ProgrammeId, type ProjectState, type Sketch } from "@qiangyi/projects";
import { sql } from "kysely";
import { type Actor, type Tx, within } from "../../platform/index.ts";
import type { StoredProject } from "../project.store.ts";
import type { ProjectTables } from "../tables.ts";

interface Found {
  readonly project: string;
  readonly year: number;
  readonly programme: ProgrammeId;
  readonly state: ProjectState;
}

export interface SameIdentity extends Found {
  readonly key: string;
}

export interface SimilarText extends Found {
  readonly question: string;
  readonly sketch: Sketch;
}

export const projectsAlike = async (
  tx: Tx,
  { province, id, institution, identities }: StoredProject,
): Promise<SameIdentity[]> => {
  if (identities.length === 0) return [];
  const { rows } = await sql<SameIdentity>`
    select * from project_overlaps(${province}, ${id}, ${institution}, ${identities}::text[])`.execute(tx);
  return rows;
};

export const textsAlike = async (tx: Tx, { province, id }: StoredProject, sketch: Sketch): Promise<SimilarText[]> => {
  const { rows } = await sql<SimilarText>`
    select * from project_texts_alike(${province}, ${id}, ${[...bandsOf(sketch)]}::text[])`.execute(tx);
  return rows;
};

/** Of these, the projects that the actor may see, by id. */
export const visibleProjects = async (
  tx: Tx,
  actor: Actor,
  ids: readonly string[],
): Promise<ReadonlyMap<string, { id: string; number: string; title: string }>> => {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .withTables<ProjectTables>()
    .selectFrom("project")
    .select(["id", "number", "title"])
    .where(within(actor, "project"))
    .where("id", "in", [...new Set(ids)])
    .execute();
  return new Map(rows.map(({ id, number, title }) => [id, { id, number: number ?? "", title }]));
};

/** Replaces the fingerprints of a project by those of what was just signed. */
export const writeSketches = async (
  tx: Tx,
  { province, id }: StoredProject,
  sketches: ReadonlyMap<string, Sketch>,
): Promise<void> => {
  await sql`delete from project_text where province = ${province} and project = ${id}`.execute(tx);
  for (const [question, sketch] of sketches) {
    await sql`insert into project_text (province, project, question, sketch, bands)
      values (${province}, ${id}, ${question}, ${[...sketch]}::integer[], ${[...bandsOf(sketch)]}::text[])`.execute(tx);
  }
};

export interface SameEntry {
  readonly register: string;
  readonly id: string;
  readonly entry_no: string;
  readonly document_number: string | null;
  readonly year: number | null;
  readonly name: string;
}

/** Entries of registers, of whatever fund and year, that name the same specialty or discipline of the same institution. */
export const entriesOfSpecialty = async (tx: Tx, { province, institution, id }: StoredProject): Promise<SameEntry[]> => {
  const { rows } = await sql<SameEntry>`
    select entry.register, entry.id, entry.entry_no, entry.document_number, entry.year, coalesce(entry.data ->> 'specialty', entry.data ->> 'discipline') as name
    from register_entry entry
    where entry.province = ${province} and entry.institution = ${institution} and entry.state <> 'withdrawn'
      and entry.register in ('key-specialty', 'tcm-specialty', 'discipline')
      and not exists (select from project_fact fact where fact.province = entry.province and fact.entry = entry.id and fact.project = ${id})
    order by entry.register, entry.entry_no`.execute(tx);
  return rows;
};
