import type { ProgrammeId, ProjectAction, ProjectState } from "@qiangyi/projects";
import type { Generated, JSONColumnType } from "kysely";

/** Rows of migration 0011 that every part of the room needs. */
export type ProjectTables = {
  call: CallTable;
  project: ProjectTable;
  project_step: ProjectStepTable;
  project_number: { province: string; year: number; last: number };
};

export interface CallTable {
  province: string;
  id: string;
  organiser: "province" | "city";
  city: string | null;
  programme: ProgrammeId;
  year: number;
  batch: string;
  title: string;
  document_number: string | null;
  opens_on: string;
  closes_on: string;
  reference_on: string;
  definition: JSONColumnType<object>;
  state: "draft" | "published" | "cancelled";
  version: Generated<number>;
  created_by: string;
  created_at: Date;
  changed_by: string;
  changed_at: Date;
  published_by: string | null;
  published_at: Date | null;
}

export interface ProjectTable {
  province: string;
  id: string;
  call: string;
  programme: ProgrammeId;
  year: number;
  number: string | null;
  title: string;
  state: ProjectState;
  state_before: ProjectState | null;
  route: ("county" | "city" | "province")[];
  institution: string;
  seat: string;
  city: string | null;
  county: string | null;
  total_fen: bigint;
  support_fen: bigint;
  starts_on: string | null;
  ends_on: string | null;
  identities: string[];
  returned_times: number;
  correct_by: string | null;
  signed_round: number;
  submitted_at: Date | null;
  read_at: Date | null;
  reserved_until: string | null;
  review_conclusion: "recommended" | "revise" | "not-recommended" | null;
  review_score: number | null;
  review_adjusted_score: number | null;
  copied_from: string | null;
  is_key: boolean;
  search_text: string;
  version: number;
  created_by: string;
  created_at: Date;
  changed_by: string;
  changed_at: Date;
}

export interface ProjectStepTable {
  province: string;
  project: string;
  seq: number;
  action: ProjectAction;
  from_state: ProjectState;
  to_state: ProjectState;
  level: string;
  by_user: string;
  by_name: string;
  for_user: string | null;
  for_name: string | null;
  verdicts: unknown;
  opinion: string | null;
  basis: string | null;
  correct_by: string | null;
  round: number;
  at: Date;
}
