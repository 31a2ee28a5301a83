import type { ExpertInput, PaperContent, ReviewExclusion, ScoreEntries, ScoreSheet } from "@qiangyi/api";
import type { Generated, JSONColumnType } from "kysely";

/** Rows of migration 0015; only this room reads and writes them. */
export type ReviewTables = {
  expert: ExpertTable;
  review_panel: PanelTable;
  review_panel_project: {
    province: string;
    panel: string;
    project: string;
    number: string;
    round: number;
    is_void: Generated<boolean>;
  };
  review_candidate: CandidateTable;
  review_seat: SeatTable;
  review_refill: {
    province: string;
    panel: string;
    seq: number;
    unavailable: string[];
    added: string[];
    by_name: string;
    at: Date;
  };
  review_paper: PaperTable;
  review_paper_file: PaperFileTable;
  review_score: ScoreTable;
  review_conclusion: ConclusionTable;
  review_expense: ExpenseTable;
};

export interface ExpertTable {
  province: string;
  id: string;
  number: string;
  city: string | null;
  account: string | null;
  name: string;
  title: string;
  title_level: ExpertInput["titleLevel"];
  institution: string | null;
  unit_name: string;
  group_name: string | null;
  region: string;
  fields: string[];
  employments: JSONColumnType<ExpertInput["employments"]>;
  relations: JSONColumnType<ExpertInput["relations"]>;
  max_load: number;
  state: "active" | "paused";
  state_reason: string | null;
  search_text: string;
  version: number;
  changed_by: string;
  changed_name: string;
  changed_at: Date;
}

export interface PanelTable {
  province: string;
  id: string;
  call: string;
  city: string | null;
  programme: string;
  year: number;
  title: string;
  round: number;
  state: "forming" | "frozen" | "drawn" | "void";
  experts: number;
  fields: string[];
  region_rule: "county" | "city" | "none";
  is_blind: boolean;
  sheet: JSONColumnType<ScoreSheet>;
  candidate_hash: string | null;
  commitment: string | null;
  nonce: string | null;
  frozen_at: Date | null;
  frozen_by: string | null;
  words: string | null;
  seed: string | null;
  drawn: string[] | null;
  drawn_at: Date | null;
  drawn_by: string | null;
  void_reason: string | null;
  /** Why this round was ordered; null for a first one. */
  reason: string | null;
  created_by: string;
  created_name: string;
  created_at: Date;
}

interface CandidateTable {
  province: string;
  panel: string;
  expert: string;
  unit: string;
  fields: string[];
  load: number;
  exclusions: JSONColumnType<ReviewExclusion[]>;
}

export interface SeatTable {
  province: string;
  panel: string;
  expert: string;
  city: string | null;
  place: number;
  state: "invited" | "accepted" | "declined" | "conflict";
  reason: string | null;
  invited_at: Date;
  answered_at: Date | null;
  pledged_at: Date | null;
  pledge_sha256: string | null;
  first_saved_at: Date | null;
}

interface PaperTable {
  province: string;
  panel: string;
  project: string;
  title: string;
  unit_name: string | null;
  content: JSONColumnType<PaperContent>;
  sha256: string;
  compiled_at: Date;
  withheld_files: number | null;
}

interface PaperFileTable {
  province: string;
  panel: string;
  project: string;
  file: string;
  name: string;
  material: string;
  size_bytes: bigint;
}

export interface ScoreTable {
  province: string;
  panel: string;
  project: string;
  expert: string;
  state: "draft" | "locked";
  items: JSONColumnType<ScoreEntries["items"]>;
  vetoes: JSONColumnType<ScoreEntries["vetoes"]>;
  comment: string;
  total: number | null;
  version: number;
  saved_at: Date;
  locked_at: Date | null;
}

interface ConclusionTable {
  province: string;
  project: string;
  seq: number;
  conclusion: "recommended" | "revise" | "not-recommended" | "return";
  reason: string;
  override_basis: string | null;
  round: number | null;
  mean: number | null;
  by_user: string;
  by_name: string;
  at: Date;
}

export interface ExpenseTable {
  province: string;
  id: string;
  line: string;
  year: number;
  kind: "expert-review" | "project-assessment" | "performance-evaluation" | "other-direct";
  amount_fen: bigint;
  purpose: string;
  link: string | null;
  voucher: string;
  spent_on: string;
  reverses: string | null;
  booked_by: string;
  by_name: string;
  at: Date;
}
