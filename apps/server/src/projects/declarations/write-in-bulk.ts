import type { Answers, DeclaringInstitution } from "@qiangyi/projects";
import { sql } from "kysely";
import { type Actor, newId, type Tx } from "../../platform/index.ts";
import { type StoredProject, updateProject } from "../project.store.ts";
import { type OpenCall, tablesIn } from "./declarations.store.ts";
import { derivedColumns } from "./derived-columns.ts";
import { newProject } from "./new-project.ts";
import { routeOf } from "./route-of.ts";

interface By {
  readonly actor: Actor;
  readonly at: Date;
  readonly institution: DeclaringInstitution;
  readonly call: OpenCall;
}

export interface Change {
  readonly project: StoredProject;
  /** What the workbook says anew. */
  readonly changed: Answers;
  /** All answers afterwards. */
  readonly answers: Answers;
}

const atOnce = 500;

/** Drafts of a workbook, whose ids come back in its order: a few statements for hundreds of rows, because thousands of single ones would hold the transaction open for minutes. */
export const writeNew = async (tx: Tx, by: By, drafts: readonly Answers[]): Promise<readonly string[]> => {
  const { actor, at, institution, call } = by;
  const ids: string[] = [];
  const place = { ...routeOf(call, institution), institution: institution.id };
  for (let from = 0; from < drafts.length; from += atOnce) {
    const made = drafts.slice(from, from + atOnce).map((answers) => ({
      answers,
      row: newProject({ actor, at, call, place, institutionName: institution.name, id: newId() }, answers),
    }));
    await tablesIn(tx)
      .insertInto("project")
      .values(made.map(({ row }) => row))
      .execute();
    await writeAnswers(
      tx,
      by,
      made.map(({ row, answers }) => ({ project: row.id, answers })),
    );
    ids.push(...made.map(({ row }) => row.id));
  }
  return ids;
};

export const writeChanges = async (tx: Tx, by: By, changes: readonly Change[]): Promise<void> => {
  const { actor, at, institution, call } = by;
  await writeAnswers(
    tx,
    by,
    changes.map(({ project, changed }) => ({ project: project.id, answers: changed })),
  );
  for (const { project, answers } of changes) {
    const columns = derivedColumns(call, institution.name, project, answers);
    await updateProject(tx, project, { ...columns, changed_by: actor.userId, changed_at: at });
  }
};

/** One statement: a new answer begins at version 1, one that was there goes up by one. */
const writeAnswers = async (
  tx: Tx,
  { actor, at }: By,
  written: readonly { readonly project: string; readonly answers: Answers }[],
): Promise<void> => {
  const rows = written.flatMap(({ project, answers }) =>
    Object.entries(answers).map(([question, value]) => ({ project, question, value })),
  );
  await sql`insert into project_answer (province, project, question, value, version, saved_by, saved_by_name, saved_at)
    select ${actor.province}, project, question, value, 1, ${actor.userId}, ${actor.name}, ${at}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as given (project uuid, question text, value jsonb)
    on conflict (province, project, question) do update set value = excluded.value, version = project_answer.version + 1,
      saved_by = excluded.saved_by, saved_by_name = excluded.saved_by_name, saved_at = excluded.saved_at, copied_from = null`.execute(
    tx,
  );
};
