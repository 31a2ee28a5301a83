import { type Fen, fen, formatYuan } from "@qiangyi/kernel";
import { type CentreAssessment, type CentreId, nationalCentre } from "@qiangyi/policy";
import { sql } from "kysely";
import { type Actor, type Place, type Tx, within } from "../../platform/index.ts";

export interface KeptAssessment {
  readonly centre: CentreId;
  readonly year: number;
  readonly version: number;
  readonly score: string | null;
  readonly conclusion: string;
  readonly assessedOn: string;
  readonly fee: Fen;
  readonly coefficient: string | null;
  readonly reason: string;
  readonly draftedBy: string;
  readonly draftedName: string;
  readonly draftedAt: Date;
  readonly finalName: string | null;
  readonly finalAt: Date | null;
}

/** All versions that the actor may see, the oldest first. */
export const assessmentsOf = async (tx: Tx, actor: Actor, centre?: CentreId): Promise<readonly KeptAssessment[]> => {
  const { rows } = await sql<Omit<KeptAssessment, "fee"> & { readonly fee: bigint }>`
    select a.centre, a.year, a.version, a.score::text, a.conclusion, a.assessed_on::text as "assessedOn", a.fee_fen as fee,
      a.coefficient::text, a.reason, a.drafted_by as "draftedBy", a.drafted_name as "draftedName", a.drafted_at as "draftedAt",
      f.final_name as "finalName", f.final_at as "finalAt"
    from centre_assessment a
    left join centre_assessment_final f on (f.province, f.centre, f.year, f.version) = (a.province, a.centre, a.year, a.version)
    where ${within(actor, "a")} ${centre === undefined ? sql`` : sql`and a.centre = ${centre}`}
    order by a.centre, a.year, a.version`.execute(tx);
  return rows.map((row) => ({ ...row, fee: fen(row.fee) }));
};

/** As the rule reads it. Who may write is checked before, so that the assessor of a stored row is the one in charge. */
export const asFact = ({ centre, year, version, fee, reason, finalAt }: KeptAssessment): CentreAssessment => ({
  centre,
  year,
  version,
  state: finalAt === null ? "draft" : "final",
  assessor: nationalCentre(centre).assessor,
  fee: formatYuan(fee),
  reason,
});

type Drafted = Omit<KeptAssessment, "draftedBy" | "draftedName" | "finalName" | "finalAt">;

export const insertAssessment = async (tx: Tx, actor: Actor, place: Place, drafted: Drafted): Promise<void> => {
  const { centre, year, version, score, conclusion, assessedOn, fee, coefficient, reason, draftedAt } = drafted;
  await sql`
    insert into centre_assessment (province, centre, year, version, city, county, institution, score, conclusion, assessed_on, fee_fen,
      coefficient, reason, drafted_by, drafted_name, drafted_at)
    values (${actor.province}, ${centre}, ${year}, ${version}, ${place.city}, ${place.county}, ${place.institution}, ${score}::numeric,
      ${conclusion}, ${assessedOn}::date, ${fee}, ${coefficient}::numeric, ${reason}, ${actor.userId}, ${actor.name}, ${draftedAt})`.execute(
    tx,
  );
};

export const insertFinal = async (
  tx: Tx,
  actor: Actor,
  place: Place,
  { centre, year, version, draftedBy }: KeptAssessment,
  at: Date,
): Promise<void> => {
  await sql`
    insert into centre_assessment_final (province, centre, year, version, city, county, institution, drafted_by, final_by, final_name, final_at)
    values (${actor.province}, ${centre}, ${year}, ${version}, ${place.city}, ${place.county}, ${place.institution}, ${draftedBy},
      ${actor.userId}, ${actor.name}, ${at})`.execute(tx);
};
