import { sql } from "kysely";
import type { Actor, Tx } from "../platform/index.ts";

export interface DraftKey {
  readonly task: string;
  readonly part: string;
  readonly form: "report" | "closure";
}

export interface StoredDraft extends DraftKey {
  readonly field: string;
  readonly value: string;
  readonly version: number;
  readonly savedAt: Date;
}

/** One's own only. */
export const draftsOf = async (tx: Tx, { province, userId }: Actor, task: string): Promise<readonly StoredDraft[]> => {
  const { rows } = await sql<StoredDraft>`
    select task, part, form, field, value, version, saved_at as "savedAt" from task_draft
    where province = ${province} and user_id = ${userId} and task = ${task}`.execute(tx);
  return rows;
};

/** Undefined where another tab was faster; then nothing is written. */
export const saveDraft = async (
  tx: Tx,
  { province, userId }: Actor,
  {
    task,
    part,
    form,
    field,
    value,
    version,
    at,
  }: DraftKey & {
    readonly field: string;
    readonly value: string;
    readonly version: number;
    readonly at: Date;
  },
): Promise<number | undefined> => {
  const { rows } = await sql<{ version: number }>`
    insert into task_draft as d (province, user_id, task, part, form, field, value, version, saved_at)
    values (${province}, ${userId}, ${task}, ${part}, ${form}, ${field}, ${value}, 1, ${at})
    on conflict (province, user_id, task, part, form, field) do update set value = excluded.value, version = d.version + 1, saved_at = excluded.saved_at
      where d.version = ${version}
    returning version`.execute(tx);
  return rows[0]?.version;
};

export const dropDrafts = async (tx: Tx, { province, userId }: Actor, { task, part, form }: DraftKey): Promise<void> => {
  await sql`
    delete from task_draft where province = ${province} and user_id = ${userId} and task = ${task} and part = ${part} and form = ${form}`.execute(
    tx,
  );
};
