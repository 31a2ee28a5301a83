import { createHash } from "node:crypto";
import { contentOf, type Entry, earmarkKey, type Transfer } from "@qiangyi/ledger";
import { CompiledQuery } from "kysely";
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

/** One round trip however many rows a document has; a second one where a single transfer turns out to be unusual. */
export const postInOneCall = async (tx: Tx, actor: Actor, entries: readonly Entry[], now: Date): Promise<Posted> => {
  const [entry] = entries;
  const [transfer] = entry?.transfers ?? [];
  const isOne = entries.length === 1 && entry?.transfers.length === 1 && entry.reverses === undefined;
  if (isOne && transfer && (await postOne(tx, actor, entry, transfer, now))) return { posted: 1, repeated: 0, refusal: null };
  return await postAll(tx, actor, entries, now);
};

const hashOf = (entry: Entry): string => createHash("sha256").update(contentOf(entry)).digest("hex");

const call = (name: string, parameters: number): string =>
  `${name}(${Array.from({ length: parameters }, (_, index) => `$${index + 1}`).join(", ")})`;
// A value and no table: reading a function's answer as a table puts it aside first.
const callOfOne = `select ${call("ledger_post_one", 18)}`;
const callOfAll = `select * from ${call("ledger_post", 22)}`;

/** Whether it is posted; nothing is written where not, and `ledger_post` knows why. */
const postOne = async (tx: Tx, actor: Actor, entry: Entry, transfer: Transfer, now: Date): Promise<boolean> => {
  const { id, step, document, isAdvance = false } = entry;
  const { earmark, book, debit, credit, amount, effectiveOn, counterpart, economicClass, contract } = transfer;
  const facts = [now, actor.userId, id, step, document.issuer, document.number, document.row, isAdvance, hashOf(entry)];
  const money = [earmarkKey(earmark), book, debit, credit, amount, effectiveOn, counterpart, economicClass, contract];
  const { rows } = await tx.executeQuery<{ ledger_post_one: boolean }>(CompiledQuery.raw(callOfOne, [...facts, ...money]));
  return rows[0]?.ledger_post_one ?? false;
};

const postAll = async (tx: Tx, actor: Actor, entries: readonly Entry[], now: Date): Promise<Posted> => {
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
  const facts = [
    of(({ id }) => id),
    of(({ step }) => step),
    of(({ document }) => document.issuer),
    of(({ document }) => document.number),
    of(({ document }) => document.row),
    of(({ isAdvance }) => isAdvance ?? false),
    of(({ reverses }) => reverses ?? null),
    of(hashOf),
  ];
  const money = [
    each(({ entry }) => entry),
    each(({ line }) => line),
    each(({ book }) => book),
    each(({ place }) => place),
    each(({ debit }) => debit),
    each(({ credit }) => credit),
    each(({ amount }) => amount.toString()),
    each(({ effectiveOn }) => effectiveOn),
    each(({ counterpart }) => counterpart ?? null),
    each(({ economicClass }) => economicClass ?? null),
    each(({ contract }) => contract ?? null),
  ];
  const values = [now, actor.userId, ...facts, [...earmarks.keys()], ...money];
  const { rows } = await tx.executeQuery<Posted>(CompiledQuery.raw(callOfAll, values));
  const [answer] = rows;
  if (!answer) throw new Error("ledger_post answers with one row");
  return answer;
};
