import type { FindingMeasure } from "@qiangyi/api";
import { sql } from "kysely";
import type { Actor, Tx } from "../platform/index.ts";
import { regionOfPlace } from "./office.ts";
import type { Department } from "./tables.ts";

export type ShownAddressee = NonNullable<FindingMeasure["circular"]>["addressees"][number];

interface Row {
  readonly measure: string;
  readonly seq: number;
  readonly province: string;
  readonly department: Department | null;
  readonly city: string | null;
  readonly county: string | null;
  readonly institution: string | null;
  readonly name: string;
  readonly readBy: string | null;
  readonly readAt: Date | null;
}

/** Whom some circulars went to, and who of them has read it, as far as the actor sees them. */
export const addresseesOf = async (
  tx: Tx,
  actor: Actor,
  measures: readonly string[],
): Promise<ReadonlyMap<string, readonly ShownAddressee[]>> => {
  const byMeasure = new Map<string, ShownAddressee[]>();
  if (measures.length === 0) return byMeasure;
  const { rows } = await sql<Row>`
    select a.*, r.by_name as "readBy", r.at as "readAt" from finding_addressee a
    left join finding_reading r on r.province = a.province and r.measure = a.measure and r.seq = a.seq
    where a.province = ${actor.province} and a.measure = any(${[...measures]}::uuid[]) order by a.measure, a.seq`.execute(tx);
  for (const row of rows) byMeasure.set(row.measure, [...(byMeasure.get(row.measure) ?? []), shown(row)]);
  return byMeasure;
};

const shown = (row: Row): ShownAddressee => ({
  institution: row.institution,
  department: row.department,
  region: row.department === null ? null : regionOfPlace(row.province, row),
  name: row.name,
  readBy: row.readBy,
  readAt: row.readAt?.toISOString() ?? null,
});
