import type { ColumnType, Selectable } from "kysely";
import type { ProjectTables } from "../tables.ts";

/** Rows of migration 0014; aliases of what the shared tables hold come with them. */
export type CheckTables = Pick<ProjectTables, keyof ProjectTables> & {
  project_fund_check: FundCheckTable;
  project_reading: ReadingTable;
  project_funding: FundingTable;
  project_key_mark: KeyMarkTable;
  project_task: TaskTable;
};

interface ByPerson {
  province: string;
  project: string;
  by_user: string;
  by_name: string;
  at: Date;
}

interface FundCheckTable extends ByPerson {
  round: number;
  level: "county" | "city";
  seq: number;
  passes: boolean;
  confirmed_fen: bigint;
  reason: string;
  for_user: string | null;
  for_name: string | null;
}
export type StoredFundCheck = Selectable<FundCheckTable>;

interface ReadingTable extends ByPerson {
  round: number;
  level: string;
}
export type StoredReading = Selectable<ReadingTable>;

interface FundingTable extends ByPerson {
  source: string;
  seq: number;
  amount_fen: bigint;
  basis: string;
  level: "county" | "city";
  region: string;
}
export type StoredFunding = Selectable<FundingTable>;

interface KeyMarkTable extends ByPerson {
  seq: number;
  is_key: boolean;
  reason: string;
}
export type StoredKeyMark = Selectable<KeyMarkTable>;

interface TaskTable {
  province: string;
  id: string;
  project: string;
  title: string;
  level: "county" | "city" | "province";
  role: string;
  city: string | null;
  county: string | null;
  due_on: ColumnType<string, string, never>;
  assigned_by: string;
  assigned_by_name: string;
  assigned_at: Date;
  done_by: string | null;
  done_by_name: string | null;
  done_at: Date | null;
  note: string | null;
}
export type StoredTask = Selectable<TaskTable>;
