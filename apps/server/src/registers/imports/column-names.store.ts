import { sql } from "kysely";
import type { ColumnName } from "../../documents/index.ts";
import type { Actor, Tx } from "../../platform/index.ts";
import type { NamedColumns } from "./name-columns.ts";

/** Whose habits a table follows: the institution's, or those of the bureau of a region. The row policy says the same. */
const officeOf = ({ institution, county, city, province }: Actor): string => institution ?? county ?? city ?? `${province}0000`;

export const columnNamesOf = async (tx: Tx, actor: Actor, target: string): Promise<ColumnName[]> =>
  (
    await sql<ColumnName>`
      select header, field from import_column_name
      where province = ${actor.province} and target = ${target} and office = ${officeOf(actor)} order by header`.execute(tx)
  ).rows;

export const keepColumnNames = async (
  tx: Tx,
  actor: Actor,
  target: string,
  { kept, plain }: NamedColumns,
  at: Date,
): Promise<void> => {
  const office = officeOf(actor);
  await sql`
    delete from import_column_name
    where province = ${actor.province} and target = ${target} and office = ${office} and header = any (${plain}::text[])`.execute(
    tx,
  );
  await sql`
    insert into import_column_name as known (province, target, office, header, field, changed_by, changed_by_name, changed_at)
    select ${actor.province}, ${target}, ${office}, header, field, ${actor.userId}, ${actor.name}, ${at}
    from jsonb_to_recordset(${JSON.stringify(kept)}::jsonb) as given (header text, field text)
    on conflict (province, target, office, header) do update
      set field = excluded.field, changed_by = excluded.changed_by, changed_by_name = excluded.changed_by_name, changed_at = excluded.changed_at`.execute(
    tx,
  );
};
