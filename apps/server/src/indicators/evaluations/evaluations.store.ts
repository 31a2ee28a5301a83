import type { GoalFinding } from "@qiangyi/api";
import { sql } from "kysely";
import type { Actor, Tx } from "../../platform/index.ts";
import type { StoredEvaluation, StoredJudgement, StoredResult } from "./tables.ts";

const columns = sql`
  e.id, e.kind, e.year, e.version, e.as_of as "asOf", e.state, e.reason, e.findings, e.drafted_by as "draftedBy", e.drafted_name as "draftedName",
  e.drafted_at as "draftedAt", e.submitted_by as "submittedBy", e.submitted_name as "submittedName", e.submitted_at as "submittedAt",
  e.returned_name as "returnedName", e.returned_at as "returnedAt", e.return_reason as "returnReason", e.approved_name as "approvedName",
  e.approved_at as "approvedAt"`;

/** Evaluations are the province's own: whoever stands below it sees none, here as in the row policy. */
const mine = ({ province, level }: Actor) =>
  level === "province" || level === "system" ? sql`e.province = ${province}` : sql`false`;

/** The newest first. */
export const evaluationsOf = async (tx: Tx, actor: Actor): Promise<readonly StoredEvaluation[]> => {
  const { rows } = await sql<StoredEvaluation>`
    select ${columns} from plan_evaluation e where ${mine(actor)} order by e.year desc, e.kind, e.version desc limit 200`.execute(
    tx,
  );
  return rows;
};

/** Those that wait for somebody: few at any time, because each has at most one open version. */
export const openEvaluationsOf = async (tx: Tx, actor: Actor): Promise<readonly StoredEvaluation[]> => {
  const { rows } = await sql<StoredEvaluation>`
    select ${columns} from plan_evaluation e where ${mine(actor)} and e.state <> 'approved' order by e.year desc, e.kind`.execute(
    tx,
  );
  return rows;
};

export const evaluationById = async (
  tx: Tx,
  actor: Actor,
  id: string,
  { isLocked = false } = {},
): Promise<StoredEvaluation | undefined> => {
  const { rows } = await sql<StoredEvaluation>`
    select ${columns} from plan_evaluation e where ${mine(actor)} and e.id::text = ${id} ${isLocked ? sql`for update` : sql``}`.execute(
    tx,
  );
  return rows[0];
};

/** Who opens the same evaluation waits for the one before. */
export const lockEvaluations = async (tx: Tx, { province }: Actor, of: string): Promise<void> => {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`plan-evaluation/${province}/${of}`}, 0))`.execute(tx);
};

type Opened = Pick<StoredEvaluation, "id" | "kind" | "year" | "version" | "asOf" | "reason"> & { readonly at: Date };

export const insertEvaluation = async (
  tx: Tx,
  actor: Actor,
  { id, kind, year, version, asOf, reason, at }: Opened,
): Promise<void> => {
  await sql`
    insert into plan_evaluation (province, id, kind, year, version, as_of, reason, drafted_by, drafted_name, drafted_at)
    values (${actor.province}, ${id}, ${kind}, ${year}, ${version}, ${asOf}::date, ${reason}, ${actor.userId}, ${actor.name}, ${at})`.execute(
    tx,
  );
};

export const judgementsOf = async (
  tx: Tx,
  { province }: Actor,
  evaluations: readonly string[],
): Promise<readonly StoredJudgement[]> => {
  const { rows } = await sql<StoredJudgement>`
    select evaluation, goal, attribute, rating, text, version, written_by as "writtenBy", written_name as "writtenName", written_at as "writtenAt"
    from plan_evaluation_judgement where province = ${province} and evaluation = any(${[...evaluations]}::uuid[])`.execute(tx);
  return rows;
};

export const resultsOf = async (
  tx: Tx,
  { province }: Actor,
  evaluations: readonly string[],
): Promise<readonly StoredResult[]> => {
  const { rows } = await sql<StoredResult>`
    select evaluation, goal, result, reason, version, written_by as "writtenBy", written_name as "writtenName", written_at as "writtenAt"
    from plan_evaluation_result where province = ${province} and evaluation = any(${[...evaluations]}::uuid[])`.execute(tx);
  return rows;
};

type Judged = Pick<StoredJudgement, "evaluation" | "goal" | "attribute" | "rating" | "text" | "version"> & { readonly at: Date };

export const saveJudgement = async (
  tx: Tx,
  actor: Actor,
  { evaluation, goal, attribute, rating, text, version, at }: Judged,
): Promise<void> => {
  await sql`
    insert into plan_evaluation_judgement (province, evaluation, goal, attribute, rating, text, version, written_by, written_name, written_at)
    values (${actor.province}, ${evaluation}::uuid, ${goal}, ${attribute}, ${rating}, ${text}, ${version}, ${actor.userId}, ${actor.name}, ${at})
    on conflict (province, evaluation, goal, attribute) do update set rating = excluded.rating, text = excluded.text, version = excluded.version,
      written_by = excluded.written_by, written_name = excluded.written_name, written_at = excluded.written_at`.execute(tx);
};

type Decided = Pick<StoredResult, "evaluation" | "goal" | "result" | "reason" | "version"> & { readonly at: Date };

export const saveResult = async (
  tx: Tx,
  actor: Actor,
  { evaluation, goal, result, reason, version, at }: Decided,
): Promise<void> => {
  await sql`
    insert into plan_evaluation_result (province, evaluation, goal, result, reason, version, written_by, written_name, written_at)
    values (${actor.province}, ${evaluation}::uuid, ${goal}, ${result}, ${reason}, ${version}, ${actor.userId}, ${actor.name}, ${at})
    on conflict (province, evaluation, goal) do update set result = excluded.result, reason = excluded.reason, version = excluded.version,
      written_by = excluded.written_by, written_name = excluded.written_name, written_at = excluded.written_at`.execute(tx);
};

export const markSubmitted = async (tx: Tx, actor: Actor, id: string, at: Date): Promise<void> => {
  await sql`
    update plan_evaluation set state = 'submitted', submitted_by = ${actor.userId}, submitted_name = ${actor.name}, submitted_at = ${at}
    where province = ${actor.province} and id = ${id}::uuid`.execute(tx);
};

export const markReturned = async (
  tx: Tx,
  actor: Actor,
  id: string,
  { reason, at }: { readonly reason: string; readonly at: Date },
): Promise<void> => {
  await sql`
    update plan_evaluation set state = 'draft', returned_name = ${actor.name}, returned_at = ${at}, return_reason = ${reason}
    where province = ${actor.province} and id = ${id}::uuid`.execute(tx);
};

export const markApproved = async (
  tx: Tx,
  actor: Actor,
  id: string,
  { findings, at }: { readonly findings: readonly GoalFinding[]; readonly at: Date },
): Promise<void> => {
  await sql`
    update plan_evaluation set state = 'approved', findings = ${JSON.stringify(findings)}::jsonb, approved_by = ${actor.userId},
      approved_name = ${actor.name}, approved_at = ${at}
    where province = ${actor.province} and id = ${id}::uuid`.execute(tx);
};
