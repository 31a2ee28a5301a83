import { ok, type Result } from "@qiangyi/kernel";
import type { Actor, Clock, Tx } from "../../platform/index.ts";
import { setContent } from "./notices.store.ts";
import { openNotice, ownDraft } from "./own-notice.ts";
import type { NoticeRefusal } from "./refusals.ts";
import { insertSignature, type Party } from "./signatures.store.ts";

/** 会签: over exactly the content as it stands. A later change makes it another content, which nobody has signed. */
export const sign = async (
  tx: Tx,
  actor: Actor,
  clock: Clock,
  { noticeId, party }: { readonly noticeId: string; readonly party: Party },
): Promise<Result<{ party: Party; contentSha256: string }, NoticeRefusal>> => {
  const found = await ownDraft(tx, actor, noticeId);
  if (!found.ok) return found;
  const { contentSha256 } = await openNotice(tx, actor.province, found.value);
  await insertSignature(tx, actor, clock.now(), { noticeId, party, contentSha256 });
  await setContent(tx, actor.province, noticeId, contentSha256);
  return ok({ party, contentSha256 });
};
