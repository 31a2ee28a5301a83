import type { EntryState, ImportColumn, Verdict } from "@qiangyi/api";
import type { FieldValue } from "@qiangyi/kernel";

type Data = Record<string, FieldValue>;

export interface EntryRow {
  readonly province: string;
  readonly id: string;
  readonly register: string;
  readonly entry_no: string;
  readonly state: EntryState;
  readonly data: Data;
  readonly unique_key: string;
  readonly repeat_key: string | null;
  readonly occurred_on: string | null;
  readonly sort_on: string;
  readonly sort_amount: string | null;
  readonly year: number | null;
  readonly city: string | null;
  readonly county: string | null;
  readonly institution: string | null;
  readonly document_number: string | null;
  readonly document_date: string | null;
  readonly attachment: string | null;
  readonly note: string | null;
  readonly search_text: string;
  readonly version: number;
  readonly created_by: string;
  readonly created_at: Date;
  readonly changed_by: string;
  readonly changed_by_name: string;
  readonly changed_at: Date;
}

export const listedColumns = [
  "id",
  "entry_no",
  "state",
  "data",
  "sort_on",
  "year",
  "city",
  "county",
  "institution",
  "document_number",
  "document_date",
  "attachment",
  "version",
  "note",
  "changed_by_name",
  "changed_at",
] as const;

/** An entry as lists show it: without the keys and texts that only finding it needs. */
export type ListedRow = Pick<EntryRow, (typeof listedColumns)[number]>;

type HistoryRow = Omit<
  EntryRow,
  | "entry_no"
  | "unique_key"
  | "repeat_key"
  | "occurred_on"
  | "sort_on"
  | "sort_amount"
  | "year"
  | "search_text"
  | "created_by"
  | "created_at"
>;

interface TotalRow {
  readonly province: string;
  readonly register: string;
  readonly scope: "province" | "city" | "county" | "institution";
  readonly city: string;
  readonly county: string;
  readonly institution: string;
  readonly state: EntryState;
  readonly year: number;
  readonly entries: bigint;
}

export interface RunRow {
  readonly province: string;
  readonly id: string;
  readonly target: string;
  readonly state: string;
  readonly file: string;
  readonly file_name: string;
  readonly rows_read: number;
  readonly rows_expected: number;
  readonly rows_applied: number;
  readonly new_count: number;
  readonly changed_count: number;
  readonly unchanged_count: number;
  readonly wrong_count: number;
  readonly warnings: readonly string[];
  readonly columns: readonly ImportColumn[];
  readonly refusal: { readonly code: string; readonly message: string; readonly remedy: string } | null;
  readonly revision: string | null;
  readonly server: string;
  readonly heartbeat_at: Date;
  readonly created_by: string;
  readonly created_by_name: string;
  readonly created_at: Date;
  readonly finished_at: Date | null;
}

export interface StagedRow {
  readonly province: string;
  readonly run: string;
  readonly row_number: number;
  readonly verdict: Verdict;
  readonly key: string | null;
  readonly data: Data;
  readonly errors: readonly { readonly column?: string; readonly field?: string; readonly reason: string }[];
  readonly warnings: readonly string[];
  readonly differences: readonly {
    readonly field: string;
    readonly label: string;
    readonly before: string;
    readonly after: string;
  }[];
}

interface FileRow {
  readonly province: string;
  readonly id: string;
  readonly name: string;
  readonly content_type: string;
  readonly size_bytes: bigint;
  readonly sha256: string;
  readonly content: Buffer;
  readonly uploaded_by: string;
  readonly uploaded_at: Date;
  readonly city: string | null;
  readonly county: string | null;
  readonly institution: string | null;
}

export type RegisterTables = {
  readonly register_entry: EntryRow;
  readonly register_entry_history: HistoryRow;
  readonly register_total: TotalRow;
  readonly import_run: RunRow;
  readonly import_row: StagedRow;
  readonly stored_file: FileRow;
};
