import { sql } from "kysely";
import type { Tx } from "../../platform/index.ts";
import type { StoredProject } from "../project.store.ts";
import type { CheckTables, StoredFundCheck } from "./tables.ts";

type Key = Pick<StoredProject, "province" | "id">;

/** All conclusions on a project's money, oldest first. */
export const fundChecksOf = (tx: Tx, { province, id }: Key): Promise<StoredFundCheck[]> =>
  tx
    .withTables<CheckTables>()
    .selectFrom("project_fund_check")
    .selectAll()
    .where("province", "=", province)
    .where("project", "=", id)
    .orderBy("at")
    .orderBy("seq")
    .execute();

export const insertFundCheck = async (tx: Tx, check: Omit<StoredFundCheck, "seq">): Promise<void> => {
  const { province, project, round, level } = check;
  const { rows } = await sql<{ next: number }>`
    select (count(*) + 1)::int as next from project_fund_check
    where province = ${province} and project = ${project}::uuid and round = ${round} and level = ${level}`.execute(tx);
  await tx
    .withTables<CheckTables>()
    .insertInto("project_fund_check")
    .values({ ...check, seq: rows[0]?.next ?? 1 })
    .execute();
};

/** The conclusion in force of each project's present round at one level, for a page of a list. */
export const fundConclusions = async (
  tx: Tx,
  province: string,
  projects: readonly Pick<StoredProject, "id">[],
): Promise<ReadonlyMap<string, boolean>> => {
  if (projects.length === 0) return new Map();
  const { rows } = await sql<{ project: string; level: string; passes: boolean }>`
    select distinct on (f.project, f.level) f.project, f.level, f.passes
    from project_fund_check f join project p on p.province = f.province and p.id = f.project and p.signed_round = f.round
    where f.province = ${province} and f.project = any(${projects.map(({ id }) => id)}::uuid[])
    order by f.project, f.level, f.seq desc`.execute(tx);
  return new Map(rows.map(({ project, level, passes }) => [`${project}/${level}`, passes]));
};
