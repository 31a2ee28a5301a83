import type { ProgrammeId, ProjectState } from "@qiangyi/projects";
import { sql } from "kysely";
import { type Actor, type Tx, within } from "../../platform/index.ts";

/** States of what was chosen (备选, 入选) and has not fallen out again. */
export const chosenStates = ["reserved", "in_library", "funded", "implementing", "suspended", "accepted", "closed"] as const;
export const buildingStates: readonly ProjectState[] = ["funded", "implementing", "suspended"];
export const acceptedStates: readonly ProjectState[] = ["accepted", "closed"];

export interface Chosen {
  readonly id: string;
  readonly call: string;
  readonly title: string;
  readonly state: ProjectState;
  readonly institution: string;
  readonly institutionName: string;
  readonly affiliation: string;
  /** Region of the institution. */
  readonly seat: string;
  /** Keyed hash of the person, where the programme chooses persons. */
  readonly personKey: string | null;
  readonly department: string | null;
  readonly office: string | null;
  readonly person: string | null;
  readonly diseases: readonly string[];
}

/** A text answer, or null when it was not given. */
const answer = (question: string) => sql<
  string | null
>`(select case when jsonb_typeof(a.value) = 'string' then nullif(btrim(a.value #>> '{}'), '') end
  from project_answer a where a.province = p.province and a.project = p.id and a.question = ${question})`;

const columns = sql`p.id, p.call, p.title, p.state, p.institution, coalesce(i.name, p.institution) as "institutionName",
  coalesce(i.affiliation, '') as affiliation, p.seat,
  (select one from unnest(p.identities) as one where one like 'person:%' limit 1) as "personKey",
  ${answer("department")} as department, ${answer("office")} as office, ${answer("person")} as person,
  coalesce((select array(select jsonb_array_elements_text(a.value)) from project_answer a where a.province = p.province and a.project = p.id
    and a.question = 'diseases' and jsonb_typeof(a.value) = 'array'), '{}') as diseases`;
const joined = sql`project p left join institution i on i.province = p.province and i.id = p.institution`;

/** What a programme has chosen, within the actor's sight. */
export const chosenOf = async (tx: Tx, actor: Actor, programme: ProgrammeId): Promise<Chosen[]> =>
  (
    await sql<Chosen>`select ${columns} from ${joined}
      where ${within(actor, "p")} and p.programme = ${programme} and p.state = any(${[...chosenStates]}) order by p.seat, p.institution, p.title`.execute(
      tx,
    )
  ).rows;

export const projectsByIds = async (tx: Tx, province: string, ids: readonly string[]): Promise<Chosen[]> =>
  (
    await sql<Chosen>`select ${columns} from ${joined} where p.province = ${province} and p.id = any(${[...ids]}::uuid[]) order by p.title`.execute(
      tx,
    )
  ).rows;

/** How many of a call stand chosen, by the affiliation of their institutions. */
export const chosenByAffiliation = async (
  tx: Tx,
  { province, call }: { readonly province: string; readonly call: string },
): Promise<readonly { readonly affiliation: string; readonly count: number }[]> => {
  const { rows } = await sql<{ affiliation: string; count: bigint }>`
    select i.affiliation, count(*) from project p join institution i on i.province = p.province and i.id = p.institution
    where p.province = ${province} and p.call = ${call} and p.state = any(${[...chosenStates]}) group by i.affiliation`.execute(
    tx,
  );
  return rows.map(({ affiliation, count }) => ({ affiliation, count: Number(count) }));
};

export interface LinfenCall {
  readonly id: string;
  readonly title: string;
  readonly definition: { readonly quotas: readonly { readonly of: string; readonly per: string; readonly atMost: number }[] };
}

/** Published calls of a programme, the first one first. */
export const callsOfProgramme = async (tx: Tx, province: string, programme: ProgrammeId): Promise<LinfenCall[]> =>
  (
    await sql<LinfenCall>`select id, title, definition from call
      where province = ${province} and programme = ${programme} and state = 'published' order by opens_on, id`.execute(tx)
  ).rows;
