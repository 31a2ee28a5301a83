import { type Selectable, sql } from "kysely";
import type { Tx } from "../../platform/index.ts";
import type { SelectionTables } from "./tables.ts";

export type StoredNotice = Selectable<SelectionTables["public_notice"]>;
export type StoredObjection = Selectable<SelectionTables["objection"]>;

const tables = (tx: Tx) => tx.withTables<SelectionTables>();

export const findNotice = (tx: Tx, province: string, id: string): Promise<StoredNotice | undefined> =>
  tables(tx).selectFrom("public_notice").selectAll().where("province", "=", province).where("id", "=", id).executeTakeFirst();

export const lockNotice = (tx: Tx, province: string, id: string): Promise<StoredNotice | undefined> =>
  tables(tx)
    .selectFrom("public_notice")
    .selectAll()
    .where("province", "=", province)
    .where("id", "=", id)
    .forUpdate()
    .executeTakeFirst();

export const noticesOfSelection = (tx: Tx, province: string, selection: string): Promise<StoredNotice[]> =>
  tables(tx)
    .selectFrom("public_notice")
    .selectAll()
    .where("province", "=", province)
    .where("selection", "=", selection)
    .orderBy("published_at")
    .execute();

export const insertNotice = async (tx: Tx, notice: StoredNotice): Promise<void> => {
  await tables(tx)
    .insertInto("public_notice")
    .values({ ...notice, content: JSON.stringify(notice.content) })
    .execute();
};

export const setNoticeState = async (
  tx: Tx,
  { province, id }: Pick<StoredNotice, "province" | "id">,
  state: StoredNotice["state"],
  concludedAt: Date | null = null,
): Promise<void> => {
  await tables(tx)
    .updateTable("public_notice")
    .set({ state, concluded_at: concludedAt })
    .where("province", "=", province)
    .where("id", "=", id)
    .execute();
};

export const objectionsOf = (tx: Tx, province: string, notice: string): Promise<StoredObjection[]> =>
  tables(tx)
    .selectFrom("objection")
    .selectAll()
    .where("province", "=", province)
    .where("notice", "=", notice)
    .orderBy("received_on")
    .orderBy("number")
    .execute();

export const lockObjection = (tx: Tx, province: string, id: string): Promise<StoredObjection | undefined> =>
  tables(tx)
    .selectFrom("objection")
    .selectAll()
    .where("province", "=", province)
    .where("id", "=", id)
    .forUpdate()
    .executeTakeFirst();

/** Without `returning`: whoever hands one in may not read it back. */
export const insertObjection = async (tx: Tx, objection: StoredObjection): Promise<void> => {
  await tables(tx).insertInto("objection").values(objection).execute();
};

export const closeObjectionRow = async (
  tx: Tx,
  { province, id }: StoredObjection,
  change: Pick<StoredObjection, "state" | "finding" | "closed_by" | "closed_by_name" | "closed_at">,
): Promise<void> => {
  await tables(tx).updateTable("objection").set(change).where("province", "=", province).where("id", "=", id).execute();
};

/** Notices for everyone, newest first. `after` is "date/id" of the last one shown. */
export const noticePage = async (
  tx: Tx,
  province: string,
  filter: { state?: StoredNotice["state"] | undefined; year?: number | undefined; after?: string | undefined; limit: number },
): Promise<(StoredNotice & { programme: SelectionTables["call"]["programme"]; year: number })[]> => {
  const [date = "", id = ""] = (filter.after ?? "").split("/");
  return tables(tx)
    .selectFrom("public_notice as n")
    .innerJoin("call as c", (on) => on.onRef("c.province", "=", "n.province").onRef("c.id", "=", "n.call"))
    .selectAll("n")
    .select(["c.programme", "c.year"])
    .where("n.province", "=", province)
    .$if(filter.state !== undefined, (query) => query.where("n.state", "=", filter.state ?? "open"))
    .$if(filter.year !== undefined, (query) => query.where("c.year", "=", filter.year ?? 0))
    .$if(/^\d{4}-\d{2}-\d{2}$/.test(date) && /^[0-9a-f-]{36}$/.test(id), (query) =>
      query.where(sql<boolean>`(n.published_on, n.id) < (${date}::date, ${id}::uuid)`),
    )
    .orderBy("n.published_on", "desc")
    .orderBy("n.id", "desc")
    .limit(filter.limit + 1)
    .execute();
};

/** The call behind a notice; published, so anyone may read it. */
export const callOf = (tx: Tx, { province, call }: StoredNotice) =>
  tables(tx)
    .selectFrom("call")
    .select(["programme", "year", "title"])
    .where("province", "=", province)
    .where("id", "=", call)
    .executeTakeFirst();

/** The how-many-th objection of the day this one is; counted past the row policy, which shows objections to nobody outside. */
export const reserveObjectionNumber = async (tx: Tx, province: string, day: string): Promise<number> => {
  const { rows } = await sql<{ number: number }>`select reserve_objection_number(${province}, ${day}::date) as number`.execute(
    tx,
  );
  return rows[0]?.number ?? 0;
};
