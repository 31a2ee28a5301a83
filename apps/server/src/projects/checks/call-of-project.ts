import { type CallDefinition, storedDefinition } from "@qiangyi/projects";
import type { Tx } from "../../platform/index.ts";
import type { StoredProject } from "../project.store.ts";
import type { ProjectTables } from "../tables.ts";

/** What the checks ask of a call: limits of corrections and checks, whether finance concludes on the unit's own money. */
export interface CheckedCall {
  readonly id: string;
  readonly title: string;
  readonly definition: CallDefinition;
}

export const callsOf = async (
  tx: Tx,
  province: string,
  projects: readonly Pick<StoredProject, "call">[],
): Promise<ReadonlyMap<string, CheckedCall>> => {
  if (projects.length === 0) return new Map();
  const rows = await tx
    .withTables<ProjectTables>()
    .selectFrom("call")
    .select(["id", "title", "definition"])
    .where("province", "=", province)
    .where("id", "in", [...new Set(projects.map(({ call }) => call))])
    .execute();
  // Judged when the call was saved (parseDefinition), fixed since it was published.
  return new Map(rows.map(({ definition, ...call }) => [call.id, { ...call, definition: storedDefinition(definition) }]));
};

export const callOf = async (tx: Tx, project: Pick<StoredProject, "province" | "call">): Promise<CheckedCall> => {
  const found = (await callsOf(tx, project.province, [project])).get(project.call);
  if (!found) throw new Error(`call ${project.call} of a project is missing`);
  return found;
};
