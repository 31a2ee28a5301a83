import type { DecisionAct, ProposalKind } from "@qiangyi/api";
import { dateInShanghai, type Fen, type PlainDate } from "@qiangyi/kernel";
import { sql } from "kysely";
import { type Actor, newId, type Tx } from "../../platform/index.ts";

export interface StoredAct {
  readonly proposalId: string;
  readonly step: number;
  readonly act: DecisionAct;
  readonly reason: string | null;
  readonly documentNumber: string | null;
  readonly contentSha256: string;
  readonly total: Fen;
  readonly actedBy: string;
  readonly actedName: string;
  readonly actedRole: string;
  readonly actedOn: PlainDate;
  readonly actedAt: Date;
  readonly successorId: string | null;
}

/** The acts on some proposals, in their order. */
export const actsOf = async (
  tx: Tx,
  province: string,
  proposals: readonly string[],
): Promise<ReadonlyMap<string, StoredAct[]>> => {
  const { rows } = await sql<StoredAct>`
    select plan_id as "proposalId", step, act, reason, document_number as "documentNumber", content_sha256 as "contentSha256", total_fen as total,
      acted_by as "actedBy", acted_name as "actedName", acted_role as "actedRole", acted_on as "actedOn", acted_at as "actedAt",
      successor_id as "successorId"
    from plan_decision where province = ${province} and plan_id = any(${[...proposals]}::uuid[]) order by plan_id, step`.execute(
    tx,
  );
  const found = new Map<string, StoredAct[]>();
  for (const row of rows) found.set(row.proposalId, [...(found.get(row.proposalId) ?? []), row]);
  return found;
};

/** Plans that were put forward and neither withdrawn nor returned since, with the day. */
export const standingSubmissions = async (
  tx: Tx,
  province: string,
): Promise<readonly { readonly planId: string; readonly on: PlainDate }[]> =>
  (
    await sql<{ planId: string; on: PlainDate }>`
      select d.plan_id as "planId", min(d.acted_on) as on from plan_decision d
      where d.province = ${province} and d.proposal = 'plan' and d.act = 'submit' and not exists (
        select from plan_decision w
        where w.province = d.province and w.plan_id = d.plan_id and w.step > d.step and w.act in ('withdraw', 'return'))
      group by d.plan_id`.execute(tx)
  ).rows;

export interface NewAct {
  readonly proposalId: string;
  readonly proposal: ProposalKind;
  readonly step: number;
  readonly act: DecisionAct;
  readonly reason?: string | undefined;
  readonly documentNumber?: string | undefined;
  readonly contentSha256: string;
  readonly total: Fen;
  readonly successorId?: string | undefined;
}

export const insertAct = async (tx: Tx, actor: Actor, at: Date, act: NewAct): Promise<void> => {
  await sql`
    insert into plan_decision (province, id, plan_id, proposal, step, act, reason, document_number, content_sha256, total_fen, successor_id,
      acted_by, acted_name, acted_role, acted_on, acted_at)
    values (${actor.province}, ${newId()}, ${act.proposalId}, ${act.proposal}, ${act.step}, ${act.act}, ${act.reason || null},
      ${act.documentNumber ?? null}, ${act.contentSha256}, ${act.total}, ${act.successorId ?? null},
      ${actor.userId}, ${actor.name}, ${actor.roles.join(",")}, ${dateInShanghai(at)}, ${at})`.execute(tx);
};

/** One act at a time on a proposal. */
export const lockDecision = async (tx: Tx, province: string, proposalId: string): Promise<void> => {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`allotments/decision/${province}/${proposalId}`}, 0))`.execute(tx);
};
