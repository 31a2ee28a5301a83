import { type Fen, fen, type PlainDate } from "@qiangyi/kernel";
import {
  type Account,
  type BookId,
  type DocumentRow,
  type Earmark,
  type EventCode,
  earmarkKey,
  entryId,
  type Step,
  steps,
} from "@qiangyi/ledger";
import { sql } from "kysely";
import type { Actor, Tx } from "../platform/index.ts";
import { earmarkOfKey } from "./stored-entry.ts";
import type { LedgerTables } from "./tables.ts";

/** One transfer with what its entry says. */
export interface Posting {
  readonly entryId: string;
  readonly sequence: bigint;
  readonly line: number;
  readonly step: Step;
  readonly event: EventCode;
  readonly document: DocumentRow;
  readonly isAdvance: boolean;
  readonly reverses: string | undefined;
  readonly book: BookId;
  readonly earmark: Earmark;
  readonly earmarkId: number;
  readonly debit: Account;
  readonly credit: Account;
  readonly amountFen: Fen;
  readonly effectiveOn: PlainDate;
  readonly counterpart: BookId | undefined;
  readonly economicClass: string | undefined;
  readonly contract: string | undefined;
  readonly recordedAt: Date;
  readonly recordedOn: PlainDate;
  readonly recordedBy: string;
}

export interface PostingsAsked {
  readonly book: BookId;
  readonly earmark?: Earmark;
  readonly earmarkId?: number;
  /** Without a row: all rows of the document. */
  readonly document?: { readonly issuer: BookId; readonly number: string; readonly row?: number };
}

/** Every posting of a book, in the order of recording, with its document. */
export const postingsOf = async (
  tx: Tx,
  actor: Actor,
  { book, earmark, earmarkId, document }: PostingsAsked,
): Promise<readonly Posting[]> => {
  const rows = await postingsIn(tx, actor, book)
    .$if(earmark !== undefined, (query) => query.where("k.key", "=", earmarkKey(earmark as Earmark)))
    .$if(earmarkId !== undefined, (query) => query.where("t.earmark", "=", earmarkId as number))
    .$if(document !== undefined, (query) =>
      query.where(({ or, and, eb }) =>
        or(
          idsOf(document as NonNullable<typeof document>).map(([from, to]) => and([eb("e.id", ">=", from), eb("e.id", "<", to)])),
        ),
      ),
    )
    .orderBy("t.sequence")
    .orderBy("t.line")
    .execute();
  return rows.map(postingOf);
};

/** Where the ids of a document's entries lie, for each step that a document can be of: an id is the JSON of step, issuer, number and row. */
const idsOf = ({ issuer, number, row }: NonNullable<PostingsAsked["document"]>): readonly (readonly [string, string])[] =>
  ([...Object.keys(steps), "reverse"] as (Step | "reverse")[]).map((step) => {
    const id = entryId(step, { issuer, number, row: row ?? 0 });
    // ":" and "^" come right after the digits and after "]" in the order of the index.
    return row === undefined ? [id.slice(0, -2), `${id.slice(0, -2)}:`] : [id, `${id.slice(0, -1)}^`];
  });

/** One more than the page holds, latest first; `after` is the sequence and line of the last one shown. */
export const postingPage = async (
  tx: Tx,
  actor: Actor,
  {
    book,
    earmark,
    after,
    limit,
  }: { readonly book: BookId; readonly earmark: number; readonly after?: string | undefined; readonly limit: number },
): Promise<readonly (Posting & { readonly isReversed: boolean })[]> => {
  const [, sequence, line] = /^(\d{1,18})\.(\d{1,9})$/.exec(after ?? "") ?? [];
  const rows = await postingsIn(tx, actor, book)
    .select(({ exists, selectFrom }) =>
      exists(
        selectFrom("ledger_entry as r")
          .select("r.id")
          .whereRef("r.province", "=", "e.province")
          .whereRef("r.reverses", "=", "e.id"),
      ).as("is_reversed"),
    )
    .where("t.earmark", "=", earmark)
    .$if(sequence !== undefined, (query) =>
      query.where(sql<boolean>`(t.sequence, t.line) < (${sequence}::bigint, ${line}::integer)`),
    )
    .orderBy("t.sequence", "desc")
    .orderBy("t.line", "desc")
    .limit(limit + 1)
    .execute();
  return rows.map((row) => ({ ...postingOf(row), isReversed: Boolean(row.is_reversed) }));
};

const postingsIn = (tx: Tx, { province }: Actor, book: BookId) =>
  tx
    .withTables<LedgerTables>()
    .selectFrom("ledger_transfer as t")
    .innerJoin("ledger_entry as e", (join) => join.onRef("e.province", "=", "t.province").onRef("e.sequence", "=", "t.sequence"))
    .innerJoin("ledger_earmark as k", (join) => join.onRef("k.province", "=", "t.province").onRef("k.id", "=", "t.earmark"))
    .selectAll("t")
    .select(["e.id", "e.step", "e.issuer", "e.number", "e.row_no", "e.is_advance", "e.reverses"])
    .select(["e.recorded_at", "e.recorded_on", "e.recorded_by", "k.key"])
    .where("t.province", "=", province)
    .where("t.book", "=", book);

type PostingRow = Awaited<ReturnType<ReturnType<typeof postingsIn>["execute"]>>[number];

const postingOf = (row: PostingRow): Posting => ({
  entryId: row.id,
  sequence: row.sequence,
  line: row.line,
  step: row.step as Step,
  event: steps[row.step as Step].event,
  document: { issuer: row.issuer, number: row.number, row: row.row_no },
  isAdvance: row.is_advance,
  reverses: row.reverses ?? undefined,
  book: row.book,
  earmark: earmarkOfKey(row.key),
  earmarkId: row.earmark,
  debit: row.debit as Account,
  credit: row.credit as Account,
  amountFen: fen(row.amount_fen),
  effectiveOn: row.effective_on as PlainDate,
  counterpart: row.counterpart ?? undefined,
  economicClass: row.economic_class ?? undefined,
  contract: row.contract ?? undefined,
  recordedAt: row.recorded_at,
  recordedOn: row.recorded_on as PlainDate,
  recordedBy: row.recorded_by,
});
