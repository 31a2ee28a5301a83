import type { CallDefinition, ProgrammeId, ProjectState } from "@qiangyi/projects";
import { sql } from "kysely";
import type { Actor, Tx } from "../platform/index.ts";

/* The only place of this room that reads what `projects` keeps: calls, declared projects, their answers and files. */

export interface ReviewedCall {
  readonly id: string;
  readonly city: string | null;
  readonly programme: ProgrammeId;
  readonly year: number;
  readonly title: string;
  readonly definition: CallDefinition;
}

const callColumns = sql`id, city, programme, year, title, definition`;

export const findCall = async (tx: Tx, { province }: Actor, id: string): Promise<ReviewedCall | undefined> =>
  (
    await sql<ReviewedCall>`select ${callColumns} from call where province = ${province} and id = ${id} and state = 'published'`.execute(
      tx,
    )
  ).rows[0];

/** Published calls that this actor organises, newest first. */
export const organisedCalls = async (tx: Tx, { province, level, city }: Actor, year?: number): Promise<ReviewedCall[]> =>
  (
    await sql<ReviewedCall>`
      select ${callColumns} from call where province = ${province} and state = 'published'
        and ${level === "city" ? sql`city = ${city}` : sql`city is null`}
        and (${year ?? null}::int is null or year = ${year ?? null})
      order by year desc, published_at desc`.execute(tx)
  ).rows;

/** Calls of this organiser that are decided by scores and whose projects stand before the review, newest first, with those projects. */
export const scoredCallsUnderReview = async (
  tx: Tx,
  { province, level, city }: Actor,
): Promise<(Pick<ReviewedCall, "id" | "year" | "title"> & { readonly projects: readonly string[] })[]> =>
  (
    await sql<Pick<ReviewedCall, "id" | "year" | "title"> & { projects: string[] }>`
      with passed as (
        select call, array_agg(id) as projects from project where province = ${province} and state = 'form_passed' group by call)
      select c.id, c.year, c.title, passed.projects from passed join call c on c.province = ${province} and c.id = passed.call
      where c.state = 'published' and c.definition #>> '{review,kind}' = 'score'
        and ${level === "city" ? sql`c.city = ${city}` : sql`c.city is null`}
      order by c.year desc, c.published_at desc`.execute(tx)
  ).rows;

export interface DeclaredProject {
  readonly id: string;
  readonly call: string;
  readonly number: string;
  readonly title: string;
  readonly state: ProjectState;
  readonly institution: string;
  readonly seat: string;
  readonly city: string | null;
}

/** Declared projects of a call that came as far as the review, by number. Row-level security holds the scope. */
export const declaredProjects = async (
  tx: Tx,
  { province }: Actor,
  { call, ids }: { call?: string; ids?: readonly string[] },
): Promise<DeclaredProject[]> =>
  (
    await sql<DeclaredProject>`
      select id, call, number, title, state, institution, seat, city from project
      where province = ${province} and number is not null
        and (${call ?? null}::uuid is null or call = ${call ?? null})
        and (${ids === undefined}::bool or id = any(${ids ?? []}::uuid[]))
      order by number`.execute(tx)
  ).rows;

export const answersOf = async (tx: Tx, { province }: Actor, project: string): Promise<Record<string, unknown>> => {
  const { rows } = await sql<{ question: string; value: unknown }>`
    select question, value from project_answer where province = ${province} and project = ${project}`.execute(tx);
  return Object.fromEntries(rows.map(({ question, value }) => [question, value]));
};

/** Who wrote, handed in or signed a declaration, by name. */
export const preparersOf = async (tx: Tx, { province }: Actor, project: string): Promise<string[]> => {
  const { rows } = await sql<{ name: string }>`
    select saved_by_name as name from project_answer where province = ${province} and project = ${project}
    union select by_name from project_step where province = ${province} and project = ${project} and action in ('submit', 'sign')`.execute(
    tx,
  );
  return rows.map(({ name }) => name);
};

export interface DeclaredFile {
  readonly file: string;
  readonly name: string;
  readonly material: string;
  readonly sizeBytes: bigint;
}

export const filesOf = async (tx: Tx, { province }: Actor, project: string): Promise<DeclaredFile[]> =>
  (
    await sql<DeclaredFile>`
      select distinct on (file) file, name, material, size_bytes as "sizeBytes" from project_attachment
      where province = ${province} and project = ${project} and removed_at is null order by file`.execute(tx)
  ).rows;
