import type { Selectable } from "kysely";
import { type Actor, type Tx } from "../../platform/index.ts";
import { institutionNames } from "../../registry/index.ts";
import type { StoredProject } from "../project.store.ts";
import type { LibraryTables } from "./tables.ts";

export type StoredPlan = Selectable<LibraryTables["support_plan"]>;
export type StoredPlanRow = Selectable<LibraryTables["support_plan_row"]>;

const tables = (tx: Tx) => tx.withTables<LibraryTables>();

/** Newest version first. Row-level security shows confirmed ones to everyone and drafts to the province. */
export const plansOf = (tx: Tx, province: string, programme: string, year?: number): Promise<StoredPlan[]> =>
  tables(tx)
    .selectFrom("support_plan")
    .selectAll()
    .where("province", "=", province)
    .where("programme", "=", programme)
    .$if(year !== undefined, (query) => query.where("year", "=", year ?? 0))
    .orderBy("year", "desc")
    .orderBy("version", "desc")
    .execute();

/** One writer of a year's plan at a time. */
export const lockPlans = async (tx: Tx, province: string, programme: string, year: number): Promise<StoredPlan[]> =>
  tables(tx)
    .selectFrom("support_plan")
    .selectAll()
    .where("province", "=", province)
    .where("programme", "=", programme)
    .where("year", "=", year)
    .orderBy("version", "desc")
    .forUpdate()
    .execute();

export const rowsOfPlans = async (tx: Tx, province: string, plans: readonly string[]): Promise<StoredPlanRow[]> =>
  plans.length === 0
    ? []
    : tables(tx)
        .selectFrom("support_plan_row")
        .selectAll()
        .where("province", "=", province)
        .where("plan", "in", plans)
        .orderBy("part")
        .orderBy("project")
        .execute();

/** The draft of the year, with exactly these rows. */
export const writeDraft = async (tx: Tx, plan: StoredPlan, rows: readonly StoredPlanRow[]): Promise<void> => {
  await tables(tx)
    .insertInto("support_plan")
    .values({ ...plan, targets: JSON.stringify(plan.targets) })
    .onConflict((at) => at.columns(["province", "id"]).doUpdateSet({ targets: JSON.stringify(plan.targets) }))
    .execute();
  await tables(tx).deleteFrom("support_plan_row").where("province", "=", plan.province).where("plan", "=", plan.id).execute();
  if (rows.length > 0) {
    await tables(tx)
      .insertInto("support_plan_row")
      .values([...rows])
      .execute();
  }
};

export const confirmDraft = async (tx: Tx, { province, id }: StoredPlan, change: Partial<StoredPlan>): Promise<void> => {
  await tables(tx).updateTable("support_plan").set(change).where("province", "=", province).where("id", "=", id).execute();
};

export interface ListedProject {
  readonly project: {
    readonly id: string;
    readonly number: string;
    readonly title: string;
  };
  readonly institution: { readonly id: string; readonly name: string };
}

/** Names for the rows of a list; a project out of the reader's sight is shown by its number alone. */
export const listedProjects = async (
  tx: Tx,
  actor: Actor,
  ids: readonly string[],
): Promise<ReadonlyMap<string, ListedProject & { full: StoredProject }>> => {
  if (ids.length === 0) return new Map();
  const rows = await tables(tx)
    .selectFrom("project")
    .selectAll()
    .where("province", "=", actor.province)
    .where("id", "in", [...new Set(ids)])
    .execute();
  const names = await institutionNames(
    tx,
    actor,
    rows.map(({ institution }) => institution),
  );
  return new Map(
    rows.map((full) => [
      full.id,
      {
        project: { id: full.id, number: full.number ?? "", title: full.title },
        institution: { id: full.institution, name: names.get(full.institution) ?? full.institution },
        full,
      },
    ]),
  );
};
