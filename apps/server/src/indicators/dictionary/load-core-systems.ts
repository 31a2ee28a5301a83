import { coreSystems, coreSystemsList, coreSystemsProblem } from "@qiangyi/policy/service-system";
import { sql } from "kysely";
import { type Clock, newId, systemActor, type Tx } from "../../platform/index.ts";

/**
 * The list by which hospitals check themselves, as reference data of every installation. A list of any other length stops the
 * installation before anything is written: every rate counted by it would be wrong.
 */
export const loadCoreSystems = async (
  tx: Tx,
  clock: Clock,
  names: readonly string[] = coreSystems.map(({ name }) => name),
): Promise<void> => {
  const problem = coreSystemsProblem(names);
  if (problem !== undefined) throw new Error(`安装检查未通过：${problem}`);
  const { province, userId, name } = systemActor;
  await sql`
    insert into indicator_list (province, id, name, version, institution, effective_from, items, source, recorded_by, recorded_name, recorded_at)
    select ${province}, ${newId()}, ${coreSystemsList.name}, 1, null, ${coreSystemsList.effectiveFrom}, ${[...names]}::text[], ${coreSystemsList.source},
      ${userId}, ${name}, ${clock.now()}
    where not exists (select from indicator_list kept where kept.province = ${province} and kept.name = ${coreSystemsList.name})`.execute(
    tx,
  );
};
