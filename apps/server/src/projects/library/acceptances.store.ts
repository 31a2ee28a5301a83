import { type Selectable, sql } from "kysely";
import type { Actor, Tx } from "../../platform/index.ts";
import type { StoredProject } from "../project.store.ts";
import type { LibraryTables } from "./tables.ts";

type Key = Pick<StoredProject, "province" | "id">;
export type StoredAcceptance = Selectable<LibraryTables["project_acceptance"]>;
export type StoredMember = Selectable<LibraryTables["project_acceptance_member"]>;
export type StoredEvidence = Selectable<LibraryTables["project_acceptance_file"]>;

const tables = (tx: Tx) => tx.withTables<LibraryTables>();

/** Every inspection of a project, first to last. */
export const acceptancesOf = (tx: Tx, { province, id }: Key): Promise<StoredAcceptance[]> =>
  tables(tx)
    .selectFrom("project_acceptance")
    .selectAll()
    .where("province", "=", province)
    .where("project", "=", id)
    .orderBy("seq")
    .execute();

export const membersOf = (tx: Tx, { province, id }: Key): Promise<StoredMember[]> =>
  tables(tx)
    .selectFrom("project_acceptance_member")
    .selectAll()
    .where("province", "=", province)
    .where("project", "=", id)
    .orderBy("seq")
    .orderBy("position")
    .execute();

export const evidenceOf = (tx: Tx, { province, id }: Key): Promise<StoredEvidence[]> =>
  tables(tx)
    .selectFrom("project_acceptance_file")
    .selectAll()
    .where("province", "=", province)
    .where("project", "=", id)
    .orderBy("seq")
    .orderBy("name")
    .execute();

interface KeptFile {
  readonly id: string;
  readonly name: string;
  readonly media_type: string;
  readonly size_bytes: bigint;
  readonly sha256: string;
}

/** Those of the named files that this person uploaded for the place of the project. */
export const uploadedFiles = async (
  tx: Tx,
  { userId }: Actor,
  { province, institution }: StoredProject,
  ids: readonly string[],
): Promise<readonly KeptFile[]> =>
  (
    await sql<KeptFile>`select id, name, content_type as media_type, size_bytes, sha256 from stored_file
      where province = ${province} and id = any(${[...ids]}::uuid[]) and uploaded_by = ${userId} and institution = ${institution}`.execute(
      tx,
    )
  ).rows;

export const insertAcceptance = async (
  tx: Tx,
  acceptance: StoredAcceptance,
  members: readonly Omit<StoredMember, "province" | "project" | "seq" | "position">[],
  files: readonly KeptFile[],
): Promise<void> => {
  const key = { province: acceptance.province, project: acceptance.project, seq: acceptance.seq };
  await tables(tx).insertInto("project_acceptance").values(acceptance).execute();
  await tables(tx)
    .insertInto("project_acceptance_member")
    .values(members.map((member, index) => ({ ...member, ...key, position: index + 1 })))
    .execute();
  await tables(tx)
    .insertInto("project_acceptance_file")
    .values(files.map(({ id, ...file }) => ({ ...file, ...key, file: id })))
    .execute();
};
