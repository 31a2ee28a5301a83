import { type PlainDate, type Result, refuse } from "@qiangyi/kernel";
import { type DocumentRow, reverse } from "@qiangyi/ledger";
import type { Actor, Tx } from "../platform/index.ts";
import { type PostRefusal, postEntries } from "./post-entries.ts";
import { findEntry } from "./stored-entry.ts";

/** 红字冲正 of a posted entry, in all its books. */
export const reverseEntry = async (
  tx: Tx,
  actor: Actor,
  { entryId, document, on }: { readonly entryId: string; readonly document: DocumentRow; readonly on: PlainDate },
  at: { readonly now: Date },
): Promise<Result<{ readonly posted: number; readonly repeated: number }, PostRefusal>> => {
  const original = await findEntry(tx, entryId);
  if (!original) return refuse({ code: "reversed-entry-not-found" });
  return postEntries(tx, actor, [reverse(original, { document, on })], at);
};
