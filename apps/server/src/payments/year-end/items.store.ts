import { type Selectable, sql } from "kysely";
import { lastDocumentRow } from "../../ledger/index.ts";
import { type Actor, type Tx, within } from "../../platform/index.ts";
import type { CarryOverItemTable, Disposal, YearEndTables } from "./tables.ts";

export type StoredItem = Selectable<CarryOverItemTable>;

export const yearEndIn = (tx: Tx) => tx.withTables<YearEndTables>();

/** What was decided about the rest of one page at the end of a year; undefined until somebody has. */
export const disposalOf = async (
  tx: Tx,
  { province }: Actor,
  { book, earmarkId }: { readonly book: string; readonly earmarkId: string },
  yearEnd: number,
): Promise<Disposal | undefined> => {
  const row = await yearEndIn(tx)
    .selectFrom("carry_over_item")
    .select("disposal")
    .where("province", "=", province)
    .where("book", "=", book)
    .where("earmark_id", "=", earmarkId)
    .where("year_end", "=", yearEnd)
    .where("state", "=", "disposed")
    .executeTakeFirst();
  return row?.disposal ?? undefined;
};

export const itemsOf = (tx: Tx, actor: Actor, yearEnd: number): Promise<StoredItem[]> =>
  yearEndIn(tx)
    .selectFrom("carry_over_item")
    .selectAll()
    .where("province", "=", actor.province)
    .where("year_end", "=", yearEnd)
    .where(within(actor, "carry_over_item"))
    .orderBy("id")
    .execute();

const itemIn = (tx: Tx, actor: Actor, id: string) =>
  yearEndIn(tx)
    .selectFrom("carry_over_item")
    .selectAll()
    .where("province", "=", actor.province)
    .where("id", "=", id)
    .where(within(actor, "carry_over_item"));

export const findItem = (tx: Tx, actor: Actor, id: string): Promise<StoredItem | undefined> =>
  itemIn(tx, actor, id).executeTakeFirst();

export const lockItem = (tx: Tx, actor: Actor, id: string): Promise<StoredItem | undefined> =>
  itemIn(tx, actor, id).forUpdate().executeTakeFirst();

/** One decision at a time under one document of a bureau: the rows of a document are counted. */
export const nextRowOf = async (tx: Tx, actor: Actor, decider: string, document: string): Promise<number> => {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`payments/year-end/${actor.province}/${decider}/${document}`}, 0))`.execute(
    tx,
  );
  return (await lastDocumentRow(tx, actor, { issuer: decider, number: document })) + 1;
};
