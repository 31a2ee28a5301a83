import { sql } from "kysely";
import type { Tx } from "../platform/index.ts";
import { keyClaims } from "../projects/index.ts";
import type { Recorded } from "./recorded-row.ts";

export interface KeyMark extends Recorded {
  readonly id: string;
  readonly line: string;
  readonly subject: string;
  readonly isKey: boolean;
  readonly reason: string;
}

/** "line\nsubject" of the projects that are marked key now: in the library, unless a mark on the plan says otherwise, or on the plan. */
export const keyProjects = async (tx: Tx, province: string): Promise<ReadonlySet<string>> => {
  const { rows } = await sql<{ line: string; subject: string; isKey: boolean }>`
    select distinct on (line, subject) line, subject, is_key as "isKey" from key_project
    where province = ${province} order by line, subject, changes desc`.execute(tx);
  const keys = new Set((await keyClaims(tx, province)).map(keyOf));
  for (const row of rows) {
    if (row.isKey) keys.add(keyOf(row));
    else keys.delete(keyOf(row));
  }
  return keys;
};

const keyOf = ({ line, subject }: { line: string; subject: string }): string => `${line}\n${subject}`;

export const insertKeyMark = async (tx: Tx, province: string, mark: KeyMark): Promise<void> => {
  await sql`
    insert into key_project (province, id, line, subject, is_key, reason, changes, recorded_by, recorded_name, recorded_at)
    select ${province}, ${mark.id}::uuid, ${mark.line}, ${mark.subject}, ${mark.isKey}::boolean, ${mark.reason}, count(*), ${mark.recordedBy}, ${mark.recordedName}, ${mark.recordedAt}::timestamptz
    from key_project where province = ${province} and line = ${mark.line} and subject = ${mark.subject}`.execute(tx);
};
