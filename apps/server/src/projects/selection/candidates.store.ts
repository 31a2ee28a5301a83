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

const beforeReview = ["draft", "to_sign", "submitted", "county_passed", "city_passed", "form_passed", "returned"] as const;

/**
 * Reviewed projects of a call that wait for the decision, in rank order, locked where a decision is being written. Ranks are those of the
 * whole call: what was decided in an earlier round keeps its place, so that no timing of rounds changes an order.
 */
export const candidatesOf = async (tx: Tx, actor: Actor, call: string, { lock = false } = {}): Promise<Candidate[]> => {
  const query = tx
    .withTables<SelectionTables>()
    .selectFrom("project")
    .selectAll()
    .where("province", "=", actor.province)
    .where("call", "=", call)
    .where("review_conclusion", "is not", null)
    .where("state", "not in", beforeReview)
    .where(within(actor, "project"))
    .orderBy("id");
  const judged: StoredProject[] = await (lock ? query.forUpdate() : query).execute();
  const projects = judged.filter(({ state }) => state === "reviewed");
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
    judged.map(({ id, review_score, review_conclusion, is_key }) => ({
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

/** Projects of the call that earlier rounds chose and that still stand: they fill its quota. */
export const countChosen = async (tx: Tx, actor: Actor, call: string): Promise<number> => {
  const { count } = await tx
    .withTables<SelectionTables>()
    .selectFrom("project")
    .select((has) => has.fn.countAll<bigint>().as("count"))
    .where("province", "=", actor.province)
    .where("call", "=", call)
    .where("state", "in", ["reserved", "in_library", "funded", "implementing", "accepted", "closed", "suspended"])
    .where(within(actor, "project"))
    .executeTakeFirstOrThrow();
  return Number(count);
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
