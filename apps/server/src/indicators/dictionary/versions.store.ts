import type { AskedKind, IndicatorCycle } from "@qiangyi/api";
import type { PlainDate } from "@qiangyi/kernel";
import { sql } from "kysely";
import type { Actor, Tx } from "../../platform/index.ts";

export interface DefinitionVersion {
  readonly version: number;
  readonly effectiveFrom: PlainDate;
  readonly formula: string;
  readonly numerator: string | null;
  readonly denominator: string | null;
  readonly isBreak: boolean;
  readonly listName: string | null;
  readonly category: string;
  readonly cycle: IndicatorCycle;
  readonly source: string;
  readonly askedOf: AskedKind[];
  readonly reason: string | null;
  readonly document: string | null;
  readonly recordedBy: string;
  readonly recordedAt: string;
}

/** Every definition of an indicator, the latest first. */
export const definitionsOf = async (tx: Tx, { province }: Actor, indicator: string): Promise<DefinitionVersion[]> => {
  const { rows } = await sql<Omit<DefinitionVersion, "recordedAt"> & { readonly recordedAt: Date }>`
    select version, effective_from as "effectiveFrom", formula, numerator, denominator, is_break as "isBreak", list_name as "listName", category, cycle, source,
      asked_of as "askedOf", reason, document,
      recorded_name as "recordedBy", recorded_at as "recordedAt"
    from indicator_definition where province = ${province} and indicator = ${indicator} order by version desc`.execute(tx);
  return rows.map((row) => ({ ...row, recordedAt: row.recordedAt.toISOString() }));
};

export interface ListVersion {
  readonly id: string;
  readonly name: string;
  readonly version: number;
  readonly institution: string | null;
  readonly effectiveFrom: PlainDate;
  readonly items: string[];
  readonly source: string;
  readonly recordedBy: string;
}

export const listsNamed = async (tx: Tx, { province }: Actor, names: readonly string[]): Promise<ListVersion[]> => {
  if (names.length === 0) return [];
  const { rows } = await sql<ListVersion>`
    select id, name, version, institution, effective_from as "effectiveFrom", items, source, recorded_name as "recordedBy"
    from indicator_list where province = ${province} and name = any(${[...new Set(names)]}::text[])
    order by name, institution nulls first, version desc`.execute(tx);
  return rows;
};
