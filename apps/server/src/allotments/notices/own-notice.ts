import { ok, type Result, refuse } from "@qiangyi/kernel";
import type { Actor, Tx } from "../../platform/index.ts";
import type { Checked } from "./checks.ts";
import { contentSha256 } from "./content.ts";
import type { Notice } from "./notice.ts";
import { lockNotice } from "./notices.store.ts";
import { issuerOf } from "./offices.ts";
import type { NoticeRefusal } from "./refusals.ts";
import { rowsOf, settlementsOf } from "./rows.store.ts";
import { signaturesOf } from "./signatures.store.ts";

/** A notice of the actor's own level, locked for what he is about to do with it. */
export const ownNotice = async (tx: Tx, actor: Actor, id: string): Promise<Result<Notice, NoticeRefusal>> => {
  const notice = await lockNotice(tx, actor.province, id);
  if (!notice) return refuse({ code: "notice-not-found" });
  if (issuerOf(actor)?.issuer !== notice.issuer) return refuse({ code: "FORBIDDEN_SCOPE" });
  if (notice.kind !== "early" && notice.kind !== "final") return refuse({ code: "kind-elsewhere" });
  return ok(notice);
};

export const ownDraft = async (tx: Tx, actor: Actor, id: string): Promise<Result<Notice, NoticeRefusal>> => {
  const found = await ownNotice(tx, actor, id);
  if (!found.ok) return found;
  return found.value.state === "draft" ? found : refuse({ code: "notice-closed" });
};

/** Everything that is judged of a notice, read together. */
export const openNotice = async (tx: Tx, province: string, notice: Notice) => {
  const rows = await rowsOf(tx, province, notice.id);
  const settlements = await settlementsOf(tx, province, notice.id);
  const signatures = await signaturesOf(tx, province, notice.id);
  const checked: Checked = { notice, rows, signatures, contentSha256: contentSha256(notice, rows, settlements) };
  return { ...checked, settlements };
};
