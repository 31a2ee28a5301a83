import { dateInShanghai, type PlainDate } from "@qiangyi/kernel";
import { sql } from "kysely";
import type { Actor, Tx } from "../../platform/index.ts";

export type Party = "finance" | "health";

export interface Signature {
  readonly party: Party;
  readonly contentSha256: string;
  readonly signedBy: string;
  readonly signedName: string;
  readonly signedOn: PlainDate;
  readonly signedAt: Date;
}

export const signaturesOf = async (tx: Tx, province: string, noticeId: string): Promise<Signature[]> =>
  (
    await sql<Signature>`
      select party, content_sha256 as "contentSha256", signed_by as "signedBy", signed_name as "signedName", signed_on as "signedOn",
        signed_at as "signedAt"
      from allotment_signature where province = ${province} and notice_id = ${noticeId} order by signed_at`.execute(tx)
  ).rows;

/** Signing the same content again changes nothing. */
export const insertSignature = async (
  tx: Tx,
  actor: Actor,
  at: Date,
  { noticeId, party, contentSha256 }: { readonly noticeId: string; readonly party: Party; readonly contentSha256: string },
): Promise<void> => {
  await sql`
    insert into allotment_signature (province, notice_id, party, content_sha256, signed_by, signed_name, signed_on, signed_at)
    values (${actor.province}, ${noticeId}, ${party}, ${contentSha256}, ${actor.userId}, ${actor.name}, ${dateInShanghai(at)}, ${at})
    on conflict (province, notice_id, party, content_sha256) do nothing`.execute(tx);
};
