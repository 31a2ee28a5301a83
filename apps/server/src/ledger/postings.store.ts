import { createHash } from "node:crypto";
import { contentOf, type Entry, earmarkKey } from "@qiangyi/ledger";
import { sql } from "kysely";
import type { Actor, Tx } from "../platform/index.ts";

/** What `ledger_post` of migration 0024 answers. */
export interface Posted {
  readonly posted: number;
  readonly repeated: number;
  readonly refusal: StoredRefusal | null;
}
export interface StoredRefusal {
  readonly code: string;
  readonly [fact: string]: unknown;
}

/** All entries in one statement: one round trip however many rows a document has. */
export const postInOneCall = async (tx: Tx, actor: Actor, entries: readonly Entry[], now: Date): Promise<Posted> => {
  const earmarks = new Map<string, number>();
  const lines = entries.flatMap(({ transfers }, entry) =>
    transfers.map((transfer, line) => {
      const key = earmarkKey(transfer.earmark);
      const known = earmarks.get(key);
      if (known === undefined) earmarks.set(key, earmarks.size + 1);
      return { ...transfer, entry: entry + 1, line: line + 1, place: known ?? earmarks.size };
    }),
  );
  const of = <Value>(read: (entry: Entry) => Value) => entries.map(read);
  const each = <Value>(read: (line: (typeof lines)[number]) => Value) => lines.map(read);
  const { rows } = await sql<Posted>`select * from ledger_post(${now}, ${actor.userId},
    ${of(({ id }) => id)}, ${of(({ step }) => step)}, ${of(({ document }) => document.issuer)}, ${of(({ document }) => document.number)},
    ${of(({ document }) => document.row)}, ${of(({ isAdvance }) => isAdvance ?? false)}, ${of(({ reverses }) => reverses ?? null)},
    ${of((entry) => createHash("sha256").update(contentOf(entry)).digest("hex"))},
    ${[...earmarks.keys()]},
    ${each(({ entry }) => entry)}, ${each(({ line }) => line)}, ${each(({ book }) => book)}, ${each(({ place }) => place)},
    ${each(({ debit }) => debit)}, ${each(({ credit }) => credit)}, ${each(({ amount }) => amount.toString())},
    ${each(({ effectiveOn }) => effectiveOn)}, ${each(({ counterpart }) => counterpart ?? null)},
    ${each(({ economicClass }) => economicClass ?? null)}, ${each(({ contract }) => contract ?? null)})`.execute(tx);
  const [answer] = rows;
  if (!answer) throw new Error("ledger_post answers with one row");
  return answer;
};
