import { fen, type PlainDate } from "@qiangyi/kernel";
import {
  type Account,
  type BookId,
  type Closing,
  type Ledger,
  type Line,
  linesOfEntry,
  type PostedEntry,
  type Step,
  steps,
  type Transfer,
} from "@qiangyi/ledger";
import type { Actor, Tx } from "../platform/index.ts";
import { earmarkOfKey } from "./stored-entry.ts";
import type { LedgerTables } from "./tables.ts";

/** The books of the actor's province as packages/ledger knows them, in the order of recording, for its invariants. */
export const loadLedger = async (tx: Tx, { province }: Actor): Promise<Ledger> => {
  const rows = await linesIn(tx, province).execute();
  const entries = entriesOf(rows);
  const closed = await tx
    .withTables<LedgerTables>()
    .selectFrom("ledger_closing")
    .selectAll()
    .where("province", "=", province)
    .orderBy("sequence")
    .execute();
  const closings = closed.map(
    ({ book, year, recorded_on, sequence }): Closing => ({
      book,
      year,
      recordedOn: recorded_on as PlainDate,
      sequence: Number(sequence),
    }),
  );
  return { entries, lines: [...entries.values()].flatMap(linesOfEntry), closings };
};

/** The lines of one account page, in the order of recording. */
export const linesOfPage = async (
  tx: Tx,
  { province }: Actor,
  { book, earmark }: { readonly book: BookId; readonly earmark: number },
): Promise<readonly Line[]> => {
  const rows = await linesIn(tx, province).where("t.book", "=", book).where("t.earmark", "=", earmark).execute();
  return [...entriesOf(rows).values()].flatMap(linesOfEntry);
};

const linesIn = (tx: Tx, province: string) =>
  tx
    .withTables<LedgerTables>()
    .selectFrom("ledger_entry as e")
    .innerJoin("ledger_transfer as t", (join) =>
      join.onRef("t.province", "=", "e.province").onRef("t.sequence", "=", "e.sequence"),
    )
    .innerJoin("ledger_earmark as k", (join) => join.onRef("k.province", "=", "t.province").onRef("k.id", "=", "t.earmark"))
    .selectAll("t")
    .select(["e.id", "e.step", "e.issuer", "e.number", "e.row_no", "e.is_advance", "e.reverses", "e.recorded_on", "k.key"])
    .where("e.province", "=", province)
    .where("t.province", "=", province)
    .orderBy("t.sequence")
    .orderBy("t.line");

type StoredLine = Awaited<ReturnType<ReturnType<typeof linesIn>["execute"]>>[number];

const entriesOf = (rows: readonly StoredLine[]): ReadonlyMap<string, PostedEntry> => {
  const entries = new Map<string, PostedEntry & { readonly transfers: Transfer[] }>();
  for (const row of rows) {
    const entry = entries.get(row.id) ?? {
      id: row.id,
      step: row.step as Step,
      event: steps[row.step as Step].event,
      document: { issuer: row.issuer, number: row.number, row: row.row_no },
      ...(row.is_advance && { isAdvance: true as const }),
      ...(row.reverses !== null && { reverses: row.reverses }),
      transfers: [],
      recordedOn: row.recorded_on as PlainDate,
      sequence: Number(row.sequence),
    };
    entry.transfers.push({
      book: row.book,
      earmark: earmarkOfKey(row.key),
      debit: row.debit as Account,
      credit: row.credit as Account,
      amount: fen(row.amount_fen),
      effectiveOn: row.effective_on as PlainDate,
      ...(row.counterpart !== null && { counterpart: row.counterpart }),
      ...(row.economic_class !== null && { economicClass: row.economic_class }),
      ...(row.contract !== null && { contract: row.contract }),
    });
    entries.set(row.id, entry);
  }
  return entries;
};
