import type { JSONColumnType } from "kysely";
import type { ProjectTables } from "../tables.ts";

/** Rows of migration 0011 that only declarations write. */
export type DeclarationTables = Pick<ProjectTables, keyof ProjectTables> & {
  project_answer: AnswerTable;
  project_attachment: AttachmentTable;
  project_signing: SigningTable;
};

export interface AnswerTable {
  province: string;
  project: string;
  question: string;
  value: unknown;
  version: number;
  saved_by: string;
  saved_by_name: string;
  saved_at: Date;
  copied_from: string | null;
}

export interface AttachmentTable {
  province: string;
  id: string;
  project: string;
  material: string;
  file: string;
  name: string;
  media_type: string;
  size_bytes: bigint;
  sha256: string;
  scan: "clean" | "not-scanned";
  added_by: string;
  added_by_name: string;
  added_at: Date;
  removed_by: string | null;
  removed_at: Date | null;
}

export interface SigningTable {
  province: string;
  project: string;
  round: number;
  content: JSONColumnType<object>;
  sha256: string;
  signed_by: string;
  signed_by_name: string;
  signed_at: Date;
}
