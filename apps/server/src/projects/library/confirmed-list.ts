import { sql } from "kysely";
import type { Actor, Tx } from "../../platform/index.ts";

/** Whether a project of the pilot stands on the confirmed list of its year: in the version of the support plan that was confirmed last (5g-2022.art10). */
export const isOnConfirmedList = async (tx: Tx, { province }: Actor, project: string): Promise<boolean> =>
  (
    await sql`
      select from support_plan_row w join support_plan s on s.province = w.province and s.id = w.plan and s.state = 'confirmed'
      where w.province = ${province} and w.project = ${project}::uuid and not exists (
        select from support_plan later where later.province = s.province and later.programme = s.programme and later.year = s.year
          and later.state = 'confirmed' and later.version > s.version)
      limit 1`.execute(tx)
  ).rows.length > 0;
