import type { Insertable, Selectable } from "kysely";
import type { Tx } from "../../platform/index.ts";
import type { StoredProject } from "../project.store.ts";
import type { ChangeTable, LibraryTables } from "./tables.ts";

type Key = Pick<StoredProject, "province" | "id">;
export type StoredVersion = Selectable<LibraryTables["project_version"]>;
export type StoredChange = Selectable<ChangeTable>;

const tables = (tx: Tx) => tx.withTables<LibraryTables>();

/** Approved contents, first to last. */
export const versionsOf = (tx: Tx, { province, id }: Key): Promise<StoredVersion[]> =>
  tables(tx)
    .selectFrom("project_version")
    .selectAll()
    .where("province", "=", province)
    .where("project", "=", id)
    .orderBy("version")
    .execute();

export const insertVersion = async (tx: Tx, version: StoredVersion): Promise<void> => {
  await tables(tx)
    .insertInto("project_version")
    .values({ ...version, content: JSON.stringify(version.content) })
    .execute();
};

/** What the head signed last. */
export const signedContent = async (tx: Tx, { province, id }: Key): Promise<unknown> => {
  const row = await tables(tx)
    .selectFrom("project_signing")
    .select("content")
    .where("province", "=", province)
    .where("project", "=", id)
    .orderBy("round", "desc")
    .limit(1)
    .executeTakeFirst();
  return row?.content ?? {};
};

/** Newest first. */
export const changesOf = (tx: Tx, { province, id }: Key): Promise<StoredChange[]> =>
  tables(tx)
    .selectFrom("project_change")
    .selectAll()
    .where("province", "=", province)
    .where("project", "=", id)
    .orderBy("requested_at", "desc")
    .execute();

/** Within sight, as row-level security judges it by the project. */
export const findChange = (tx: Tx, province: string, id: string): Promise<StoredChange | undefined> =>
  tables(tx).selectFrom("project_change").selectAll().where("province", "=", province).where("id", "=", id).executeTakeFirst();

export const lockChange = (tx: Tx, province: string, id: string): Promise<StoredChange | undefined> =>
  tables(tx)
    .selectFrom("project_change")
    .selectAll()
    .where("province", "=", province)
    .where("id", "=", id)
    .forUpdate()
    .executeTakeFirst();

export const insertChange = async (tx: Tx, change: Insertable<ChangeTable>): Promise<void> => {
  await tables(tx)
    .insertInto("project_change")
    .values({ ...change, before: JSON.stringify(change.before), after: JSON.stringify(change.after) })
    .execute();
};

export const updateChange = async (tx: Tx, { province, id }: StoredChange, change: Partial<StoredChange>): Promise<void> => {
  await tables(tx).updateTable("project_change").set(change).where("province", "=", province).where("id", "=", id).execute();
};

/** Entries of registers that the project became. */
export const factsOfProject = (tx: Tx, { province, id }: Key) =>
  tables(tx)
    .selectFrom("project_fact")
    .select(["register", "entry", "entry_no"])
    .where("province", "=", province)
    .where("project", "=", id)
    .orderBy("register")
    .execute();
