import type { FiscalMode, InstitutionDraft, InstitutionWarning, RegionKind } from "@qiangyi/api";
import type { Generated, JSONColumnType } from "kysely";

/** The tables of migration 0004; only this room reads and writes them. Aliases, because kysely asks for indexable types. */
export type RegistryTables = {
  region: RegionTable;
  region_former: RegionFormerTable;
  region_decision: RegionDecisionTable;
  institution: InstitutionTable;
  institution_version: InstitutionVersionTable;
  institution_membership: MembershipTable;
  institution_tally: TallyTable;
};

type RegionTable = {
  province: string;
  code: string;
  name: string;
  kind: RegionKind;
  parent: string | null;
  initials: string;
  valid_from: string | null;
  valid_to: string | null;
};

type RegionFormerTable = {
  province: string;
  code: string;
  successor: string;
  name: string;
  change: "renamed" | "merged" | "split";
  until: string | null;
  source: string;
};

type RegionDecisionTable = {
  province: string;
  id: string;
  region: string;
  subject: "fiscal-mode" | "agricultural";
  fiscal_mode: FiscalMode | null;
  agricultural: boolean | null;
  effective_from: string;
  effective_to: string | null;
  basis_doc: string;
  reason: string;
  decided_by: string;
  recorded_at: Date;
};

export type InstitutionTable = {
  province: string;
  id: string;
  version: number;
  name: string;
  former_names: JSONColumnType<InstitutionDraft["formerNames"]>;
  ownership: InstitutionDraft["ownership"];
  affiliation: InstitutionDraft["affiliation"];
  tier: InstitutionDraft["tier"];
  class: InstitutionDraft["class"];
  beds: number | null;
  credit_code: string | null;
  licence: string | null;
  region: string;
  city: string | null;
  county: string | null;
  group_name: string | null;
  valid_from: string | null;
  valid_to: string | null;
  is_ended: Generated<boolean>;
  warnings: JSONColumnType<InstitutionWarning[]>;
  warning_reason: string | null;
  search: string;
  normalised_name: string;
  changed_at: Date;
};

type InstitutionVersionTable = {
  province: string;
  institution: string;
  version: number;
  change: VersionChange;
  at: Date;
  user_id: string;
  by_name: string;
  reason: string | null;
  record: JSONColumnType<InstitutionDraft>;
};

export type VersionChange = "created" | "changed" | "imported" | "demo";

type MembershipTable = {
  province: string;
  id: string;
  institution: string;
  kind: "county" | "city";
  group_name: string;
  role: "lead" | "member";
  joined_on: string | null;
  left_on: string | null;
  is_current: boolean;
};

type TallyTable = {
  province: string;
  region: string;
  city: string | null;
  county: string | null;
  ownership: InstitutionDraft["ownership"];
  affiliation: InstitutionDraft["affiliation"];
  tier: InstitutionDraft["tier"];
  class: InstitutionDraft["class"];
  is_ended: boolean;
  count: number;
};
