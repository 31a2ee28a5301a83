import { ok, type Refusal, type Result, refuse } from "@qiangyi/kernel";
import type { ColumnName } from "../../documents/index.ts";
import type { RunRow } from "../tables.ts";
import type { ImportTarget } from "./import-target.ts";

export type ColumnRefusal =
  | Refusal<"import-not-ready", { state: string }>
  | Refusal<"column-not-in-file", { header: string }>
  | Refusal<"column-field-unknown", { field: string }>
  | Refusal<"column-field-twice", { label: string; headers: readonly string[] }>;

export interface NamedColumns {
  /** To be kept for the next files of the office. */
  readonly kept: readonly ColumnName[];
  /** Headers that speak for themselves: what was kept of them is dropped. */
  readonly plain: readonly string[];
}

/** Judges what somebody says of the columns of a file: each a field of the target, no field from two columns. */
export const nameColumns = (
  run: Pick<RunRow, "state" | "columns">,
  { fields }: Pick<ImportTarget, "fields">,
  given: readonly ColumnName[],
): Result<NamedColumns, ColumnRefusal> => {
  if (["reading", "applying", "applied"].includes(run.state)) return refuse({ code: "import-not-ready", state: run.state });
  const present = new Map(run.columns.map((column) => [column.header, column]));
  const chosen = new Map(run.columns.map(({ header, field }) => [header, field]));
  for (const { header, field } of given) {
    if (!present.has(header)) return refuse({ code: "column-not-in-file", header });
    if (field !== null && !fields.some(({ name }) => name === field)) return refuse({ code: "column-field-unknown", field });
    chosen.set(header, field);
  }
  for (const { name, label } of fields) {
    const headers = [...chosen].flatMap(([header, field]) => (field === name ? [header] : []));
    if (headers.length > 1) return refuse({ code: "column-field-twice", label, headers });
  }
  const isPlain = ({ header, field }: ColumnName) => present.get(header)?.named === false && present.get(header)?.field === field;
  return ok({ kept: given.filter((column) => !isPlain(column)), plain: given.filter(isPlain).map(({ header }) => header) });
};
