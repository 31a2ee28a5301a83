import type { PlainDate } from "@qiangyi/kernel";
import type { ProgrammeId } from "@qiangyi/projects";
import { sql } from "kysely";
import { type Actor, newId, type Tx, violatedConstraint, within } from "../../platform/index.ts";

export interface StoredResponsible {
  readonly institution: string;
  readonly project: string | null;
  readonly name: string;
  readonly post: string;
  readonly startsOn: PlainDate;
}

export const responsibleOf = async (tx: Tx, actor: Actor, programme: ProgrammeId): Promise<StoredResponsible[]> =>
  (
    await sql<StoredResponsible>`
      select institution, project, name, post, starts_on as "startsOn" from responsible_person r
      where ${within(actor, "r")} and programme = ${programme} order by starts_on`.execute(tx)
  ).rows;

/** False when the institution or project has somebody who begins on the same day. */
export const insertResponsible = async (
  tx: Tx,
  actor: Actor,
  row: StoredResponsible & {
    readonly programme: ProgrammeId;
    readonly city: string;
    readonly county: string | null;
    readonly at: Date;
  },
): Promise<string | undefined> => {
  const id = newId();
  try {
    await sql`insert into responsible_person (province, id, programme, city, county, institution, project, name, post, starts_on, set_by_name, set_at)
      values (${actor.province}, ${id}::uuid, ${row.programme}, ${row.city}, ${row.county}, ${row.institution}, ${row.project}::uuid, ${row.name},
        ${row.post}, ${row.startsOn}::date, ${actor.name}, ${row.at})`.execute(tx);
    return id;
  } catch (error) {
    if (violatedConstraint(error) === "responsible_person_one_a_day") return undefined;
    throw error;
  }
};
