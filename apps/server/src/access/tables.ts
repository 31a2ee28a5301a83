import type { Level } from "@qiangyi/api";

/** The tables of migrations 0002 and 0014; aliases, because kysely asks for indexable types. */
export type AccessTables = {
  account: AccountTable;
  account_role: { province: string; account_id: string; role: string; level: Level; granted_by: string; granted_at: Date };
  role_delegation: DelegationTable;
  credential: { province: string; account_id: string; password_hash: string; recent_hashes: string[]; changed_at: Date };
  web_session: { province: string; token_hash: string; account_id: string; started_at: Date; seen_at: Date; ip: string };
  sign_in_address: { province: string; ip: string; failures: number; last_failed_at: Date };
  password_link: {
    province: string;
    token_hash: string;
    account_id: string;
    created_at: Date;
    expires_at: Date;
    used_at: Date | null;
  };
  first_run_link: { province: string; token_hash: string; created_at: Date; expires_at: Date; used_at: Date | null };
};

export type AccountTable = {
  province: string;
  id: string;
  login_name: string;
  name: string;
  level: Level;
  city: string | null;
  county: string | null;
  institution: string | null;
  state: "waiting" | "active" | "inactive";
  is_demo: boolean;
  must_change_password: boolean;
  failures: number;
  locked_until: Date | null;
  last_sign_in_at: Date | null;
  created_by: string;
  created_at: Date;
  activated_by: string | null;
};

export type DelegationTable = {
  province: string;
  id: string;
  role: string;
  level: Level;
  from_account: string;
  from_name: string;
  to_account: string;
  to_name: string;
  starts_on: string;
  ends_on: string;
  reason: string;
  created_at: Date;
  ended_by: string | null;
  ended_name: string | null;
  ended_at: Date | null;
};
