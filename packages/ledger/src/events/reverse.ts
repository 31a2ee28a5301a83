import type { PlainDate } from "@qiangyi/kernel";
import { type DocumentRow, type Entry, entryId, type Transfer } from "../entry.ts";

/** 红字冲正: nothing is edited. The reversal names what it takes back, and counts from its own day, never before the original did. */
export const reverse = (original: Entry, { document, on }: { document: DocumentRow; on: PlainDate }): Entry => ({
  id: entryId("reverse", document),
  step: original.step,
  event: original.event,
  document,
  reverses: original.id,
  transfers: original.transfers.map((transfer) => ({
    ...mirrored(transfer),
    effectiveOn: on < transfer.effectiveOn ? transfer.effectiveOn : on,
  })),
});

export const mirrored = (transfer: Transfer): Transfer => ({ ...transfer, debit: transfer.credit, credit: transfer.debit });
