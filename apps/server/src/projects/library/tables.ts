import type { Approval, ArgumentPoint, ChangeKind } from "@qiangyi/projects";
import type { DeclarationTables } from "../declarations/tables.ts";

/** Versions, changes, acceptance, facts, support plans and fund requests of migration 0016. */
export type LibraryTables = DeclarationTables & {
  project_version: {
    province: string;
    project: string;
    version: number;
    content: unknown;
    total_fen: bigint;
    support_fen: bigint;
    change: string | null;
    by_user: string;
    by_name: string;
    at: Date;
  };
  project_change: ChangeTable;
  project_acceptance: {
    province: string;
    project: string;
    accepted_on: string;
    document_number: string;
    conclusion: string;
    comparison: string | null;
    attachment: string;
    by_user: string;
    by_name: string;
    at: Date;
  };
  project_fact: { province: string; project: string; register: string; entry: string; entry_no: string; at: Date };
  project_argument: { province: string; project: string; seq: number; point: ArgumentPoint; passes: boolean };
  support_plan: {
    province: string;
    id: string;
    programme: string;
    year: number;
    version: number;
    state: "draft" | "confirmed";
    targets: unknown;
    confirmed_by: string | null;
    confirmed_by_name: string | null;
    confirmed_at: Date | null;
    document_number: string | null;
    created_by: string;
    created_at: Date;
  };
  support_plan_row: {
    province: string;
    plan: string;
    project: string;
    number: string;
    title: string;
    institution: string;
    institution_name: string;
    part: "tertiary-hospital" | "county-group" | "township-centre";
    amount_fen: bigint;
    targets: string;
  };
  fund_request: {
    province: string;
    id: string;
    programme: string;
    year: number;
    plan: string;
    reason: string;
    total_fen: bigint;
    document_number: string;
    submitted_by: string;
    submitted_by_name: string;
    submitted_at: Date;
  };
  fund_request_row: { province: string; request: string; project: string; amount_fen: bigint };
};

export type ChangeTable = {
  province: string;
  id: string;
  project: string;
  kind: ChangeKind;
  reason: string;
  before: unknown;
  after: unknown;
  falls: Approval[];
  total_difference_fen: bigint;
  support_difference_fen: bigint;
  state: "requested" | "with_finance" | "granted" | "refused" | "withdrawn";
  requested_by: string;
  requested_by_name: string;
  requested_at: Date;
  organiser_by: string | null;
  organiser_by_name: string | null;
  organiser_at: Date | null;
  finance_by: string | null;
  finance_by_name: string | null;
  finance_at: Date | null;
  opinion: string | null;
  basis: string | null;
};
