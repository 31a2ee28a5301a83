import type { CallDefinition } from "@qiangyi/projects";
import type { Tx } from "../../platform/index.ts";
import type { StoredProject } from "../project.store.ts";
import type { ProjectTables } from "../tables.ts";

/** The definition under which a project was declared; it was judged before the call was saved and is fixed since. */
export const openCallDefinition = async (
  tx: Tx,
  { province, call }: Pick<StoredProject, "province" | "call">,
): Promise<CallDefinition> => {
  const { definition } = await tx
    .withTables<ProjectTables>()
    .selectFrom("call")
    .select("definition")
    .where("province", "=", province)
    .where("id", "=", call)
    .executeTakeFirstOrThrow();
  return definition as unknown as CallDefinition;
};
