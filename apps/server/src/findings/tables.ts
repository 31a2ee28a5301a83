import type { AccountabilityCase, FindingGrade, FindingOffice, FindingSource, FindingState, MeasureKind } from "@qiangyi/api";
import type { Generated } from "kysely";

export type Department = "finance" | "health";
export type DepartmentLevel = "province" | "city" | "county";

interface Id {
  province: string;
  id: string;
}
interface By {
  by_user: string;
  by_name: string;
  at: Date;
}
interface Place {
  city: string | null;
  county: string | null;
}

export type FindingAct =
  | "raise"
  | "confirm"
  | "dismiss"
  | "withdraw"
  | "answer"
  | "return"
  | "verify"
  | "circular"
  | "suspend"
  | "recover"
  | "lift";

/** Rows of migration 0043. Aliases, because kysely asks for indexable types. */
export type FindingTables = {
  finding_number: { province: string; kind: "inspection" | "finding" | "audit" | "case"; year: number; last: number };
  inspection_plan: Id & By & Place & { year: number; department: Department; title: string; target_percent: number };
  inspection_sample: By & { province: string; plan: string; project: string; reason: string | null };
  inspection: Id &
    By &
    Place & {
      number: string;
      year: number;
      plan: string | null;
      department: Department;
      title: string;
      starts_on: string;
      ends_on: string;
      inspectors: string[];
      conclusion: string | null;
      concluded_by: string | null;
      concluded_name: string | null;
      concluded_at: Date | null;
    };
  inspection_project: Place & { province: string; inspection: string; project: string; institution: string };
  finding: Id &
    Place & {
      number: string;
      year: number;
      source: FindingSource;
      inspection: string | null;
      project: string | null;
      project_title: string | null;
      institution: string | null;
      institution_name: string | null;
      earmark: string | null;
      page_title: string | null;
      title: string;
      facts: string;
      clause: string;
      amount_fen: bigint | null;
      grade: FindingGrade;
      raised_level: DepartmentLevel;
      raised_office: FindingOffice;
      raised_by: string;
      raised_name: string;
      raised_at: Date;
      state: FindingState;
      version: Generated<number>;
    };
  finding_step: By & {
    province: string;
    finding: string;
    seq: number;
    act: FindingAct;
    note: string;
    files: string[];
    to_state: FindingState;
    by_office: string;
  };
  finding_file: By & {
    province: string;
    finding: string;
    file: string;
    name: string;
    media_type: string;
    size_bytes: bigint;
    sha256: string;
    by_office: string;
  };
  finding_correction: {
    province: string;
    finding: string;
    owner_department: Department | null;
    owner_city: string | null;
    owner_county: string | null;
    owner_institution: string | null;
    owner_name: string;
    keeper_level: DepartmentLevel;
    keeper_department: Department;
    keeper_name: string;
    opened_on: string;
    due_on: string;
    due_source: string;
  };
  finding_measure: Id &
    By &
    Place & {
      finding: string;
      kind: MeasureKind;
      document_number: string;
      reason: string;
      set_level: DepartmentLevel;
      set_department: Department;
      set_region: string;
      set_on: string;
      title: string | null;
      body: string | null;
      suspension: string | null;
      institution: string | null;
      institution_name: string | null;
      earmark: string | null;
      scope: string | null;
      recovery_of: "paid" | "unspent" | null;
      payment: string | null;
      amount_fen: bigint | null;
      due_on: string | null;
    };
  finding_addressee: Place & {
    province: string;
    measure: string;
    seq: number;
    finding: string;
    department: Department | null;
    institution: string | null;
    name: string;
  };
  finding_reading: By & { province: string; measure: string; seq: number };
  finding_lifting: By & { province: string; measure: string; reason: string; by_office: string };
  audit_matter: Id &
    By & { number: string; authority: string; matter: string; happened_on: string; shared: string; by_office: string };
  audit_matter_finding: By & { province: string; matter: string; finding: string };
  audit_matter_closing: By & { province: string; matter: string; conclusion: string; by_office: string };
  accountability_case: Id &
    By &
    Place & {
      number: string;
      finding: string;
      subject_kind: "person" | "department";
      subject: string;
      violation: AccountabilityCase["violation"];
      laws: string[];
      facts: string;
      log_entries: bigint[];
      by_office: string;
    };
  accountability_step: By & {
    province: string;
    case_id: string;
    seq: number;
    act: "open" | "refer" | "conclude" | "transfer";
    note: string;
    authority: string | null;
    document: string | null;
    done_on: string | null;
    by_office: string;
  };
};
