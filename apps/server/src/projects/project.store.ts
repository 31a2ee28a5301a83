import { type Selectable, sql } from "kysely";
import { type Actor, type Tx, within } from "../platform/index.ts";
import type { ProjectStepTable, ProjectTable, ProjectTables } from "./tables.ts";

export type StoredProject = Selectable<ProjectTable>;
export type StoredStep = Selectable<ProjectStepTable>;

const projectsIn = (tx: Tx) => tx.withTables<ProjectTables>();

/** A project within the actor's sight; undefined is also the answer for one that exists elsewhere. */
export const findProject = (tx: Tx, actor: Actor, id: string): Promise<StoredProject | undefined> =>
  projectsIn(tx)
    .selectFrom("project")
    .selectAll()
    .where("province", "=", actor.province)
    .where("id", "=", id)
    .where(within(actor, "project"))
    .executeTakeFirst();

/** The same, locked until the transaction ends: whoever wants to change it waits and then sees the result. */
export const lockProject = (tx: Tx, actor: Actor, id: string): Promise<StoredProject | undefined> =>
  projectsIn(tx)
    .selectFrom("project")
    .selectAll()
    .where("province", "=", actor.province)
    .where("id", "=", id)
    .where(within(actor, "project"))
    .forUpdate()
    .executeTakeFirst();

/** The trail, oldest first. */
export const stepsOf = (tx: Tx, { province, id }: Pick<StoredProject, "province" | "id">): Promise<StoredStep[]> =>
  projectsIn(tx)
    .selectFrom("project_step")
    .selectAll()
    .where("province", "=", province)
    .where("project", "=", id)
    .orderBy("seq")
    .execute();

type RoundOfProject = Pick<StoredProject, "province" | "id" | "signed_round">;

/** Everyone whose words or files stand in the content: none of them may judge it. */
export const authorsOf = async (tx: Tx, { province, id }: Omit<RoundOfProject, "signed_round">): Promise<string[]> => {
  const { rows } = await sql<{ author: string }>`
    select saved_by as author from project_answer where province = ${province} and project = ${id}::uuid
    union select added_by from project_attachment where province = ${province} and project = ${id}::uuid and removed_at is null`.execute(
    tx,
  );
  return rows.map(({ author }) => author);
};

/** Who concluded on its money in this round: health authorities and finance are two pairs of eyes. */
export const fundCheckersOf = async (tx: Tx, { province, id, signed_round }: RoundOfProject): Promise<string[]> => {
  const { rows } = await sql<{ by_user: string; for_user: string | null }>`
    select by_user, for_user from project_fund_check
    where province = ${province} and project = ${id}::uuid and round = ${signed_round}`.execute(tx);
  return rows.flatMap(({ by_user, for_user }) => (for_user === null ? [by_user] : [by_user, for_user]));
};

export const insertStep = async (tx: Tx, step: StoredStep): Promise<void> => {
  await projectsIn(tx)
    .insertInto("project_step")
    .values({ ...step, verdicts: step.verdicts === null ? null : JSON.stringify(step.verdicts) })
    .execute();
};

export const updateProject = async (
  tx: Tx,
  { province, id }: Pick<StoredProject, "province" | "id">,
  change: Partial<StoredProject>,
): Promise<void> => {
  await projectsIn(tx)
    .updateTable("project")
    .set((set) => ({ ...change, version: set("version", "+", 1) }))
    .where("province", "=", province)
    .where("id", "=", id)
    .execute();
};

/** The next number of the year, e.g. "XM-2026-000123". The row is locked until the transaction ends, so numbers have no twins. */
export const nextNumber = async (tx: Tx, province: string, year: number): Promise<string> => {
  const { last } = await projectsIn(tx)
    .insertInto("project_number")
    .values({ province, year, last: 1 })
    .onConflict((at) => at.columns(["province", "year"]).doUpdateSet((set) => ({ last: set("project_number.last", "+", 1) })))
    .returning("last")
    .executeTakeFirstOrThrow();
  return `XM-${year}-${String(last).padStart(6, "0")}`;
};
