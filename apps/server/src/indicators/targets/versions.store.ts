import type { PlainDate } from "@qiangyi/kernel";
import type { RegisterTarget, YearValue } from "@qiangyi/policy/targets";
import { sql } from "kysely";
import type { Actor, Tx } from "../../platform/index.ts";

export interface ShownVersion {
  readonly version: number;
  readonly wording: string;
  readonly by: string;
  readonly document: string;
  readonly documentDate: PlainDate;
  readonly effectiveFrom: PlainDate;
  readonly reason: string | null;
  readonly recordedBy: string;
}

/** Every version of a promise, the latest first. */
export const versionsOf = async (tx: Tx, { province }: Actor, target: string): Promise<ShownVersion[]> => {
  const { rows } = await sql<Omit<ShownVersion, "by"> & { readonly by: RegisterTarget["by"] }>`
    select version, wording, terms -> 'by' as by, document, document_date as "documentDate", effective_from as "effectiveFrom", reason,
      recorded_name as "recordedBy"
    from target_version where province = ${province} and target = ${target} order by version desc`.execute(tx);
  return rows.map((row) => ({ ...row, by: typeof row.by === "number" ? `${row.by}年` : row.by }));
};

export interface ShownPath {
  readonly baseline: YearValue | null;
  readonly milestones: YearValue[];
  readonly effectiveFrom: PlainDate;
  readonly document: string;
  readonly approvedBy: string;
}

export const pathsOf = async (tx: Tx, { province }: Actor, target: string): Promise<ShownPath[]> => {
  const { rows } = await sql<ShownPath>`
    select baseline, milestones, effective_from as "effectiveFrom", document, approved_name as "approvedBy"
    from target_path where province = ${province} and target = ${target} order by effective_from desc, id desc`.execute(tx);
  return rows;
};
