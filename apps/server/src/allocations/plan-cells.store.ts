import type { Fen } from "@qiangyi/kernel";
import { type RawBuilder, sql } from "kysely";
import type { Tx } from "../platform/index.ts";
import type { Cell, Counts, Sums } from "./cells.ts";

/** The whole of a plan in its finest sums: at most one row per line and institution. */
export const allCells = async (tx: Tx, province: string, planId: string): Promise<Cell[]> =>
  (
    await sql<Cell>`
      select line, nullif(city, '') as city, nullif(county, '') as county, nullif(institution, '') as institution,
        result_count as results, payable_count as payable, refused_count as refused, decision_count as decisions, manual_count as manual,
        due_fen as due, proposed_fen as proposed, held_fen as held, recovery_fen as recovery
      from plan_cell where province = ${province} and plan_id = ${planId}`.execute(tx)
  ).rows;

export interface CellFilter {
  readonly line: string | undefined;
  /** '' is 省本级 and, for a county, 市本级. */
  readonly city: string | undefined;
  readonly county: string | undefined;
  readonly institution: string | undefined;
}

export interface GroupRow extends Counts, Sums {
  readonly key: string;
  readonly city: string;
  readonly county: string;
}

const groupColumns = {
  line: { key: sql`line`, city: sql`''`, county: sql`''` },
  city: { key: sql`city`, city: sql`city`, county: sql`''` },
  // 市本级 of two cities are two groups.
  county: { key: sql`city || '/' || county`, city: sql`city`, county: sql`county` },
  institution: { key: sql`city || '/' || county || '/' || institution`, city: sql`city`, county: sql`county` },
} satisfies Record<string, Record<"key" | "city" | "county", RawBuilder<unknown>>>;

export const groupsOf = async (
  tx: Tx,
  province: string,
  planId: string,
  by: keyof typeof groupColumns,
  filter: CellFilter,
): Promise<GroupRow[]> => {
  const { key, city, county } = groupColumns[by];
  const equal = (column: RawBuilder<unknown>, value: string | undefined) =>
    sql`(${value ?? null}::text is null or ${column} = ${value ?? null})`;
  const { rows } = await sql<GroupRow>`
    select key, min(row_city) as city, min(row_county) as county, sum(result_count)::int as results, sum(payable_count)::int as payable,
      sum(refused_count)::int as refused, sum(decision_count)::int as decisions, sum(manual_count)::int as manual,
      sum(due_fen)::bigint as due, sum(proposed_fen)::bigint as proposed, sum(held_fen)::bigint as held, sum(recovery_fen)::bigint as recovery
    from (
      select ${key} as key, ${city} as row_city, ${county} as row_county, c.* from plan_cell c
      where province = ${province} and plan_id = ${planId} and ${equal(sql`line`, filter.line)} and ${equal(sql`city`, filter.city)}
        and ${equal(sql`county`, filter.county)} and ${equal(sql`institution`, filter.institution)}
    ) keyed
    group by key`.execute(tx);
  return rows;
};

export const replaceCells = async (tx: Tx, province: string, planId: string, cells: readonly Cell[]): Promise<void> => {
  await sql`delete from plan_cell where province = ${province} and plan_id = ${planId}`.execute(tx);
  await addToCells(tx, province, planId, cells);
};

/** Adds to the sums, in one statement. */
export const addToCells = async (tx: Tx, province: string, planId: string, cells: readonly Cell[]): Promise<void> => {
  if (cells.length === 0) return;
  const amount = (value: Fen) => value.toString();
  const text = JSON.stringify(
    cells.map((cell) => ({
      ...cell,
      city: cell.city ?? "",
      county: cell.county ?? "",
      institution: cell.institution ?? "",
      due: amount(cell.due),
      proposed: amount(cell.proposed),
      held: amount(cell.held),
      recovery: amount(cell.recovery),
    })),
  );
  await sql`
    insert into plan_cell as known (province, plan_id, line, city, county, institution, result_count, payable_count, refused_count, decision_count,
      manual_count, due_fen, proposed_fen, held_fen, recovery_fen)
    select ${province}, ${planId}::uuid, line, city, county, institution, results, payable, refused, decisions, manual, due, proposed, held, recovery
    from jsonb_to_recordset(${text}::jsonb) as cell (line text, city text, county text, institution text, results int, payable int,
      refused int, decisions int, manual int, due bigint, proposed bigint, held bigint, recovery bigint)
    on conflict (province, plan_id, line, city, county, institution) do update set
      result_count = known.result_count + excluded.result_count, payable_count = known.payable_count + excluded.payable_count,
      refused_count = known.refused_count + excluded.refused_count, decision_count = known.decision_count + excluded.decision_count,
      manual_count = known.manual_count + excluded.manual_count, due_fen = known.due_fen + excluded.due_fen,
      proposed_fen = known.proposed_fen + excluded.proposed_fen, held_fen = known.held_fen + excluded.held_fen,
      recovery_fen = known.recovery_fen + excluded.recovery_fen`.execute(tx);
};
