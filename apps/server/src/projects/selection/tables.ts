import type { ArgumentPoint } from "@qiangyi/projects";
import type { Generated } from "kysely";
import type { CallTable, ProjectTable } from "../tables.ts";

/** Selection, notice and objection of migration 0016. */
export type SelectionTables = {
  call: CallTable;
  project: ProjectTable;
  project_argument: {
    province: string;
    project: string;
    seq: number;
    point: ArgumentPoint;
    passes: boolean;
    reason: string;
    by_user: string;
    by_name: string;
    at: Date;
  };
  selection: {
    province: string;
    id: string;
    call: string;
    state: "proposed" | "returned" | "decided";
    minutes_number: string | null;
    minutes_on: string | null;
    opinion: string | null;
    proposed_by: string;
    proposed_by_name: string;
    proposed_at: Date;
    decided_by: string | null;
    decided_by_name: string | null;
    decided_at: Date | null;
    version: Generated<number>;
  };
  selection_row: SelectionRowTable;
  public_notice: {
    province: string;
    id: string;
    call: string;
    selection: string;
    title: string;
    content: unknown;
    sha256: string;
    contact: string;
    published_on: string;
    working_days: number;
    closes_on: string;
    state: "open" | "superseded" | "concluded";
    supersedes: string | null;
    published_by: string;
    published_by_name: string;
    published_at: Date;
    concluded_at: Date | null;
  };
  objection: {
    province: string;
    id: string;
    notice: string;
    project: string | null;
    number: string;
    received_on: string;
    due_on: string;
    content: string;
    sender: string | null;
    contact: string | null;
    state: "open" | "upheld" | "dismissed";
    finding: string | null;
    closed_by: string | null;
    closed_by_name: string | null;
    closed_at: Date | null;
    created_at: Date;
  };
  work_calendar: {
    province: string;
    year: number;
    holidays: string[];
    workdays: string[];
    basis: string;
    recorded_by: string;
    recorded_at: Date;
  };
};

export type SelectionRowTable = {
  province: string;
  selection: string;
  project: string;
  rank: number;
  score: number | null;
  adjusted_score: number | null;
  conclusion: "recommended" | "revise" | "not-recommended";
  is_chosen: boolean;
  support_fen: bigint;
  departs: boolean;
  reason: string | null;
  clause: string | null;
};
