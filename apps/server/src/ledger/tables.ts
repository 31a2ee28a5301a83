import type { ColumnType } from "kysely";

/** Read only: entries come in through the functions of migration 0024. */
type Kept<Value> = ColumnType<Value, never, never>;

export type LedgerTables = {
  readonly ledger_book: {
    readonly province: Kept<string>;
    readonly id: Kept<string>;
    readonly keeper: Kept<"finance" | "unit">;
    readonly region: Kept<string | null>;
    readonly city: Kept<string | null>;
    readonly county: Kept<string | null>;
    readonly institution: Kept<string | null>;
  };
  readonly ledger_earmark: {
    readonly province: Kept<string>;
    readonly id: Kept<number>;
    readonly key: Kept<string>;
    readonly year: Kept<number>;
    readonly line: Kept<string>;
    readonly nature: Kept<string>;
    readonly source_level: Kept<string>;
    readonly project: Kept<string | null>;
    readonly function_class: Kept<string>;
    readonly track_tag: Kept<string | null>;
  };
  readonly ledger_entry: {
    readonly province: Kept<string>;
    readonly sequence: Kept<bigint>;
    readonly id: Kept<string>;
    readonly step: Kept<string>;
    readonly issuer: Kept<string>;
    readonly number: Kept<string>;
    readonly row_no: Kept<number>;
    readonly is_advance: Kept<boolean>;
    readonly reverses: Kept<string | null>;
    readonly recorded_at: Kept<Date>;
    readonly recorded_on: Kept<string>;
    readonly recorded_by: Kept<string>;
  };
  readonly ledger_transfer: {
    readonly province: Kept<string>;
    readonly sequence: Kept<bigint>;
    readonly line: Kept<number>;
    readonly book: Kept<string>;
    readonly earmark: Kept<number>;
    readonly year: Kept<number>;
    readonly debit: Kept<string>;
    readonly credit: Kept<string>;
    readonly amount_fen: Kept<bigint>;
    readonly effective_on: Kept<string>;
    readonly counterpart: Kept<string | null>;
    readonly economic_class: Kept<string | null>;
    readonly contract: Kept<string | null>;
  };
  readonly ledger_cell: {
    readonly province: Kept<string>;
    readonly book: Kept<string>;
    readonly earmark: Kept<number>;
    readonly account: Kept<string>;
    readonly counterpart: Kept<string>;
    readonly balance_fen: Kept<bigint>;
    readonly last_on: Kept<string>;
    readonly recorded_on: Kept<string>;
  };
  readonly ledger_closing: {
    readonly province: Kept<string>;
    readonly book: Kept<string>;
    readonly year: Kept<number>;
    readonly sequence: Kept<bigint>;
    readonly recorded_at: Kept<Date>;
    readonly recorded_on: Kept<string>;
    readonly recorded_by: Kept<string>;
  };
};
