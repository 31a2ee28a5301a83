import type { ReportCycleName, ReportState } from "@qiangyi/api";
import type { PlainDate } from "@qiangyi/kernel";
import type { Generated, GeneratedAlways } from "kysely";

/** The tables of migration 0035. */
export type ReportTables = {
  indicator_report_schedule: ScheduleTable;
  indicator_closed_year: ClosedYearTable;
  indicator_report: ReportTable;
  indicator_report_value: ValueTable;
  indicator_report_file: FileTable;
  indicator_report_step: StepTable;
};

/** Desks of health authorities that a report passes, from below. */
export type Desk = "county" | "city" | "province";

type Placed = { city: string | null; county: string | null; institution: string | null };
type Recorded = { recorded_by: string; recorded_name: string; recorded_at: Date };

type ScheduleTable = Recorded & {
  province: string;
  id: string;
  cycle: ReportCycleName;
  effective_from: PlainDate;
  due_days: number;
  source: string;
};

type ClosedYearTable = Recorded & { province: string; year: number; closed_on: PlainDate; document: string };

type ReportTable = Placed & {
  province: string;
  id: string;
  subject: string;
  cycle: ReportCycleName;
  period: string;
  begins_on: GeneratedAlways<PlainDate>;
  ends_on: GeneratedAlways<PlainDate>;
  due_on: PlainDate | null;
  state: ReportState;
  route: Desk[];
  desk: Desk | null;
  corrects: string | null;
  reason: string | null;
  is_after_close: boolean;
  permitted_by: string | null;
  round: Generated<number>;
  asked: number;
  filled: Generated<number>;
  people: string[];
  opened_by: string;
  opened_name: string;
  opened_at: Date;
  submitted_by: string | null;
  submitted_name: string | null;
  submitted_on: PlainDate | null;
  first_submitted_on: PlainDate | null;
  read_by: string | null;
  read_at: Date | null;
  returned_because: string | null;
  approved_by: string | null;
  approved_name: string | null;
  approved_on: PlainDate | null;
  version: Generated<number>;
};

type ValueTable = Placed & {
  province: string;
  report: string;
  indicator: string;
  value: string | null;
  label: string | null;
  numerator: string | null;
  denominator: string | null;
  note: string;
  held: string | null;
  is_confirmed: boolean;
  version: number;
  entered_by: string;
  entered_name: string;
  entered_at: Date;
};

type FileTable = Placed & {
  province: string;
  report: string;
  file: string;
  indicator: string | null;
  name: string;
  media_type: string;
  size_bytes: bigint;
  sha256: string;
  added_by: string;
  added_name: string;
  added_at: Date;
  removed_by: string | null;
  removed_at: Date | null;
};

export type ReportAct =
  | "open"
  | "correct"
  | "ready"
  | "take-back"
  | "refuse"
  | "submit"
  | "withdraw"
  | "read"
  | "pass"
  | "permit"
  | "approve"
  | "return";

type StepTable = Placed & {
  province: string;
  report: string;
  seq: number;
  act: ReportAct;
  round: number;
  by_user: string;
  by_name: string;
  by_office: string;
  at: Date;
  opinion: string | null;
  content: string | null;
};
