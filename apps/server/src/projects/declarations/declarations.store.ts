import type { CallDefinition } from "@qiangyi/projects";
import { type Selectable, sql } from "kysely";
import { type Actor, type Tx, within } from "../../platform/index.ts";
import type { StoredProject } from "../project.store.ts";
import type { CallTable } from "../tables.ts";
import type { AnswerTable, AttachmentTable, DeclarationTables, SigningTable } from "./tables.ts";

export type StoredAnswer = Selectable<AnswerTable>;
export type StoredAttachment = Selectable<AttachmentTable>;
export type StoredSigning = Selectable<SigningTable>;
export type OpenCall = Omit<Selectable<CallTable>, "definition"> & { readonly definition: CallDefinition };

type Key = Pick<StoredProject, "province" | "id">;

export const tablesIn = (tx: Tx) => tx.withTables<DeclarationTables>();

/** A call that was published; drafts of the organiser are nobody else's. */
export const findCall = async (tx: Tx, province: string, id: string): Promise<OpenCall | undefined> => {
  const row = await tablesIn(tx)
    .selectFrom("call")
    .selectAll()
    .where("province", "=", province)
    .where("id", "=", id)
    .where("state", "<>", "draft")
    .executeTakeFirst();
  // The definition was checked when the call was published and is fixed since.
  return row && { ...row, definition: row.definition as CallDefinition };
};

export const callOf = async (tx: Tx, { province, call }: StoredProject): Promise<OpenCall> => {
  const found = await findCall(tx, province, call);
  if (!found) throw new Error(`the call ${call} of a project is out of reach`);
  return found;
};

export const answersOf = (tx: Tx, { province, id }: Key): Promise<StoredAnswer[]> =>
  tablesIn(tx)
    .selectFrom("project_answer")
    .selectAll()
    .where("province", "=", province)
    .where("project", "=", id)
    .orderBy("question")
    .execute();

/** Written anew or over the version that its author saw; the row of the project is locked, so nobody comes in between. */
export const writeAnswer = async (tx: Tx, answer: StoredAnswer): Promise<void> => {
  const value = JSON.stringify(answer.value ?? null);
  const changed = { value, version: answer.version, copied_from: answer.copied_from };
  const by = { saved_by: answer.saved_by, saved_by_name: answer.saved_by_name, saved_at: answer.saved_at };
  await tablesIn(tx)
    .insertInto("project_answer")
    .values({ ...answer, value })
    .onConflict((at) => at.columns(["province", "project", "question"]).doUpdateSet({ ...changed, ...by }))
    .execute();
};

export const attachmentsOf = (tx: Tx, { province, id }: Key): Promise<StoredAttachment[]> =>
  tablesIn(tx)
    .selectFrom("project_attachment")
    .selectAll()
    .where("province", "=", province)
    .where("project", "=", id)
    .where("removed_at", "is", null)
    .orderBy("added_at")
    .orderBy("id")
    .execute();

export const signingsOf = (tx: Tx, { province, id }: Key): Promise<StoredSigning[]> =>
  tablesIn(tx)
    .selectFrom("project_signing")
    .selectAll()
    .where("province", "=", province)
    .where("project", "=", id)
    .orderBy("round")
    .execute() as Promise<StoredSigning[]>;

export const insertSigning = async (tx: Tx, signing: StoredSigning): Promise<void> => {
  await tablesIn(tx)
    .insertInto("project_signing")
    .values({ ...signing, content: JSON.stringify(signing.content) })
    .execute();
};

export interface SameFile {
  readonly sha256: string;
  readonly project: string;
  readonly number: string | null;
  readonly title: string;
  readonly institution: string;
}

/** The same bytes in other declarations that the actor may see, and how many there are besides. */
export const sameFiles = async (
  tx: Tx,
  actor: Actor,
  { province, id }: Key,
  hashes: readonly string[],
): Promise<{ known: readonly SameFile[]; counts: ReadonlyMap<string, number> }> => {
  if (hashes.length === 0) return { known: [], counts: new Map() };
  const { rows: known } = await sql<SameFile>`
    select distinct attachment.sha256, project.id as project, project.number, project.title, project.institution
    from project_attachment attachment
    join project on project.province = attachment.province and project.id = attachment.project
    where ${within(actor, "project")} and attachment.sha256 = any (${[...hashes]}::text[])
      and attachment.removed_at is null and project.id <> ${id}
    limit 100`.execute(tx);
  const { rows: counts } = await sql<{ sha256: string; count: bigint }>`
    select sha256, project_files_elsewhere(${province}, ${id}, sha256) as count from unnest(${[...hashes]}::text[]) as sha256`.execute(
    tx,
  );
  return { known, counts: new Map(counts.map(({ sha256, count }) => [sha256, Number(count)])) };
};
