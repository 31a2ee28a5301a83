import { programmeOf } from "@qiangyi/projects";
import type { Tx } from "../../platform/index.ts";
import type { LibraryTables } from "./tables.ts";

/** Claims of projects that 省卫生健康委 marked key (第四条（二）), as the pair of funding line and entry that a plan knows them by. */
export const keyClaims = async (tx: Tx, province: string): Promise<{ line: string; subject: string }[]> => {
  const rows = await tx
    .withTables<LibraryTables>()
    .selectFrom("project_fact")
    .innerJoin("project", (on) =>
      on.onRef("project.province", "=", "project_fact.province").onRef("project.id", "=", "project_fact.project"),
    )
    .select(["project.programme", "project_fact.entry_no"])
    .where("project_fact.province", "=", province)
    .where("project.is_key", "=", true)
    .execute();
  return rows.flatMap(({ programme, entry_no: subject }) => {
    const { fundingLine: line } = programmeOf(programme);
    return line === undefined ? [] : [{ line, subject }];
  });
};
