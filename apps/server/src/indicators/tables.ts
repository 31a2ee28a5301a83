import type { AskedKind, IndicatorCycle, IndicatorDirection, IndicatorKind } from "@qiangyi/api";
import type { PlainDate } from "@qiangyi/kernel";
import type { RegisterTarget, YearValue } from "@qiangyi/policy/targets";
import type { Generated, GeneratedAlways, JSONColumnType } from "kysely";

/** The tables of migration 0034. Numbers are numeric in the database and exact decimal texts here. */
export type IndicatorTables = {
  indicator: IndicatorTable;
  indicator_definition: DefinitionTable;
  indicator_list: ListTable;
  target_version: TargetVersionTable;
  target_path: TargetPathTable;
  target_event: TargetEventTable;
  observation: ObservationTable;
  observation_year: ObservationYearTable;
  region_year: RegionYearTable;
};

/** Whose a subject is; the row policies read it. */
type Placed = {
  city: string | null;
  county: string | null;
  institution: string | null;
};

type Recorded = {
  recorded_by: string;
  recorded_name: string;
  recorded_at: Date;
};

type IndicatorTable = Recorded & {
  province: string;
  code: string;
  title: string;
  unit: string;
  direction: IndicatorDirection;
  kind: IndicatorKind;
  per: string;
  scale: string[] | null;
  category: string;
  cycle: IndicatorCycle;
  part_of_whole: boolean;
  plausible_min: string | null;
  plausible_max: string | null;
  printed_in_ten_thousands: boolean;
  source: string;
  source_register: string | null;
  asked_of: AskedKind[];
};

type DefinitionTable = Recorded & {
  province: string;
  indicator: string;
  version: number;
  effective_from: string;
  formula: string;
  numerator: string | null;
  denominator: string | null;
  is_break: boolean;
  list_name: string | null;
  reason: string | null;
  document: string | null;
};

type ListTable = Recorded & {
  province: string;
  id: string;
  name: string;
  version: number;
  institution: string | null;
  effective_from: string;
  items: string[];
  source: string;
};

type TargetVersionTable = Placed &
  Recorded & {
    province: string;
    target: string;
    version: number;
    terms: JSONColumnType<RegisterTarget>;
    wording: string;
    clause: string;
    indicator: string;
    subject: string;
    subject_name: string;
    document: string;
    document_date: string;
    effective_from: string;
    reason: string | null;
    recorded_on: PlainDate;
  };

type TargetPathTable = {
  province: string;
  target: string;
  id: string;
  baseline: JSONColumnType<YearValue> | null;
  milestones: JSONColumnType<YearValue[]>;
  effective_from: string;
  document: string;
  approved_by: string;
  approved_name: string;
  recorded_on: PlainDate;
  recorded_at: Date;
};

type TargetEventTable = Placed & {
  province: string;
  id: string;
  subject: string;
  indicator: string;
  name: string;
  happened_on: PlainDate;
  document: string;
  file: string | null;
  recorded_by: string;
  recorded_name: string;
  recorded_level: string;
  recorded_on: PlainDate;
  confirmed_by: string | null;
  confirmed_name: string | null;
  confirmed_on: PlainDate | null;
  withdrawn_on: PlainDate | null;
  withdrawal_reason: string | null;
  withdrawal_by: string | null;
  withdrawal_name: string | null;
  withdrawal_recorded_on: PlainDate | null;
  changed_at: Date;
};

type ObservationTable = Placed & {
  province: string;
  subject: string;
  indicator: string;
  period: string;
  version: number;
  begins_on: GeneratedAlways<PlainDate>;
  ends_on: GeneratedAlways<PlainDate>;
  grain: GeneratedAlways<"year" | "quarter" | "month" | "day">;
  value: string | null;
  label: string | null;
  numerator: string | null;
  denominator: string | null;
  definition: number;
  reported_on: PlainDate;
  due_on: PlainDate | null;
  approved_on: PlainDate;
  report: string | null;
  source: "report" | "correction" | "loaded";
  reason: string | null;
  recorded_by: string;
  recorded_name: string;
  recorded_at: Generated<Date>;
};

/** Rollup of a subject and year; only the trigger of `observation` writes it. */
type ObservationYearTable = Placed & {
  province: string;
  indicator: string;
  year: number;
  subject: string;
  months: number;
  ends_on: PlainDate;
  value: string | null;
  label: string | null;
  numerator: string | null;
  denominator: string | null;
  definition: number;
  has_break: boolean;
  is_corrected: boolean;
  late_days: number;
  approved_on: PlainDate;
};

/** The institutions of a region together; only the trigger of `observation` writes it. */
type RegionYearTable = {
  province: string;
  region: string;
  indicator: string;
  year: number;
  city: string | null;
  county: string | null;
  subjects: number;
  value: string;
  numerator: string;
  denominator: string;
};
