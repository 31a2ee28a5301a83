import type { Selectable } from "kysely";
import type { Actor, Tx } from "../../platform/index.ts";
import type { CallTable } from "../tables.ts";
import type { SelectionRowTable, SelectionTables } from "./tables.ts";

export type StoredSelection = Selectable<SelectionTables["selection"]>;
export type StoredSelectionRow = Selectable<SelectionRowTable>;
export type StoredCall = Selectable<CallTable>;

const tables = (tx: Tx) => tx.withTables<SelectionTables>();

/** A published call whose selection this actor keeps; row-level security shows drafts to their organiser only. */
export const callToSelect = async (tx: Tx, actor: Actor, id: string): Promise<StoredCall | undefined> => {
  const call = await tables(tx)
    .selectFrom("call")
    .selectAll()
    .where("province", "=", actor.province)
    .where("id", "=", id)
    .where("state", "=", "published")
    .executeTakeFirst();
  if (!call) return undefined;
  const organises = call.organiser === "city" ? actor.level === "city" && actor.city === call.city : actor.level === "province";
  return organises ? call : undefined;
};

export const selectionsOfCall = (tx: Tx, province: string, call: string): Promise<StoredSelection[]> =>
  tables(tx)
    .selectFrom("selection")
    .selectAll()
    .where("province", "=", province)
    .where("call", "=", call)
    .orderBy("proposed_at", "desc")
    .execute();

export const lockSelection = (tx: Tx, province: string, id: string): Promise<StoredSelection | undefined> =>
  tables(tx)
    .selectFrom("selection")
    .selectAll()
    .where("province", "=", province)
    .where("id", "=", id)
    .forUpdate()
    .executeTakeFirst();

export const rowsOfSelections = async (tx: Tx, province: string, selections: readonly string[]): Promise<StoredSelectionRow[]> =>
  selections.length === 0
    ? []
    : tables(tx)
        .selectFrom("selection_row")
        .selectAll()
        .where("province", "=", province)
        .where("selection", "in", selections)
        .orderBy("rank")
        .orderBy("project")
        .execute();

export const insertSelection = async (
  tx: Tx,
  selection: Omit<StoredSelection, "version">,
  rows: readonly StoredSelectionRow[],
): Promise<void> => {
  await tables(tx).insertInto("selection").values(selection).execute();
  await tables(tx)
    .insertInto("selection_row")
    .values([...rows])
    .execute();
};

export const closeSelection = async (
  tx: Tx,
  { province, id }: StoredSelection,
  change: Partial<StoredSelection>,
): Promise<void> => {
  await tables(tx)
    .updateTable("selection")
    .set((set) => ({ ...change, version: set("version", "+", 1) }))
    .where("province", "=", province)
    .where("id", "=", id)
    .execute();
};
