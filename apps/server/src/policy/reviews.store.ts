import { sql } from "kysely";
import type { Actor, Tx } from "../platform/index.ts";

export type Change = "changed" | "removed" | "added";

export interface OpenReview {
  readonly text: string;
  readonly document: string;
  readonly version: number;
  readonly clause: string;
  readonly ref: string;
  readonly change: Change;
}

/** Gists that somebody has to compare with the newest version; of an older version's flags only the newest per clause counts. */
export const openReviews = async (tx: Tx): Promise<readonly OpenReview[]> =>
  (
    await sql<OpenReview>`
      select distinct on (r.clause) r.text_id as text, t.document, t.version, r.clause, r.ref, r.change
      from policy_gist_review r join policy_text t on t.province = r.province and t.id = r.text_id
      where r.province = current_setting('qiangyi.province') and r.reviewed_at is null
      order by r.clause, t.version desc`.execute(tx)
  ).rows;

export const flagGists = async (
  tx: Tx,
  actor: Actor,
  textId: string,
  flags: readonly { readonly clause: string; readonly ref: string; readonly change: Change }[],
): Promise<void> => {
  await sql`insert into policy_gist_review (province, text_id, clause, ref, change)
    select ${actor.province}, ${textId}, flag.clause, flag.ref, flag.change
    from jsonb_to_recordset(${JSON.stringify(flags)}::jsonb) as flag (clause text, ref text, change text)`.execute(tx);
};

/** Confirms every open flag of the clause up to this version: whoever compared the newest has seen what the older ones meant. */
export const confirmReview = async (
  tx: Tx,
  actor: Actor,
  at: Date,
  { text, clause, note }: { text: string; clause: string; note: string },
): Promise<boolean> => {
  const { rows } = await sql<{ clause: string }>`
    update policy_gist_review r set reviewed_by = ${actor.userId}, reviewed_by_name = ${actor.name}, reviewed_at = ${at}, note = ${note}
    from policy_text shown, policy_text flagged
    where r.province = ${actor.province} and r.clause = ${clause} and r.reviewed_at is null
      and shown.province = r.province and shown.id = ${text}
      and flagged.province = r.province and flagged.id = r.text_id
      and flagged.document = shown.document and flagged.version <= shown.version
    returning r.clause`.execute(tx);
  return rows.length > 0;
};
