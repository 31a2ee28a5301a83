import { type Selectable, sql } from "kysely";
import { type Actor, type Tx, within } from "../platform/index.ts";
import type { Department, FindingTables } from "./tables.ts";

export type StoredInspection = Selectable<FindingTables["inspection"]>;

export interface InspectedProject {
  readonly project: string;
  readonly department: Department;
}

/** Projects within the actor's sight that a concluded inspection of the year looked at, once for each department. */
export const inspectedProjects = async (tx: Tx, actor: Actor, year: number): Promise<readonly InspectedProject[]> =>
  (
    await sql<InspectedProject>`
      select distinct p.project, i.department from inspection i
      join inspection_project p on p.province = i.province and p.inspection = i.id
      where i.province = ${actor.province} and i.year = ${year} and i.concluded_at is not null and ${within(actor, "p")}`.execute(
      tx,
    )
  ).rows;

export type ListedInspection = StoredInspection & { readonly projects: number; readonly findings: number };

interface Asked {
  readonly id?: string | undefined;
  readonly year?: number | undefined;
  readonly plan?: string | undefined;
  readonly project?: string | undefined;
  readonly after?: string | undefined;
  readonly limit: number;
}

const uuid = /^[0-9a-f-]{36}$/;

/** Own and lower ones, and of higher ones those that looked at a project within sight; the newest first, one more than asked. */
export const inspectionPage = async (
  tx: Tx,
  actor: Actor,
  { id, year, plan, project, after, limit }: Asked,
): Promise<readonly ListedInspection[]> => {
  const conditions = [
    sql`i.province = ${actor.province}`,
    sql`(${actor.level === "unit" ? sql`false` : within(actor, "i")} or exists (select from inspection_project s
      where s.province = i.province and s.inspection = i.id and ${within(actor, "s")}))`,
    ...(id === undefined ? [] : [sql`i.id = ${id}::uuid`]),
    ...(year === undefined ? [] : [sql`i.year = ${year}`]),
    ...(plan === undefined ? [] : [sql`i.plan = ${plan}::uuid`]),
    ...(project === undefined
      ? []
      : [
          sql`exists (select from inspection_project q where q.province = i.province and q.inspection = i.id and q.project = ${project}::uuid)`,
        ]),
    ...(after !== undefined && uuid.test(after) ? [sql`i.id < ${after}::uuid`] : []),
  ];
  const { rows } = await sql<ListedInspection>`
    select i.*, (select count(*)::integer from inspection_project p where p.province = i.province and p.inspection = i.id) as projects,
      (select count(*)::integer from finding f where f.province = i.province and f.inspection = i.id) as findings
    from inspection i where ${sql.join(conditions, sql` and `)} order by i.id desc limit ${limit + 1}`.execute(tx);
  return rows;
};
