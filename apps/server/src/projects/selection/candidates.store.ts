import { rankedOf } from "@qiangyi/projects";
import { type Actor, type Tx, within } from "../../platform/index.ts";
import { institutionNames } from "../../registry/index.ts";
import type { StoredProject } from "../project.store.ts";
import { argumentsOf, missingByProject } from "./arguments.store.ts";
import type { SelectionTables } from "./tables.ts";

export interface Candidate {
  readonly project: StoredProject;
  readonly institutionName: string;
  readonly rank: number;
  readonly missingArguments: readonly string[];
}

/** Reviewed projects of a call that wait for the decision, in rank order, locked where a decision is being written. */
export const candidatesOf = async (tx: Tx, actor: Actor, call: string, { lock = false } = {}): Promise<Candidate[]> => {
  const query = tx
    .withTables<SelectionTables>()
    .selectFrom("project")
    .selectAll()
    .where("province", "=", actor.province)
    .where("call", "=", call)
    .where("state", "=", "reviewed")
    .where(within(actor, "project"))
    .orderBy("id");
  const projects: StoredProject[] = await (lock ? query.forUpdate() : query).execute();
  const ids = projects.map(({ id }) => id);
  const [names, all] = await Promise.all([
    institutionNames(
      tx,
      actor,
      projects.map(({ institution }) => institution),
    ),
    argumentsOf(tx, actor.province, ids),
  ]);
  const missing = missingByProject(ids, all);
  const byId = new Map(projects.map((project) => [project.id, project]));
  return rankedOf(
    projects.map(({ id, review_score, review_conclusion, is_key }) => ({
      project: id,
      score: review_score,
      conclusion: review_conclusion ?? "not-recommended",
      isKey: is_key,
    })),
  ).flatMap(({ project: id, rank }) => {
    const project = byId.get(id);
    return project
      ? [
          {
            project,
            rank,
            institutionName: names.get(project.institution) ?? project.institution,
            missingArguments: missing.get(id) ?? [],
          },
        ]
      : [];
  });
};

/** Declared projects of the call that nobody has reviewed yet. */
export const countUnreviewed = async (tx: Tx, actor: Actor, call: string): Promise<number> => {
  const { count } = await tx
    .withTables<SelectionTables>()
    .selectFrom("project")
    .select((has) => has.fn.countAll<bigint>().as("count"))
    .where("province", "=", actor.province)
    .where("call", "=", call)
    .where("state", "in", ["submitted", "county_passed", "city_passed", "form_passed", "returned"])
    .where(within(actor, "project"))
    .executeTakeFirstOrThrow();
  return Number(count);
};
