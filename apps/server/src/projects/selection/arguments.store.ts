import { type ArgumentPoint, missingArguments } from "@qiangyi/projects";
import type { Selectable } from "kysely";
import type { Tx } from "../../platform/index.ts";
import type { SelectionTables } from "./tables.ts";

export type StoredArgument = Selectable<SelectionTables["project_argument"]>;

/** Everything ever concluded about these projects, oldest first. */
export const argumentsOf = async (tx: Tx, province: string, projects: readonly string[]): Promise<StoredArgument[]> =>
  projects.length === 0
    ? []
    : tx
        .withTables<SelectionTables>()
        .selectFrom("project_argument")
        .selectAll()
        .where("province", "=", province)
        .where("project", "in", projects)
        .orderBy("project")
        .orderBy("seq")
        .execute();

export const insertArgument = async (tx: Tx, argument: StoredArgument): Promise<void> => {
  await tx.withTables<SelectionTables>().insertInto("project_argument").values(argument).execute();
};

/** The last word on each point. */
export const inForceOf = (all: readonly StoredArgument[]): ReadonlyMap<ArgumentPoint, StoredArgument> =>
  new Map(all.map((argument) => [argument.point, argument]));

/** Points without a positive conclusion, by name, for each of the projects. */
export const missingByProject = (
  projects: readonly string[],
  all: readonly StoredArgument[],
): ReadonlyMap<string, readonly string[]> => {
  const byProject = new Map(projects.map((project): [string, StoredArgument[]] => [project, []]));
  for (const argument of all) byProject.get(argument.project)?.push(argument);
  return new Map(
    [...byProject].map(([project, own]) => [
      project,
      missingArguments(Object.fromEntries([...inForceOf(own)].map(([point, { passes }]) => [point, passes]))),
    ]),
  );
};
