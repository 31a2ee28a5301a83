import type { PlainDate } from "@qiangyi/kernel";
import type { InfluenceEvidence } from "@qiangyi/projects";
import { sql } from "kysely";
import { type Actor, type Tx, within } from "../../platform/index.ts";

export interface StoredAssessment {
  readonly id: string;
  readonly project: string;
  readonly assessed_on: PlainDate;
  readonly is_final: boolean;
  readonly in_province: boolean;
  readonly in_country: boolean;
  readonly evidence: readonly InfluenceEvidence[];
  readonly experts: readonly { readonly name: string; readonly unit: string }[];
  readonly opinion: string;
  readonly document_number: string;
  readonly by_name: string;
  readonly at: Date;
}

/** Of these leaders, within sight; by the day of the assessment and then as recorded: a correction follows what it corrects. */
export const assessmentsOf = async (tx: Tx, actor: Actor, projects: readonly string[]): Promise<StoredAssessment[]> => {
  if (projects.length === 0) return [];
  const { rows } = await sql<StoredAssessment>`
    select id, project, assessed_on, is_final, in_province, in_country, evidence, experts, opinion, document_number, by_name, at
    from leader_assessment a
    where ${within(actor, "a")} and project = any(${[...projects]}::uuid[]) order by assessed_on, at`.execute(tx);
  return rows;
};

export const insertAssessment = async (
  tx: Tx,
  actor: Actor,
  place: { readonly city: string | null; readonly county: string | null; readonly institution: string },
  row: Omit<StoredAssessment, "is_final" | "by_name">,
): Promise<void> => {
  await sql`insert into leader_assessment (province, id, project, city, county, institution, assessed_on, in_province, in_country, evidence, experts,
      opinion, document_number, by_user, by_name, at)
    values (${actor.province}, ${row.id}::uuid, ${row.project}::uuid, ${place.city}, ${place.county}, ${place.institution}, ${row.assessed_on}::date,
      ${row.in_province}, ${row.in_country}, ${JSON.stringify(row.evidence)}::jsonb, ${JSON.stringify(row.experts)}::jsonb, ${row.opinion},
      ${row.document_number}, ${actor.userId}, ${actor.name}, ${row.at})`.execute(tx);
};
