import { type Selectable, sql } from "kysely";
import type { Actor, Tx } from "../platform/index.ts";
import { reviewsIn } from "./experts.store.ts";
import type { PanelTable, ReviewTables, SeatTable } from "./tables.ts";

export type StoredPanel = Selectable<PanelTable>;
export type StoredSeat = Selectable<SeatTable>;
export type StoredCandidate = Selectable<ReviewTables["review_candidate"]>;

const panels = (tx: Tx, { province }: Actor) =>
  reviewsIn(tx).selectFrom("review_panel").selectAll().where("province", "=", province);

/** Within the actor's sight by row-level security: the organiser's, or those on which an expert sits. */
export const findPanel = (tx: Tx, actor: Actor, id: string): Promise<StoredPanel | undefined> =>
  panels(tx, actor).where("id", "=", id).executeTakeFirst();

export const lockPanel = (tx: Tx, actor: Actor, id: string): Promise<StoredPanel | undefined> =>
  panels(tx, actor).where("id", "=", id).forUpdate().executeTakeFirst();

export const panelsOfCall = (tx: Tx, actor: Actor, call: string): Promise<StoredPanel[]> =>
  panels(tx, actor).where("call", "=", call).orderBy("round").orderBy("id").execute();

export const changePanel = async (
  tx: Tx,
  { province, id }: Pick<StoredPanel, "province" | "id">,
  change: Partial<Omit<StoredPanel, "sheet">>,
): Promise<void> => {
  await reviewsIn(tx).updateTable("review_panel").set(change).where("province", "=", province).where("id", "=", id).execute();
};

/** Projects before a panel, by number. */
export const projectsOfPanel = (tx: Tx, { province, id }: Pick<StoredPanel, "province" | "id">) =>
  reviewsIn(tx)
    .selectFrom("review_panel_project")
    .select(["project", "number", "round", "is_void"])
    .where("province", "=", province)
    .where("panel", "=", id)
    .orderBy("number")
    .execute();

export const seatsOf = (tx: Tx, { province, id }: Pick<StoredPanel, "province" | "id">): Promise<StoredSeat[]> =>
  reviewsIn(tx)
    .selectFrom("review_seat")
    .selectAll()
    .where("province", "=", province)
    .where("panel", "=", id)
    .orderBy("place")
    .execute();

export const candidatesOf = (tx: Tx, { province, id }: Pick<StoredPanel, "province" | "id">): Promise<StoredCandidate[]> =>
  reviewsIn(tx)
    .selectFrom("review_candidate")
    .selectAll()
    .where("province", "=", province)
    .where("panel", "=", id)
    .orderBy("expert")
    .execute();

/** Numbers in the pool of those on a frozen list, by id. */
export const numbersOfCandidates = async (
  tx: Tx,
  { province, id }: Pick<StoredPanel, "province" | "id">,
): Promise<ReadonlyMap<string, string>> => {
  const rows = await reviewsIn(tx)
    .selectFrom("review_candidate as c")
    .innerJoin("expert as e", (join) => join.onRef("e.province", "=", "c.province").onRef("e.id", "=", "c.expert"))
    .select(["e.id", "e.number"])
    .where("c.province", "=", province)
    .where("c.panel", "=", id)
    .execute();
  return new Map(rows.map((row) => [row.id, row.number]));
};

export const refillsOf = (tx: Tx, { province, id }: Pick<StoredPanel, "province" | "id">) =>
  reviewsIn(tx)
    .selectFrom("review_refill")
    .selectAll()
    .where("province", "=", province)
    .where("panel", "=", id)
    .orderBy("seq")
    .execute();

/** Locked sheets per expert; drafts are invisible to everyone but their author. */
export const lockedSheets = async (
  tx: Tx,
  { province, id }: Pick<StoredPanel, "province" | "id">,
): Promise<ReadonlyMap<string, number>> => {
  const { rows } = await sql<{ expert: string; sheets: number }>`
    select s.expert, count(*)::int as sheets from review_score s
      join review_panel_project j on j.province = s.province and j.panel = s.panel and j.project = s.project and not j.is_void
    where s.province = ${province} and s.panel = ${id} and s.state = 'locked' group by s.expert`.execute(tx);
  return new Map(rows.map(({ expert, sheets }) => [expert, sheets]));
};

/** One at a time where the sheet may still change and the first score may come in; experts share it, the organiser has it alone. */
export const holdSheet = async (tx: Tx, panel: string, how: "shared" | "alone"): Promise<void> => {
  const lock = how === "alone" ? sql`pg_advisory_xact_lock` : sql`pg_advisory_xact_lock_shared`;
  await sql`select ${lock}(hashtextextended(${`reviews/sheet/${panel}`}, 0))`.execute(tx);
};

export const isActive = ({ state }: Pick<StoredSeat, "state">): boolean => state === "invited" || state === "accepted";
