import { type CallDefinition, storedDefinition } from "@qiangyi/projects";
import { sql } from "kysely";
import type { Tx } from "../../platform/index.ts";
import type { StoredProject } from "../project.store.ts";
import type { ProjectTables } from "../tables.ts";

/** What the checks ask of a call: limits of corrections and checks, whether finance concludes on the unit's own money. */
export interface CheckedCall {
  readonly id: string;
  readonly title: string;
  readonly definition: CallDefinition;
}

/** Calls once published, kept by this process: the database refuses any later change of their title and definition. */
const published = new Map<string, CheckedCall>();
const keptAtMost = 500;

export const callsOf = async (
  tx: Tx,
  province: string,
  projects: readonly Pick<StoredProject, "call">[],
): Promise<ReadonlyMap<string, CheckedCall>> => {
  const calls = new Map<string, CheckedCall>();
  const unknown: string[] = [];
  for (const id of new Set(projects.map(({ call }) => call))) {
    const known = published.get(id);
    if (known) calls.set(id, known);
    else unknown.push(id);
  }
  if (unknown.length > 0) for (const call of await readCalls(tx, province, unknown)) calls.set(call.id, call);
  return calls;
};

const readCalls = async (tx: Tx, province: string, ids: readonly string[]): Promise<readonly CheckedCall[]> => {
  const rows = await tx
    .withTables<ProjectTables>()
    .selectFrom("call")
    .select(["id", "title", "definition", "published_at"])
    .where("province", "=", province)
    .where(sql<boolean>`id = any(${ids}::uuid[])`)
    .execute();
  if (published.size + rows.length > keptAtMost) published.clear();
  return rows.map(({ id, title, definition, published_at }) => {
    // Judged when the call was saved (parseDefinition).
    const call: CheckedCall = { id, title, definition: storedDefinition(definition) };
    if (published_at !== null) published.set(id, call);
    return call;
  });
};

export const callOf = async (tx: Tx, project: Pick<StoredProject, "province" | "call">): Promise<CheckedCall> => {
  const found = (await callsOf(tx, project.province, [project])).get(project.call);
  if (!found) throw new Error(`call ${project.call} of a project is missing`);
  return found;
};
