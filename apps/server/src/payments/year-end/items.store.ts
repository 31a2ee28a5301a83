import type { Actor, Tx } from "../../platform/index.ts";
import type { Disposal, YearEndTables } from "./tables.ts";

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
